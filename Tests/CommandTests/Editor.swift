import Foundation
import TestSupport

/// An editor that talks to `build-book lsp` on a temporary book, for as long as this is kept.
///
/// It waits for messages, and for nothing else.
final class Editor {
  typealias Object = [String: Any]

  let book: TemporaryBook
  /// Where the server makes its temporary folders.
  let temporary: TemporaryFolder
  let process = Process()
  /// What is open, by the names of chapters.
  private(set) var texts: [String: (text: String, version: Int)] = [:]
  private let utf8: Bool
  private let input = Pipe()
  private let output = Pipe()
  private var received = Data()
  private var lastRequest = 0
  /// What has come and was not waited for.
  private(set) var heard: [Object] = []
  private(set) var serverCapabilities: Object = [:]

  struct Ended: Error {}
  struct NotUnique: Error {}

  /// - Parameter isGreeted: whether the server knows what the editor can do.
  init(
    _ chapters: [String: String], configuration: String = "title: Test\n", utf8: Bool = false, isGreeted: Bool = true
  ) throws {
    book = try TemporaryBook(chapters, configuration: configuration)
    temporary = try TemporaryFolder()
    self.utf8 = utf8
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.arguments = ["lsp", "--stdio"]
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.environment = ProcessInfo.processInfo.environment.merging([
      "COLOPHON_CACHE": "", "TMPDIR": temporary.path,
    ]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try output.fileHandleForWriting.close()
    try input.fileHandleForReading.close()
    guard isGreeted else { return }
    let answer = try ask("initialize", ["processId": NSNull(), "rootUri": NSNull(), "capabilities": capabilities])
    serverCapabilities = (answer["result"] as? Object)?["capabilities"] as? Object ?? [:]
    try notify("initialized", [:])
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
  }

  private var capabilities: Object {
    [
      "general": ["positionEncodings": utf8 ? ["utf-8", "utf-16"] : ["utf-16"]],
      "textDocument": [
        "publishDiagnostics": ["relatedInformation": true],
        "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
      ], "workspace": ["workspaceEdit": ["documentChanges": true]],
    ]
  }

  // MARK: Messages

  func send(_ message: Object) throws {
    var message = message
    message["jsonrpc"] = "2.0"
    let body = try JSONSerialization.data(withJSONObject: message)
    try send(bytes: Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  func send(bytes: Data) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

  func notify(_ method: String, _ parameters: Object) throws {
    try send(["method": method, "params": parameters])
  }

  /// The response to a request.
  func ask(_ method: String, _ parameters: Any) throws -> Object {
    lastRequest += 1
    let id = lastRequest
    try send(["id": id, "method": method, "params": parameters])
    return try wait { $0["id"] as? Int == id && $0["method"] == nil }
  }

  /// The first message, of those that have come or will come, of which something is true.
  func wait(for isWanted: (Object) -> Bool) throws -> Object {
    if let index = heard.firstIndex(where: isWanted) { return heard.remove(at: index) }
    while true {
      let message = try next()
      if isWanted(message) { return message }
      heard.append(message)
    }
  }

  private func next() throws -> Object {
    let end = Data("\r\n\r\n".utf8)
    while true {
      if let header = received.range(of: end) {
        let words = String(decoding: received[..<header.lowerBound], as: UTF8.self).split(separator: " ")
        let length = words.last.flatMap { Int($0) } ?? 0
        if received.count - (header.upperBound - received.startIndex) >= length {
          let body = received[header.upperBound..<header.upperBound + length]
          received = Data(received[(header.upperBound + length)...])
          return try JSONSerialization.jsonObject(with: body) as? Object ?? [:]
        }
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Ended() }
      received += more
    }
  }

  // MARK: Chapters

  func uri(_ chapter: String) -> String { "file://\(book.folder)/\(chapter).md" }

  func open(_ chapter: String) throws {
    let text = try book.text("\(chapter).md")
    texts[chapter] = (text, 1)
    try notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri(chapter), "languageId": "markdown", "version": 1, "text": text]])
  }

  /// Replaces a text that stands in the chapter once, as an editor reports it that reports changes alone.
  func replace(_ text: String, by other: String, in chapter: String) throws {
    let old = texts[chapter]?.text ?? ""
    guard old.components(separatedBy: text).count == 2, let range = old.range(of: text) else { throw NotUnique() }
    try edit(chapter, [(lspRange(range, of: old), other)])
  }

