import Markdown
import TestSupport

extension MarkedText {
  var source: SourceText { SourceText(name: "chapter.md", bytes: bytes) }
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
