import CellHost
import Glibc
import Outputs
import Synchronization

/// A cell host that was started, to which jobs are sent and which is listened to.
///
/// Jobs are sent and reports read by one thread at a time; any other may cancel.
final class HostConnection: @unchecked Sendable {
  private let child: ChildProcess
  private var messages = MessageBuffer()
  private let hasInput = Mutex(true)

  init(_ child: ChildProcess) { self.child = child }

  deinit {
    end()
    close(child.output)
    _ = child.waitForEnd()
  }

  /// Ends the host, and with it all that it runs: it ends when it has no input any more.
  @Sendable func end() {
    hasInput.withLock { has in
      if has { close(child.input) }
      has = false
    }
  }

  /// Sends a job; false where the host is not there any more.
  func send(_ job: HostJob) -> Bool {
    hasInput.withLock { has in
      has && write(job.message)
    }
  }

  private func write(_ message: [UInt8]) -> Bool {
    message.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = Glibc.write(child.input, bytes.baseAddress! + written, bytes.count - written)
        if count >= 0 { written += count } else if errno != EINTR { return false }
      }
      return true
    }
  }

  /// Ends the job that is being done, in a host that keeps states.
  @Sendable func cancel() {
    hasInput.withLock { has in
      if has { _ = write(WireWriter().message) }
    }
  }

  /// The next thing that the host reports; nil where it is not there any more, or cannot be understood.
  func next() -> HostEvent? {
    while !messages.hasMessage { guard messages.receive(from: child.output) else { return nil } }
    return messages.next().flatMap { try? HostEvent($0) }
  }
}
