import Foundation
import TestSupport
import Testing

@Suite("Editors and what chapters include", .timeLimit(.minutes(5)))
struct EditorIncludeTests {
  @Test("What is wrong in an included file is shown there and goes with its cause")
  func included() throws {
    let editor = try Editor(["a": "# A\n\n```swift\nlet x = 1\n```\n\n::: include {file=\"parts/b.txt\"}\n"])
    try editor.book.write("parts/b.txt", "Ä 🌍 is [2](<=x>).\n")
    let uri = "file://\(editor.book.folder)/parts/b.txt"
    func next() throws -> [Editor.Object] {
      let message = try editor.wait { message in
        message["method"] as? String == "textDocument/publishDiagnostics"
          && (message["params"] as? Editor.Object)?["uri"] as? String == uri
      }
      return (message["params"] as? Editor.Object)?["diagnostics"] as? [Editor.Object] ?? []
    }
    try editor.open("a")
    try editor.save("a")
    let drift = try #require(try next().first)
    #expect(drift["message"] as? String == "the value of 'x' drifted: 2 is now 1 (-1)\n- 2\n+ 1")
    let start = (drift["range"] as? Editor.Object)?["start"] as? Editor.Object
    #expect(start?["line"] as? Int == 0 && start?["character"] as? Int == 9)
    #expect(try editor.shown("a") { _ in true } == [])
    try editor.replace("let x = 1", by: "let x = 2", in: "a")
    try editor.save("a")
    #expect(try next().isEmpty)
  }

  static let chapter = "# A\n\n```swift\nlet x = 1\n```\n\n::: include {file=\"parts/b.md\"}\n"
  static let part = """
    Ä 🌍 is [2](<=x>).

    ```swift
    print(x + 6)
    ```

    ```output
    8
    ```

    """

  /// An editor that has the included file open, and no chapter but those that are named.
  private func editor(_ chapters: [String: String], open names: [String] = []) throws -> Editor {
    let editor = try Editor(chapters)
    try editor.book.write("parts/b.md", Self.part)
    for name in names + ["parts/b"] { try editor.open(name) }
    return editor
  }

  private func titles(_ editor: Editor, at text: String) throws -> [String] {
    try editor.actions("parts/b", at: text).compactMap { $0["title"] as? String }
  }

  @Test("A save of an included file runs the chapters that include it, open or not", arguments: [[], ["a"]])
  func saving(open: [String]) throws {
    let editor = try editor(["a": Self.chapter, "other": "# Other\n\n```swift\nlet =\n```\n"], open: open)
    try editor.save("parts/b")
    try editor.shown("parts/b") { $0.map(\.text) == ["2", "8"] }
    #expect(try editor.hover("parts/b", at: "[2]", 1) == "`x`: **`1`**\n\ndocumented: `2`")
    // What is typed is known to the chapter at once, and what the run gave stays beside it.
    try editor.replace("Ä 🌍 is", by: "Ä is", in: "parts/b")
    try editor.shown("parts/b") { $0.map(\.text) == ["2", "8"] }
    try editor.replace("```swift\n", by: "```swift {.hiden}\n", in: "parts/b")
    try editor.shown("parts/b") { $0.contains { $0.text == ".hiden" && $0.code == "error" } }
    #expect(try titles(editor, at: ".hiden").contains("Write '.hidden' instead"))
    let fix = try editor.actions("parts/b", at: ".hiden").first { ($0["title"] as? String)?.hasPrefix("Write") == true }
    try editor.apply(fix?["edit"] as? Editor.Object, to: "parts/b")
    #expect(editor.texts["parts/b"]?.text.contains("```swift {.hidden}\n") == true)
    #expect(try editor.end() == 0)
  }

  @Test("What a chapter would accept in an included file is offered there, and is what accept writes")
  func accepting() throws {
    let editor = try editor(["a": Self.chapter])
    try editor.save("parts/b")
    try editor.shown("parts/b") { $0.count == 2 }
    #expect(try titles(editor, at: "is [2]") == ["Accept the value of 'x'", "Accept all of 'a'"])
    #expect(try titles(editor, at: "print(x") == ["Accept the output of 'a#cell-2'", "Accept all of 'a'"])
    let all = try #require(try editor.actions("parts/b", at: "is [2]").last)
    try editor.apply(all["edit"] as? Editor.Object, to: "parts/b")
    try editor.shown("parts/b") { $0.isEmpty }
    try editor.book.run("accept")
    #expect(editor.texts["parts/b"]?.text == (try editor.book.text("parts/b.md")))
  }

  @Test("What two chapters would write alike is offered once, and else with the chapter's name")
  func twoChapters() throws {
    let editor = try editor([
      "a": Self.chapter, "b": Self.chapter.replacingOccurrences(of: "= 1", with: "= 3"), "c": Self.chapter,
    ])
    try editor.save("parts/b")
    try editor.shown("parts/b") { $0.count == 5 }
    #expect(
      try titles(editor, at: "is [2]") == [
        "Accept the value of 'x'", "Accept all of 'a'", "Accept the value of 'x', as 'b' has it", "Accept all of 'b'",
        "Accept all of 'c'",
      ])
  }

  @Test(
    "What is shown of an included file that is closed is that of its file, and nothing of chapters that nobody looks at"
  )
  func closing() throws {
    let editor = try editor(["a": Self.chapter])
    try editor.save("parts/b")
    try editor.shown("parts/b") { $0.count == 2 }
    try editor.open("a")
    try editor.shown("a") { $0.isEmpty }
    try editor.replace("print(x + 6)", by: "print(x +", in: "parts/b")
    try editor.shown("parts/b") { $0.contains { $0.code == "error" && $0.message.contains("expected") } }
    try editor.notify("textDocument/didClose", ["textDocument": ["uri": editor.uri("parts/b")]])
    // As it was saved it is without errors of its syntax.
    let message = try editor.wait { message in
      guard let parameters = message["params"] as? Editor.Object, parameters["uri"] as? String == editor.uri("parts/b")
      else { return false }
      return parameters["version"] == nil && (parameters["diagnostics"] as? [Any])?.count == 2
    }
    #expect(message["method"] as? String == "textDocument/publishDiagnostics")
    #expect(try editor.end() == 0)
    #expect(editor.temporaryFiles == [])
  }

  @Test("Symbols of what is included stand where the chapter includes it")
  func symbols() throws {
    let editor = try Editor(["a": "# A\n\n::: include {file=\"parts/b.txt\"}\n\n## End\n\nText.\n"])
    try editor.book.write("parts/b.txt", "Text.\n\n## Inside\n\n```swift {#inc}\nlet x = 1\n```\n\nText.\n")
    try editor.open("a")
    let answer = try editor.ask("textDocument/documentSymbol", ["textDocument": ["uri": editor.uri("a")]])
    func places(_ symbols: Any?) -> [String] {
      (symbols as? [Editor.Object] ?? []).flatMap { symbol -> [String] in
        let range = symbol["range"] as? Editor.Object
        let lines = ["start", "end"].map { (range?[$0] as? Editor.Object)?["line"] as? Int ?? -1 }
        return ["\(symbol["name"] ?? "") \(lines)"] + places(symbol["children"])
      }
    }
    #expect(
      places(answer["result"]) == [
        "A [0, 7]", "1.1 Inside [2, 4]", "Listing 1.1 #inc [2, 2]", "1.2 End [4, 7]",
      ])
  }
}
