import Glibc
import Synchronization

/// The editor at the other end: messages come from standard input and go to standard output, whoever sends them.
final class EditorConnection: Sendable {
  private let output: Int32
  private let isWriting = Mutex(())

  init(output: Int32) { self.output = output }

  func send(_ message: JSONValue) {
    let bytes = MessageFraming.framed(message.bytes)
    isWriting.withLock { _ in
      bytes.withUnsafeBytes { bytes in
        var written = 0
        while written < bytes.count {
          let count = write(output, bytes.baseAddress! + written, bytes.count - written)
          if count >= 0 {
            written += count
          } else if errno == EAGAIN {
            var ready = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
            poll(&ready, 1, -1)
          } else if errno != EINTR {
            // An editor that is gone closes our input too.
            return
          }
        }
      }
    }
  }

  func notify(_ method: String, _ parameters: JSONValue) { send(Message.notification(method, parameters)) }

  /// Reads messages until there are no more, or no more are wanted.
  ///
  /// - Parameter body: takes the body of each; false after the last that is wanted.
  /// - Throws: `MessageFraming.Unreadable` where messages cannot be distinguished any more.
  static func read(_ input: Int32, _ body: ([UInt8]) -> Bool) throws(MessageFraming.Unreadable) {
    var framing = MessageFraming()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      while let message = try framing.next() { guard body(message) else { return } }
      let count = Glibc.read(input, &chunk, chunk.count)
      if count > 0 {
        framing.append(chunk[..<count])
      } else if count < 0, errno == EAGAIN {
        var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, -1)
      } else if count == 0 || errno != EINTR {
        return
      }
    }
  }
}
