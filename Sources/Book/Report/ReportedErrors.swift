import Markdown

/// What is reported is not reported again.
extension [Diagnostic] {
  /// Whether there is an error within some bytes of a text.
  func haveError(within range: Range<Int>, of source: SourceText) -> Bool {
    contains { diagnostic in
      guard diagnostic.severity == .error, let location = diagnostic.location else { return false }
      return location.file == source.name && location.range.lowerBound >= range.lowerBound
        && location.range.lowerBound <= range.upperBound
    }
  }

  /// Whether they say how a cell failed: in its lines, or in those of a function above it in which it stopped.
  func haveReported(_ failure: CellFailure, of cell: Cell, in source: SourceText) -> Bool {
    haveError(within: cell.range, of: source)
      || failure.range(in: source).map { haveError(within: $0, of: source) } == true
  }
}

extension CellFailure {
  /// The bytes of the line in which it happened.
  func range(in source: SourceText) -> Range<Int>? {
    line.flatMap { (1...source.lineStarts.count).contains($0) ? source.lineRange($0) : nil }
  }
}
