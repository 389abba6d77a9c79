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
  func placed(in items: [CMarkConverter.Item]) -> [Formula] {
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

  /// The tree with formulas where their placeholders are. All of them must be placed.
  func replace(in items: [CMarkConverter.Item]) -> [CMarkConverter.Item] {
    var result: [CMarkConverter.Item] = []
    result.reserveCapacity(items.count + 2 * formulas.count)
    var indices: [Int] = []
    indices.reserveCapacity(items.count + 1)
    for item in items {
      indices.append(result.count)
      switch item.node.kind {
      case .thematicBreak:
        var item = item
        if let formula = formulas(in: item.node.range).first { item.node.kind = .math(formula.node) }
        result.append(item)
      case .text(let literal) where literal.utf8.contains(filler):
        result += split(item, literal)
      default: result.append(item)
      }
    }
    indices.append(result.count)
    for index in items.indices {
      for new in indices[index]..<indices[index + 1] {
        let parent = items[index].node.parent
        result[new].node.parent = parent < 0 ? -1 : indices[parent]
        let isSplit = indices[index + 1] - indices[index] > 1 && items[index].node.end == index + 1
        result[new].node.end = isSplit ? new + 1 : indices[items[index].node.end]
      }
    }
    return result
  }

  /// A text as texts and formulas.
  private func split(_ item: CMarkConverter.Item, _ literal: String) -> [CMarkConverter.Item] {
    var parts: [CMarkConverter.Item] = []
    var rest = literal.utf8[...]
    var start = item.node.range.lowerBound
    func append(_ kind: Node.Kind, _ range: Range<Int>) {
      var part = item
      part.node.kind = kind
      part.node.range = range
      parts.append(part)
    }
    for formula in formulas(in: item.node.range) {
      let before = rest.prefix { $0 != filler }
      if !before.isEmpty { append(.text(String(Substring(before))), start..<formula.range.lowerBound) }
      append(.math(formula.node), formula.range)
      rest = rest[before.endIndex...].dropFirst(formula.range.count)
      start = formula.range.upperBound
    }
    if !rest.isEmpty { append(.text(String(Substring(rest))), start..<item.node.range.upperBound) }
    return parts
  }

  private func formulas(in range: Range<Int>) -> ArraySlice<Formula> {
    let first = formulas.partitioningIndex { $0.range.lowerBound >= range.lowerBound }
    return formulas[first...].prefix { $0.range.upperBound <= range.upperBound }
  }
}
