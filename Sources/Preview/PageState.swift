import Book

/// What a page is told of itself beside its text.
struct PageState: Encodable, Hashable {
  struct Problem: Encodable, Hashable {
    var severity: String
    /// The line of the chapter, from 1.
    var line: Int?
    var text: String
    var advice: String?
    /// The cell that could be accepted.
    var cell: String?
  }

  /// The version of the book's contents: with another the page is loaded again.
  var contents = ""
  /// Whether the outputs on the page are those of its text.
  var isCurrent = false
  /// The run of the chapter that is under way.
  var run: RunEvent?
  /// The anchors of cells whose outputs are those of an earlier text.
  var stale: [String] = []
  var problems: [Problem] = []
}

extension PageState {
  init(_ live: LiveChapter, _ diagnostics: [Diagnostic]) {
    let cells = live.chapter.cells
    isCurrent = live.isCurrent
    stale = live.stale.sorted().map { cells[$0].anchor }
    problems = diagnostics.filter { $0.severity > .note }.map { diagnostic in
      // What a cell documents follows it: the last cell that begins above is meant.
      let cell = cells.last { cell in diagnostic.location.map { $0.range.lowerBound >= cell.range.lowerBound } ?? false
      }
      return Problem(
        severity: diagnostic.severity.rawValue, line: diagnostic.location?.start.line, text: diagnostic.summary,
        advice: diagnostic.explanation, cell: diagnostic.severity == .drift ? cell?.name : nil)
    }
  }
}

/// A chapter has begun to run, goes on to its next cell, or has ended.
struct RunEvent: Encodable, Hashable {
  var page: String
  var isRunning: Bool
  /// The anchor of the cell that runs.
  var cell: String?
}

struct AcceptAnswer: Encodable {
  var changes: Int
  var problem: String?
}

extension Cell {
  /// Where the cell stands on its page.
  var anchor: String { name.split(separator: "#").last.map(String.init) ?? name }
}
