// Measures what an author waits for in an editor: `swift run editor-bench [--slow SECONDS] [--edits N]`.
//
// A chapter whose first cell computes for some seconds is edited and saved ten times in each of several ways, through `build-book lsp`;
// the time from the message of the editor to the diagnostics that answer it is printed as a line of JSON, the median of ten, and so are
// the times that completion and hover take. Then come many edits, after which memory, processes and open files of the server are
// compared with those after the first few.
import BenchmarkSupport
import Foundation

let slowSeconds = option("--slow", 10)
let editCount = option("--edits", 1000)

/// A book in a folder of its own, and an editor that has its chapter open.
final class Editor {
  typealias Object = [String: Any]

  let folder: URL
  let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var received = Data()
  private var text: String
  private var version = 1
  private var lastRequest = 0

  init(_ text: String) throws {
    self.text = text
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("editor-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // The slow cell must not reach the limit.
    try Data("title: Bench\nlimits:\n  timeout: \(10 * slowSeconds + 60) s\n".utf8).write(
      to: folder.appendingPathComponent("book.yml"))
    try Data(text.utf8).write(to: folder.appendingPathComponent("bench.md"))
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("build-book")
    process.arguments = ["lsp"]
    process.environment = ProcessInfo.processInfo.environment.merging(["COLOPHON_CACHE": ""]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = try ask("initialize", ["capabilities": [:]])
    try notify("initialized", [:])
    try notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "languageId": "markdown", "version": version, "text": text]])
  }

  private var uri: String { folder.appendingPathComponent("bench.md").absoluteString }

  func end() throws {
    _ = try ask("shutdown", NSNull())
    try notify("exit", [:])
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  // MARK: Messages

  private func send(_ message: Object) throws {
    let body = try JSONSerialization.data(withJSONObject: message.merging(["jsonrpc": "2.0"]) { $1 })
    try input.fileHandleForWriting.write(contentsOf: Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  private func notify(_ method: String, _ parameters: Object) throws {
    try send(["method": method, "params": parameters])
  }

  private func ask(_ method: String, _ parameters: Any) throws -> Object {
    lastRequest += 1
    try send(["id": lastRequest, "method": method, "params": parameters])
    return try wait { $0["id"] as? Int == lastRequest && $0["method"] == nil }
  }

  private func wait(for isWanted: (Object) -> Bool) throws -> Object {
    let end = Data("\r\n\r\n".utf8)
    while true {
      while let header = received.range(of: end) {
        let words = String(decoding: received[..<header.lowerBound], as: UTF8.self).split(separator: " ")
        let length = words.last.flatMap { Int($0) } ?? 0
        guard received.count - (header.upperBound - received.startIndex) >= length else { break }
        let body = received[header.upperBound..<header.upperBound + length]
        received = Data(received[(header.upperBound + length)...])
        if let message = try JSONSerialization.jsonObject(with: body) as? Object, isWanted(message) { return message }
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { throw CocoaError(.fileReadUnknown) }
      received += more
    }
  }

  // MARK: Edits

  /// Replaces a text of the chapter.
  func edit(_ old: String, _ new: String) throws {
    text = text.replacingOccurrences(of: old, with: new)
    version += 1
    try notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri, "version": version], "contentChanges": [["text": text]]])
  }

  /// Waits for diagnostics of the newest text of which one speaks of something, or of which none does.
  func wait(for words: String, isThere: Bool = true) throws {
    _ = try wait { message in
      guard let parameters = message["params"] as? Object, parameters["version"] as? Int == version else {
        return false
      }
      let messages = (parameters["diagnostics"] as? [Object] ?? []).compactMap { $0["message"] as? String }
      return messages.contains { $0.contains(words) } == isThere
    }
  }

  func save() throws { try notify("textDocument/didSave", ["textDocument": ["uri": uri]]) }

  /// Edits, and gives the seconds until diagnostics speak of something.
  func type(_ old: String, _ new: String, until words: String) throws -> Double {
    try seconds {
      try edit(old, new)
      try wait(for: words)
    }
  }

  /// Edits and saves, and gives the seconds from the save until diagnostics speak of something.
  func save(_ old: String, _ new: String, until words: String) throws -> Double {
    try edit(old, new)
    return try seconds {
      try save()
      try wait(for: words)
    }
  }

  /// Asks about the end of a text that stands in the chapter once, and gives the seconds until there is an answer.
  func ask(_ method: String, at words: String) throws -> Double {
    let before = text[..<text.range(of: words)!.upperBound].split(separator: "\n", omittingEmptySubsequences: false)
    let position = ["line": before.count - 1, "character": before.last!.utf16.count]
    return try seconds {
      _ = try ask(method, ["textDocument": ["uri": uri], "position": position])
    }
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return Double((ContinuousClock.now - start) / .microseconds(1)) / 1e6
  }
}

let editor = try Editor(
  """
  # Bench

  Prose 0.

  ```swift
  import Foundation
  usleep(\(slowSeconds)_000_000)
  var total = 1
  total
  ```

  ```output
  1
  ```

  ```swift
  let list = (1...10).map { $0 * total }
  list.count
  ```

  ```output
  10
  ```

  ```swift
  list.reduce(0, +) + 0
  ```

  ```output
  54
  ```

  """)
try editor.save()
try editor.wait(for: "54 is now 55")
report(
  "typed: an error of syntax",
  try (1...10).map { _ in
    let seconds = try editor.type("+) + 0", "+) +", until: "expected expression")
    try editor.edit("+) +", "+) + 0")
    try editor.wait(for: "expected expression", isThere: false)
    return seconds
  })
report(
  "typed: prose", try (1...10).map { try editor.type("Prose \($0 - 1).", "Prose \($0).", until: "54 is now 55") })
report(
  "saved: a compile error below a cell of \(slowSeconds) s",
  try (1...10).map { number in
    let seconds = try editor.save("+) + 0", "+) + x\(number)", until: "cannot find 'x\(number)'")
    _ = try editor.save("+) + x\(number)", "+) + 0", until: "54 is now 55")
    return seconds
  })
report(
  "saved: a drift below a cell of \(slowSeconds) s",
  try (1...10).map { try editor.save("+) + \($0 - 1)", "+) + \($0)", until: "54 is now \(55 + $0)") })
try editor.edit("+) + 10", "+) + 10; list.")
report("completion in a cell", try (1...10).map { _ in try editor.ask("textDocument/completion", at: "; list.") })
report("hover in a cell", try (1...10).map { _ in try editor.ask("textDocument/hover", at: "var tot") })
try editor.edit("; list.", "")
try editor.save()
try reportUse(of: editor.process.processIdentifier, after: editCount) { number in
  _ = try editor.save("+) + \(number + 9)", "+) + \(number + 10)", until: "54 is now \(65 + number)")
}
try editor.end()
