import CProcess
import Glibc

/// Messages that come in pieces, each after its length.
package struct MessageBuffer {
  private var bytes: [UInt8] = []
  private var start = 0

  package init() {}

  /// Takes what can be read by now, waiting only where nothing can; false where nothing will come any more.
  package mutating func receive(from descriptor: Int32) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
        return true
      }
      if count == 0 || errno != EINTR { return false }
    }
  }

  package var hasMessage: Bool { length.map { bytes.count - start - 4 >= $0 } ?? false }

  /// The next message that is complete, without its length.
  package mutating func next() -> ArraySlice<UInt8>? {
    guard hasMessage, let length else { return nil }
    let message = bytes[(start + 4)..<(start + 4 + length)]
    start += 4 + length
    if start == bytes.count {
      bytes.removeAll()
      start = 0
    }
    return message
  }

  private var length: Int? {
    guard bytes.count - start >= 4 else { return nil }
    return bytes[start..<(start + 4)].withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
  }
}
