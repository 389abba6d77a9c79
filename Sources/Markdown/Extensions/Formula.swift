extension MarkdownExtension {
  /// `$x$` and `` $`x`$ `` within a line, `$$ ... $$` on lines of its own.
  package static let math = MarkdownExtension("math", escaped: "$") { text, next in
    guard text.bytes.contains(.dollar) else { return next(text) }
    var items = CMarkConverter.parse(text.bytes)
    var finder = FormulaFinder(text: text)
    BlockLocator.locate(&items, in: text) { finder.search($0, $1, $2, $3) }
    // A second round is rare, and a third hardly ever needed; a text that wants more has its formulas as they stand.
    var formulas = finder.formulas
    for _ in 0..<4 {
      guard !formulas.isEmpty, let placeholders = FormulaPlaceholders(formulas, in: text) else { break }
      var tree = next(placeholders.text)
      let placed = placeholders.placed(in: tree.items)
      if placed.count == formulas.count {
        placeholders.replace(in: &tree)
        tree.problems += finder.problems
        return tree
      }
      formulas = placed
    }
    var tree = next(text)
    tree.problems += finder.problems
    return tree
  }
}

/// A formula in the source: `$x$` or `` $`x`$ `` within a line, `$$ ... $$` on lines of its own.
struct Formula: Sendable, Hashable {
  /// All of it, with its dollars and its attributes.
  var range: Range<Int>
  /// Between the dollars, without blanks at the ends.
  var sourceRange: Range<Int>
  /// What is there, without what belongs to block quotes and lists around it.
  var source: String
  var isDisplay: Bool
  /// The bytes of the attributes that follow a displayed formula.
  var attributes: Range<Int>?

  var node: Node.Math { Node.Math(source: source, sourceRange: sourceRange, isDisplay: isDisplay) }
}
