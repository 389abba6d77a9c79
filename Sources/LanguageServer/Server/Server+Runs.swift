import Book
import Execution
import Foundation
import Pipeline

/// What runs of chapters report.
extension Server {
  /// Runs the text of a document that was saved, unless just that runs already.
  func run(_ document: OpenDocument) {
    guard document.isSaved, let (book, _) = document.chapter, let chapter = current(document), !book.hasEnded,
      !book.runs.isRunning(chapter)
    else { return }
    document.isSaved = false
    let take = { @Sendable [weak self] (event: ExecutionProgress) -> Void in
      self?.queue.async { [weak self] in self?.take(event, of: chapter, document) }
    }
    do {
      try book.runs.start(chapter, refusing: book.book.refusedSteps(of: chapter), progress: take) {
        [weak self] result, _ in
        self?.finish(result, of: chapter, document)
      }
    } catch {
      showMessage("\(error)")
    }
  }

  /// A text that a run was begun for, which an editor may have opened or closed meanwhile.
  private func current(_ document: OpenDocument, of chapter: Chapter) -> OpenDocument {
    if documents[document.uri] === document { return document }
    return documents.values.first { $0.path == document.path && $0.chapter?.file == chapter.file } ?? document
  }

  private func take(_ event: ExecutionProgress, of chapter: Chapter, _ document: OpenDocument) {
    let document = current(document, of: chapter)
    switch event {
    case .compiled(_, let results):
      document.early = EarlyResults(of: chapter)
      document.early?.compiled = results.diagnostics
      show(document)
    // What runs of a text whose place another one has taken is told by that.
    case .running, .gave:
      if document.early?.chapter.hasSameSteps(as: chapter) == true { takeProgress(event, of: chapter, document) }
    case .compiling, .restarted, .reused, .finished: break
    }
  }

  private func takeProgress(_ event: ExecutionProgress, of chapter: Chapter, _ document: OpenDocument) {
    switch event {
    case .running(_, let step):
      progress.report(chapter, step: step)
      // What gave something last has come to its end.
      guard document.early?.last != nil else { return }
      document.early?.last = nil
      showSoon(document)
    case .gave(_, let step, let output):
      document.early?.outputs[step] = output
      document.early?.last = step
    default: break
    }
  }

  private func finish(_ result: Result<FinishedRun, any Error>, of chapter: Chapter, _ document: OpenDocument) {
    progress.end(chapter)
    let document = current(document, of: chapter)
    document.early = nil
    switch result {
    case .success(let run): document.run = run
    case .failure(is Cancellation.Cancelled): break
    case .failure(let error): showMessage("\(error)")
    }
    show(document)
    // It may have been closed and opened again meanwhile.
    for open in documents.values { run(open) }
    for other in followed.values { run(other) }
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
