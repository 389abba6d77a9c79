import Text

/// The bytes that are handed to cmark, and the way back from a position in them to the source.
///
/// They are the source's bytes, except that what cmark would change in length itself (NUL becomes U+FFFD, three bytes)
/// is changed before, so that a position that is true here is true there.
struct PreparedText {
  let text: SourceText
  /// The source offset of the first byte.
  private let start: Int
  /// Where in `text` the replacement characters for NUL begin, in order.
  private var replacedNULs: [Int] = []

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  init(source: SourceText, start: Int) {
    self.start = start
    let tail = source.bytes[start...]
    guard tail.contains(0) else {
      text = start == 0 ? source : SourceText(name: source.name, bytes: Array(tail))
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tail.count + 64)
    for byte in tail {
      if byte == 0 {
        replacedNULs.append(bytes.count)
        bytes += Self.replacement
      } else {
        bytes.append(byte)
      }
    }
    text = SourceText(name: source.name, bytes: bytes)
  }

  /// The offset in the source of an offset in `text`.
  func sourceOffset(_ offset: Int) -> Int {
    guard !replacedNULs.isEmpty else { return start + offset }
    let count = replacedNULs.partitioningIndex { $0 >= offset }
    return start + offset - count * (Self.replacement.count - 1)
  }

  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    sourceOffset(range.lowerBound)..<sourceOffset(range.upperBound)
  }

  /// A node of `text` as a node of the source.
  func sourceNode(_ original: Node) -> Node {
    guard start != 0 || !replacedNULs.isEmpty else { return original }
    return original.mappingRanges(sourceRange)
  }
}
