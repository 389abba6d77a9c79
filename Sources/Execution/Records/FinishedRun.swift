import Book

/// What a run of a chapter gave, for whatever the chapter's text has become since.
package struct FinishedRun: Sendable {
  let record: RunRecord
  /// What each step of the text that was run is, as far as results depend on it.
  private let steps: [RunDependencies.Step]
  /// The steps that did not run, since the chapter had an error there.
  private let refused: Set<Int>
  private let chapter: Chapter

  init(_ record: RunRecord, of chapter: Chapter, refusing refused: Set<Int> = []) {
    self.record = record
    steps = RunDependencies.steps(of: chapter)
    self.refused = refused
    self.chapter = chapter
  }

  /// Whether it shows the name of the chapter's file, so that it holds for no other name.
  package var namesFile: Bool { KeptRun(record, of: chapter).namesFile }

  /// How many steps of a text, from the first on, are those that were run. With the first that is another, all that stand below it
  /// may give something else.
  ///
  /// - Parameter refused: the steps of the text that must not run; nil for those that did not.
  package func knownSteps(of chapter: Chapter, refusing refused: Set<Int>? = nil) -> Int {
    let count = zip(steps, RunDependencies.steps(of: chapter)).prefix { $0 == $1 }.count
    return min(count, refused?.symmetricDifference(self.refused).min() ?? count)
  }

  /// Whether a text has just the steps that were run.
  package func isWhole(for chapter: Chapter) -> Bool {
    steps.count == chapter.steps.count && knownSteps(of: chapter) == steps.count
  }

  /// The results at the locations where the steps now stand. Of steps that are not known nothing is said: they are pending.
  package func results(for chapter: Chapter) -> ChapterResults {
    let count = knownSteps(of: chapter)
    var known = record
    known.steps =
      record.steps.prefix(count)
      + chapter.steps[count...].map { step in
        if case .cell(let index) = step, chapter.cells[index].options.noRun { return .init(outcome: .notRun(.noRun)) }
        return .init(outcome: .notRun(.pending))
      }
    known.findings = record.findings.filter { $0.location.step < count }
    for index in known.findings.indices {
      known.findings[index].notes.removeAll { note in note.location.map { $0.step >= count } ?? false }
    }
    return known.results(for: chapter)
  }
}
