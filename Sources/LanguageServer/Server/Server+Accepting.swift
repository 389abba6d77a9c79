import Book
import Execution
import Markdown
import Pipeline

/// What is offered to be written into a chapter, and written where it is more than its text.
extension Server {
  func codeActions(_ parameters: JSONValue) throws -> JSONValue {
    let asked = try parameters.decoded(as: Parameters.InRange.self)
    let contexts = try contexts(of: asked.textDocument.uri)
    if contexts.isEmpty { return .null }
    let isWanted = asked.context?.only?.contains { $0 == "quickfix" || $0.isEmpty } ?? true
    guard isWanted, asked.range.start.line >= 0, asked.range.end.line >= asked.range.start.line else { return [] }
    let lines = asked.range.start.line + 1...asked.range.end.line + 1
    var actions: [JSONValue] = []
    for context in contexts {
      // What several chapters would write alike is offered once.
      for action in try codeActions(in: lines, of: context).map({ try JSONValue($0) }) where !actions.contains(action) {
        let isAmbiguous = actions.contains { $0["title"] == action["title"] }
        guard isAmbiguous, let title = action["title"]?.string else {
          actions.append(action)
          continue
        }
        var named = action
        named["title"] = .string("\(title), as '\(context.chapter.name)' has it")
        actions.append(named)
      }
    }
    return .array(actions)
  }

  private func codeActions(in lines: ClosedRange<Int>, of context: TextContext) -> [Answers.CodeAction] {
    let (document, book, chapter) = (context.document, context.book, context.chapter)
    // What the editor shows may be of another text.
    let findings = ChapterFindings(document, chapter, book.book)
    let offers = document.offers(for: findings, in: lines, of: context.file, chapter, book.book)
    let accepts = offers.compactMap { offer -> Answers.CodeAction? in
      var action = Answers.CodeAction(title: offer.title)
      if !offer.diagnostics.isEmpty {
        action.diagnostics = offer.diagnostics.map { answer(for: $0, in: book, chapter) }
        action.isPreferred = offer.isDoubtful ? nil : true
      }
      if offer.hasFiles {
        // Figures are files of ours, and no text that an editor would hold.
        action.command = Answers.Command(
          title: offer.title, command: Self.acceptCommand,
          arguments: [
            .string(document.uri), document.version.map(JSONValue.integer) ?? .null, offer.target.argument,
          ])
      } else {
        guard let edit = edit(offer.acceptance.texts, of: document, book, chapter) else { return nil }
        action.edit = edit
      }
      return action
    }
    return accepts + replacements(for: findings, in: lines, of: context)
  }

  /// What could be written in the place of something that is wrong, where that is known.
  private func replacements(
    for findings: ChapterFindings, in lines: ClosedRange<Int>, of context: TextContext
  ) -> [Answers.CodeAction] {
    let chapter = context.chapter
    return findings.diagnostics.filter { $0.severity != .drift && !$0.replacements.isEmpty }.compactMap { diagnostic in
      guard let location = diagnostic.location, location.file == context.file,
        (location.start.line...location.end.line).overlaps(lines)
      else {
        return nil
      }
      let edits = diagnostic.replacements.compactMap { replacement -> (range: Range<Int>, text: String)? in
        guard let location = replacement.location, let start = chapter.offset(of: location) else { return nil }
        return (start..<start + location.range.count, replacement.text)
      }
      let words = edits.map(\.text).joined(separator: " … ")
      var action = Answers.CodeAction(title: "Write '\(words)' instead")
      action.diagnostics = [answer(for: diagnostic, in: context.book, chapter)]
      action.isPreferred = true
      action.edit = edit(edits, of: context.document, context.book, chapter)
      return action
    }
  }

  /// Edits of a chapter and of what it includes; nil where an editor has another text of that.
  private func edit(
    _ edits: [(range: Range<Int>, text: String)], of document: OpenDocument, _ book: OpenBook, _ chapter: Chapter
  ) -> Answers.WorkspaceEdit? {
    var changes: [String: [Answers.TextEdit]] = [:]
    for edit in edits {
      var (uri, source) = (document.uri, chapter.source)
      if let included = chapter.source.attachment(at: edit.range.lowerBound) {
        uri = self.uri(of: Path.normalise(Path.join(book.location.folder, included.file)))
        source = SourceText(name: included.name, bytes: included.fileBytes)
        if let open = documents[uri], open.source.bytes != included.fileBytes { return nil }
      }
      let range = chapter.source.fileRange(edit.range)
      let change = Answers.TextEdit(range: capabilities.encoding.range(of: range, in: source), newText: edit.text)
      // What is included twice is written once.
      if changes[uri]?.contains(change) != true { changes[uri, default: []].append(change) }
    }
    guard capabilities.takesDocumentChanges else { return .init(changes: changes) }
    return .init(
      documentChanges: changes.sorted { $0.key < $1.key }.map { uri, edits in
        .init(textDocument: .init(uri: uri, version: documents[uri]?.version), edits: edits)
      })
  }

  func execute(_ parameters: JSONValue) throws -> JSONValue {
    let asked = try parameters.decoded(as: Parameters.Execute.self)
    guard asked.command == Self.acceptCommand else {
      throw ResponseError(.invalidParameters, "there is no command '\(asked.command)'")
    }
    let arguments = asked.arguments ?? []
    guard let uri = arguments.first?.string, let target = AcceptTarget(arguments.count > 2 ? arguments[2] : nil) else {
      throw ResponseError(
        .invalidParameters, "'\(asked.command)' is given a document, its version and what of it is meant")
    }
    guard let (document, book, chapter) = try chapter(uri) else {
      throw ResponseError(.requestFailed, "'\(uri)' is no chapter of a book")
    }
    if arguments.count > 1, let version = arguments[1].integer, version != document.version {
      throw ResponseError(.requestFailed, "the text has changed since: nothing was accepted")
    }
    guard let acceptance = document.acceptance(of: target, chapter, book.book) else {
      throw ResponseError(.requestFailed, "nothing has run of the text as it stands: save the chapter first")
    }
    try book.book.checkFigures(of: acceptance, of: chapter)
    guard !acceptance.edits.isEmpty else {
      try book.book.writeFigures(acceptance, of: chapter)
      showWithFigures(document)
      return .null
    }
    guard let edits = edit(acceptance.texts, of: document, book, chapter) else {
      throw ResponseError(.requestFailed, "a file that the chapter includes has changed: save it first")
    }
    let edit = try JSONValue(edits)
    let id = JSONValue.string("edit \(nextToken())")
    // The figures of a text that stays as it is are of no use.
    answers[id] = { [weak self] result in
      guard let self, result?["applied"]?.bool == true else { return }
      do { try book.book.writeFigures(acceptance, of: chapter) } catch { showMessage("\(error)") }
      showWithFigures(document)
    }
    editor.send(Message.request(id, "workspace/applyEdit", ["label": "Accept", "edit": edit]))
    return .null
  }

  /// Shows a text whose figures have become others meanwhile.
  private func showWithFigures(_ document: OpenDocument) {
    if let (book, file) = document.chapter { book.book = book.book.replacing(file, by: document.source.bytes) }
    show(document)
  }

  func nextToken() -> Int {
    lastToken += 1
    return lastToken
  }
}
