import Book
import Execution
import Foundation
import Pipeline

/// What runs of chapters report.
extension Server {
  func take(_ event: ChapterRuns.Event, of chapter: Chapter, _ book: OpenBook) {
    guard
      let document = documents.values.first(where: { $0.chapter?.book === book && $0.chapter?.file == chapter.file })
    else { return }
    switch event {
    case .progress(.compiled(_, let diagnostics)):
      document.early = EarlyResults(of: chapter)
      document.early?.compiled = diagnostics
      show(document)
    case .progress(.running(_, let step)):
      progress.report(chapter, step: step)
      // What gave something last has come to its end.
      guard let (last, output) = document.early?.last else { return }
      document.early?.last = nil
      let found = book.book.diagnostics(of: chapter.steps[last], in: chapter, output, exact: false)
      guard !found.isEmpty else { return }
      document.early?.found += found
      showSoon(document)
    case .progress(.gave(_, let step, let output)): document.early?.last = (step, output)
    case .progress: break
    case .ended(let result, _):
      progress.end(chapter)
      document.early = nil
      switch result {
      case .success(let run): document.run = run
      case .failure(let error): showMessage("\(error)")
      }
      show(document)
    }
  }

  /// Shows what cells that end one after the other gave together.
  private func showSoon(_ document: OpenDocument) {
    guard !document.isAboutToShow else { return }
    document.isAboutToShow = true
    queue.asyncAfter(deadline: .now() + .milliseconds(40)) {
      document.isAboutToShow = false
      if document.early != nil { self.show(document) }
    }
  }

  /// Says something to the author.
  func showMessage(_ text: String) {
    // 1 is an error.
    editor.notify("window/showMessage", ["type": 1, "message": .string(text)])
  }
}
