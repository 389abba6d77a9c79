import Book
import Execution
import Foundation
import Synchronization

/// The chapters of a book that are run while they are written, each in a session of its own: always the newest text, and of each
/// chapter one run at a time.
///
/// All that is asked of it is asked on one queue, on which it also reports.
package final class ChapterRuns: @unchecked Sendable {
  package enum Event: Sendable {
    case progress(ExecutionProgress)
    /// It came to its end, or could not take place.
    case ended(Result<FinishedRun, any Error>, seconds: Double)
  }

  /// One text of a chapter that is to be run, or runs.
  private struct Text {
    var chapter: Chapter
    var refused: Set<Int>
    let cancellation = Cancellation()
  }

  private let executor: Executor
  private let queue: DispatchQueue
  private let report: (Chapter, Event) -> Void
  /// As many chapters run at once as there are processors.
  private let slots = DispatchSemaphore(value: max(1, ProcessInfo.processInfo.activeProcessorCount))
  private let underWay = DispatchGroup()
  private var sessions: [String: ChapterSession] = [:]
  /// What is being run of each chapter that runs, and what is to be run after it.
  private var running: [String: Text] = [:]
  private var next: [String: Text] = [:]

  /// - Parameter report: called on the queue with the text that was run.
  package init(_ executor: Executor, on queue: DispatchQueue, report: @escaping (Chapter, Event) -> Void) {
    self.executor = executor
    self.queue = queue
    self.report = report
  }

  /// Whether a chapter runs.
  package func isRunning(_ file: String) -> Bool { running[file] != nil }

  /// Runs a chapter; where an earlier text of it runs, after that, which is ended if the same would not be run of both.
  package func run(_ chapter: Chapter, refusing refused: Set<Int>) {
    let text = Text(chapter: chapter, refused: refused)
    let file = chapter.file
    guard let current = running[file] else { return start(text) }
    next[file] = text
    if !current.chapter.hasSameSteps(as: chapter) { current.cancellation.cancel() }
  }

  /// Ends a chapter's run, and forgets what was kept of it.
  package func forget(_ file: String) {
    next[file] = nil
    running[file]?.cancellation.cancel()
    sessions[file] = nil
  }

  /// Ends everything and waits until nothing of it is left. Not to be called on the queue.
  package func end() {
    queue.sync { for file in Array(sessions.keys) { forget(file) } }
    underWay.wait()
  }

  private func start(_ text: Text) {
    let file = text.chapter.file
    let session: ChapterSession
    do {
      session = try sessions[file] ?? executor.session()
    } catch {
      return report(text.chapter, .ended(.failure(error), seconds: 0))
    }
    sessions[file] = session
    running[file] = text
    let work = Work(session: session, text: text)
    underWay.enter()
    Thread.detachNewThread { [self] in
      slots.wait()
      let (result, seconds) = work.perform { event in self.queue.async { self.report(text.chapter, .progress(event)) } }
      slots.signal()
      queue.async { self.finish(text, result, seconds: seconds) }
      underWay.leave()
    }
  }

  private func finish(_ text: Text, _ result: Result<FinishedRun, any Error>, seconds: Double) {
    let file = text.chapter.file
    running[file] = nil
    let isCancelled = if case .failure(is Cancellation.Cancelled) = result { true } else { false }
    if !isCancelled { report(text.chapter, .ended(result, seconds: seconds)) }
    if let next = next.removeValue(forKey: file) { start(next) }
  }

  /// One run, which holds on to its session no longer than it lasts.
  private final class Work: Sendable {
    private let session: Mutex<ChapterSession?>
    private let text: Text

    init(session: ChapterSession, text: Text) {
      self.session = Mutex(session)
      self.text = text
    }

    func perform(
      _ progress: @escaping (ExecutionProgress) -> Void
    ) -> (result: Result<FinishedRun, any Error>, seconds: Double) {
      let start = Date()
      let session = session.withLock { $0.take() }!
      let result = Result {
        _ = try session.run(
          text.chapter, refusing: text.refused, cancellation: text.cancellation, progress: progress)
        return session.lastRun!
      }
      return (result, Date().timeIntervalSince(start))
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
