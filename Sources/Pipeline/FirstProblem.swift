import Book
import Execution
import Outputs
import Synchronization

/// Ends a run at the first error or drift of the first chapter that has one.
package final class FirstProblem: Sendable {
  let cancellation = Cancellation()
  private let book: LoadedBook
  private let exact: Bool
  private let first = Mutex<Found?>(nil)

  struct Found: Sendable {
    var chapter: Chapter
    /// What is to be said of the chapter up to there.
    var diagnostics: [Diagnostic]
  }

  init(_ book: LoadedBook, exact: Bool) {
    self.book = book
    self.exact = exact
  }

  /// Nil where nothing has been found.
  var found: Found? { first.withLock(\.self) }

  /// Looks at what the compiler says of a chapter.
  func look(at chapter: Chapter, _ diagnostics: [Diagnostic]) {
    guard let index = diagnostics.firstIndex(where: { $0.severity >= .drift }) else { return }
    first.withLock { $0 = $0 ?? Found(chapter: chapter, diagnostics: Array(diagnostics[...index])) }
    cancellation.cancel()
  }

  /// Looks at what a step of a chapter that still runs gave.
  func look(at chapter: Chapter, step: Int, _ output: StepOutput) {
    look(at: chapter, book.diagnostics(of: chapter.steps[step], in: chapter, output, exact: exact))
  }

  /// Looks at what a whole chapter gave.
  func look(at chapter: Chapter, _ results: ChapterResults) {
    look(at: chapter, book.report(of: chapter, results, exact: exact).diagnostics)
  }
}
