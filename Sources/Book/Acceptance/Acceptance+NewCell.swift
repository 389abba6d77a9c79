import Markdown

extension Acceptance {
  /// Writes a cell below another one and what that documents.
  ///
  /// - Parameter code: lines, each ended by a newline.
  fileprivate init(newCell code: String, below cell: Cell, of chapter: Chapter) {
    self.init()
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    let fence = FenceText(source: chapter.source, at: cell.range.lowerBound).fence(
      of: lines, info: "swift", prefix: cell.linePrefix)
    let end = cell.extent.upperBound
    edits = [.init(range: end..<end, original: [], replacement: cell.blankLine(in: chapter.source) + fence)]
  }
}

/// A chapter with one more cell than it has.
package struct ChapterWithNewCell: Sendable {
  package let chapter: Chapter
  /// The cell's index in it.
  package let cell: Int
  /// What makes it of the chapter as it is.
  package let acceptance: Acceptance

  /// - Parameters:
  ///   - code: as somebody typed it.
  ///   - parse: what the chapter is with other bytes.
  /// - Returns: nil where it cannot stand there as a cell.
  package init?(_ chapter: Chapter, code: String, below cell: Cell, parse: ([UInt8]) -> Chapter) {
    var lines = code.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let code = lines.map { $0 + "\n" }.joined()
    acceptance = Acceptance(newCell: code, below: cell, of: chapter)
    guard let bytes = try? acceptance.applied(to: chapter.source.ownBytes, of: chapter) else { return nil }
    self.chapter = parse(bytes)
    self.cell = cell.index + 1
    // Where it stands in a list or a quotation not everything can be written.
    let expected = chapter.cells[...cell.index].map(\.code) + [code] + chapter.cells[(cell.index + 1)...].map(\.code)
    guard self.chapter.cells.map(\.code) == expected, self.chapter.cells[self.cell].options == CellOptions() else {
      return nil
    }
  }
}
