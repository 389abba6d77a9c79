import Book
import Execution
import Foundation
import Outputs
import Pipeline
import Site
import Storage
import Synchronization
import Text

/// The book of a preview: its pages as the newest sources want them, with the outputs of the newest run.
///
/// A change of the sources is on the pages before anything has run, with the outputs that the cells gave last; what a run gives
/// then takes their place.
final class LiveBook: @unchecked Sendable {
  let events = Events()
  let request: Request
  let location: BookLocation
  let report: @Sendable (PreviewReport) -> Void
  /// All that is not `published`, or guarded by itself, is touched on this queue alone.
  let queue = DispatchQueue(label: "preview")
  private let published = PublishedBook()

  var book: LoadedBook?
  private let memory = LoadedBookMemory()
  /// What was wrong with the sources when they were last read.
  private var reported: Set<Diagnostic> = []
  var weaver: SiteWeaver?
  var executor: Executor?
  var chapters: [String: LiveChapter] = [:]
  var runs: ChapterRuns?
  /// The cell that is to be tried in each chapter, and what ends the attempt that is under way: while there is one the chapter does
  /// not run.
  var scratches: [String: Scratch] = [:]
  var evaluating: [String: Cancellation] = [:]
  /// What the pages say of the rest of the book, by the files of their chapters.
  private var surroundings: [String: PageSurroundings] = [:]
  /// The number of the newest run of each chapter: of others nobody hears.
  private let newestRuns = Mutex<[String: Int]>([:])
  /// Chapters of which more is known than their pages show.
  private var unpublished: Set<String> = []
  /// What weaving each chapter, and comparing it, had to say.
  private var reportDiagnostics: [String: [Diagnostic]] = [:]
  /// That and what is wrong with its source.
  private var diagnostics: [String: [Diagnostic]] = [:]

  /// Chapters whose files are not there any more, by these files.
  private var goneChapters: [String: Chapter] = [:]
  /// The new files of chapters that still run under the names that they had, by the old ones.
  private var renamed: [String: String] = [:]

  init(_ request: Request, report: @escaping @Sendable (PreviewReport) -> Void) throws {
    self.request = request
    self.report = report
    location = try request.location()
  }

  var folder: String { location.folder }

  /// The folders of the chapters, hidden ones among them.
  var chapterFolders: Set<String> { queue.sync { Set(chapters.values.map(\.chapter.folder)) } }

  /// Whether nothing in a folder can change a page: it holds what we write, or what another program keeps for itself.
  func isIgnored(_ folder: String) -> Bool {
    Path.file(of: folder).hasPrefix(".") || SiteFolder(path: folder, bookFolder: location.folder).exists
  }

  // MARK: What is served

  /// A file of the site.
  func file(_ path: String) -> SiteFile? {
    let (bytes, isLinked) = published.file(path)
    if let bytes {
      if path.hasSuffix(".html") { queue.async { self.warm(path) } }
      return SiteFile(path: path, bytes: bytes)
    }
    guard isLinked, BookFiles(location.folder).status(of: path) == .file,
      let bytes = try? AtomicFile.read(Path.join(location.folder, path))
    else { return nil }
    return SiteFile(path: path, bytes: bytes)
  }

  func state(of page: String) -> PageState { published.state(of: page) }

  /// Whether a page only leads to another one.
  func isRedirect(_ page: String) -> Bool { published.isRedirect(page) }

  /// The version of the book's contents.
  var contents: String { published.contents }

  private func send(_ run: RunEvent) {
    published.take(run)
    events.send("run", run)
  }

  // MARK: Changes

  /// Reads the sources, and brings the pages up to them.
  func refresh() { queue.sync { read() } }

