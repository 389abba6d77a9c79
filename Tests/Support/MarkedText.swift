/// A text with ranges marked in it, so that nobody counts columns: `«` and `»` surround a range and are taken out.
package struct MarkedText {
  package private(set) var bytes: [UInt8] = []
  /// In the order in which they begin, the shorter first of those that begin together.
  package private(set) var ranges: [Range<Int>] = []

  package init(_ marked: String) {
    var starts: [Int] = []
    for character in marked.unicodeScalars {
      switch character {
      case "«": starts.append(bytes.count)
      case "»": ranges.append(starts.removeLast()..<bytes.count)
      default: bytes += Array(String(character).utf8)
      }
    }
    ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What is marked, as messages quote it.
  package var quoted: [String] { quoted(ranges) }

  package func quoted(_ ranges: [Range<Int>]) -> [String] { ranges.map { String(decoding: bytes[$0], as: UTF8.self) } }

  /// The marked ranges and their texts, to compare with `texts(of:)`.
  package var texts: [String] { texts(of: ranges) }

  package func texts(of ranges: [Range<Int>]) -> [String] { zip(ranges, quoted(ranges)).map { "\($0) \($1)" } }
}
