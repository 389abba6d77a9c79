import CProcess
import Glibc

/// The messages from the process that runs cells to its supervisor.
///
/// Every message is answered, after the supervisor has taken what was printed so far: so text, pictures and the borders
/// between cells keep their order although they travel apart.
enum CellMessage {
  enum Kind: UInt8 {
    case begin, value, tensor, picture, checkedValue, notLoaded, failingBegan, failingEnded, didNotFail, end
  }

  struct Header {
    var kind: UInt8
    var number: Int32
    var first: Int32
    /// -1 for a second text that is not there.
    var second: Int32
  }
}

/// The sending end, in the process that runs cells.
struct CellChannel: Sendable {
  let descriptor: Int32

  func send(_ kind: CellMessage.Kind, number: Int32 = 0, _ first: String = "", _ second: String? = nil) {
    var header = CellMessage.Header(
      kind: kind.rawValue, number: number, first: Int32(first.utf8.count),
      second: second.map { Int32($0.utf8.count) } ?? -1)
    withUnsafeBytes(of: &header) { write($0) }
    var text = first + (second ?? "")
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    var answer: UInt8 = 0
    while true {
      let count = read(descriptor, &answer, 1)
      if count == 1 { return }
      // Without a supervisor nobody reads what follows.
      if count == 0 || errno != EINTR { _exit(1) }
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.send(descriptor, bytes.baseAddress! + written, bytes.count - written, Int32(MSG_NOSIGNAL))
      if count >= 0 { written += count } else if errno != EINTR { _exit(1) }
    }
  }
}
