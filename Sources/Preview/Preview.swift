import Book
import Foundation
import Pipeline

/// What a preview has to say while it runs.
package enum PreviewReport: Sendable {
  /// It is served at this address.
  case serving(String)
  /// The sources were read: what is wrong with them, and the chapters that are others than before.
  case sources([Diagnostic], chapters: [String], seconds: Double)
  /// Cells of a chapter that are as they were run again; why, in a sentence without the chapter.
  case restarted(chapter: String, String)
  /// - Parameter seconds: nil where nothing had to run.
  case ran(chapter: String, seconds: Double?, [Diagnostic])
  case problems([Diagnostic])
}

/// Shows a book in browsers of this machine while it is written.
package struct Preview {
  private let request: Request
  private let port: Int?
  private let report: @Sendable (PreviewReport) -> Void

  /// - Parameter port: by default the first from 8000 on that is free.
  package init(_ request: Request, port: Int?, report: @escaping @Sendable (PreviewReport) -> Void) {
    self.request = request
    self.port = port
    self.report = report
  }

  /// Serves until the process is ended.
  package func run() throws -> Never {
    // Before anything is read or run.
    try PreviewServer.check(port)
    let book = try LiveBook(request, report: report)
    let client = try PreviewClient.bundled()
    let watch = try FolderWatch(book.folder, isIgnored: book.isIgnored)
    // Before anybody asks, and after the first look at the folder, so that no change is missed.
    book.refresh()
    Task.detached {
      do {
        try await PreviewServer.run(book, client, port: port) { report(.serving($0)) }
      } catch {
        report(.problems([Diagnostic(.error, "the book cannot be shown: \(error)")]))
        exit(2)
      }
    }
    // Files that cells read may lie where nobody watches.
    Thread.detachNewThread {
      while true {
        sleep(2)
        book.refreshInputs()
      }
    }
    while true {
      for folder in book.chapterFolders { watch.add(folder) }
      watch.wait()
      book.refresh()
    }
  }
}
