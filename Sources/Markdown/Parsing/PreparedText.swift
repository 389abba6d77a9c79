import Text

/// The bytes that are handed to cmark, and the way back from a position in them to the source.
///
/// Before them may stand what other texts define.
///
/// They are the source's bytes, except that what cmark would change in length itself (NUL becomes U+FFFD, three bytes)
/// is changed before, so that a position that is true here is true there.
struct PreparedText {
  let text: SourceText
  /// The source offset of the first byte.
  private let start: Int
  /// Where in `text` the replacement characters for NUL begin, in order.
  private var replacedNULs: [Int] = []
  /// The bytes of `text` that other texts define.
  private let foreign: Range<Int>

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// - Parameters:
  ///   - range: the bytes of the source that are read.
  ///   - definitions: what other texts define.
  init(source: SourceText, _ range: Range<Int>, definitions: [UInt8]) {
    start = range.lowerBound
    let tail = source.bytes[range]
    let mark = definitions.isEmpty ? 0 : Array(tail.prefix(3)).byteOrderMarkLength
    foreign = mark..<mark + definitions.count
    guard tail.contains(0) || !definitions.isEmpty else {
      text = range == 0..<source.bytes.count ? source : SourceText(name: source.name, bytes: Array(tail))
      return
    }
    var bytes = Array(tail.prefix(mark)) + definitions
    bytes.reserveCapacity(bytes.count + tail.count + 64)
    for byte in tail.dropFirst(mark) {
      if byte == 0 {
        replacedNULs.append(bytes.count)
        bytes += Self.replacement
      } else {
        bytes.append(byte)
      }
    }
    text = SourceText(name: source.name, bytes: bytes)
  }

  /// Whether something is what other texts define.
  func isForeign(_ range: Range<Int>) -> Bool { !foreign.isEmpty && foreign.contains(range.lowerBound) }

  /// The offset in the source of an offset in `text`.
  func sourceOffset(_ offset: Int) -> Int {
    let own = offset < foreign.upperBound ? min(offset, foreign.lowerBound) : offset - foreign.count
    guard !replacedNULs.isEmpty else { return start + own }
    let count = replacedNULs.partitioningIndex { $0 >= offset }
    return start + own - count * (Self.replacement.count - 1)
  }

  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    sourceOffset(range.lowerBound)..<sourceOffset(range.upperBound)
  }

  /// A node of `text` as a node of the source.
  func sourceNode(_ original: Node) -> Node {
    guard start != 0 || !replacedNULs.isEmpty || !foreign.isEmpty else { return original }
    return original.mappingRanges(sourceRange)
  }
}
