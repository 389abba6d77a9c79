import Book

/// A chapter of a preview: its newest text, and the newest results that can be shown with it.
struct LiveChapter {
  var chapter: Chapter
  var results: ChapterResults
  /// Whether the results are those of this text. Where not, a run is under way.
  var isCurrent: Bool
  /// The indices of cells whose results are not those of this text.
  var stale: Set<Int> = []
  /// What was reported of the run that is under way before it came to its end.
  var told: [Diagnostic] = []

  /// A chapter of which nothing has run.
  init(_ chapter: Chapter) {
    self.chapter = chapter
    results = ChapterResults(
      cells: chapter.cells.map { _ in CellResult(outcome: .notRun(.pending)) },
      checkedValues: chapter.checkedValues.map { _ in .notRun })
    isCurrent = false
    stale = Set(chapter.cells.indices)
  }

  /// The chapter with another text, before it has run: every cell keeps what it gave last.
  init(_ chapter: Chapter, after earlier: LiveChapter) {
    self.init(chapter)
    let old = earlier.chapter
    var used: Set<Int> = []
    var isChanged = false
    for cell in chapter.cells {
      let same = old.cells.first { $0.code == cell.code && !used.contains($0.index) }
      let match =
        same ?? old.cells.first { $0.id == cell.id && cell.id != nil && !used.contains($0.index) }
        ?? (old.cells.indices.contains(cell.index) && !used.contains(cell.index) ? old.cells[cell.index] : nil)
      guard let match else {
        isChanged = true
        continue
      }
      used.insert(match.index)
      results.cells[cell.index] = earlier.results.cells[match.index]
      if match.code != cell.code || match.index != cell.index || earlier.stale.contains(match.index) {
        isChanged = true
      }
      // What stands below a change may have become something else.
      if !isChanged { stale.remove(cell.index) }
    }
    for value in chapter.checkedValues {
      guard let match = old.checkedValues.first(where: { $0.expression == value.expression }) else { continue }
      results.checkedValues[value.index] = earlier.results.checkedValues[match.index]
    }
  }
}