  /// Makes edits, each of the text that the one before it leaves.
  func edit(_ chapter: String, _ edits: [(range: Object, text: String)]) throws {
    guard var (text, version) = texts[chapter] else { throw Ended() }
    for edit in edits { text.replaceSubrange(indices(edit.range, of: text), with: edit.text) }
    version += 1
    texts[chapter] = (text, version)
    try notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": uri(chapter), "version": version],
        "contentChanges": edits.map { ["range": $0.range, "text": $0.text] },
      ])
  }

  /// Reports the whole text.
  func write(_ text: String, to chapter: String) throws {
    let version = (texts[chapter]?.version ?? 0) + 1
    texts[chapter] = (text, version)
    try notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri(chapter), "version": version], "contentChanges": [["text": text]]])
  }

  func save(_ chapter: String) throws {
    try book.write("\(chapter).md", texts[chapter]?.text ?? "")
    try notify("textDocument/didSave", ["textDocument": ["uri": uri(chapter)]])
  }

  /// The positions of edits are those of the text before all of them.
  func apply(_ edit: Object?, to chapter: String) throws {
    let changes = edit?["documentChanges"] as? [Object] ?? []
    for change in changes {
      guard let document = change["textDocument"] as? Object, document["uri"] as? String == uri(chapter),
        document["version"] as? Int == texts[chapter]?.version
      else { throw NotUnique() }
      let edits = (change["edits"] as? [Object] ?? []).map {
        ($0["range"] as? Object ?? [:], $0["newText"] as? String ?? "")
      }
      try self.edit(chapter, edits.reversed())
    }
  }

  // MARK: What is shown

  /// A diagnostic: what it underlines, its code, and the first line of its message.
  struct Shown: Hashable, CustomStringConvertible {
    var text: String
    var code: String
    var message: String
    var description: String { "'\(text)' \(code): \(message)" }
  }

  /// Waits until what is shown of a chapter's newest text is as wanted.
  @discardableResult
  func shown(_ chapter: String, where isWanted: ([Shown]) -> Bool) throws -> [Shown] {
    shown(try published(chapter, where: isWanted), chapter)
  }

  /// The same as it was sent.
  func published(_ chapter: String, where isWanted: ([Shown]) -> Bool) throws -> Object {
    let message = try wait { message in
      guard let parameters = message["params"] as? Object, parameters["uri"] as? String == uri(chapter),
        message["method"] as? String == "textDocument/publishDiagnostics",
        parameters["version"] as? Int == texts[chapter]?.version
      else { return false }
      return isWanted(shown(parameters, chapter))
    }
    return message["params"] as? Object ?? [:]
  }

  private func shown(_ parameters: Object, _ chapter: String) -> [Shown] {
    let text = texts[chapter]?.text ?? ""
    return (parameters["diagnostics"] as? [Object] ?? []).map { diagnostic in
      Shown(
        text: String(text[indices(diagnostic["range"] as? Object ?? [:], of: text)]),
        code: diagnostic["code"] as? String ?? "",
        message: (diagnostic["message"] as? String ?? "").components(separatedBy: "\n")[0])
    }
  }

  /// Asks about a position: that of the first character of a text that stands in the chapter once, or of so many after it.
  func ask(_ method: String, _ chapter: String, at text: String, _ further: Int = 0) throws -> Any {
    let whole = texts[chapter]?.text ?? ""
    guard whole.components(separatedBy: text).count == 2, let range = whole.range(of: text) else { throw NotUnique() }
    let index = whole.index(range.lowerBound, offsetBy: further)
    let answer = try ask(
      method, ["textDocument": ["uri": uri(chapter)], "position": lspRange(index..<index, of: whole)["start"]!])
    return answer["result"] ?? NSNull()
  }

  func hover(_ chapter: String, at text: String, _ further: Int = 0) throws -> String {
    let hover = try ask("textDocument/hover", chapter, at: text, further) as? Object
    return (hover?["contents"] as? Object)?["value"] as? String ?? ""
  }

  /// The code actions at a text.
  func actions(_ chapter: String, at text: String) throws -> [Object] {
    let whole = texts[chapter]?.text ?? ""
    guard let range = whole.range(of: text) else { throw NotUnique() }
    let answer = try ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": uri(chapter)], "range": lspRange(range, of: whole),
        "context": ["diagnostics": [Any]()],
      ])
    return answer["result"] as? [Object] ?? []
  }

  // MARK: Positions

  func lspRange(_ range: Range<String.Index>, of text: String) -> Object {
    func position(_ index: String.Index) -> Object {
      let lines = text[..<index].split(omittingEmptySubsequences: false) { $0.isNewline }
      let last = lines.last ?? ""
      return ["line": lines.count - 1, "character": utf8 ? last.utf8.count : last.utf16.count]
    }
    return ["start": position(range.lowerBound), "end": position(range.upperBound)]
  }

  func indices(_ range: Object, of text: String) -> Range<String.Index> {
    func index(_ position: Any?) -> String.Index {
      let position = position as? Object ?? [:]
      let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
      let line = lines[min(position["line"] as? Int ?? 0, lines.count - 1)]
      let character = position["character"] as? Int ?? 0
      return utf8
        ? text.utf8.index(line.startIndex, offsetBy: min(character, line.utf8.count))
        : text.utf16.index(line.startIndex, offsetBy: min(character, line.utf16.count))
    }
    return index(range["start"])..<index(range["end"])
  }

  // MARK: The end

  /// Ends it as an editor does, and gives the exit code.
  func end() throws -> Int32 {
    _ = try ask("shutdown", NSNull())
    try notify("exit", [:])
    return waitForEnd()
  }

  /// Ends as if there had never been an editor.
  func vanish() throws -> Int32 {
    try input.fileHandleForWriting.close()
    return waitForEnd()
  }

  func waitForEnd() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What is in its folder of temporary files.
  var temporaryFiles: [String] { (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? [] }
}
