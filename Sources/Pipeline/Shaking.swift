import Book
import Execution
import Foundation

extension LoadedBook {
  /// Runs chapters again with another number of threads, other hash seeds and another seed of the default generator, one of them at a
  /// time, and gives for each what depends on which. Of a chapter that has an error, or of which nothing ran, nothing is found.
  func shake(
    _ chapters: [Chapter], _ results: [ChapterResults], request: Request, until problem: FirstProblem?
  ) throws -> [String: [Diagnostic]] {
    let ordinary = Dictionary(uniqueKeysWithValues: zip(chapters.map(\.name), results))
    let steady = chapters.filter { chapter in
      let results = ordinary[chapter.name]
      return results?.haveRun == true && results?.diagnostics.contains { $0.severity == .error } == false
        && refusedSteps(of: chapter).isEmpty
    }
    var executor = executor(request, cache: request.reportingCache)
    executor.cancellation = problem?.cancellation
    request.progress(.starting(chapters: steady.count))
    let found = try work(on: steady, request, executor) { [executor] chapter, _, _ in
      try problem?.cancellation.check()
      let start = Date()
      var comparison = ConditionComparison(
        chapter, ordinary[chapter.name]!, exact: request.isExact, readFigure: figureReader(beside: chapter))
      let runs = try executor.repeatedRuns(of: chapter)
      func run(_ condition: RunCondition) throws {
        request.progress(.compiling(chapter: chapter.name))
        let results = try runs.run(varying: condition) { event in
          guard case .running(_, let step) = event, case .cell(let cell) = chapter.steps[step] else { return }
          request.progress(
            .running(
              chapter: chapter.name, cell: cell + 1, of: chapter.cells.count,
              name: "\(chapter.cells[cell].name) \(condition.phrase)"))
        }
        for other in results { comparison.add(other, varying: condition) }
      }
      for condition in RunCondition.varied where problem == nil || !comparison.hasProblems { try run(condition) }
      if comparison.hasFindings { try run(.run) }
      request.progress(.shaken(chapter: chapter.name, seconds: Date().timeIntervalSince(start)))
      let diagnostics = comparison.diagnostics
      problem?.look(at: chapter, diagnostics)
      return diagnostics
    }
    return Dictionary(uniqueKeysWithValues: zip(steady.map(\.name), found))
  }
}
