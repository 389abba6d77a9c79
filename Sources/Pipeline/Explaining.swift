import Book
import Execution

/// Says for the cells of a chapter whether a build would run them, and why.
package struct Explaining {
  package var request: Request

  package init(_ request: Request) {
    self.request = request
    // It is asked what is true of a build that takes what it can.
    self.request.isFresh = false
  }

  package struct Report: Sendable {
    /// What is wrong with the source.
    package var problems: [Diagnostic] = []
    /// A sentence for each cell.
    package var sentences: [String] = []
  }

  /// - Parameter name: of a chapter, or of a cell as `chapter#cell`.
  package func explain(_ name: String) throws -> Report {
    let book = try LoadedBook.read(request)
    let (chapter, cell) = try book.chapterAndCell(named: name, workingFolder: request.workingFolder)
    let forecast = try book.executor(request, cache: request.cache).forecast(of: chapter)
    return Report(
      problems: book.diagnostics(concerning: [chapter]).filter { $0.severity == .error },
      sentences: forecast.lines.filter { cell == nil || $0.cell == cell }.map(\.sentence))
  }
}
