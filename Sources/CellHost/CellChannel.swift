import CProcess
import Glibc
import Outputs
import Synchronization

/// A message from the process that runs cells to its supervisor.
///
/// Every message is answered, after the supervisor has taken what was printed so far: so text, pictures and the borders
/// between cells keep their order although they travel apart.
struct CellMessage {
  enum Kind: Int {
    case begin, shown, checkedValue, notLoaded, failingBegan, failingEnded, didNotFail, end
    /// What follows is printed by a statement, by its line, or by a call of `print`, by its line and by its index there as a text, until
    /// that has ended.
    case statement, call, callEnded
    /// A copy of the process goes on, by its number: the first is the state before a segment, which is kept.
    case kept, resumed
    /// No state is kept before a segment, by its index, and why.
    case notKept
  }

  var kind: Kind
  var number: Int
  var text: String
  /// What is shown.
  var output: Output?

  var message: [UInt8] {
    var writer = WireWriter()
    writer.write(kind.rawValue)
    writer.write(number)
    writer.write(text)
    writer.write([output].compactMap { $0 }) { $0.write($1) }
    return writer.message
  }

  init(kind: Kind, number: Int, text: String, output: Output?) {
    self.kind = kind
    self.number = number
    self.text = text
    self.output = output
  }

  init(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) {
    var reader = WireReader(bytes)
    guard let kind = Kind(rawValue: try reader.int()) else { throw WireReader.Malformed() }
    self.init(
      kind: kind, number: try reader.int(), text: try reader.text(),
      output: try reader.array { (reader) throws(WireReader.Malformed) in try reader.output() }.last)
    guard reader.isAtEnd, (kind == .shown) == (output != nil) else { throw WireReader.Malformed() }
  }
}

/// The sending end, in the process that runs cells.
struct CellChannel: Sendable {
  let descriptor: Int32
  /// The bytes that are kept of a text.
  let textLimit: Int

  /// Messages of several threads come one after the other, each with its answer.
  private static let sending = Mutex(())

  func send(_ kind: CellMessage.Kind, number: Int32 = 0, _ text: String = "", output: Output? = nil) {
    let message = CellMessage(
      kind: kind, number: Int(number), text: text.shortened(to: textLimit), output: output?.shortened(to: textLimit)
    ).message
    Self.sending.withLock { _ in deliver(message) }
  }

  private func deliver(_ message: [UInt8]) {
    message.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = Glibc.send(descriptor, bytes.baseAddress! + written, bytes.count - written, Int32(MSG_NOSIGNAL))
        if count >= 0 { written += count } else if errno != EINTR { _exit(1) }
      }
    }
    var answer: UInt8 = 0
    while true {
      let count = read(descriptor, &answer, 1)
      if count == 1 { return }
      // Without a supervisor nobody reads what follows.
      if count == 0 || errno != EINTR { _exit(1) }
    }
  }

  /// Drops an answer to a process that ended before it read it.
  func dropAnswers() {
    var answer: UInt8 = 0
    while recv(descriptor, &answer, 1, Int32(MSG_DONTWAIT)) == 1 {}
  }
}

/// The receiving end: bytes as they come, and the messages that they make.
struct CellMessages {
  let descriptor: Int32
  private var bytes: [UInt8] = []
  private var start = 0
  /// More than any message has.
  private let greatestSize: Int

  /// - Parameter textLimit: the bytes that are kept of a text.
  init(descriptor: Int32, textLimit: Int) {
    self.descriptor = descriptor
    // Three texts, where a byte that was cut apart may have become a sign of three, and the numbers of a tensor, or once more the text
    // of a table, entry by entry, and the lengths of its rows, or that of a fragment of HTML, and its elements.
    greatestSize =
      3 * (textLimit + 8) + 8 * (TensorValue.mostAxes + TensorValue.mostElements) + textLimit
      + max(20 * (TableValue.mostEntries + 1), HTMLValue.mostBytes) + 64
    colophon_set_nonblocking(descriptor)
  }

  /// Takes what has come, without waiting; false when no more can come.
  mutating func receive() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
        // A message is answered before the next is sent: more than one never waits.
        if count < chunk.count || bytes.count > greatestSize { return true }
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
    }
  }

  /// The next message that is complete.
  ///
  /// - Throws: where a cell has written to the channel itself, and nothing that follows can be understood.
  mutating func next() throws(WireReader.Malformed) -> CellMessage? {
    guard bytes.count - start >= 4 else { return nil }
    let count = bytes[start..<(start + 4)].withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
    guard count <= greatestSize else { throw WireReader.Malformed() }
    guard bytes.count - start - 4 >= count else { return nil }
    let message = try CellMessage(bytes[(start + 4)..<(start + 4 + count)])
    start += 4 + count
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      start = 0
    }
    return message
  }

  /// Drops what a process had begun to say when it ended.
  mutating func drop() {
    _ = receive()
    bytes.removeAll()
    start = 0
  }

  func answer() {
    var answer: UInt8 = 1
    send(descriptor, &answer, 1, Int32(MSG_NOSIGNAL))
  }
}
