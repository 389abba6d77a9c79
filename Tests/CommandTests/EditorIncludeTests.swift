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
