import Book
import Execution
import Foundation
import Pipeline
import Storage

/// What is answered to questions about a text.
extension Server {
  /// A chapter that an editor has open, as its text stands now.
  func chapter(_ uri: String) throws -> (document: OpenDocument, book: OpenBook, chapter: Chapter)? {
    guard let document = documents[uri] ?? followed[uri] else {
      throw ResponseError(.invalidParameters, "'\(uri)' is not open")
    }
    guard let (book, _) = document.chapter, let chapter = current(document) else { return nil }
    return (document, book, chapter)
  }

  /// The chapters of which a text is a part: its own first.
  func contexts(of uri: String) throws -> [TextContext] {
    guard let document = documents[uri] else { throw ResponseError(.invalidParameters, "'\(uri)' is not open") }
    return ([document] + including(document)).compactMap { other in
      guard let (book, _) = other.chapter, let chapter = current(other) else { return nil }
      let file = document.chapter?.file ?? document.file
      let name = other === document ? chapter.source.name : chapter.source.attachments.first { $0.file == file }?.name
      return name.map { TextContext(document: other, book: book, chapter: chapter, file: $0) }
    }
  }

  func symbols(_ parameters: JSONValue) throws -> JSONValue {
    let uri = try parameters.decoded(as: Parameters.OfDocument.self).textDocument.uri
    guard let (_, book, chapter) = try chapter(uri) else { return .null }
    let number = book.book.configuration.chapterNumbers[chapter.file]
    let symbols = ChapterSymbols(chapter, number: number, capabilities.encoding)
    return capabilities.takesNestedSymbols ? try JSONValue(symbols.nested) : try JSONValue(symbols.flat(uri: uri))
  }

  // MARK: What sourcekit-lsp knows too

  func hover(_ id: JSONValue, _ parameters: JSONValue) throws {
    let asked = try parameters.decoded(as: Parameters.AtPosition.self)
    guard let context = try contexts(of: asked.textDocument.uri).first,
      let offset = context.offset(of: asked.position, capabilities.encoding)
    else { return respond(id, .null) }
    let (document, chapter) = (context.document, context.chapter)
    let own = HoverText(chapter, document.run?.results(for: chapter), at: offset)
    let encoding = capabilities.encoding
    guard context.isWhole else {
      // What Swift knows of names is asked about whole chapters alone.
      return respond(id, own.map { ["contents": ["kind": "markdown", "value": .string($0.text)]] } ?? .null)
    }
    ask(id, "textDocument/hover", parameters) { answer in
      let words = answer["contents"].flatMap(Self.markdown)
      let texts = [words, own?.text].compactMap(\.self).filter { !$0.isEmpty }
      guard !texts.isEmpty else { return .null }
      var hover: JSONValue = [
        "contents": ["kind": "markdown", "value": .string(texts.joined(separator: "\n\n---\n\n"))]
      ]
      let range = own.flatMap { try? JSONValue(encoding.range(of: $0.range, in: chapter.source)) }
      hover["range"] = words == nil ? range : answer["range"]
      return hover
    }
  }

  /// The contents of a hover in one of their forms.
  private static func markdown(_ contents: JSONValue) -> String? {
    switch contents {
    case .string(let text): text
    case .array(let parts): parts.compactMap(markdown).joined(separator: "\n\n")
    default: contents["value"]?.string
    }
  }

  /// Hands a question to sourcekit-lsp, and its answer back.
  func forward(_ id: JSONValue, _ method: String, _ parameters: JSONValue) throws {
    _ = try chapter(try parameters.decoded(as: Parameters.AtPosition.self).textDocument.uri)
    ask(id, method, parameters) { $0 }
  }

  /// Asks sourcekit-lsp where the cursor is in code, and answers with what becomes of what it says; else with what becomes of nothing.
  private func ask(
    _ id: JSONValue, _ method: String, _ parameters: JSONValue, answer: @escaping (JSONValue) -> JSONValue
  ) {
    guard let asked = try? parameters.decoded(as: Parameters.AtPosition.self),
      let (_, book, chapter) = try? chapter(asked.textDocument.uri)
    else { return respond(id, .null) }
    let encoding = capabilities.encoding
    let offset = encoding.offset(of: asked.position, in: chapter.source)
    guard let shadow = ShadowText(chapter, at: offset, book.superseded), let service = swiftService(of: book, chapter)
    else {
      return respond(id, answer(.null))
    }
    let position = PositionEncoding.utf16.position(of: offset, in: chapter.source)
    let number = service.ask(method, of: chapter.file, shadow.text, at: position, parameters) { [weak self] result in
      guard let self, pending.removeValue(forKey: id) != nil else { return }
      switch result {
      case .success(let found):
        let positions = ShadowPositions(
          encoding: encoding, chapter: chapter, uri: asked.textDocument.uri,
          isShadow: { service.isDocument($0, of: chapter.file) })
        respond(id, answer(positions.translated(found)))
      case .failure(let error):
        log("sourcekit-lsp: \(error.message)")
        respond(id, answer(.null))
      }
    }
    guard let number else { return respond(id, answer(.null)) }
    pending[id] = { [weak self] in
      service.cancel(number)
      self?.pending[id] = nil
      self?.editor.send(Message.response(id, ResponseError(.requestCancelled, "cancelled")))
    }
  }

  /// sourcekit-lsp for a book's chapters, started where it is not there yet; nil where there is none.
  private func swiftService(of book: OpenBook, _ chapter: Chapter) -> SwiftService? {
    if book.hasEnded { return nil }
    if let service = book.swift, service.hasEnded || service.knows(chapter.file) { return service }
    if let former = book.swift { DispatchQueue.global().async { former.end() } }
    do {
      book.swift = try SwiftService(
        book.executor, chapters: book.book.chapters.map(\.file), capabilities: spokenCapabilities, on: queue, log: log)
    } catch {
      log("\(error)")
    }
    return book.swift
  }
}
