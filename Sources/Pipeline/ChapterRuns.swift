import Book
import Execution
import Foundation
import Synchronization

/// The runs of a book's chapters while these are written: each chapter has a session of its own, and one run at a time.
///
/// All that is asked of it is asked on one queue, on which the ends of runs are reported too.
package final class ChapterRuns: @unchecked Sendable {
  /// What is being run of a chapter.
  private struct Run {
    let chapter: Chapter
    let refused: Set<Int>
    let known: Set<Int>
    let cancellation = Cancellation()
  }

  private let executor: Executor
  private let queue: DispatchQueue
  /// As many chapters run at once as there are processors.
  private let slots = DispatchSemaphore(value: max(1, ProcessInfo.processInfo.activeProcessorCount))
  private let underWay = DispatchGroup()
  private var sessions: [String: ChapterSession] = [:]
  private var running: [String: Run] = [:]
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

  package func hasSession(of file: String) -> Bool { sessions[file] != nil }

  /// The session of a chapter, which begins with it.
  package func session(of file: String) throws -> ChapterSession {
    if let session = sessions[file] { return session }
    let index = retired.firstIndex { $0.file == file }
    let session = try index.map { retired.remove(at: $0).session } ?? executor.session()
    sessions[file] = session
    return session
  }

  /// Runs a chapter that does not run, beside everything else.
  ///
  /// - Parameters:
  ///   - known: steps of which the results of an earlier run are shown.
  ///   - progress: called by the thread that runs it.
  ///   - ended: called with what it gave and how many seconds that took, when another run may begin; `Cancellation.Cancelled` is among
  ///     its errors.
  package func start(
    _ chapter: Chapter, refusing refused: Set<Int>, known: Set<Int> = [],
    progress: @escaping @Sendable (ExecutionProgress) -> Void,
    ended: @escaping @Sendable (Result<FinishedRun, any Error>, Double) -> Void
  ) throws {
    let file = chapter.file
    let run = Run(chapter: chapter, refused: refused, known: known)
    let work = Work(run, try session(of: file))
    running[file] = run
    underWay.enter()
    Thread.detachNewThread { [self] in
      slots.wait()
      let start = Date()
      let result = work.perform(progress)
      let seconds = Date().timeIntervalSince(start)
      slots.signal()
      queue.async {
        self.running[file] = nil
        ended(result, seconds)
      }
      underWay.leave()
    }
  }

  /// Ends the run of a chapter's earlier text, unless the same is run of both.
  package func cancel(before chapter: Chapter) {
    guard let run = running[chapter.file], !run.chapter.hasSameSteps(as: chapter) else { return }
    run.cancellation.cancel()
  }

  /// Whether something that the cells of a chapter have read has changed since. Of one that runs nobody knows. Not to be asked while
  /// something else is done in its session.
  package func hasChangedInputs(_ file: String) -> Bool {
    running[file] == nil && sessions[file]?.hasChangedInputs == true
  }

  /// Ends a chapter's run, and forgets what was kept of it.
  package func forget(_ file: String) {
    running[file]?.cancellation.cancel()
    sessions[file] = nil
  }

  /// Ends the run of a chapter that is gone. What was kept of it stays for some time, should it come back.
  package func retire(_ file: String) {
    running[file]?.cancellation.cancel()
    guard let session = sessions.removeValue(forKey: file) else { return }
    retired.append((file, session))
    if retired.count > Self.mostRetired { retired.removeFirst() }
  }

  package func forgetAll() {
    for file in Array(sessions.keys) { forget(file) }
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

    init(_ run: Run, _ session: ChapterSession) {
      self.run = run
      self.session = Mutex(session)
    }

    func perform(_ progress: @escaping (ExecutionProgress) -> Void) -> Result<FinishedRun, any Error> {
      let session = session.withLock { $0.take() }!
      return Result {
        _ = try session.run(
          run.chapter, refusing: run.refused, known: run.known, cancellation: run.cancellation, progress: progress)
        return session.lastRun!
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
}
