import Book
import Execution
import Foundation
import Site
import Storage
import Synchronization

/// Builds and checks a book: the stages in their order, each a value into the next.
package struct Build {
  package var request: Request

  package init(_ request: Request) { self.request = request }

  /// What was done and found.
  package struct Report: Sendable {
    /// Whether chapters were run in other conditions too.
    package var isShaken = false
    /// The chapters of which none of that was done, because they have errors or do something outside.
    package var unshaken: [String] = []
    /// In the order of the book.
    package var diagnostics: [Diagnostic] = []
    package var bookTitle = ""
    /// Whether it was ended at the first error or drift, with the rest of the book not looked at.
    package var isEndedEarly = false
    /// The chapters that were run.
    package var chapters: [ReportedChapter] = []
    package var cells: Int { chapters.reduce(0) { $0 + $1.cellCount } }
    package var outputsChecked = 0
    package var valuesChecked = 0
    /// The site's folder; empty where none was written, or there is none to compare.
    package var site = ""
    package var writtenFiles = 0
    package var removedFiles = 0
    package var seconds = Seconds()

    package struct Seconds: Sendable {
      package var reading = 0.0
      package var running = 0.0
      package var weaving = 0.0
      package var writing = 0.0
    }

    /// 0 all agree, 1 something drifted, 2 an error of the source or a cell that failed.
    package var exitCode: Int32 {
      switch diagnostics.map(\.severity).max() {
      case .error: 2
      case .drift: 1
      default: 0
      }
    }
  }

  /// Runs the book and writes its site. With an error of the source nothing is written.
  package func build() throws -> Report { try perform(writing: true) }

  /// Runs the book and compares, its documented outputs and its site; writes nothing.
  package func check() throws -> Report {
    var check = self
    check.request.repeatsVariations = true
    return try check.perform(writing: false)
  }

  private func perform(writing: Bool) throws -> Report {
    var report = Report()
    var clock = Stopwatch()
    let location = try request.location()
    // Before the chapters are read: whoever holds the lock may be writing them.
    let lock = try FolderLock(location.folder, request.progress)
    defer { _ = lock }
    // Meanwhile: whatever the book is, it is dressed.
    let theme = BackgroundTask { try Theme.bundled() }
    let book = LoadedBook.read(location)
    if writing { book.removeAbandonedFiles() }
    defer { request.cache.removeOldest() }
    report.diagnostics = book.diagnostics
    report.bookTitle = book.configuration.title
    report.seconds.reading = clock.lap()
    guard !book.chapters.isEmpty else { return report }

    let chosen = try book.chapters(named: request.chapters, workingFolder: request.workingFolder)
    // A site has pages of all chapters, so that what is wrong with any of them keeps it from being written.
    if !writing { report.diagnostics = book.diagnostics(concerning: chosen) }
    if request.isFailFast, let first = report.diagnostics.firstIndex(where: { $0.severity >= .drift }) {
      report.diagnostics.removeSubrange((first + 1)...)
      report.isEndedEarly = true
      return report
    }
    let hasSourceErrors = report.diagnostics.contains { $0.severity == .error }
    let site = book.siteFolder(request)
    try refuseChapterFolder(site, of: book)
    if writing || site.exists { try site.refuseOtherBooks() }
    var weaver = SiteWeaver(
      book: book.configuration, cache: request.reportingCache, theme: try theme.value().overridden(by: book.theme))
    let preparation = DispatchGroup()
    let reference = Mutex(Result<[ModuleReference], any Error>.success([]))
    DispatchQueue.global().async(group: preparation) {
      [weaver, executor = book.executor(request, cache: request.reportingCache)] in
      weaver.prepare(chosen)
      let found = Result { try executor.moduleReferences() }
      reference.withLock { $0 = found }
    }
    let problem = request.isFailFast ? FirstProblem(book, exact: request.isExact) : nil
    let outcome = Result {
      let results = try book.run(chosen, request: request, until: problem)
      guard !writing, request.isShaking, problem?.found == nil else { return (results, Shaking()) }
      report.isShaken = true
      return (results, try book.shake(chosen, results, request: request, until: problem))
    }
    report.seconds.running = clock.lap()
    if let found = problem?.found {
      preparation.wait()
      report.end(at: found)
      return report
    }
    let (results, shaking) = try outcome.get()
    report.unshaken = shaking.unshaken

    let reports = report.add(results, of: chosen, in: book, request: request, besides: shaking.diagnostics)

    preparation.wait()
    // What can be run has been run and is reported; a site is woven of chapters without errors only.
    guard !hasSourceErrors else { return report }
    // A build of some chapters leaves what belongs to the others as it is.
    let isWhole = chosen.count == book.chapters.count
    lazy var texts = book.otherTexts
    if isWhole { report.diagnostics += book.unownedFigures(results, others: { texts }).flatMap(\.diagnostics) }
    weaver.reference = try reference.withLock { try $0.get() }
    let (checked, problems) = try book.checked(reports, weaver)
    let rendered = weaver.render(checked)
    let files = rendered.files
    report.diagnostics += rendered.diagnostics + problems
    report.seconds.weaving = clock.lap()
    guard !(rendered.diagnostics + problems).contains(where: { $0.severity == .error }) else { return report }

    guard writing || site.exists else { return report }
    report.site = site.path
    if writing {
      let changes = try site.write(files, keeping: { _ in !isWhole })
      report.writtenFiles = changes.written.count
      report.removedFiles = changes.removed.count
    } else {
      let stale = site.differences(from: files, keeping: { _ in !isWhole })
      // The page of a chapter that drifted follows from that, and so may whatever is no chapter's.
      let drifted = Set(
        report.diagnostics.filter { $0.severity >= .drift && $0.dependences.isEmpty }.map { $0.location?.file })
      let own = stale.filter { file in
        // What several chapters have a part in, such as the search, is compared where all are.
        guard isWhole || chosen.contains(where: { $0.name == Path.withoutExtension(file) }) else { return false }
        return drifted.isEmpty
          || book.chapters.contains { weaver.page(of: $0) == file && !drifted.contains($0.source.name) }
      }
      if !own.isEmpty { report.diagnostics.append(staleSite(own, path: site.path)) }
    }
    report.seconds.writing = clock.lap()
    return report
  }

  /// A site holds copies of the chapters and of what they link to. Among the originals these would count as its own
  /// files, to be overwritten and removed.
  private func refuseChapterFolder(_ site: SiteFolder, of book: LoadedBook) throws {
    let resolved = { (path: String) in URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    let hasChapters = book.chapters.contains { resolved($0.folder) == resolved(site.path) }
    guard let problem = hasChapters ? "the chapters are there" : book.location.problem(ofSite: site.path) else {
      return
    }
    throw UsageProblem(
      description: "the site cannot be in '\(Path.relative(site.path, to: request.workingFolder))': \(problem). "
        + "Name another folder with --output")
  }

  private func staleSite(_ files: [String], path: String) -> Diagnostic {
    let folder = Path.relative(path, to: request.workingFolder)
    // Pages say more than what they load.
    let files = files.filter { !$0.hasPrefix("assets/") } + files.filter { $0.hasPrefix("assets/") }
    let named = files.prefix(5).joined(separator: ", ") + (files.count > 5 ? " and \(files.count - 5) more" : "")
    return Diagnostic(
      .drift, "the site in '\(folder)' is not what the chapters give: \(named)",
      explanation: "Run 'build-book build' to write it again.")
  }
}

extension LoadedBook {
  /// The folder of the book's site.
  func siteFolder(_ request: Request) -> SiteFolder {
    let named = request.output.map { Path.normalise(Path.join(request.workingFolder, $0)) }
    let folder = named ?? location.siteFolder(configuration)
    return SiteFolder(
      path: folder, bookFolder: location.folder,
      linkFreeFolder: named == nil ? location.linkFreeFolder(ofSite: folder) : nil)
  }
}

extension Build.Report {
  /// For the formats for machines.
  package func commandReport(_ command: String) -> CommandReport {
    CommandReport(
      command: command, diagnostics: diagnostics, chapters: chapters, exitCode: exitCode,
      agreeing: (outputs: outputsChecked, values: valuesChecked))
  }

  fileprivate mutating func end(at found: FirstProblem.Found) {
    diagnostics += found.diagnostics
    chapters = [ReportedChapter(found.chapter, ChapterResults(cells: [], checkedValues: []))]
    isEndedEarly = true
  }

  /// Adds what the comparison of chapters with their results gives.
  ///
  /// - Parameter others: what else was found, by the chapters' names.
  /// - Returns: the chapters' reports by their names.
  mutating func add(
    _ results: [ChapterResults], of chapters: [Chapter], in book: LoadedBook, request: Request,
    besides others: [String: [Diagnostic]] = [:]
  ) -> [String: ChapterReport] {
    var reports: [String: ChapterReport] = [:]
    for (chapter, results) in zip(chapters, results) {
      let report = book.report(of: chapter, results, exact: request.isExact)
      reports[chapter.name] = report
      diagnostics += (report.diagnostics + others[chapter.name, default: []]).inOrder()
      self.chapters.append(ReportedChapter(chapter, results, found: report.diagnostics))
      count(chapter, report)
    }
    return reports
  }

  private mutating func count(_ chapter: Chapter, _ report: ChapterReport) {
    outputsChecked += report.cells.reduce(0) { $0 + $1.checked }
    valuesChecked += report.checkedValues.count { $0.verdict == .agrees }
  }
}

/// Seconds since it was last asked.
struct Stopwatch {
  private var last = DispatchTime.now().uptimeNanoseconds

  mutating func lap() -> Double {
    let now = DispatchTime.now().uptimeNanoseconds
    defer { last = now }
    return Double(now - last) * 1e-9
  }
}
