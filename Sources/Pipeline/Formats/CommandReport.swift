import Book

/// What a command found: the one value that every format presents.
package struct CommandReport: Sendable {
  /// The command's name, as in `check`.
  package var command: String
  /// In the order of the book.
  package var diagnostics: [Diagnostic]
  /// The chapters that the command was about.
  package var chapters: [ReportedChapter]
  package var exitCode: Int32
  /// How many documented outputs and checked values agree; nil for a command that does not count them.
  package var agreeing: (outputs: Int, values: Int)?

  package init(
    command: String, diagnostics: [Diagnostic], chapters: [ReportedChapter] = [], exitCode: Int32,
    agreeing: (outputs: Int, values: Int)? = nil
  ) {
    self.command = command
    self.diagnostics = diagnostics
    self.chapters = chapters
    self.exitCode = exitCode
    self.agreeing = agreeing
  }

  func count(_ severity: Diagnostic.Severity) -> Int { diagnostics.count { $0.severity == severity } }
}

/// A chapter whose cells and checked values were run.
package struct ReportedChapter: Sendable {
  package struct Step: Sendable {
    package enum Status: Sendable { case compared, notCompared, notRun }
    var step: Chapter.Step
    /// What it is called: a cell's full name, or the expression of a checked value.
    var name: String
    /// The file in which it stands, which the chapter may include, and the line there, from 1.
    var file: String
    var line: Int
    var status: Status
  }

  let chapter: Chapter
  let steps: [Step]
  /// How many cells it has that are to run.
  var cellCount: Int { chapter.cells.count { !$0.options.noRun } }
  /// What the comparison with its own run found: of what several chapters include it may say something else for each.
  let found: Set<Diagnostic>

  package init(_ chapter: Chapter, _ results: ChapterResults, found: [Diagnostic] = []) {
    self.chapter = chapter
    self.found = Set(found)
    steps = chapter.steps.map { step in
      switch step {
      case .cell(let index):
        let cell = chapter.cells[index]
        var status = Step.Status.notRun
        if results.cells.indices.contains(index) {
          switch results.cells[index].outcome {
          case .notRun(.noRun): status = .notCompared
          case .notRun: status = .notRun
          case .completed, .failedAsDocumented, .failed: status = cell.options.volatile ? .notCompared : .compared
          }
        }
        return Step(
          step: step, name: cell.name, file: chapter.source.fileName(at: cell.range.lowerBound),
          line: chapter.source.fileLine(at: cell.range.lowerBound), status: status)
      case .checkedValue(let index):
        let value = chapter.checkedValues[index]
        var status = Step.Status.notRun
        if results.checkedValues.indices.contains(index), results.checkedValues[index] != .notRun {
          status = value.options.volatile ? .notCompared : .compared
        }
        return Step(
          step: step, name: value.expression, file: chapter.source.fileName(at: value.range.lowerBound),
          line: chapter.source.fileLine(at: value.range.lowerBound),
          status: status)
      }
    }
  }
}
