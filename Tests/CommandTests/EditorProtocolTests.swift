import Foundation
import TestSupport
import Testing

@Suite("What an editor's server makes of messages, and what it leaves", .timeLimit(.minutes(5)))
struct EditorProtocolTests {
  @Test("What is no message, what comes too early and what is not known is answered with an error, and nothing ends")
  func faults() throws {
    let editor = try Editor(["falling": EditorTests.falling], isGreeted: false)
    func code(_ answer: Editor.Object) -> Int? { (answer["error"] as? Editor.Object)?["code"] as? Int }
    #expect(code(try editor.ask("textDocument/hover", [:])) == -32002)
    for (body, expected) in [("{\"a\":", -32700), ("[1]", -32600), (String(repeating: "[", count: 100_000), -32700)] {
      try editor.send(bytes: Data("content-length:\(body.utf8.count)\r\nX: y\r\n\r\n\(body)".utf8))
      #expect(code(try editor.wait { $0["id"] is NSNull }) == expected)
    }
    #expect(code(try editor.ask("initialize", ["capabilities": 3])) == -32602)
    #expect(try editor.ask("initialize", ["capabilities": [:]])["error"] == nil)
    #expect(code(try editor.ask("initialize", ["capabilities": [:]])) == -32600)
    #expect(code(try editor.ask("textDocument/rename", [:])) == -32601)
    #expect(code(try editor.ask("textDocument/hover", [:])) == -32602)
    #expect(code(try editor.ask("workspace/executeCommand", ["command": "rm"])) == -32602)
    try editor.notify("textDocument/didOpen", ["textDocument": 3])
    try editor.notify("no/such/thing", [:])
    try editor.open("falling")
    let far: Editor.Object = ["line": 1 << 60, "character": 1 << 60]
    let document: Editor.Object = ["uri": editor.uri("falling")]
    #expect(try editor.ask("textDocument/hover", ["textDocument": document, "position": far])["error"] == nil)
    #expect(
      try editor.ask("textDocument/codeAction", ["textDocument": document, "range": ["start": far, "end": far]])[
        "error"] == nil)
    _ = try editor.ask("shutdown", NSNull())
    #expect(code(try editor.ask("textDocument/hover", [:])) == -32600)
    #expect(try editor.vanish() == 0)
  }

  @Test(
    "Where messages cannot be distinguished any more, the server ends",
    arguments: [
      String(repeating: "x", count: 10_000), "Content-Length: 99999999999999999999\r\n\r\n", "Length: 2\r\n\r\n{}",
      "Content-Length: 99999999999\r\n\r\n",
    ])
  func unreadable(bytes: String) throws {
    let editor = try Editor(["falling": EditorTests.falling])
    try editor.send(bytes: Data(bytes.utf8))
    #expect(editor.waitForEnd() == 1)
    #expect(editor.temporaryFiles == [])
  }

  enum End: CaseIterable { case asked, vanished, terminated }

  @Test("Whatever ends the server while a cell runs, no process and no file of it is left", arguments: End.allCases)
  func end(_ end: End) throws {
    let text = "# Waiting\n\n```swift\n1\n```\n\n```swift\nwhile true {}\n```\n"
    let editor = try Editor(["waiting": text])
    try editor.open("waiting")
    try editor.save("waiting")
    // The second cell runs, and sourcekit-lsp has been asked.
    try editor.shown("waiting") { !$0.isEmpty }
    #expect(try editor.hover("waiting", at: "1\n").contains("**waiting#cell-1**"))
    let processes = ProcessDescendants(of: editor.process.processIdentifier)
    #expect(processes.names.contains("sourcekit-lsp"))
    switch end {
    case .asked: #expect(try editor.end() == 0)
    case .vanished: #expect(try editor.vanish() == 1)
    case .terminated:
      editor.process.terminate()
      _ = editor.waitForEnd()
    }
    #expect(processes.alive == [])
    #expect(editor.temporaryFiles == [])
  }
}
