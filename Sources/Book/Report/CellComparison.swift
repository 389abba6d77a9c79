import Outputs

/// A cell's documented outputs beside its fresh ones: what reports are made of and what `accept` works from.
package struct CellComparison: Sendable {
  package enum AlignedOutput: Sendable {
    /// One of both is there at least. The absent one counts as a text without lines.
    case text(DocumentedText?, FreshText?, TextComparison)
    /// The comparison is nil where one of both, or the documented file, is not there; the description where one of both
    /// is not.
    case picture(DocumentedOutput.PictureReference?, FreshPicture?, TextComparison?, PictureDescription?)
  }
  package var outputs: [AlignedOutput]
  /// The lines that `// Prints` comments expect, beside all lines of text that the cell gave; nil without such comments.
  package var expectedComments: TextComparison?
  /// For each expected line the comment that expects it.
  package var commentOfLine: [Int]
  /// Why nobody knows what a comment that differs should say.
  package enum UnattributedReason: Sendable {
    /// What printed is known only by the statement of the cell in which it ran.
    case unknownOutput
    /// The call of `print` that it speaks of did not run.
    case notRun
    /// Nothing that its statement printed is left for it, or some of the statement may not have run.
    case notPrinted
    /// Nothing was printed for it, and the option `lines` would name other lines without it.
    case highlightedLines
  }
  /// The comments, by their indices, that differ and of which nobody knows what they should say.
  package var unattributedComments: [Int: UnattributedReason]

  /// Whether comments stand for every line of text, so that no fence is needed.
  package var expectsEverything: Bool {
    guard let expectedComments else { return false }
    return expectedComments.alignedLines.allSatisfy { if case .extra = $0 { false } else { true } }
  }

  /// Whether every expected line was printed, in order; lines between them may be anything.
  package var expectedCommentsHold: Bool {
    expectedComments?.holds ?? true
  }

  /// What the comments of a volatile cell say in the place of its fresh lines, some of its text; nil where they do not say all of it.
  func commentedLines(_ range: Range<Int>) -> [String]? {
    guard let expectedComments, expectsEverything else { return nil }
    var lines: [Int: String] = [:]
    for step in expectedComments.alignedLines {
      switch step {
      case .same(let documented, let fresh, _), .changed(let documented, let fresh):
        lines[fresh] = expectedComments.documented[documented]
      case .elided, .missing, .extra: continue
      }
    }
    let found = range.compactMap { lines[$0] }
    return found.count == range.count ? found : nil
  }

  /// - Parameter language: that of the chapter.
  init(_ cell: Cell, _ result: CellResult, exact: Bool, language: String) {
    let comparison = Comparison(cell.options, exact: exact)
    let fresh = FreshBlock.blocks(of: result.outputs)
    let documented = DocumentedBlock.blocks(of: cell.documented)
    self.outputs = Self.pair(documented, fresh).map { Self.align($0, $1, comparison, exact: exact, language: language) }
    let comments = ExpectedCommentComparison(cell, fresh: fresh, result, comparison)
    expectedComments = comments?.lines
    commentOfLine = comments?.commentOfLine ?? []
    unattributedComments = comments?.unattributed ?? [:]
  }

  private static func align(
    _ documented: DocumentedBlock?, _ fresh: FreshBlock?, _ comparison: Comparison, exact: Bool,
    language: String
  ) -> AlignedOutput {
    switch (documented, fresh) {
    case (.text(let text)?, .text(let freshText)?):
      let lines = comparison.compare(text.lines.map(\.text), freshText.lines, kinds: freshText.kinds)
      return .text(text, freshText, lines.placed(in: freshText))
    case (.text(let text)?, _): return .text(text, nil, comparison.compare(text.lines.map(\.text), []))
    case (.picture(let picture)?, .picture(let freshPicture)?):
      let lines = picture.file.map { comparison.compare($0, freshPicture) }
      let description = PictureDescription(
        picture, freshPicture, figureAgrees: lines?.agrees == true, exact: exact, language: language)
      return .picture(picture, freshPicture, lines, description)
    case (.picture(let picture)?, _): return .picture(picture, nil, nil, nil)
    case (nil, .picture(let picture)?): return .picture(nil, picture, nil, nil)
    case (nil, .text(let text)?): return .text(nil, text, comparison.compare([], text.lines))
    case (nil, nil): return .text(nil, nil, comparison.compare([String](), []))
    }
  }

  /// Pairs text with text and pictures with pictures, in order, as many as possible.
  private static func pair(_ documented: [DocumentedBlock], _ fresh: [FreshBlock]) -> [(DocumentedBlock?, FreshBlock?)]
  {
    // The longest common subsequence of the two rows of kinds.
    var longest = Array(repeating: Array(repeating: 0, count: fresh.count + 1), count: documented.count + 1)
    for row in documented.indices.reversed() {
      for column in fresh.indices.reversed() {
        longest[row][column] =
          isSameKind(documented[row], fresh[column])
          ? longest[row + 1][column + 1] + 1 : max(longest[row + 1][column], longest[row][column + 1])
      }
    }
    var pairs = [(DocumentedBlock?, FreshBlock?)]()
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

  private static func isSameKind(_ documented: DocumentedBlock, _ fresh: FreshBlock) -> Bool {
    switch (documented, fresh) {
    case (.text, .text), (.picture, .picture): true
    default: false
    }
  }
}

extension TextComparison {
  /// The same, with lines that have the words of a table or of a fragment of HTML elsewhere than it has them as changed.
  fileprivate func placed(in fresh: FreshText) -> TextComparison {
    var result = self
    for piece in fresh.pieces {
      guard let form = piece.output.form, let documented = documentedLines(for: piece.lines) else { continue }
      let lines = documented.map(OutputText.resolvingEllipses)
      let displaced =
        switch form {
        case .html(let html): html.displacedLines(in: OutputText.joined(lines))
        case .table(let table): table.displacedLines(in: lines)
        case .tensor: [Int]()
        }
      for (index, step) in alignedLines.enumerated() {
        guard case .same(let row, let column, _) = step, displaced.contains(column - piece.lines.lowerBound) else {
          continue
        }
        result.alignedLines[index] = .changed(documented: row, fresh: column)
      }
    }
    return result
  }

  /// The documented lines that stand for a range of fresh ones, where each has its own; nil where an ellipsis or a
  /// difference is among them.
  func documentedLines(for range: Range<Int>) -> [String]? {
    var lines = [String]()
    for step in alignedLines {
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
    for step in alignedLines {
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
