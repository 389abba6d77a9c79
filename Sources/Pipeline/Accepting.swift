import Book
import Execution
import Foundation
import Storage

/// Writes fresh outputs into the chapters: what changed in a documented output, a figure, an expected comment or a checked
/// value; and removes figures whose cell is gone.
package struct Accepting {
  package var request: Request
  /// Full names of cells, `chapter#cell`, or names of chapters; without any and without values, all is accepted.
  package var names: [String]
  package var values: [Value]

  /// A checked value of the text, by its place among those of its chapter and by what it asks there.
  package struct Value: Sendable {
    package var chapter: String
    package var index: Int
    package var expression: String

    package init(chapter: String, index: Int, expression: String) {
      (self.chapter, self.index, self.expression) = (chapter, index, expression)
    }
  }

  package init(_ request: Request, names: [String] = [], values: [Value] = []) {
    self.request = request
    self.names = names
    self.values = values
  }

  package struct Report: Sendable {
    /// What is wrong with the source, or kept an output from being accepted.
    package var problems: [Diagnostic] = []
    /// What was, or would be, written.
    package var changes: [Diagnostic] = []
    /// The chapters that were, or would be, changed.
    package var chapters: [String] = []
    /// Those that were asked for, with what they gave where they were run.
    package var reported: [ReportedChapter] = []
    /// The files that were, or would be, written: those of chapters, and figures.
    package var texts: [String] = []
    package var figures: [String] = []
    /// Figure files that were, or would be, removed.
    package var removedFigures = 0

    /// 0 all is accepted, 1 some of it is left to the author, 2 an error of the source or a cell that failed.
    package var exitCode: Int32 {
      switch problems.map(\.severity).max() {
      case .error: 2
      case .drift: 1
      default: 0
      }
    }

    /// For the formats for machines: what is left, then what would be written.
    package func commandReport() -> CommandReport {
      CommandReport(command: "accept", diagnostics: problems + changes, chapters: reported, exitCode: exitCode)
    }
  }

  /// Works out what a fresh run gives; writes it unless it is only to be listed.
  package func accept(onlyListing: Bool) throws -> Report {
    var report = Report()
    let location = try request.location()
    let lock = try FolderLock(location.folder, request.progress)
    defer { _ = lock }
    let book = LoadedBook.read(location)
    if !onlyListing { book.removeAbandonedFiles() }
    defer { request.cache.removeOldest() }
    report.problems = book.diagnostics
    guard !book.chapters.isEmpty else { return report }

    let (selected, parts) = try selection(from: book)
    report.problems = book.diagnostics(concerning: selected)
    report.reported = selected.map { ReportedChapter($0, ChapterResults(cells: [], checkedValues: [])) }
    // What is wrong in one chapter keeps nothing from being accepted in another.
    let chapters = selected.filter { !book.hasErrors($0) }
    let names = Set(selected.flatMap(\.sourceNames))
    let isOfBook = { (diagnostic: Diagnostic) in
      diagnostic.severity == .error && !book.linkDiagnostics.contains(diagnostic)
        && diagnostic.location.map { !names.contains($0.file) } ?? true
    }
    guard !chapters.isEmpty, !report.problems.contains(where: isOfBook) else { return report }
    let results = try book.run(chapters, request: request)
    var written: Set<String> = []
    var obsolete: Set<String> = []
    // What shows figures that would be removed otherwise.
    var users: [String: String] = [:]
    lazy var texts = book.otherTexts
    // The cells of figure files, by folder.
    var owners: [String: [String: String]] = [:]
    var accepted: [AcceptedChapter] = []
    for (chapter, results) in zip(chapters, results) {
      report.problems += results.diagnostics
      if let index = report.reported.firstIndex(where: { $0.chapter.file == chapter.file }) {
        report.reported[index] = ReportedChapter(chapter, results)
      }
      let acceptance = try accept(chapter, results, in: book) { results in
        book.acceptance(
          of: chapter, results, names: parts[chapter.name]?.cells, values: parts[chapter.name]?.values ?? [],
          exact: request.isExact, besides: owners[chapter.folder, default: [:]])
      }
      owners[chapter.folder] = acceptance.figureOwners
      let whole =
        parts[chapter.name] == nil
        ? acceptance : book.acceptance(of: chapter, results, exact: request.isExact)
      accepted.append(AcceptedChapter(chapter, results, acceptance, whole: whole))
    }
    try withdrawDisagreements(&accepted, in: book)
    var edited: [(chapter: Chapter, acceptance: Acceptance)] = []
    for (chapter, acceptance) in accepted.map({ ($0.chapter, $0.acceptance) }) {
      report.problems += acceptance.refusals
      report.changes += acceptance.changes.map { change in
        guard change.severity == .note, !chapter.mentionsLines else { return change }
        var change = change
        change.replacements = acceptance.replacements(for: change, of: chapter)
        return change
      }
      for file in book.obsoleteFiles(acceptance, of: chapter, others: { texts }) {
        if let user = file.user { users[file.path] = user } else { obsolete.insert(file.path) }
      }
      let figures = acceptance.files.map { Path.join(chapter.folder, $0.path) }
      if let problem = book.problem(ofFigures: acceptance, of: chapter) {
        report.problems.append(problem)
        continue
      }
      written.formUnion(figures)
      guard !acceptance.isEmpty else { continue }
      report.chapters.append(chapter.source.name)
      for name in acceptance.edits.map({
        chapter.source.attachment(at: $0.range.lowerBound)?.name ?? chapter.source.name
      })
      where !report.texts.contains(name) { report.texts.append(name) }
      report.figures += acceptance.files.map { Path.join(Path.folder(of: chapter.source.name), $0.path) }
      edited.append((chapter, acceptance))
    }
    let files = try AcceptedChapter.editedFiles(edited)
    for accepted in accepted {
      report.problems += problems(ofQuestions: accepted, files, names: parts[accepted.chapter.name]?.cells, in: book)
    }
    if !onlyListing {
      try Acceptance.write(edited)
      // What is said of the files is said of what they hold now.
      let locations = MovedLocations(files)
      report.problems = report.problems.map(locations.moved)
      report.changes = report.changes.map(locations.moved)
    }
    // Of a chapter that was left out nobody knows what it shows.
    if self.names.isEmpty, values.isEmpty, chapters.count == book.chapters.count {
      for figure in book.unownedFigures(results, others: { texts }) {
        guard figure.isRemovable else {
          if let user = figure.user { users[figure.path] = user }
          report.problems += figure.diagnostics.filter { !obsolete.contains(figure.path) && $0.severity > .note }
          continue
        }
        obsolete.insert(figure.path)
      }
    }
    for (path, user) in users.sorted(by: { $0.key < $1.key }) where !written.contains(path) {
      report.problems.append(
        Diagnostic(
          .note,
          "the figure file '\(name(of: path))' is kept, because '\(name(of: user))' names it: no cell shows it any more"
        ))
    }
    try remove(obsolete.subtracting(written), &report, onlyListing: onlyListing)
    return report
  }

  /// What is wrong with a chapter's questions once the files are written, where its cells stand before that.
  private func problems(
    ofQuestions accepted: AcceptedChapter, _ files: [EditedFile], names: Set<String>?, in book: LoadedBook
  ) -> [Diagnostic] {
    let (chapter, results) = (accepted.chapter, accepted.results)
    guard chapter.cells.contains(where: \.options.predict) else { return [] }
    let texts = Dictionary(files.map { ($0.file, $0.new) }) { first, _ in first }
    let loader = BookLoader(book.location, files: BookFiles(book.location.folder, texts: texts))
    let (written, _) = loader.chapter(chapter.file, of: book.configuration)
    guard let written, written.cells.count == chapter.cells.count else { return [] }
    return written.problems(ofQuestions: results, exact: request.isExact).compactMap { cell, problem in
      guard names?.contains(chapter.cells[cell].name) ?? true else { return nil }
      var problem = problem
      problem.location = chapter.firstLine(of: chapter.cells[cell])
      return problem
    }
  }

  /// What is accepted of a chapter. Where that moves cells which show on which line they stand, it is what they give there.
  private func accept(
    _ chapter: Chapter, _ results: ChapterResults, in book: LoadedBook, _ accept: (ChapterResults) -> Acceptance
  ) throws -> Acceptance {
    var acceptance = accept(results)
    guard chapter.mentionsLines else { return acceptance }
    var results = results
    var lines = chapter.cellLines
    // Lines that depend on lines need not come to an end.
    for _ in 0..<4 {
      let bytes = try acceptance.applied(to: chapter.source.ownBytes, of: chapter)
      let (moved, _) = BookLoader(book.location).parse(bytes, as: chapter.file, of: book.configuration)
      guard moved.cellLines != lines, moved.cells.count == chapter.cells.count else { break }
      lines = moved.cellLines
      guard let fresh = try book.run([moved], request: request).first else { break }
      for (index, cell) in fresh.cells.enumerated() where cell.outcome == results.cells[index].outcome {
        results.cells[index] = cell
      }
      results.checkedValues = fresh.checkedValues
      acceptance = accept(results)
    }
    return acceptance
  }

  /// Takes back what is written into files that other chapters include too and that give something else there.
  private func withdrawDisagreements(_ accepted: inout [AcceptedChapter], in book: LoadedBook) throws {
    let files = Set(
      accepted.flatMap { accepted in
        accepted.acceptance.edits.map {
          accepted.chapter.source.attachment(at: $0.range.lowerBound)?.file ?? accepted.chapter.file
        }
      })
    let count = accepted.count
    let names = Set(accepted.map(\.chapter.name))
    // What is not accepted is looked at.
    let others = book.chapters.filter { chapter in
      !names.contains(chapter.name)
        && !files.isDisjoint(with: [chapter.file] + chapter.source.attachments.map(\.file))
        && (!chapter.source.attachments.isEmpty || accepted.contains { $0.includes(chapter.file) })
    }
    for (chapter, results) in zip(others, others.isEmpty ? [] : try book.run(others, request: request)) {
      let whole = book.acceptance(of: chapter, results, exact: request.isExact)
      accepted.append(AcceptedChapter(chapter, results, Acceptance.none, whole: whole))
    }
    AcceptedChapter.withdrawDisagreements(&accepted)
    accepted.removeLast(accepted.count - count)
  }

  /// Removes figures that nobody shows any more.
  private func remove(_ paths: Set<String>, _ report: inout Report, onlyListing: Bool) throws {
    for path in paths.sorted() {
      report.changes.append(
        Diagnostic(
          .note, "the figure file '\(name(of: path))' \(onlyListing ? "would be" : "is") removed: no cell shows it"))
      report.removedFigures += 1
      if !onlyListing { unlink(path) }
    }
  }

  private func name(of path: String) -> String { Path.relative(path, to: request.workingFolder) }

  /// What is accepted of a chapter that is not accepted whole.
  private struct Part {
    /// Full names, and indices.
    var cells: Set<String> = []
    var values: Set<Int> = []
  }

  /// The chapters to run, and for each that was not named whole what to accept of it, by its name.
  private func selection(from book: LoadedBook) throws -> ([Chapter], [String: Part]) {
    var whole: [String] = []
    var parts: [String: Part] = [:]
    for name in names {
      let (chapter, cell) = try book.chapterAndCell(named: name, workingFolder: request.workingFolder)
      if let cell { parts[chapter.name, default: Part()].cells.insert(cell) } else { whole.append(name) }
    }
    for value in values {
      let chapter = try book.chapter(named: value.chapter, workingFolder: request.workingFolder)
      guard chapter.checkedValues.contains(where: { $0.index == value.index && $0.expression == value.expression })
      else {
        throw UsageProblem(
          description: "'\(chapter.name)' has another value now where '\(value.expression)' was: nothing is accepted")
      }
      parts[chapter.name, default: Part()].values.insert(value.index)
    }
    let named = try book.chapters(named: whole, workingFolder: request.workingFolder)
    if names.isEmpty, values.isEmpty { return (named, [:]) }
    for chapter in named where !whole.isEmpty { parts[chapter.name] = nil }
    let wholeNames = whole.isEmpty ? [] : named.map(\.name)
    return (book.chapters.filter { wholeNames.contains($0.name) || parts[$0.name] != nil }, parts)
  }
}

extension Acceptance {
  /// Writes the figures first: a chapter never names one that is not there.
  fileprivate static func write(_ accepted: [(chapter: Chapter, acceptance: Acceptance)]) throws {
    var texts: [(path: String, bytes: [UInt8])] = []
    for edited in try AcceptedChapter.editedFiles(accepted) {
      let chapter = accepted[0].chapter
      let path = Path.join(chapter.folder, Path.reference(to: edited.file, from: Path.folder(of: chapter.file)))
      guard try AtomicFile.read(path) == edited.old else { throw ChapterChanged(file: edited.name) }
      if edited.old != edited.new { texts.append((path, edited.new)) }
    }
    for (chapter, acceptance) in accepted { try acceptance.writeFigures(of: chapter) }
    for (path, bytes) in texts { try AtomicFile.write(bytes, to: path) }
  }
}

extension ChapterWithNewCell {
  /// Writes the cell into the chapter's file, which must be what was read.
  package func write(in location: BookLocation, of chapter: Chapter) throws {
    let lock = try FolderLock(location.folder) { _ in }
    defer { _ = lock }
    try Acceptance.write([(chapter, acceptance)])
  }
}
