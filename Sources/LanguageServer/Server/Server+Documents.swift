import Book
import Execution
import Foundation
import Markdown
import Pipeline
import Storage

/// The texts that are open, and what is shown of them.
extension Server {
  func open(_ parameters: JSONValue) throws {
    let opened = try parameters.decoded(as: Parameters.Open.self).textDocument
    guard let path = DocumentURI.path(of: opened.uri) else { return }
    let document = OpenDocument(opened, path: path)
    documents[opened.uri] = document
    find(document)
    // Nothing runs because somebody looks at a text. What an earlier run gave is known all the same.
    if let (book, _) = document.chapter, let chapter = current(document) {
      let known = followed.values.first { $0.path == path }?.run
      document.run = known ?? earlierRun(of: chapter, in: book)
      look(at: document)
    }
    follow()
    for other in including(document) { look(at: other) }
  }

  func change(_ parameters: JSONValue) throws {
    let change = try parameters.decoded(as: Parameters.Change.self)
    guard let document = documents[change.textDocument.uri] else { return }
    document.apply(change.contentChanges, version: change.textDocument.version, capabilities.encoding)
    // After whatever else has come meanwhile: more changes, it may be.
    queue.async { for changed in [document] + self.including(document) { self.look(at: changed) } }
  }

  func save(_ parameters: JSONValue) throws {
    let uri = try parameters.decoded(as: Parameters.OfDocument.self).textDocument.uri
    guard let document = documents[uri] else { return }
    find(document)
    follow()
    // Where the links of the others lead may be another thing now.
    for other in documents.values where document.book != nil && other.book === document.book { look(at: other) }
    for concerned in [document] + including(document) {
      guard concerned.chapter != nil else { continue }
      if documents[concerned.uri] == nil { look(at: concerned) }
      concerned.isSaved = true
      run(concerned)
    }
  }

  func close(_ parameters: JSONValue) throws {
    let uri = try parameters.decoded(as: Parameters.OfDocument.self).textDocument.uri
    guard let document = documents.removeValue(forKey: uri) else { return }
    if let (book, file) = document.chapter { book.runs.forget(file) }
    showIncluded([:], in: document)
    publish([], of: uri, version: nil)
    guard let book = document.book else { return }
    if documents.values.contains(where: { $0.book === book }) {
      // What was not saved is gone.
      if let file = document.chapter?.file ?? document.file { book.book = book.book.replacing(file, by: nil) }
      follow()
      for other in including(document) { look(at: other) }
    } else {
      follow()
      leave(book)
    }
  }

  // MARK: What is included

  /// The chapters that include a text, those that no editor has open among them as long as the text is.
  func including(_ document: OpenDocument) -> [OpenDocument] {
    guard let book = document.book, let file = document.file else { return [] }
    let files = Set(book.book.chapters.filter { $0.includes(file) }.map(\.file))
    return (Array(documents.values) + followed.values).filter { other in
      other !== document && other.chapter.map { $0.book === book && files.contains($0.file) } == true
    }.sorted { $0.path < $1.path }
  }

  /// Knows those chapters that no editor has open and that include a text that is, and no others.
  private func follow() {
    var wanted: [String: OpenDocument] = [:]
    for document in documents.values {
      guard let book = document.book, let file = document.file else { continue }
      let open = Set(documents.values.compactMap { $0.chapter?.book === book ? $0.chapter?.file : nil })
      for chapter in book.book.chapters where chapter.includes(file) && !open.contains(chapter.file) {
        let known = followed.values.first { $0.chapter?.book === book && $0.chapter?.file == chapter.file }
        let other = known ?? OpenDocument(chapter, of: book, run: earlierRun(of: chapter, in: book))
        other.read(chapter)
        wanted[other.uri] = other
      }
    }
    let former = followed
    followed = wanted
    for (uri, document) in former.sorted(by: { $0.key < $1.key }) where wanted[uri] == nil {
      // Whoever has it open now shows what is known of it.
      if documents[uri] != nil { continue }
      if let (book, file) = document.chapter, !documents.values.contains(where: { $0.path == document.path }) {
        book.runs.forget(file)
      }
      showIncluded([:], in: document)
      publish([], of: uri, version: nil)
    }
  }

  private func earlierRun(of chapter: Chapter, in book: OpenBook) -> FinishedRun? {
    do { return try book.executor.earlierRun(of: chapter) } catch {
      log("\(error)")
      return nil
    }
  }

  /// Whether a text is one of those of which something is shown.
  private func isShown(_ document: OpenDocument) -> Bool {
    documents[document.uri] === document || followed[document.uri] === document
  }

  /// Ends what runs for a book that nobody looks at any more.
  private func leave(_ book: OpenBook) {
    books[book.location.folder] = nil
    if book.showsProblems { publish([], of: DocumentURI.uri(of: book.location.configurationFile), version: nil) }
    leaving.enter()
    DispatchQueue.global().async { [leaving] in
      book.end()
      leaving.leave()
    }
  }

  // MARK: Books

