import Book
import Execution
import Foundation
import Synchronization

/// The runs of a book's chapters while these are written: each chapter has a session of its own. A run that begins while another is under
/// way takes its place, and goes on from where that one comes to.
///
/// All that is asked of it is asked on one queue, on which the ends of runs are reported too.
package final class ChapterRuns: @unchecked Sendable {
  /// What is being run of a chapter.
  private final class Run: Sendable {
    let chapter: Chapter
    let refused: Set<Int>
    let known: Set<Int>
    let cancellation = Cancellation()
    let slot: Slot
    /// The step that runs; nil before the first.
    let step = Mutex<Int?>(nil)

    init(_ chapter: Chapter, refused: Set<Int>, known: Set<Int>, _ slot: Slot) {
      self.chapter = chapter
      self.refused = refused
      self.known = known
      self.slot = slot
    }

    /// Whether the step that runs, and all that stand above it, are those of another text.
    func isOfUse(to other: Chapter) -> Bool {
      step.withLock(\.self).map { $0 < chapter.sameSteps(as: other) } ?? false
    }
  }

  /// What a run holds while it runs, together with the one that takes its place: there are as many as processors.
  private final class Slot: Sendable {
    private let slots: DispatchSemaphore
    private let isTaken = Mutex(false)

    init(_ slots: DispatchSemaphore) { self.slots = slots }

    /// Waits until there is one.
    func take() {
      isTaken.withLock { isTaken in
        if !isTaken { slots.wait() }
        isTaken = true
      }
    }

    deinit { if isTaken.withLock(\.self) { slots.signal() } }
  }

  private let executor: Executor
  private let queue: DispatchQueue
  /// As many chapters run at once as there are processors.
  private let slots = DispatchSemaphore(value: max(1, ProcessInfo.processInfo.activeProcessorCount))
  private let underWay = DispatchGroup()
  private var sessions: [String: ChapterSession] = [:]
  /// Those of a chapter that are under way, the newest last.
  private var running: [String: [Run]] = [:]
  /// The sessions of chapters that are gone, those that went last at the end: each keeps its states, and goes on from them if its chapter
  /// comes back, as after a change of names or of branches.
  private var retired: [(file: String, session: ChapterSession)] = []
  /// The states of each together need no more than the limit of memory.
  private static let mostRetired = 4

  package init(_ executor: Executor, on queue: DispatchQueue) {
    self.executor = executor
    self.queue = queue
  }

  package func isRunning(_ file: String) -> Bool { running[file] != nil }

  /// Whether what is run of a chapter is what this text of it has.
  package func isRunning(_ chapter: Chapter) -> Bool {
    running[chapter.file]?.last?.chapter.hasSameSteps(as: chapter) == true
  }

  package func hasSession(of file: String) -> Bool { sessions[file] != nil }

  /// The session of a chapter, which begins with it.
  package func session(of file: String) throws -> ChapterSession {
    if let session = sessions[file] { return session }
    let index = retired.firstIndex { $0.file == file }
    let session = try index.map { retired.remove(at: $0).session } ?? executor.session()
    sessions[file] = session
    return session
  }

  /// Runs a chapter beside everything else, in the place of what runs of its earlier text: a cell of that which is the same, below the same
  /// cells, goes on.
  ///
  /// - Parameters:
  ///   - known: steps of which the results of an earlier run are shown.
  ///   - progress: called by threads that run it.
  ///   - ended: called with what it gave and how many seconds that took, when another run may begin, unless one has taken its place;
  ///     `Cancellation.Cancelled` is among its errors.
  /// - Returns: Whether a cell that ran before goes on.
  @discardableResult
  package func start(
    _ chapter: Chapter, refusing refused: Set<Int>, known: Set<Int> = [],
    progress: @escaping @Sendable (ExecutionProgress) -> Void,
    ended: @escaping @Sendable (Result<FinishedRun, any Error>, Double) -> Void
  ) throws -> Bool {
    let file = chapter.file
    let session = try session(of: file)
    let earlier = running[file] ?? []
    let isOfUse = earlier.map { $0.isOfUse(to: chapter) }
    for (run, isOfUse) in zip(earlier, isOfUse) where !isOfUse { run.cancellation.cancel() }
    let run = Run(chapter, refused: refused, known: known, earlier.last?.slot ?? Slot(slots))
    let work = Work(run, session, number: session.enter())
    running[file] = earlier + [run]
    underWay.enter()
    Thread.detachNewThread { [self] in
      run.slot.take()
      let start = Date()
      let result = work.perform(progress)
      let seconds = Date().timeIntervalSince(start)
      queue.async { if self.end(run) { ended(result, seconds) } }
      underWay.leave()
    }
    return isOfUse.contains(true)
  }

  /// A run has come to its end; whether nothing has taken its place.
  private func end(_ run: Run) -> Bool {
    // A chapter may have another name by now.
    guard let (file, runs) = running.first(where: { $0.value.contains { $0 === run } }) else { return false }
    guard runs.last === run else {
      running[file] = runs.filter { $0 !== run }
      return false
    }
    // Nobody waits for what it has taken the place of.
    for earlier in runs.dropLast() { earlier.cancellation.cancel() }
    running[file] = nil
    return true
  }

  /// Whether something that the cells of a chapter have read has changed since. Of one that runs nobody knows. Not to be asked while
  /// something else is done in its session.
  package func hasChangedInputs(_ file: String) -> Bool {
    running[file] == nil && sessions[file]?.hasChangedInputs == true
  }

  /// Ends a chapter's run, and forgets what was kept of it.
  package func forget(_ file: String) {
    cancel(file)
    sessions[file] = nil
  }

  /// Ends what runs of a chapter.
  package func cancel(_ file: String) {
    for run in running[file] ?? [] { run.cancellation.cancel() }
  }

  /// Ends the run of a chapter that is gone. What was kept of it stays for some time, should it come back.
  ///
  /// - Parameter goesOn: whether the run is not ended, because somebody waits for what it gives.
  package func retire(_ file: String, goesOn: Bool = false) {
    if !goesOn { cancel(file) }
    guard let session = sessions.removeValue(forKey: file) else { return }
    retired.append((file, session))
    if retired.count > Self.mostRetired { retired.removeFirst() }
  }

  package func forgetAll() {
    for file in running.keys { cancel(file) }
    sessions = [:]
    retired = []
  }

  /// Ends everything and waits until nothing of it is left. Not to be called on the queue.
  package func end() {
    queue.sync { forgetAll() }
    underWay.wait()
  }

  /// A run, which holds on to its session no longer than it lasts.
  private final class Work: Sendable {
    private let run: Run
    private let session: Mutex<ChapterSession?>
    private let number: Int

    init(_ run: Run, _ session: ChapterSession, number: Int) {
      self.run = run
      self.number = number
      self.session = Mutex(session)
    }

    func perform(_ progress: @escaping (ExecutionProgress) -> Void) -> Result<FinishedRun, any Error> {
      let session = session.withLock { $0.take() }!
      return Result {
        try session.finishedRun(
          run.chapter, number: number, refusing: run.refused, known: run.known, cancellation: run.cancellation
        ) { [run] event in
          if case .running(_, let step) = event { run.step.withLock { $0 = step } }
          progress(event)
        }
      }
    }
  }
}

extension Chapter {
  /// Whether the same is run of both.
  package func hasSameSteps(as other: Chapter) -> Bool {
    steps == other.steps && cells.map(\.code) == other.cells.map(\.code)
      && checkedValues.map(\.expression) == other.checkedValues.map(\.expression)
  }

  /// How many steps, from the first on, are the same in another text.
  fileprivate func sameSteps(as other: Chapter) -> Int {
    zip(steps, other.steps).prefix { own, others in
      switch (own, others) {
      case (.cell(let index), .cell(let counterpart)): cells[index].code == other.cells[counterpart].code
      case (.checkedValue(let index), .checkedValue(let counterpart)):
        checkedValues[index].expression == other.checkedValues[counterpart].expression
      default: false
      }
    }.count
  }
}
