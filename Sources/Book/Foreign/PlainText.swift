import Markdown
import Text

/// The bytes of a paragraph or of whatever else holds a text in lines, with others in place of what is no text: they are as many, and
/// stand where those of the source do.
struct PlainText {
  /// In place of code, which other tools give a meaning by what stands before it. None of these occurs in UTF-8.
  static let code: UInt8 = 0xFF
  /// In place of what a backslash escapes, with the backslash.
  static let escape: UInt8 = 0xFE

  /// Where it begins in the source.
  let start: Int
  /// Without formulas, HTML, where links lead, and attributes, for which blanks stand.
  private(set) var bytes: [UInt8]
  /// The same, with what is escaped.
  private(set) var withEscapes: [UInt8]

  init(of index: Int, in document: Document) {
    let node = document.nodes[index]
    start = node.range.lowerBound
    bytes = Array(document.source.bytes[node.range])
    withEscapes = []
    for child in index + 1..<max(index + 1, node.end) {
      let range = document.nodes[child].range
      switch document.nodes[child].kind {
      case .code: fill(range, with: Self.code)
      case .htmlInline, .math, .checkedValue: blank(range)
      case .link where document.source.bytes[range.lowerBound] != UInt8(ascii: "["): blank(range)
      case .link, .image:
        let text = document.children(of: child).reduce(range.lowerBound) {
          max($0, document.nodes[$1].range.upperBound)
        }
        blank(text..<range.upperBound)
      default: break
      }
      if let attributes = document.nodes[child].attributes { blank(attributes) }
    }
    // Those of a table stand behind its caption.
    for owner in [node, document.nodes[node.parent]] { if let attributes = owner.attributes { blank(attributes) } }
    withEscapes = bytes
    var position = 0
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "\\"), bytes[position + 1].isPunctuation {
        fill(start + position..<start + position + 2, with: Self.escape)
        position += 1
      }
      position += 1
    }
  }

  /// Puts blanks in the place of a range of the source.
  mutating func blank(_ range: Range<Int>) { fill(range, with: UInt8(ascii: " ")) }

  private mutating func fill(_ range: Range<Int>, with byte: UInt8) {
    for offset in range.clamped(to: start..<start + bytes.count)
    where !TextPattern.isLineEnd(bytes[offset - start]) { bytes[offset - start] = byte }
  }
}