  /// Reads the book of a text, with what editors have open in the place of its files.
  private func find(_ document: OpenDocument) {
    var request = request
    request.workingFolder = Path.folder(of: document.path)
    let folder: String
    do { folder = try request.location().folder } catch {
      (document.book, document.chapter) = (nil, nil)
      if case .otherUser = error.reason { showMessage(error.description) }
      return log("'\(document.path)': \(error)")
    }
    request.workingFolder = folder
    let read = LoadedBook.read(
      BookLocation(folder: folder, workingFolder: folder), texts: texts(ofBook: folder))
    let open: OpenBook
    if let known = books[folder], known.book.configuration == read.configuration || read.chapters.isEmpty {
      open = known
      // What was read last stays where `book.yml` says nothing any more.
      if !read.chapters.isEmpty { known.book = read }
    } else {
      // What runs for the book as it was configured before is of no use.
      if let known = books[folder] { leave(known) }
      open = OpenBook(read, request, on: queue)
      books[folder] = open
      for other in documents.values where other.book?.location.folder == folder {
        other.book = open
        other.chapter = open.file(at: other.path).map { (open, $0) }
        other.run = nil
        queue.async { self.look(at: other) }
      }
    }
    document.book = open
    document.chapter = open.file(at: document.path).map { (open, $0) }
    showProblems(read.diagnostics, of: open)
    if open.isUnlisted(document.path) { publish([notListed(document, in: open)], of: document) }
  }

  /// What is said of a text that somebody may take for a chapter.
  private func notListed(_ document: OpenDocument, in book: OpenBook) -> Answers.Diagnostic {
    let source = document.source
    let file = Path.relative(document.path, to: book.location.folder)
    let note = Diagnostic(
      .note, at: .init(source.lineRange(1), in: source),
      "this file is no chapter of the book: book.yml does not list it",
      explanation:
        "Nothing of it is run or compared. To make it a chapter write '\(file)' into the list 'chapters:' of book.yml, "
        + "and save this file.")
    let encoding = capabilities.encoding
    return Answers.Diagnostic(
      note, takesRelatedInformation: false, range: { encoding.range(of: $0.range, in: source) },
      location: { Answers.Location(uri: document.uri, range: encoding.range(of: $0.range, in: source)) })
  }

  /// What editors have open of a book, by its files.
  private func texts(ofBook folder: String) -> [String: [UInt8]] {
    var texts: [String: [UInt8]] = [:]
    for document in documents.values {
      let file = Path.relative(document.path, to: folder)
      if !file.hasPrefix("..") { texts[file] = document.source.bytes }
    }
    return texts
  }

  /// Shows what is wrong with the book itself.
  private func showProblems(_ diagnostics: [Diagnostic], of book: OpenBook) {
    let name = book.location.displayName(of: book.location.configurationFile)
    let own = diagnostics.filter { $0.location == nil || $0.location?.file == name }
    guard !own.isEmpty || book.showsProblems else { return }
    book.showsProblems = !own.isEmpty
    publish(
      own.map { answer(for: $0, in: book, nil) }, of: DocumentURI.uri(of: book.location.configurationFile), version: nil
    )
  }

  /// The chapter as its text stands now; nil for a text that is no chapter.
  func current(_ document: OpenDocument) -> Chapter? {
    guard let (book, file) = document.chapter,
      let chapter = book.book.chapters.first(where: { $0.file == file })
    else { return nil }
    var (isCurrent, isOpen) = (true, false)
    for other in documents.values where other.book === book {
      guard let own = other === document ? file : other.file else { continue }
      let isOwn = own == file
      if isOwn { isOpen = true }
      let known = isOwn ? chapter.source.ownBytes : chapter.source.attachments.first { $0.file == own }?.fileBytes
      if known == nil || known == other.source.bytes { continue }
      book.book = book.book.replacing(own, by: other.source.bytes)
      isCurrent = false
    }
    let current = isCurrent ? chapter : book.book.chapters.first { $0.file == file }
    if !isOpen, let current { document.read(current) }
    return current
  }

  // MARK: What is shown

  /// Looks at the syntax of a text, unless that is being done, and shows what is known of it.
  func look(at document: OpenDocument) {
    guard isShown(document), !document.isChecking, let (book, _) = document.chapter,
      let chapter = current(document)
    else { return }
    if document.syntax?.isWhole(for: chapter) == true { return show(document) }
    let checker: SyntaxChecker
    do {
      guard let known = try book.syntaxChecker() else { return }
      checker = known
    } catch {
      log("\(error)")
      return show(document)
    }
    document.isChecking = true
    book.checking.async { [queue, log] in
      let syntax = Result { try checker.check(chapter) }
      queue.async {
        document.isChecking = false
        switch syntax {
        case .success(let syntax):
          document.syntax = syntax
          // What has been written since is looked at next.
          self.look(at: document)
        case .failure(let error):
          if !(error is Cancellation.Cancelled) { log("\(error)") }
          self.show(document)
        }
      }
    }
  }

