import Text

/// Formulas as libcmark sees them: as many bytes that mean nothing else, so that every position stays true.
///
/// A formula within a line becomes a word of a control character that the text does not contain, a displayed one becomes
/// a thematic break, which may stand between the lines of a paragraph as the formula may. Both stay on one line,
/// whatever line endings the formula has.
struct FormulaPlaceholders {
  private let formulas: [Formula]
  private let filler: UInt8
  /// What is handed to libcmark.
  let text: SourceText

  /// Nil where the text has no control character to spare.
  init?(_ formulas: [Formula], in text: SourceText) {
    guard let filler = Self.unusedCharacter(in: text.bytes) else { return nil }
    self.filler = filler
    self.formulas = formulas
    var bytes = text.bytes
    for formula in formulas {
      for offset in formula.range { bytes[offset] = formula.isDisplay ? .underscore : filler }
    }
    self.text = SourceText(name: text.name, bytes: bytes)
  }

  /// A control character that a text does not contain.
  static func unusedCharacter(in bytes: [UInt8]) -> UInt8? {
    let candidates = Array(1...8) + Array(14...31) as [UInt8]
    return candidates.first { !bytes.contains($0) }
  }

  /// The formulas whose placeholders became what they were meant to be. Others are none: once a formula before it was
  /// taken out, a line may turn out to be code.
  func placed(in items: [CMarkConverter.Element]) -> [Formula] {
    var placed: [Formula] = []
    for item in items {
      switch item.node.kind {
      case .thematicBreak: placed += formulas(in: item.node.range).prefix { $0.isDisplay }
      case .text(let literal) where literal.utf8.contains(filler):
        placed += formulas(in: item.node.range).filter { !$0.isDisplay }
      default: break
      }
    }
    return placed
  }

  /// Puts formulas where their placeholders are. All of them must be placed.
  func replace(in tree: inout MarkdownTree) {
    tree.rewrite { index, items, builder in
      let item = items[index]
      switch item.node.kind {
      case .thematicBreak:
        guard let formula = formulas(in: item.node.range).first else { return nil }
        var node = item.replaced(by: .math(formula.node), at: item.node.range)
        node.node.attributes = formula.attributes
        builder.leaf(node)
      case .text(let literal) where literal.utf8.contains(filler): split(item, literal, &builder)
      default: return nil
      }
      return index + 1
    }
  }

  /// A text as texts and formulas.
  private func split(_ item: MarkdownTree.Element, _ literal: String, _ builder: inout TreeBuilder) {
    var rest = literal.utf8[...]
    var start = item.node.range.lowerBound
    for formula in formulas(in: item.node.range) {
      let before = rest.prefix { $0 != filler }
      if !before.isEmpty {
        builder.leaf(.text(String(Substring(before))), at: start..<formula.range.lowerBound, of: item)
      }
      builder.leaf(.math(formula.node), at: formula.range, of: item)
      rest = rest[before.endIndex...].dropFirst(formula.range.count)
      start = formula.range.upperBound
    }
    if !rest.isEmpty {
      builder.leaf(.text(String(Substring(rest))), at: start..<item.node.range.upperBound, of: item)
    }
  }

  private func formulas(in range: Range<Int>) -> ArraySlice<Formula> {
    let first = formulas.partitioningIndex { $0.range.lowerBound >= range.lowerBound }
    return formulas[first...].prefix { $0.range.upperBound <= range.upperBound }
  }
}
