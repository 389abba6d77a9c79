/// A formula in the source: `$x$` or `` $`x`$ `` within a line, `$$ ... $$` on lines of its own.
struct Formula: Sendable, Hashable {
  /// All of it, with its dollars.
  var range: Range<Int>
  /// Between the dollars, without blanks at the ends.
  var sourceRange: Range<Int>
  /// What is there, without what belongs to block quotes and lists around it.
  var source: String
  var isDisplay: Bool

  var node: Node.Math { Node.Math(source: source, sourceRange: sourceRange, isDisplay: isDisplay) }
}
