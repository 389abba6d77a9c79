/// A cell's documented outputs beside its fresh ones: what reports are made of and what `accept` works from.
package struct CellComparison: Sendable {
  package enum Step: Sendable {
    /// One of both is there at least. The absent one counts as a text without lines.
    case text(DocumentedText?, FreshText?, TextComparison)
    /// The comparison is nil where one of both, or the documented file, is not there.
    case picture(DocumentedOutput.PictureReference?, FreshPicture?, TextComparison?)
  }
  package var steps: [Step]
  /// The lines that `// Prints` comments claim, beside all lines of text that the cell gave; nil without such comments.
  package var claims: TextComparison?
  /// For each claimed line the comment that claims it.
  package var claimOfLine: [Int]

  /// Whether comments stand for every line of text, so that no fence is needed.
  package var claimsEverything: Bool {
    guard let claims else { return false }
    return claims.steps.allSatisfy { if case .extra = $0 { false } else { true } }
  }

  /// Whether every claimed line was printed, in order; lines between them may be anything.
  package var claimsHold: Bool {
    guard let claims else { return true }
    return claims.steps.allSatisfy { step in
      switch step {
      case .same, .elided, .extra: true
      case .changed, .missing: false
      }
    }
  }

  init(_ cell: Cell, _ outputs: [Output], exact: Bool) {
    let comparison = Comparison(cell.options, exact: exact)
    let fresh = FreshRun.runs(of: outputs)
    let documented = DocumentedRun.runs(of: cell.documented)
    steps = Self.pair(documented, fresh).map { Self.step($0, $1, comparison) }
    var claimed = [String]()
    claimOfLine = []
    for (index, claim) in cell.claims.enumerated() {
      let lines = claim.text.isEmpty ? [""] : OutputText.lines(claim.text)
      claimed += lines
      claimOfLine += lines.map { _ in index }
    }
    guard !claimed.isEmpty else { return }
    let printed = fresh.flatMap { run -> [String] in
      if case .text(let text) = run { text.lines } else { [] }
    }
    claims = comparison.compare(claimed, printed)
  }

  private static func step(_ documented: DocumentedRun?, _ fresh: FreshRun?, _ comparison: Comparison) -> Step {
    switch (documented, fresh) {
    case (.text(let text)?, .text(let freshText)?):
      return .text(text, freshText, comparison.compare(text.lines.map(\.text), freshText.lines))
    case (.text(let text)?, _): return .text(text, nil, comparison.compare(text.lines.map(\.text), []))
    case (.picture(let picture)?, .picture(let freshPicture)?):
      return .picture(picture, freshPicture, picture.svg.map { comparison.ofFigures.compare($0, freshPicture.svg) })
    case (.picture(let picture)?, _): return .picture(picture, nil, nil)
    case (nil, .picture(let picture)?): return .picture(nil, picture, nil)
    case (nil, .text(let text)?): return .text(nil, text, comparison.compare([], text.lines))
    case (nil, nil): return .text(nil, nil, comparison.compare([String](), []))
    }
  }

  /// Pairs text with text and pictures with pictures, in order, as many as possible.
  private static func pair(_ documented: [DocumentedRun], _ fresh: [FreshRun]) -> [(DocumentedRun?, FreshRun?)] {
    // The longest common subsequence of the two rows of kinds.
    var longest = Array(repeating: Array(repeating: 0, count: fresh.count + 1), count: documented.count + 1)
    for row in documented.indices.reversed() {
      for column in fresh.indices.reversed() {
        longest[row][column] =
          isSameKind(documented[row], fresh[column])
          ? longest[row + 1][column + 1] + 1 : max(longest[row + 1][column], longest[row][column + 1])
      }
    }
    var pairs = [(DocumentedRun?, FreshRun?)]()
    var row = 0
    var column = 0
    while row < documented.count || column < fresh.count {
      if row < documented.count, column < fresh.count, isSameKind(documented[row], fresh[column]) {
        pairs.append((documented[row], fresh[column]))
        row += 1
        column += 1
      } else if column == fresh.count
        || (row < documented.count && longest[row + 1][column] >= longest[row][column + 1])
      {
        pairs.append((documented[row], nil))
        row += 1
      } else {
        pairs.append((nil, fresh[column]))
        column += 1
      }
    }
    return pairs
  }

  private static func isSameKind(_ documented: DocumentedRun, _ fresh: FreshRun) -> Bool {
    switch (documented, fresh) {
    case (.text, .text), (.picture, .picture): true
    default: false
    }
  }
}

extension TextComparison {
  /// The documented lines that stand for a range of fresh ones, where each has its own; nil where an ellipsis or a
  /// difference is among them.
  func documentedLines(for range: Range<Int>) -> [String]? {
    var lines = [String]()
    for step in steps {
      switch step {
      case .same(let documented, let fresh, _):
        if range.contains(fresh) { lines.append(self.documented[documented]) }
      case .elided(_, let fresh):
        if !fresh.isEmpty && fresh.overlaps(range) { return nil }
        if fresh.isEmpty && fresh.lowerBound > range.lowerBound && fresh.lowerBound < range.upperBound { return nil }
      case .changed, .missing, .extra: continue
      }
    }
    return lines.count == range.count ? lines : nil
  }

  /// The parts of the fresh lines that are not documented as they are.
  func isDrifted(in range: Range<Int>) -> Bool {
    var position = 0
    for step in steps {
      switch step {
      case .same(_, let fresh, _): position = fresh + 1
      case .elided(_, let fresh): position = fresh.upperBound
      case .changed(_, let fresh), .extra(let fresh):
        if range.contains(fresh) { return true }
        position = fresh + 1
      case .missing:
        if range.contains(position) || position == range.upperBound { return true }
      }
    }
    return false
  }
}
