import Book
import Execution
import Foundation
import Outputs
import Storage
import Synchronization

extension LoadedBook {
  /// How many chapters are compiled before the first cell runs: each holds a folder of temporary files.
  private static let compiledAhead = 64

  /// Runs chapters and gives their results in order. All are compiled before cells run, so that errors are known early.
  ///
  /// - Parameter problem: ends all of them where it finds one; nil to run them to their ends.
  /// - Throws: also `Cancellation.Cancelled`.
  package func run(
    _ chapters: [Chapter], request: Request, until problem: FirstProblem? = nil
  ) throws -> [ChapterResults] {
    var executor = executor(request, cache: request.reportingCache)
    executor.cancellation = problem?.cancellation
    request.progress(.starting(chapters: chapters.count))
    let compiledAhead = min(chapters.count, Self.compiledAhead)
    return try work(on: chapters, request, executor, unprepared: compiledAhead) { [executor] chapter, rank, slots in
      let job = ChapterJob(
        chapter: chapter, rank: rank, slots: slots, isCompiledAhead: rank < compiledAhead, problem: problem)
      return try job.run(executor, refusing: refusedSteps(of: chapter), request.progress)
    }
  }

  /// Does something for each chapter and gives what that gives in their order.
  ///
  /// As many are worked on at a time as there are processors, or as the request says; those that took longest when they ran last come
  /// first.
  ///
  /// - Parameter unprepared: how many wait for each other in the middle.
  func work<Value: Sendable>(
    on chapters: [Chapter], _ request: Request, _ executor: Executor, unprepared: Int = 0,
    _ body: @escaping @Sendable (Chapter, _ rank: Int, JobSlots) throws -> Value
  ) throws -> [Value] {
    let lastSeconds = chapters.map { executor.lastSeconds(of: $0) ?? .infinity }
    let order = chapters.indices.sorted { (-lastSeconds[$0], $0) < (-lastSeconds[$1], $1) }
    let slots = JobSlots(request.jobs ?? ProcessInfo.processInfo.activeProcessorCount, unprepared: unprepared)
    let results = Mutex<[Result<Value, any Error>?]>(Array(repeating: nil, count: chapters.count))
    let all = DispatchGroup()
    for (rank, index) in order.enumerated() {
      all.enter()
      // A thread of its own for each, which lasts until the processes that it started have ended.
      Thread.detachNewThread {
        slots.acquire(rank: rank)
        let result = Result { try body(chapters[index], rank, slots) }
        results.withLock { $0[index] = result }
        slots.release()
        all.leave()
      }
    }
    all.wait()
    return try results.withLock { try $0.map { try $0!.get() } }
  }

  /// What runs its chapters as a request wants it.
  package func executor(_ request: Request, cache: Cache) -> Executor {
    var configuration = configuration
    if request.isSandboxed { configuration.isSandboxed = true }
    var executor = Executor(
      book: configuration, folder: location.folder, tool: request.tool, environment: request.environment,
      cache: cache)
    executor.repeatsVariations = request.repeatsVariations
    return executor
  }

  /// The steps of a chapter that must not run, because what the author wants of them cannot be read.
  package func refusedSteps(of chapter: Chapter) -> Set<Int> {
    let errors = diagnostics.filter { $0.severity == .error }.compactMap { $0.location.flatMap(chapter.offset) }
    return Set(
      chapter.steps.indices.filter { step in
        let range =
          switch chapter.steps[step] {
          case .cell(let index): chapter.cells[index].range
          case .checkedValue(let index): chapter.checkedValues[index].range
          }
        return errors.contains { range.contains($0) }
      })
  }
}

/// One chapter among those that are run, by a thread that holds a slot.
private struct ChapterJob {
  let chapter: Chapter
  let rank: Int
  let slots: JobSlots
  /// Whether it waits, before it runs, until others are compiled.
  let isCompiledAhead: Bool
  let problem: FirstProblem?

  func run(
    _ executor: Executor, refusing refused: Set<Int>, _ progress: @Sendable (Progress) -> Void
  ) throws -> ChapterResults {
    let start = Date()
    var waited = 0.0
    var isPrepared = !isCompiledAhead
    var finished: [Int: Double]?
    var last: (step: Int, output: StepOutput)?
    var cells = CellProgress(chapter)
    defer { if !isPrepared { slots.skipWaiting() } }
    try problem?.cancellation.check()
    let results = try withoutActuallyEscaping(progress) { progress in
      try executor.run(chapter, refusing: refused) { event in
        switch event {
        case .compiling(let name): progress(.compiling(chapter: name))
        case .compiled(_, let results):
          progress(.compiled(chapter: chapter.name, results.diagnostics))
          problem?.look(at: chapter, results.diagnostics)
          guard !isPrepared else { return }
          isPrepared = true
          let arrival = Date()
          slots.waitForOthers(rank: rank)
          waited = Date().timeIntervalSince(arrival)
        case .gave(_, let step, let output): last = (step, output)
        case .running(let name, let step):
          // A step that has failed is followed by none.
          if let (step, output) = last {
            problem?.look(at: chapter, step: step, output)
            last = nil
          }
          guard case .cell(let cell) = chapter.steps[step] else { return }
          cells.begin(cell)
          progress(.running(chapter: name, cell: cells.number, of: cells.count, name: chapter.cells[cell].name))
        case .reused(let name): progress(.reused(chapter: name))
        case .finished(_, let seconds): finished = seconds
        case .restarted: break
        }
      }
    }
    problem?.look(at: chapter, results)
    if let finished {
      let cells = finished.compactMap { step, seconds -> Progress.CellTime? in
        guard case .cell(let cell) = chapter.steps[step] else { return nil }
        return Progress.CellTime(cell: chapter.cells[cell].name, seconds: seconds)
      }
      progress(
        .finished(
          chapter: chapter.name, seconds: Date().timeIntervalSince(start) - waited, didRun: results.haveRun,
          cells: cells))
    }
    return results
  }
}
