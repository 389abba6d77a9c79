import Book
import Execution
import Foundation
import Pipeline

/// A book of which chapters are open. But for its end, it is touched on the server's queue alone.
final class OpenBook: @unchecked Sendable {
  let location: BookLocation
  var book: LoadedBook
  let executor: Executor
  let runs: ChapterRuns
  /// What a request of its author would be.
  let request: Request
  /// Looks at one text after the other.
  let checking = DispatchQueue(label: "syntax")
  private var checker: SyntaxChecker?
  var swift: SwiftService?
  let superseded = SupersededDeclarations()
  private let queue: DispatchQueue
  /// Whether nothing is to be started for it any more.
  private(set) var hasEnded = false
  /// Whether problems of `book.yml` are shown.
  var showsProblems = false

  init(_ book: LoadedBook, _ request: Request, on queue: DispatchQueue) {
    location = book.location
    self.queue = queue
    self.book = book
    self.request = request
    executor = book.executor(request, cache: request.cache)
    runs = ChapterRuns(executor, on: queue)
  }

  /// What looks at the syntax of its cells; nil where nobody wants to know any more.
  func syntaxChecker() throws -> SyntaxChecker? {
    if hasEnded { return nil }
    let checker = try checker ?? executor.syntaxChecker()
    self.checker = checker
    return checker
  }

  /// The path of a file that messages name.
  func path(of name: String) -> String { Path.normalise(Path.join(location.workingFolder, name)) }

  /// Ends all that runs for it, and removes what was made for it. Not to be called on the queue.
  func end() {
    let service = queue.sync {
      hasEnded = true
      return swift
    }
    runs.end()
    service?.end()
    // What has been looked at is done with by then.
    checking.sync {}
    queue.sync { checker = nil }
  }
}
