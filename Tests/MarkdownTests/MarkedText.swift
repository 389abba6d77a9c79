import Markdown

/// A text whose interesting places are marked in it: `«` and `»` stand around what a test expects to be found, and are
/// taken out before it is parsed. Nobody counts columns.
struct MarkedText {
  let source: SourceText
  /// In the order in which they begin.
  let marked: [Range<Int>]

  init(_ text: String, name: String = "chapter.md") {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var marked: [Range<Int>] = []
    for character in text.unicodeScalars {
      switch character {
      case "«": starts.append(bytes.count)
      case "»": marked.append(starts.removeLast()..<bytes.count)
      default: bytes += Array(String(character).utf8)
      }
    }
    source = SourceText(name: name, bytes: bytes)
    self.marked = marked.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The marked stretches as text, to compare with `texts(of:)`.
  var texts: [String] { marked.map { "\($0) \(source.text(in: $0))" } }

  func texts(of ranges: [Range<Int>]) -> [String] { ranges.map { "\($0) \(source.text(in: $0))" } }
}

extension Document {
  var formulas: [Node.Math] {
    nodes.compactMap { if case .math(let math) = $0.kind { math } else { nil } }
  }

  var checkedValues: [Node.CheckedValue] {
    nodes.compactMap { if case .checkedValue(let value) = $0.kind { value } else { nil } }
  }

  var codeBlocks: [Node.CodeBlock] {
    nodes.compactMap { if case .codeBlock(let block) = $0.kind { block } else { nil } }
  }

  /// The ranges of the nodes of which `isIncluded` holds.
  func ranges(where isIncluded: (Node.Kind) -> Bool) -> [Range<Int>] {
    nodes.filter { isIncluded($0.kind) }.map(\.range)
  }
}