  private func read() {
    let start = DispatchTime.now()
    let new: LoadedBook
    do {
      // Whoever holds the lock may be writing the chapters.
      let lock = try FolderLock(location.folder) { _ in }
      defer { _ = lock }
      new = LoadedBook.read(location, remembering: memory)
    } catch {
      return report(.problems([Diagnostic(.error, "\(error)")]))
    }
    let sourceProblems = new.diagnostics
    if new.chapters.isEmpty {
      // The pages stay, and say what is wrong.
      report(.problems(sourceProblems.filter { !reported.contains($0) }))
      reported = Set(sourceProblems)
      return publish(
        bookProblems: sourceProblems.map(\.sentence),
        gone: chapters.values.map(\.chapter).filter { !$0.isThere(in: location) })
    }
    let isAnew = book?.configuration != new.configuration
    let runsAnew =
      book.map { BookKey.executionTexts(of: $0.configuration) != BookKey.executionTexts(of: new.configuration) } ?? true
    let isDressedAnew = book.map { $0.theme != new.theme } ?? false
    book = new
    if isAnew || isDressedAnew {
      do { try runsAnew ? begin(new.configuration) : dress(new.configuration) } catch {
        return report(.problems([Diagnostic(.error, "\(error)")]))
      }
    }
    var changed: [String] = []
    for chapter in new.chapters {
      let file = chapter.file
      guard let earlier = chapters[file] else {
        chapters[file] = LiveChapter(chapter)
        changed.append(file)
        continue
      }
      guard isAnew || earlier.chapter.source.bytes != chapter.source.bytes || earlier.chapter.cells != chapter.cells
      else {
        continue
      }
      chapters[file] = LiveChapter(chapter, after: earlier)
      changed.append(file)
    }
    let files = Set(new.chapters.map(\.file))
    for file in Array(chapters.keys) where !files.contains(file) {
      guard let gone = chapters.removeValue(forKey: file) else { continue }
      goneChapters[file] = gone.chapter
      evaluating[file]?.cancel()
      scratches.removeValue(forKey: file)?.answer(.init(refusal: "The chapter is gone."))
      let renamed = new.chapters.first { changed.contains($0.file) && $0.isRun(as: gone.chapter) }
      let goesOn = renamed != nil && runs?.isRunning(gone.chapter) == true
      if let renamed, goesOn {
        self.renamed[file] = renamed.file
        chapters[renamed.file] = LiveChapter(renamed, after: gone)
        send(RunEvent(page: Self.page(of: renamed.file), isRunning: true, cell: nil))
      }
      runs?.retire(file, goesOn: goesOn)
    }
    for file in files { goneChapters[file] = nil }
    for file in changed { takeEarlierResults(of: file) }
    changed += readAgain(besides: changed)
    // It is compiled while the pages are made.
    for file in changed {
      guard let live = chapters[file] else { continue }
      if live.isCurrent {
        // What is known already is not waited for.
        guard runs?.isRunning(file) == true else { continue }
        send(RunEvent(page: Self.page(of: file), isRunning: false, cell: nil))
      }
      run(file)
    }
    publish(isDressedAnew ? files.sorted() : changed)
    // What was reported is not said again with every save.
    let news = sourceProblems.filter { !reported.contains($0) }
    reported = Set(sourceProblems)
    report(.sources(news, chapters: changed, seconds: start.secondsSince))
  }

  /// Looks whether cells have read files that have changed since, wherever these lie.
  func refreshInputs() {
    queue.sync {
      let changed = readAgain(besides: [])
      guard !changed.isEmpty else { return }
      publish(changed)
      for file in changed { run(file) }
    }
  }

  /// Chapters of which something that their cells read has changed since: from there on they run again.
  private func readAgain(besides others: [String]) -> [String] {
    let changed = chapters.keys.sorted().filter { file in
      evaluating[file] == nil && !others.contains(file) && chapters[file]?.isCurrent == true
        && runs?.hasChangedInputs(file) == true
    }
    for file in changed { chapters[file]?.isCurrent = false }
    return changed
  }

  private func begin(_ configuration: BookConfiguration) throws {
    var configuration = configuration
    if request.isSandboxed { configuration.isSandboxed = true }
    runs?.forgetAll()
    let executor = Executor(
      book: configuration, folder: location.folder, tool: request.tool, environment: request.environment,
      cache: request.cache)
    self.executor = executor
    try dress(configuration)
    runs = ChapterRuns(executor, on: queue)
  }

  /// Takes the theme of the book as it is now.
  private func dress(_ configuration: BookConfiguration) throws {
    let theme = try Theme.bundled(with: book?.theme ?? ThemeOverrides())
    weaver = SiteWeaver(book: configuration, cache: request.cache, theme: theme, serverRoot: "/")
    weaver?.reference = try executor?.moduleReferences(of: configuration.reference) ?? []
  }

