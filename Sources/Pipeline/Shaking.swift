import Book
import Execution
import Foundation

extension LoadedBook {
  /// Runs chapters again with another number of threads, other hash seeds and another seed of the default generator, one of them at a
  /// time, and gives for each what depends on which. A chapter that has an error is not run again, nor one whose cells do something
  /// outside, since that would be done in other conditions too.
  func shake(
    _ chapters: [Chapter], _ results: [ChapterResults], request: Request, until problem: FirstProblem?
  ) throws -> Shaking {
    let ordinary = Dictionary(uniqueKeysWithValues: zip(chapters.map(\.name), results))
    var shaking = Shaking()
    let steady = chapters.filter { chapter in
      let results = ordinary[chapter.name]!
      let hasErrors = !refusedSteps(of: chapter).isEmpty || results.diagnostics.contains { $0.severity == .error }
      let obstacle = comparison(of: chapter, results, request).obstacle
      if hasErrors || obstacle != nil { shaking.unshaken.append(chapter.name) }
      if !hasErrors, let obstacle { shaking.diagnostics[chapter.name] = [obstacle] }
      return results.haveRun && !hasErrors && obstacle == nil
    }
    var executor = executor(request, cache: request.reportingCache)
    executor.cancellation = problem?.cancellation
    request.progress(.starting(chapters: steady.count))
    let found = try work(on: steady, request, executor) { [executor] chapter, _, _ in
      try problem?.cancellation.check()
      let start = Date()
      var comparison = comparison(of: chapter, ordinary[chapter.name]!, request)
      let runs = try executor.repeatedRuns(of: chapter)
      func run(_ condition: RunCondition) throws {
        request.progress(.compiling(chapter: chapter.name))
        var cells = CellProgress(chapter)
        let results = try runs.run(varying: condition) { event in
          guard case .running(_, let step) = event, case .cell(let cell) = chapter.steps[step] else { return }
          cells.begin(cell)
          request.progress(
            .running(
              chapter: chapter.name, cell: cells.number, of: cells.count,
              name: "\(chapter.cells[cell].name) \(condition.phrase)"))
        }
        comparison.add(results, varying: condition)
      }
      for condition in RunCondition.varied where problem == nil || !comparison.hasProblems { try run(condition) }
      while let condition = comparison.nextCondition { try run(condition) }
      request.progress(.shaken(chapter: chapter.name, seconds: Date().timeIntervalSince(start)))
      let diagnostics = comparison.diagnostics
      problem?.look(at: chapter, diagnostics)
      return diagnostics
    }
    for (chapter, found) in zip(steady, found) { shaking.diagnostics[chapter.name] = found }
    return shaking
  }

  private func comparison(of chapter: Chapter, _ results: ChapterResults, _ request: Request) -> ConditionComparison {
    ConditionComparison(chapter, results, exact: request.isExact, readFigure: figureReader(beside: chapter))
  }
}

/// What `check --shake` found.
struct Shaking: Sendable {
  /// What depends on what is varied, by the chapter's name.
  var diagnostics: [String: [Diagnostic]] = [:]
  /// The chapters that were not run in other conditions, although they have cells.
  var unshaken: [String] = []
}
