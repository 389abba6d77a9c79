/// The bytes that are handed to cmark, and the way back from a position in them to the source.
///
/// They are the source's bytes, except that what cmark would change in length itself (NUL becomes U+FFFD, three bytes)
/// is changed before, so that a position that is true here is true there.
struct PreparedText {
  private(set) var bytes: [UInt8]
  /// The source offset of `bytes[0]`.
  private let start: Int
  /// Where in `bytes` the replacement characters for NUL begin, in order.
  private var replacedNULs: [Int] = []

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  init(source: SourceText, start: Int) {
    self.start = start
    let tail = source.bytes[start...]
    guard tail.contains(0) else {
      bytes = start == 0 ? source.bytes : Array(tail)
      return
    }
    bytes = []
    bytes.reserveCapacity(tail.count + 64)
    for byte in tail {
      if byte == 0 {
        replacedNULs.append(bytes.count)
        bytes += Self.replacement
      } else {
        bytes.append(byte)
      }
    }
  }

  /// The offset in the source of an offset in `bytes`.
  func sourceOffset(_ offset: Int) -> Int {
    guard !replacedNULs.isEmpty else { return start + offset }
    var low = 0
    var high = replacedNULs.count
    while low < high {
      let middle = (low + high) / 2
      if replacedNULs[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return start + offset - low * (Self.replacement.count - 1)
  }

  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    sourceOffset(range.lowerBound)..<sourceOffset(range.upperBound)
  }
}
