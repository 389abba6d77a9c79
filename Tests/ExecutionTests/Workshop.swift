import Book
import Execution
import Foundation
import Outputs
import Storage
import Synchronization
import TestSupport
import Testing

extension SessionTests {
  /// A chapter that is edited, and run in one session.
  final class Workshop {
    var cells: [String]
    var options: [Int: (inout CellOptions) -> Void] = [:]
    var title = "# A chapter"
    private let folder: TemporaryFolder
    private let session: ChapterSession
    private let executor: Executor
    /// The steps that began in the last run.
    private(set) var began: [Int] = []
    /// Why cells ran again in it that were as before.
    private(set) var restarts: [String] = []
    /// What was heard of each step while it ran, the last of it.
    private(set) var gave: [Int: StepOutput] = [:]
    /// How long each step took.
    private(set) var seconds: [Int: Double] = [:]
    private var cancellation = Cancellation()

    init(_ cells: String..., limits: BookConfiguration.Limits = .init(), cache: Cache = Cache(folder: nil)) throws {
      self.cells = cells
      folder = try TemporaryFolder()
      executor = ExecutionTests.executor(limits: limits, cache: cache)
      session = try executor.session()
    }

    var chapter: Chapter { chapter(of: cells) }

    private func chapter(of cells: [String]) -> Chapter {
      var test = TestChapter()
      test.text = title + "\n\n"
      for (index, code) in cells.enumerated() { test.add(code, options[index] ?? { _ in }) }
      return test.chapter(folder: folder.path)
    }

    func write(_ text: String, to file: String) throws { try folder.write(text, to: file) }

    func read(_ file: String) throws -> String { try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8) }

