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
    let matches = Self.matches(chapter.cells, old.cells)
    var isChanged = false
    for cell in chapter.cells {
      guard let match = matches[cell.index].map({ old.cells[$0] }) else {
        isChanged = true
        continue
      }
      results.cells[cell.index] = earlier.results.cells[match.index]
      if match.code != cell.code || match.index != cell.index || earlier.stale.contains(match.index) {
        isChanged = true
      }
      // What stands below a change may have become something else, and what is known of names is about the text that ran.
      if isChanged { results.cells[cell.index].facts = CodeFacts() } else { stale.remove(cell.index) }
    }
    var seen: [String: Int] = [:]
    for value in chapter.checkedValues {
      let number = seen[value.expression, default: 0]
      seen[value.expression] = number + 1
      let same = old.checkedValues.filter { $0.expression == value.expression }
      guard let match = same.dropFirst(number).first ?? same.last else { continue }
      results.checkedValues[value.index] = earlier.results.checkedValues[match.index]
    }
  }
  /// Which cell of an earlier text each cell of a newer one is: the one with its code, the one with its id, or the one that was edited
  /// to become it.
  private static func matches(_ new: [Cell], _ old: [Cell]) -> [Int?] {
    var matches = [Int?](repeating: nil, count: new.count)
    var (added, removed) = (Set<Int>(), Set<Int>())
    for change in new.map(\.code).difference(from: old.map(\.code)) {
      switch change {
      case .insert(let offset, _, _): added.insert(offset)
      case .remove(let offset, _, _): removed.insert(offset)
      }
    }
    let kept = Array(zip(new.indices.filter { !added.contains($0) }, old.indices.filter { !removed.contains($0) }))
    for (now, before) in kept { matches[now] = before }
    func match(_ now: Int, _ isSame: (Int) -> Bool) {
      guard let before = removed.sorted().first(where: isSame) else { return }
      matches[now] = before
      added.remove(now)
      removed.remove(before)
    }
    // Those that stand elsewhere now.
    for now in added.sorted() { match(now) { old[$0].code == new[now].code } }
    for now in added.sorted() { match(now) { new[now].id != nil && old[$0].id == new[now].id } }
    // An edited one stands between the same others as before.
    let above = { (now: Int) in kept.count { $0.0 < now } }
    let aboveBefore = { (before: Int) in kept.count { $0.1 < before } }
    for now in added.sorted() { match(now) { aboveBefore($0) == above(now) } }
    return matches
  }
}