  private func takeEarlierResults(of file: String) {
    guard let live = chapters[file], let results = try? executor?.earlierResults(of: live.chapter) else { return }
    chapters[file]?.take(results)
  }

  // MARK: Runs

  /// Whoever looks at a page may be about to change it: what was taken from an earlier run is run, so that its states are there.
  private func warm(_ page: String) {
    guard let live = chapters.values.first(where: { Self.page(of: $0.chapter.file) == page }),
      runs?.hasSession(of: live.chapter.file) == false
    else { return }
    run(live.chapter.file)
  }

  /// Runs a chapter beside everything else, unless just that is under way; then it runs again if its text has changed meanwhile.
  func run(_ file: String) {
    guard let live = chapters[file], let runs, let book, !runs.isRunning(live.chapter) else { return }
    // What is tried meanwhile is tried again in the new state.
    if let evaluation = evaluating[file] { return evaluation.cancel() }
    let chapter = live.chapter
    if let old = renamed.first(where: { $0.value == file })?.key {
      if let gone = goneChapters[old], chapter.isRun(as: gone), runs.isRunning(gone) { return }
      renamed[old] = nil
      runs.cancel(old)
    }
    let page = Self.page(of: file)
    // Of a run that changes nothing nobody hears.
    let isNews = !live.isCurrent
    chapters[file]?.told = []
    let note = Mutex<String?>(nil)
    let didRun = Mutex(false)
    let number = newestRuns.withLock { numbers in
      numbers[file, default: 0] += 1
      return numbers[file]
    }
    let tell = { @Sendable [self] (event: RunEvent) in
      if newestRuns.withLock({ $0[file] == number }) { send(event) }
    }
    let take = { @Sendable [self] (progress: ExecutionProgress) in
      guard isNews else { return }
      switch progress {
      case .compiled(_, let results):
        guard results.diagnostics.contains(where: { $0.severity == .error }) else { return }
        queue.async { self.take(compiled: results, of: chapter) }
      case .restarted(_, let sentence):
        note.withLock { $0 = sentence }
        report(.restarted(chapter: chapter.name, sentence))
        tell(RunEvent(page: page, isRunning: true, cell: nil, note: sentence))
      case .running(_, let step):
        didRun.withLock { $0 = true }
        guard case .cell(let cell) = chapter.steps[step] else { return }
        tell(
          RunEvent(
            page: page, isRunning: true, cell: chapter.cells[cell].anchor, number: cell + 1,
            count: chapter.cells.count, note: note.withLock(\.self)))
      case .gave(_, let step, let output):
        queue.async { self.take(output, of: step, chapter) }
      case .compiling, .reused, .finished: break
      }
    }
    do {
      let goesOn = try runs.start(
        chapter, refusing: book.refusedSteps(of: chapter), known: isNews ? live.stepsWithResults : [], progress: take
      ) { [self] run, seconds in
        let seconds = didRun.withLock(\.self) ? seconds : nil
        finish(file, chapter, run.map { $0.results(for: chapter) }, seconds: seconds)
        if let new = renamed.removeValue(forKey: file) { finish(renamed: new, run, seconds: seconds) }
      }
      // Of a cell that goes on it stays known since when it runs.
      if isNews, !goesOn { send(RunEvent(page: page, isRunning: true, cell: nil)) }
    } catch {
      report(.problems([Diagnostic(.error, "\(error)")]))
    }
  }

  /// Shows what the compiler says before anything has run: it may still find a way.
  private func take(compiled results: ChapterResults, of chapter: Chapter) {
    let file = chapter.file
    guard let live = chapters[file], !live.isCurrent, live.chapter.source.bytes == chapter.source.bytes else { return }
    chapters[file]?.results.diagnostics = results.diagnostics
    for (index, cell) in results.cells.enumerated() {
      // What it gave last stays.
      if case .failed = cell.outcome { chapters[file]?.results.cells[index].outcome = cell.outcome }
    }
    chapters[file]?.told = results.diagnostics.filter { $0.severity == .error }
    report(.problems(chapters[file]?.told ?? []))
    publish([file])
  }