  /// Shows what is known of a text.
  func show(_ document: OpenDocument) {
    guard isShown(document), let (book, _) = document.chapter, let chapter = current(document) else {
      return
    }
    let findings = ChapterFindings(document, chapter, book.book)
    // What is wrong in an included file is shown there.
    let byFile = Dictionary(grouping: findings.diagnostics) { $0.location?.file ?? chapter.source.name }
    publish((byFile[chapter.source.name] ?? []).map { answer(for: $0, in: book, chapter) }, of: document)
    var included: [String: [Answers.Diagnostic]] = [:]
    for (file, diagnostics) in byFile where file != chapter.source.name {
      included[uri(of: book.path(of: file))] = diagnostics.map { answer(for: $0, in: book, chapter) }
    }
    showIncluded(included, in: document)
  }

  /// Shows what is wrong in files that a chapter includes, and nothing any more in those where it was before.
  ///
  /// - Parameter diagnostics: by the files' names for the editor.
  private func showIncluded(_ diagnostics: [String: [Answers.Diagnostic]], in document: OpenDocument) {
    let changed = Set(included.keys).union(diagnostics.keys).filter { uri in
      included[uri]?[document.uri] ?? [] != diagnostics[uri] ?? []
    }
    for uri in changed.sorted() {
      included[uri, default: [:]][document.uri] = diagnostics[uri]
      if included[uri]?.isEmpty == true { included[uri] = nil }
      if let open = documents[uri] {
        // It may be a chapter too, or somebody may take it for one.
        if open.chapter == nil { publish([], of: open) } else { show(open) }
      } else {
        publish(diagnosticsOfIncluded(uri), of: uri, version: nil)
      }
    }
  }

  /// What chapters found in a file that they include.
  private func diagnosticsOfIncluded(_ uri: String) -> [Answers.Diagnostic] {
    var seen: Set<Answers.Diagnostic> = []
    return (included[uri] ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value).filter { seen.insert($0).inserted }
  }

  private func publish(_ diagnostics: [Answers.Diagnostic], of document: OpenDocument) {
    publish(diagnostics + diagnosticsOfIncluded(document.uri), of: document.uri, version: document.version)
  }

  func publish(_ diagnostics: [Answers.Diagnostic], of uri: String, version: Int?) {
    let answer = Answers.PublishDiagnostics(uri: uri, version: version, diagnostics: diagnostics)
    guard let value = try? JSONValue(answer) else { return }
    editor.notify("textDocument/publishDiagnostics", value)
  }

  /// A diagnostic as the editor takes it.
  ///
  /// - Parameter chapter: the one whose text is as the editor has it.
  func answer(for diagnostic: Diagnostic, in book: OpenBook, _ chapter: Chapter?) -> Answers.Diagnostic {
    let range = { (location: Diagnostic.Location) in self.range(of: location, chapter) }
    return Answers.Diagnostic(
      diagnostic, takesRelatedInformation: capabilities.takesRelatedInformation, range: range,
      location: { Answers.Location(uri: self.uri(of: book.path(of: $0.file)), range: range($0)) })
  }

  private func range(of location: Diagnostic.Location, _ chapter: Chapter?) -> TextRange {
    if let chapter, chapter.source.name == location.file {
      return capabilities.encoding.range(of: location.range, in: chapter.source)
    }
    if let included = chapter?.source.attachments.first(where: { $0.name == location.file }) {
      return capabilities.encoding.range(
        of: location.range, in: SourceText(name: included.name, bytes: included.fileBytes))
    }
    // Of another file only bytes are known.
    let start = Position(line: location.start.line - 1, character: location.start.column - 1)
    return TextRange(
      start: start, end: Position(line: location.end.line - 1, character: max(0, location.end.column - 1)))
  }

  /// As the editor names a file, where it has it open.
  func uri(of path: String) -> String {
    documents.values.first { $0.path == path }?.uri ?? DocumentURI.uri(of: path)
  }
}

extension OpenBook {
  /// Whether a file could be a chapter and is none, because the book lists its chapters. A book without chapters cannot be read.
  func isUnlisted(_ path: String) -> Bool {
    let file = Path.relative(path, to: location.folder)
    let chapters = book.chapters.map(\.file)
    // Without a list those in folders below are no chapters.
    let isNear = !file.contains("/") || chapters.contains { $0.contains("/") }
    let isIncluded = book.chapters.contains { $0.source.attachments.contains { $0.file == file } }
    return !chapters.isEmpty && !isIncluded && self.file(at: path) == nil && file.hasSuffix(".md")
      && !BookFiles.isReadme(file)
      && !file.hasPrefix(".") && isNear
  }

  /// The chapter whose file has a path, be it through symbolic links.
  func file(at path: String) -> String? {
    let resolved = AtomicFile.resolvingLinks(path)
    return book.chapters.map(\.file).first { file in
      let own = Path.normalise(Path.join(location.folder, file))
      return own == path || AtomicFile.resolvingLinks(own) == resolved
    }
  }
}
