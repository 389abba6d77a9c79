import Book
import Exports
import Foundation
import Site
import Storage

/// Writes a book in another format, after running and comparing it as a build does.
package struct Exporting {
  package var request: Request
  package var format: ExportFormat

  package init(_ request: Request, to format: ExportFormat) {
    self.request = request
    self.format = format
  }

  /// Where anything drifted or failed nothing is written.
  package func export() throws -> Build.Report {
    var report = Build.Report()
    var clock = Stopwatch()
    let location = try request.location()
    let lock = try FolderLock(location.folder, request.progress)
    defer { _ = lock }
    let book = LoadedBook.read(location)
    book.removeAbandonedFiles()
    defer { request.cache.removeOldest() }
    report.diagnostics = book.diagnostics
    report.bookTitle = book.configuration.title
    report.seconds.reading = clock.lap()
    guard !book.chapters.isEmpty else { return report }
    let chosen = try book.chapters(named: request.chapters, workingFolder: request.workingFolder)
    report.diagnostics = book.diagnostics(concerning: chosen)
    let target = try ExportTarget(format, of: book, request)

    let results = try book.run(chosen, request: request)
    report.seconds.running = clock.lap()
    let reports = report.add(results, of: chosen, in: book, request: request)
    guard report.exitCode == 0 else { return report }

    let weaver = SiteWeaver(
      book: book.configuration, cache: request.reportingCache, theme: try Theme.bundled(with: book.theme))
    let (checked, problems) = try book.checked(reports, weaver)
    let means = ExportMeans(weaver: weaver, environment: request.environment)
    let rendered = problems.isEmpty ? try format.renderer(means).render(checked) : RenderedBook(files: [])
    report.diagnostics += problems + rendered.diagnostics
    report.seconds.weaving = clock.lap()
    guard report.exitCode < 2 else { return report }
    report.site = target.path
    let changes = try target.write(rendered.files, isWhole: chosen.count == book.chapters.count)
    report.writtenFiles = changes.written.count
    report.removedFiles = changes.removed.count
    report.seconds.writing = clock.lap()
    return report
  }
}
