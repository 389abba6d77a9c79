import Book
import Execution
import Foundation
import Storage
import Synchronization

extension LoadedBook {
  /// Runs chapters, as many at a time as there are processors, and gives their results in order.
  package func run(
    _ chapters: [Chapter], request: Request, progress: @escaping @Sendable (Progress) -> Void
  ) throws -> [ChapterResults] {
    let executor = executor(request, cache: request.cache(progress))
    let results = Mutex<[Result<ChapterResults, any Error>?]>(Array(repeating: nil, count: chapters.count))
    // Each iteration stays on its thread until the processes that it started have ended.
    DispatchQueue.concurrentPerform(iterations: chapters.count) { index in
      let chapter = chapters[index]
      let start = Date()
      var seconds: Double?
      let result = Result {
        try executor.run(chapter, refusing: refusedSteps(of: chapter)) { event in
          switch event {
          case .compiled: break
          case .compiling(let name): progress(.compiling(chapter: name))
          case .running(let name, let step):
            if case .cell(let cell) = chapter.steps[step] {
              progress(.running(chapter: name, cell: cell + 1, of: chapter.cells.count))
            }
          case .reused(let name): progress(.reused(chapter: name))
          case .finished: seconds = Date().timeIntervalSince(start)
          }
        }
      }
      if let seconds, case .success(let results) = result {
        progress(.finished(chapter: chapter.name, seconds: seconds, didRun: results.haveRun))
      }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { try $0.map { try $0!.get() } }
  }

  /// What runs its chapters as a request wants it.
  func executor(_ request: Request, cache: Cache) -> Executor {
    var configuration = configuration
    if request.isSandboxed { configuration.isSandboxed = true }
    return Executor(
      book: configuration, folder: location.folder, executable: request.executable, environment: request.environment,
      cache: cache)
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
