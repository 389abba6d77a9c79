import Book
import Execution
import Foundation
import Synchronization

extension LoadedBook {
  /// Runs chapters, as many at a time as there are processors, and gives their results in order.
  ///
  /// - Parameter problem: ends all of them where it finds one; nil to run them to their ends.
  /// - Throws: also `Cancellation.Cancelled`.
  package func run(
    _ chapters: [Chapter], request: Request, until problem: FirstProblem? = nil,
    progress: @escaping @Sendable (Progress) -> Void
  ) throws -> [ChapterResults] {
    var configuration = configuration
    if request.isSandboxed { configuration.isSandboxed = true }
    var executor = Executor(
      book: configuration, folder: location.folder, executable: request.executable, environment: request.environment,
      cache: request.cache)
    executor.repeatsVariations = request.repeatsVariations
    executor.cancellation = problem?.cancellation
    let results = Mutex<[Result<ChapterResults, any Error>?]>(Array(repeating: nil, count: chapters.count))
    // Each iteration stays on its thread until the processes that it started have ended.
    DispatchQueue.concurrentPerform(iterations: chapters.count) { [executor] index in
      let chapter = chapters[index]
      let start = Date()
      var seconds: Double?
      var last: (step: Int, outputs: [Output], value: String?)?
      let result = Result {
        try problem?.cancellation.check()
        let results = try executor.run(chapter, refusing: refusedSteps(of: chapter)) { event in
          switch event {
          case .compiled(_, let diagnostics): problem?.look(at: chapter, diagnostics)
          case .gave(_, let step, let outputs, let value):
            last = (step, outputs, value)
          case .compiling(let name): progress(.compiling(chapter: name))
          case .running(let name, let step):
            // A step that has failed is followed by none.
            if let (step, outputs, value) = last {
              problem?.look(at: chapter, step: step, outputs, value: value)
              last = nil
            }
            if case .cell(let cell) = chapter.steps[step] {
              progress(.running(chapter: name, cell: cell + 1, of: chapter.cells.count))
            }
          case .reused(let name): progress(.reused(chapter: name))
          case .finished: seconds = Date().timeIntervalSince(start)
          }
        }
        problem?.look(at: chapter, results)
        return results
      }
      if let seconds, case .success(let results) = result {
        progress(.finished(chapter: chapter.name, seconds: seconds, didRun: results.haveRun))
      }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { try $0.map { try $0!.get() } }
  }

  /// The steps of a chapter that must not run, because what the author wants of them cannot be read.
  package func refusedSteps(of chapter: Chapter) -> Set<Int> {
    let errors = diagnostics.filter { $0.severity == .error }.compactMap(\.location)
      .filter { $0.file == chapter.source.name }
    return Set(
      chapter.steps.indices.filter { step in
        let range =
          switch chapter.steps[step] {
          case .cell(let index): chapter.cells[index].range
          case .checkedValue(let index): chapter.checkedValues[index].range
          }
        return errors.contains { range.contains($0.range.lowerBound) }
      })
  }
}
