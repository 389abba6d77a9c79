import Markdown
import Text

/// Comments that say what is printed.
extension AcceptanceWriter {
  mutating func acceptExpectedComments(of cell: Cell, _ comparison: CellComparison) {
    guard let expectedComments = comparison.expectedComments, !comparison.expectedCommentsHold else { return }
    let rewriter = LineRewriter(comparison: expectedComments.comparison)
    var texts = cell.expectedComments.map { _ in [String]() }
    var isChanged = cell.expectedComments.map { _ in false }
    for step in expectedComments.alignedLines {
      switch step {
      case .same(let line, _, _), .elided(let line, _):
        texts[comparison.commentOfLine[line]].append(expectedComments.documented[line])
      case .changed(let line, let fresh):
        texts[comparison.commentOfLine[line]].append(
          rewriter.line(expectedComments.documented[line], expectedComments.fresh[fresh]))
        isChanged[comparison.commentOfLine[line]] = true
      case .missing(let line): isChanged[comparison.commentOfLine[line]] = true
      case .extra: continue
      }
    }
    var unattributed = comparison.unattributedComments
    for (index, expectedComment) in cell.expectedComments.enumerated() where isChanged[index] {
      let comment = comment(around: expectedComment, of: cell)
      if unattributed[index] == nil, texts[index].isEmpty, movesHighlightedLines(comment, of: cell) {
        unattributed[index] = .highlightedLines
      }
      if let reason = unattributed[index] {
        accepted.refusals.append(messages.unattributed(expectedComment, reason, of: cell))
        continue
      }
      if texts[index].isEmpty {
        edit(comment, [])
      } else {
        let ending = expectedComment.text.utf8.last == UInt8(ascii: "\n") ? "\n" : ""
        edit(
          expectedComment.range,
          ExpectedCommentText.escape(
            texts[index].joined(separator: "\n") + ending, escapesQuotes: expectedComment.escapesQuotes))
      }
    }
    guard isChanged.indices.contains(where: { isChanged[$0] && unattributed[$0] == nil }) else {
      return
    }
    var written = expectedComments.written(rewriter.line) { $0 }
    written.alignedLines.removeAll { step in
      switch step {
      case .changed(let line, _), .missing(let line):
        unattributed[comparison.commentOfLine[line]] != nil
      case .same, .elided, .extra: false
      }
    }
    note(messages.drift(ofExpectedComments: written, comparison, cell: cell, verb: .isUpdated))
    warnOfRegression(expectedComments.fresh, insteadOf: expectedComments.documented, of: cell)
  }

  /// Whether the lines that a cell's option names are others once some of its lines are gone.
  private func movesHighlightedLines(_ removed: Range<Int>, of cell: Cell) -> Bool {
    guard let lines = cell.options.lines else { return false }
    return cell.lines.enumerated().contains { index, line in
      removed.lowerBound <= line.lowerBound && line.upperBound < removed.upperBound && index < lines.last
    }
  }

  /// An expected comment with the blanks before it, or its whole line where nothing else stands there.
  private func comment(around expectedComment: ExpectedComment, of cell: Cell) -> Range<Int> {
    let line = source.position(at: expectedComment.range.lowerBound).line
    let content = cell.lines.first {
      $0.contains(expectedComment.range.lowerBound) || $0.upperBound == expectedComment.range.upperBound
    }
    let first = content?.lowerBound ?? source.lineStarts[line - 1]
    var start = expectedComment.range.lowerBound - "// Prints \"".utf8.count
    while start > first, source.bytes[start - 1].isBlank { start -= 1 }
    if start == first, line < source.lineStarts.count { return source.lineStarts[line - 1]..<source.lineStarts[line] }
    return start..<source.lineRange(line).upperBound
  }
}
