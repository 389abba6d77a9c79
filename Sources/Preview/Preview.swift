import Book
import Foundation
import Pipeline
import Storage

/// What a preview has to say while it runs.
package enum PreviewReport: Sendable {
  /// It is served at this address.
  case serving(String)
  /// The sources were read: what is wrong with them, and the chapters that are others than before.
  case sources([Diagnostic], chapters: [String], seconds: Double)
  case ran(chapter: String, seconds: Double, [Diagnostic])
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
    let book = try LiveBook(request, report: report)
    let server = PreviewServer(book: book, client: try PreviewClient.bundled(), port: try PreviewServer.port(port))
    let watch = try FolderWatch(book.folder, isIgnored: book.isIgnored)
    Task.detached {
      do { try await server.run() } catch {
        report(.problems([Diagnostic(.error, "the preview cannot be served: \(error)")]))
        exit(2)
      }
    }
    report(.serving(server.address))
    book.refresh()
    while true {
      watch.wait()
      book.refresh()
    }
  }
}