  /// Shows what a step has given before its chapter has come to its end.
  private func take(_ output: StepOutput, of step: Int, _ chapter: Chapter) {
    let file = chapter.file
    guard let live = chapters[file], !live.isCurrent, live.chapter.hasSameSteps(as: chapter) else { return }
    switch chapter.steps[step] {
    case .cell(let cell):
      chapters[file]?.results.cells[cell] = CellResult(output, of: cell, in: chapter)
      chapters[file]?.stale.remove(cell)
    case .checkedValue(let index):
      guard let value = output.value else { return }
      chapters[file]?.results.checkedValues[index] = .value(value, hasRealNumbers: output.valueHasRealNumbers)
    }
    guard unpublished.insert(file).inserted else { return }
    // Cells that end one after the other are shown together.
    queue.asyncAfter(deadline: .now() + .milliseconds(40)) {
      guard self.unpublished.remove(file) != nil, self.chapters[file]?.isCurrent == false else { return }
      self.publish([file])
    }
  }

  private func finish(
    _ file: String, _ chapter: Chapter, _ results: Result<ChapterResults, any Error>, seconds: Double?
  ) {
    guard let live = chapters[file] else { return }
    switch results {
    case .success(let results) where live.chapter.source.bytes == chapter.source.bytes: chapters[file]?.take(results)
    // The text is another by now: what it gives is worked out from where this one came to.
    case .success, .failure(is Cancellation.Cancelled): return run(file)
    case .failure(let error):
      report(.problems([Diagnostic(.error, "\(error)")]))
      return send(RunEvent(page: Self.page(of: file), isRunning: false, cell: nil))
    }
    publish([file])
    evaluate(file)
    guard !live.isCurrent else { return }
    let news = diagnostics[file, default: []].filter { !live.told.contains($0) }
    report(.ran(chapter: live.chapter.name, seconds: seconds, news))
    send(RunEvent(page: Self.page(of: file), isRunning: false, cell: nil))
  }

  /// Takes what a chapter has given that got another name while it ran.
  private func finish(renamed file: String, _ run: Result<FinishedRun, any Error>, seconds: Double?) {
    guard let live = chapters[file] else { return }
    guard case .success(let run) = run, run.isWhole(for: live.chapter), !run.namesFile else { return self.run(file) }
    finish(file, live.chapter, .success(run.results(for: live.chapter)), seconds: seconds)
  }

  // MARK: Pages

  static func page(of file: String) -> String { Path.withoutExtension(file) + ".html" }