    func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: folder.path + "/" + file) }

    /// The mode, the owner and the time of a file.
    func attributes(of file: String) throws -> [String] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + file)
      return [FileAttributeKey.posixPermissions, .ownerAccountID, .groupOwnerAccountID, .modificationDate].map {
        "\(attributes[$0] ?? "")"
      }
    }

    /// - Parameter progress: called with each step that begins, and before that with nil when something is to be compiled.
    @discardableResult
    func run(known: Set<Int> = [], _ progress: (Int?) -> Void = { _ in }) throws -> ChapterResults {
      try following(progress) { try session.run(chapter, known: known, cancellation: $0, progress: $1) }
    }

    /// Tries a cell below another one.
    @discardableResult
    func evaluate(_ code: String, below index: Int, _ progress: (Int?) -> Void = { _ in }) throws -> ChapterResults {
      let chapter = chapter(of: cells[...index] + [code] + cells[(index + 1)...])
      return try following(progress) {
        try session.evaluate(cell: index + 1, of: chapter, cancellation: $0, progress: $1)
      }
    }

    private func following(
      _ progress: (Int?) -> Void,
      _ body: (Cancellation, @escaping (ExecutionProgress) -> Void) throws -> ChapterResults
    ) throws -> ChapterResults {
      began = []
      restarts = []
      gave = [:]
      cancellation = Cancellation()
      return try withoutActuallyEscaping(progress) { progress in
        try body(cancellation) { event in
          switch event {
          case .compiling: progress(nil)
          case .restarted(_, let sentence): self.restarts.append(sentence)
          case .running(_, let step):
            self.began.append(step)
            progress(step)
          case .gave(_, let step, let output): self.gave[step] = output
          case .finished(_, let seconds): self.seconds = seconds
          default: break
          }
        }
      }
    }

    func cancel() { cancellation.cancel() }

    /// What was heard of one run among several at once.
    final class Heard: Sendable {
      let began = Mutex<[Int]>([])
      let gave = Mutex<[Int: String]>([:])
      let errors = Mutex<[String]>([])
      let result = Mutex<Result<ChapterResults, any Error>?>(nil)

      var texts: [String]? { result.withLock { try? $0?.get().cells.map(\.text) } }
      var isCancelled: Bool {
        result.withLock { if case .failure(is Cancellation.Cancelled)? = $0 { true } else { false } }
      }
    }

    /// A first cell that prints the number of its process, and goes on when that gets a signal.
    static let waiting = """
      import Glibc
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGUSR1)
      sigprocmask(SIG_BLOCK, &signals, nil)
      print(getpid())
      var received: Int32 = 0
      _ = sigwait(&signals, &received)
      """

    /// Runs texts at once: each begins when it is heard of the one before it that its first cell runs. When that is heard of the last one,
    /// the cell goes on.
    ///
    /// - Returns: What was heard of each, and the number of the process that waited.
    func runAtOnce(_ texts: [String]...) -> (heard: [Heard], process: String) {
      let chapters = texts.map(chapter(of:))
      let heard = chapters.map { _ in Heard() }
      let process = Mutex("")
      let all = DispatchGroup()
      let session = session
      @Sendable func start(_ index: Int) {
        all.enter()
        Thread.detachNewThread {
          let own = heard[index]
          func next() {
            if index + 1 < chapters.count { return start(index + 1) }
            kill(pid_t(process.withLock(\.self))!, SIGUSR1)
          }
          let result = Result {
            try session.run(chapters[index]) { event in
              switch event {
              case .compiled(_, let results):
                own.errors.withLock { $0 = results.diagnostics.filter { $0.severity == .error }.map(\.summary) }
              case .running(_, let step):
                own.began.withLock { $0.append(step) }
                if step == 0, index > 0, chapters[index].cells[0].code == chapters[0].cells[0].code { next() }
              case .gave(_, let step, let output):
                let text = output.outputs.compactMap(\.text).joined()
                own.gave.withLock { $0[step] = text }
                let isFirst = process.withLock { process in
                  guard step == 0, process.isEmpty else { return false }
                  process = String(text.prefix(while: \.isNumber))
                  return true
                }
                if isFirst { next() }
              default: break
              }
            }
          }
          own.result.withLock { $0 = result }
          all.leave()
        }
      }
      start(0)
      all.wait()
      return (heard, process.withLock(\.self))
    }

    /// Runs it, unless somebody ends it.
    func run(endedBy cancellation: Cancellation) throws {
      _ = try session.run(chapter, cancellation: cancellation)
    }

    /// Runs a text, and asks for another one when all that the first gives has been heard and its host rests: the host then learns at once
    /// that it should end what it has done by itself, and what comes next.
    ///
    /// - Parameter first: its first cell prints the number of the host.
    func runAtEnd(of first: [String], _ next: String) -> Heard {
      let (first, next, heard, all, session) = (
        chapter(of: first), chapter(of: [next]), Heard(), DispatchGroup(), session
      )
      _ = try? session.run(first) { event in
        guard case .gave(_, _, let output) = event, heard.began.withLock(\.isEmpty) else { return }
        let numbers = output.outputs.compactMap(\.text).joined().split { !$0.isNumber }.compactMap { pid_t($0) }
        guard numbers.count == 1 else { return }
        heard.began.withLock { $0 = [0] }
        // It has said all of the run when it rests.
        while !StoppedHost.isResting(numbers[0]) { sched_yield() }
        let stopped = StoppedHost(numbers[0])
        all.enter()
        Thread.detachNewThread {
          let result = Result { try session.run(next) }
          heard.result.withLock { $0 = result }
          all.leave()
        }
        stopped.waitUntilTold(moreThan: 0)
        let end = stopped.unread
        Thread.detachNewThread {
          stopped.waitUntilTold(moreThan: end)
          stopped.goOn()
        }
      }
      all.wait()
      return heard
    }

    /// Runs it, and compares with a run from scratch.
    func check(_ comment: @autoclosure () -> Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
      let (session, scratch) = (try run(), try fromScratch())
      #expect(session.cells == scratch.cells, comment(), sourceLocation: sourceLocation)
      #expect(session.diagnostics == scratch.diagnostics, comment(), sourceLocation: sourceLocation)
    }

    /// What a build would have to wait for.
    var lastSeconds: Double? { executor.lastSeconds(of: chapter) }

    private func fromScratch() throws -> ChapterResults { try executor.run(chapter) }

    /// Tries a cell, and compares with a run from scratch of the chapter that has it.
    func check(_ code: String, below index: Int, _ comment: @autoclosure () -> Comment? = nil) throws {
      let tried = try evaluate(code, below: index)
      let whole = try executor.run(chapter(of: cells[...index] + [code]))
      #expect(tried.cells[index + 1] == whole.cells[index + 1], comment())
    }
  }
}