  /// Makes the pages of chapters again, and those that say something of them, and tells browsers which of all pages are others than
  /// before.
  private func publish(_ changed: [String]) {
    guard let weaver, let book else { return }
    let references = weaver.references(of: book.chapters, book.bibliography, outline: book.outline)
    let earlier = surroundings
    surroundings = weaver.surroundings(of: book.chapters, references)
    let others = book.chapters.map(\.file).filter { file in
      // The first page shows all chapters.
      !changed.contains(file)
        && (file == BookConfiguration.coverText || earlier[file].map { $0 != surroundings[file] } ?? false)
    }
    let changed = changed + others
    var reports: [String: ChapterReport] = [:]
    for file in changed {
      guard let live = chapters[file] else { continue }
      reports[file] = ChapterReport(
        live.chapter, live.results, exact: request.isExact,
        readFigure: { book.files.figure(Path.join(live.chapter.folder, $0)) })
    }
    let (files, problems) = weaver.weave(
      book.chapters.map { ($0, reports[$0.file]) }, references)
    let linked = Set(book.chapters.flatMap { weaver.linkedFiles(of: $0).map(\.path) + $0.figures } + weaver.bookFiles)
    for file in changed {
      guard let live = chapters[file] else { continue }
      reportDiagnostics[file] =
        problems.filter { live.chapter.sourceNames.contains($0.location?.file ?? "") }
        + (live.isCurrent ? reports[file]?.diagnostics ?? [] : live.results.diagnostics)
    }
    // What is wrong with a link depends on other chapters and files too.
    for (file, live) in chapters {
      let names = live.chapter.sourceNames
      let own = book.diagnostics.filter { names.contains($0.location?.file ?? "") }
      diagnostics[file] = own + reportDiagnostics[file, default: []].filter { !own.contains($0) }
    }
    let sources = Set(book.chapters.flatMap(\.sourceNames))
    let bookProblems = book.diagnostics.filter { diagnostic in
      diagnostic.severity > .note && diagnostic.location.map { !sources.contains($0.file) } ?? true
    }.map(\.sentence)
    let chapterProblems = book.chapters.compactMap { chapter -> PublishedBook.Problems.OfChapter? in
      let count = diagnostics[chapter.file, default: []].count { $0.severity > .warning }
      guard count > 0 else { return nil }
      return .init(page: Self.page(of: chapter.file), sentence: "\(chapter.file): \(counted(count, "problem"))")
    }
    let states = chapters.map { file, live in (Self.page(of: file), PageState(live, diagnostics[file] ?? [], weaver)) }
    let gone = goneChapters.values.map { gone in
      let newPage = book.chapters.first { $0.isSame(as: gone) }.map { Self.page(of: $0.file) }
      return absence(of: gone, newPage: newPage)
    }
    let changedPages = published.take(
      PublishedBook.Edition(
        files: files, pages: Dictionary(states) { first, _ in first }, linked: linked,
        redirects: Set(book.configuration.redirects.map(\.page)),
        problems: .init(book: bookProblems, chapters: chapterProblems), gone: gone))
    if !changedPages.isEmpty { events.send("pages", changedPages.sorted()) }
  }

  private func publish(bookProblems: [String], gone: [Chapter]) {
    let pages = published.take(bookProblems: bookProblems, gone: gone.map { absence(of: $0, newPage: nil) })
    events.send("pages", pages.sorted())
  }

  private func absence(of chapter: Chapter, newPage: String?) -> (String, PublishedBook.Absence) {
    (Self.page(of: chapter.file), .init(isThere: chapter.isThere(in: location), newPage: newPage))
  }
}

extension LiveChapter {
  /// The cells' steps whose results are those of the text.
  fileprivate var stepsWithResults: Set<Int> {
    Set(
      chapter.steps.indices.filter { step in
        if case .cell(let cell) = chapter.steps[step] { !stale.contains(cell) } else { false }
      })
  }

  mutating func take(_ results: ChapterResults) {
    var results = results
    isCurrent = true
    // What a cell gave last stays while it does not compile, or ends badly and has given nothing, and while one above it does.
    let kept = results.cells.indices.filter { index in
      switch results.cells[index].outcome {
      case .failed, .notRun(.earlierFailure):
        results.cells[index].outputs.isEmpty && !self.results.cells[index].outputs.isEmpty
      case .completed, .failedAsDocumented, .notRun: false
      }
    }
    for index in kept { results.cells[index].outputs = self.results.cells[index].outputs }
    // What is shown of those below is not what they would give.
    let notRun = results.cells.indices.filter { results.cells[$0].outcome == .notRun(.earlierFailure) }
    self.results = results
    stale = Set(kept + notRun)
  }
}

extension Diagnostic {
  /// The summary, after the file and the line.
  fileprivate var sentence: String { (location.map { "\($0.file):\($0.start.line): " } ?? "") + summary }
}

extension Chapter {
  /// Whether it is another one that has been renamed.
  fileprivate func isSame(as other: Chapter) -> Bool {
    file != other.file
      && (source.bytes == other.source.bytes || !other.steps.isEmpty && hasSameSteps(as: other))
  }

  /// Whether what is run of another one is what would be run of it.
  fileprivate func isRun(as other: Chapter) -> Bool { folder == other.folder && hasSameSteps(as: other) }

  fileprivate func isThere(in location: BookLocation) -> Bool { BookFiles(location.folder).status(of: file) == .file }

  /// The files of documented pictures, relative to the book's folder.
  fileprivate var figures: [String] {
    cells.flatMap { cell in
      cell.documented.compactMap { output in
        if case .picture(let picture) = output { Path.join(Path.folder(of: file), picture.path) } else { nil }
      }
    }
  }
}
