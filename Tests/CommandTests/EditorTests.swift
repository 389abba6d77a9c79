import Foundation
import TestSupport
import Testing

@Suite("Editors", .timeLimit(.minutes(5)))
struct EditorTests {
  static let falling = """
    # Falling

    ```swift
    let seconds = 2
    let metres = 5 * seconds * seconds
    print("After \\(seconds) seconds it has fallen \\(metres) metres.")
    ```

    ```output
    After 2 seconds it has fallen 20 metres.
    ```

    From 🌍's tower, it is as high as [6](<=metres / 3>) storeys.

    ## Again

    ```swift {#twice caption="A *second* cell"}
    metres * 2
    ```

    ```output
    40
    ```

    """

  @Test("A chapter that agrees is without problems, and nothing runs before it is saved")
  func agrees() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    #expect(try editor.shown("falling") { _ in true } == [])
    #expect(try editor.hover("falling", at: "metres * 2", 7).contains("**falling#twice** has not run"))
    try editor.save("falling")
    try editor.shown("falling") { $0.isEmpty }
    #expect(try editor.end() == 0)
  }

  @Test("Errors of the syntax are shown as they are typed, and go as they are mended")
  func syntax() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    try editor.replace("let seconds = 2", by: "let seconds = ", in: "falling")
    #expect(
      try editor.shown("falling") { _ in true }.map(\.description) == ["' ' error: expected initial value after '='"])
    try editor.replace("let seconds = ", by: "let seconds = 2", in: "falling")
    #expect(try editor.shown("falling") { _ in true } == [])
    try editor.replace("{#twice", by: "{#twice .hiden", in: "falling")
    let problems = try editor.shown("falling") { _ in true }
    #expect(problems.map(\.text) == [".hiden"])
    #expect(problems.map(\.code) == ["error"])
    try editor.replace(".hiden", by: "", in: "falling")
    try editor.replace("# Falling", by: "# [Falling](nowhere.md)", in: "falling")
    #expect(
      try editor.shown("falling") { !$0.isEmpty && $0.allSatisfy { !$0.text.contains("hiden") } }.map(\.code) == [
        "error"
      ])
  }

  @Test("A chapter that is saved shows what does not compile, where it stands, and what that is about")
  func compileError() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    try editor.replace("metres * 2", by: "let s = \"🌍\"; metre * 2", in: "falling")
    try editor.save("falling")
    let shown = try editor.shown("falling") { $0.contains { $0.code == "error" } }
    #expect(shown.first?.description == "'metre' error: cannot find 'metre' in scope")
    try editor.replace("let s = \"🌍\"; metre * 2", by: "metres * 2", in: "falling")
    try editor.save("falling")
    try editor.shown("falling") { $0.isEmpty }
    // What the compiler says of another line belongs to it.
    try editor.replace("metres * 2", by: "let m: String = metres", in: "falling")
    try editor.save("falling")
    try editor.shown("falling") { $0.contains { $0.text == "metres" && $0.code == "error" } }
  }

  @Test("Of a cell that an error kept from running nothing is said once that is mended, before anything has run")
  func mended() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    try editor.replace("{#twice", by: "{#twice .vloatile", in: "falling")
    try editor.save("falling")
    try editor.shown("falling") { $0.contains { $0.message.contains("was not run") } }
    try editor.replace(".vloatile", by: ".volatile", in: "falling")
    #expect(try editor.shown("falling") { _ in true } == [])
  }

  @Test("Failures and warnings are shown in their lines, and what belongs to a problem where that stands")
  func problems() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    try editor.replace("metres * 2", by: "let n: Int? = 2\nprint(\"\\(n)\")\n[1][n!]", in: "falling")
    try editor.save("falling")
    let failed = try editor.shown("falling") { $0.contains { $0.text == "[1][n!]" } }
    #expect(failed.map(\.code).sorted() == ["error", "warning"])
    #expect(failed.first { $0.code == "warning" }?.text == "n")
    // A name that only a cell below declares.
    try editor.replace("let seconds = 2", by: "let seconds = n!", in: "falling")
    try editor.save("falling")
    let message = try editor.published("falling") { $0.contains { $0.text == "n" && $0.code == "error" } }
    let diagnostics = message["diagnostics"] as? [Editor.Object] ?? []
    let notes = diagnostics.compactMap { $0["relatedInformation"] as? [Editor.Object] }.flatMap(\.self)
    let location = try #require(notes.first?["location"] as? Editor.Object)
    #expect(location["uri"] as? String == editor.uri("falling"))
    let text = editor.texts["falling"]!.text
    let range = editor.indices(location["range"] as? Editor.Object ?? [:], of: text)
    #expect(text[..<range.lowerBound].hasSuffix("let ") && text[range] == "n")
  }

  @Test("In a sandbox, which sourcekit-lsp would leave, there is no completion, and hover has the values alone")
  func sandbox() throws {
    let editor = try Editor(["falling": Self.falling], configuration: "title: Test\nsandbox: true\n")
    try editor.open("falling")
    #expect(try editor.ask("textDocument/completion", "falling", at: "metres * 2", 3) is NSNull)
    #expect(try editor.hover("falling", at: "let metres", 4).hasPrefix("**falling#cell-1** has not run"))
    #expect(ProcessDescendants(of: editor.process.processIdentifier).names == [])
    #expect(try editor.end() == 0)
  }

  @Test("Drifts are shown at what drifted, in the units that were agreed upon", arguments: [false, true])
  func drift(utf8: Bool) throws {
    let editor = try Editor(["falling": Self.falling], utf8: utf8)
    #expect(editor.serverCapabilities["positionEncoding"] as? String == (utf8 ? "utf-8" : "utf-16"))
    try editor.open("falling")
    try editor.replace("let seconds = 2", by: "let seconds = 3", in: "falling")
    try editor.save("falling")
    let shown = try editor.shown("falling") { $0.count == 3 }
    #expect(
      shown.map(\.description) == [
        "'2' drift: the output of 'falling#cell-1' drifted: 2 is now 3 (+1)",
        "'6' drift: the value of 'metres / 3' drifted: 6 is now 15 (+9)",
        "'40' drift: the output of 'falling#twice' drifted: 40 is now 90 (+50)",
      ])
  }

  @Test(
    "Prose moves what is shown with it; of a cell that is edited, and of those below it, nothing is said until it is saved"
  )
  func edits() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    try editor.replace("let seconds = 2", by: "let seconds = 3", in: "falling")
    try editor.save("falling")
    let texts = try editor.shown("falling") { $0.count == 3 }.map(\.text)
    try editor.replace("# Falling", by: "# Falling\n\nWith é and 🌍,\nof which", in: "falling")
    #expect(try editor.shown("falling") { _ in true }.map(\.text) == texts)
    try editor.replace("as high as", by: "🌍 as high as", in: "falling")
    #expect(try editor.shown("falling") { _ in true }.map(\.text) == texts)
    try editor.replace("metres * 2", by: "metres * 3", in: "falling")
    #expect(try editor.shown("falling") { _ in true }.map(\.text) == ["2", "6"])
    try editor.replace("metres * 3", by: "metres * 2", in: "falling")
    #expect(try editor.shown("falling") { _ in true }.map(\.text) == texts)
  }

  @Test("What a cell gave is shown while those below it run, and an edit of the cell that runs ends it")
  func early() throws {
    let waiting = """
      # Waiting

      ```swift
      import Foundation
      1
      ```

      ```output
      2
      ```

      ```swift
      while !FileManager.default.fileExists(atPath: "go") { usleep(1000) }
      ```

      """
    let editor = try Editor(["waiting": waiting])
    try editor.open("waiting")
    try editor.save("waiting")
    let drift = try editor.shown("waiting") { !$0.isEmpty }
    #expect(drift.map(\.description) == ["'2' drift: the output of 'waiting#cell-1' drifted: 2 is now 1 (-1)"])
    try editor.replace("# Waiting", by: "# Waiting\n\nfor a file", in: "waiting")
    try editor.shown("waiting") { $0 == drift }
    try editor.replace("usleep(1000)", by: "break", in: "waiting")
    try editor.save("waiting")
    try editor.shown("waiting") { $0 == drift }
    try editor.replace("break", by: "nothing()", in: "waiting")
    try editor.save("waiting")
    try editor.shown("waiting") { $0.contains { $0.text == "nothing" } }
  }

  /// What `accept` writes into a chapter.
  private func accepted(_ text: String, _ names: String...) throws -> String {
    let book = try TemporaryBook(["falling": text])
    try book.run(["accept"] + names)
    return try book.text("falling.md")
  }

  @Test("What is accepted is what `accept` writes: a cell's output, a value, and all of a chapter")
  func accept() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    try editor.replace("let seconds = 2", by: "let seconds = 3", in: "falling")
    try editor.replace("40\n", by: "40\n...\n", in: "falling")
    try editor.replace("```swift {#twice", by: "```swift\nmetres / 7\n```\n\n```swift {#twice", in: "falling")
    let text = editor.texts["falling"]!.text
    try editor.save("falling")
    try editor.shown("falling") { $0.count == 4 }
    let actions = try editor.actions("falling", at: "{#twice")
    #expect(
      actions.map { $0["title"] as? String } == ["Accept the output of 'falling#twice'", "Accept all of 'falling'"])
    #expect(actions.map { $0["kind"] as? String } == ["quickfix", "quickfix"])
    try editor.apply(actions[0]["edit"] as? Editor.Object, to: "falling")
    #expect(editor.texts["falling"]?.text == (try accepted(text, "falling#twice")))
    // The others are offered still, without another run.
    try editor.shown("falling") { $0.count == 3 }
    let all = try editor.actions("falling", at: "metres / 3")
    #expect(
      all.map { $0["title"] as? String } == ["Accept the value of 'metres / 3'", "Accept all of 'falling'"])
    try editor.apply(all[1]["edit"] as? Editor.Object, to: "falling")
    #expect(editor.texts["falling"]?.text == (try accepted(text)))
    #expect(try editor.shown("falling") { _ in true } == [])
    try editor.save("falling")
    try editor.shown("falling") { $0.isEmpty }
  }

  @Test("What should be written instead of something that is wrong is offered")
  func instead() throws {
    let text = """
      ```swift {.hiden tolerence=1}
      let x = 2  // prints "2"
      ```

      ```{swift}
      x
      ```

      Seen [2](<=x> "volatil"), [below](faling.md#title), and [here](#titel).

      ## Title

      """
    let editor = try Editor(["falling": text])
    try editor.open("falling")
    try editor.shown("falling") { $0.count == 7 }
    func fix(_ text: String) throws -> String? {
      let action = try editor.actions("falling", at: text).first { action in
        (action["diagnostics"] as? [Editor.Object])?.contains { diagnostic in
          let range = editor.indices(diagnostic["range"] as? Editor.Object ?? [:], of: editor.texts["falling"]!.text)
          return editor.texts["falling"]!.text[range] == text
        } == true
      }
      try editor.apply(action?["edit"] as? Editor.Object, to: "falling")
      return action?["title"] as? String
    }
    #expect(try fix(".hiden") == "Write '.hidden' instead")
    #expect(try fix("tolerence") == "Write 'tolerance' instead")
    #expect(try fix("// prints \"2\"") == "Write '// Prints \"2\"' instead")
    #expect(try fix("{swift}") == "Write 'swift' instead")
    #expect(try fix("volatil") == "Write 'volatile' instead")
    #expect(try fix("faling.md#title") == "Write 'falling.md#title' instead")
    #expect(try fix("#titel") == "Write '#title' instead")
    #expect(try editor.shown("falling") { _ in true } == [])
    #expect(
      editor.texts["falling"]?.text == """
        ```swift {.hidden tolerance=1}
        let x = 2  // Prints "2"
        ```

        ```swift
        x
        ```

        Seen [2](<=x> "volatile"), [below](falling.md#title), and [here](#title).

        ## Title

        """)
  }

  @Test("A figure that is accepted is written beside the chapter, and its image into the text of the editor")
  func figure() throws {
    let text = "# Falling\n\n```swift {#curve}\nLineChart(x: [1, 2, 3], y: [3, 2, 1], name: \"height\")\n```\n"
    let editor = try Editor(["falling": text])
    try editor.open("falling")
    try editor.save("falling")
    let shown = try editor.shown("falling") { !$0.isEmpty }
    #expect(shown.map(\.code) == ["drift"])
    let action = try #require(try editor.actions("falling", at: "{#curve}").first)
    let command = try #require(action["command"] as? Editor.Object)
    func requestOfEdit() throws -> Editor.Object {
      let answer = try editor.ask(
        "workspace/executeCommand", ["command": command["command"]!, "arguments": command["arguments"]!])
      #expect(answer["error"] == nil)
      return try editor.wait { $0["method"] as? String == "workspace/applyEdit" }
    }
    // Where the editor refuses the edit nothing is written.
    for refusal in [["applied": false], NSNull()] as [Any] {
      try editor.send(["id": try requestOfEdit()["id"]!, "result": refusal])
      #expect(try editor.actions("falling", at: "{#curve}").count == 1)
      #expect(!editor.book.exists(editor.book.folder + "/figures/curve.svg"))
    }
    let request = try requestOfEdit()
    try editor.apply((request["params"] as? Editor.Object)?["edit"] as? Editor.Object, to: "falling")
    try editor.send(["id": request["id"]!, "result": ["applied": true]])
    try editor.shown("falling") { $0.isEmpty }
    let other = try TemporaryBook(["falling": text])
    try other.run("accept")
    #expect(editor.texts["falling"]?.text == (try other.text("falling.md")))
    #expect(try editor.book.text("figures/curve.svg") == (try other.text("figures/curve.svg")))
    // What was offered for a text is refused for another.
    try editor.replace("# Falling", by: "# Falling down", in: "falling")
    let late = try editor.ask(
      "workspace/executeCommand", ["command": command["command"]!, "arguments": command["arguments"]!])
    #expect((late["error"] as? Editor.Object)?["code"] as? Int == -32803)
  }

  @Test("The values of cells and of numbers in the text are shown on hover, with what Swift knows of a name")
  func hover() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    try editor.replace("let seconds = 2", by: "let seconds = 3", in: "falling")
    try editor.save("falling")
    try editor.shown("falling") { $0.count == 3 }
    #expect(try editor.hover("falling", at: "[6]", 1).hasSuffix("`metres / 3`: **`15`**\n\ndocumented: `6`"))
    #expect(try editor.hover("falling", at: "{#twice") == "**falling#twice** gives\n\n```text\n90\n```")
    #expect(try editor.hover("falling", at: "storeys") == "")
    let variable = try editor.hover("falling", at: "let metres", 4)
    #expect(variable.contains("let metres: Int"))
    #expect(variable.hasSuffix("```text\nAfter 3 seconds it has fallen 45 metres.\n```"))
  }

  @Test("Names are completed in cells and in values, from what stands above, and found where they are declared")
  func completion() throws {
    let editor = try Editor(["falling": Self.falling], utf8: true)
    try editor.open("falling")
    try editor.replace("metres * 2", by: "let s = \"🌍\"; metres.", in: "falling")
    func labels(_ at: String, _ further: Int) throws -> [String] {
      let answer = try editor.ask("textDocument/completion", "falling", at: at, further) as? Editor.Object
      return (answer?["items"] as? [Editor.Object] ?? []).compactMap { $0["label"] as? String }
    }
    #expect(try labels("; metres.", 9).contains("isMultiple(of: Int)"))
    #expect(try labels("storeys", 3) == [])
    try editor.replace("metres / 3", by: "metres.", in: "falling")
    #expect(try labels("<=metres.", 9).contains("isMultiple(of: Int)"))
    let locations = try editor.ask("textDocument/definition", "falling", at: "; metres.", 3) as? [Editor.Object]
    let location = try #require(locations?.first)
    #expect(location["uri"] as? String == editor.uri("falling"))
    let start = (location["range"] as? Editor.Object)?["start"] as? [String: Int]
    #expect(start == ["line": 4, "character": 4])
    #expect(try editor.end() == 0)
    #expect(editor.temporaryFiles == [])
  }

  @Test("Of what is declared again the one above the cursor is meant")
  func declaredAgain() throws {
    let text = """
      ```swift
      struct Point {
        var first = "🌍"
        var one = 1
      }; let a = 1
      ```

      > - ```swift
      >   struct Point { var second = 2 }
      >   let a = "text"
      >   let p = Point(); _ = p.
      >   ```

      ```swift
      struct Point { var third = 3 }
      ```

      """
    let editor = try Editor(["falling": text])
    try editor.open("falling")
    let answer = try editor.ask("textDocument/completion", "falling", at: "_ = p.", 6) as? Editor.Object
    #expect((answer?["items"] as? [Editor.Object] ?? []).map { $0["label"] as? String } == ["self", "second"])
    #expect(try editor.hover("falling", at: "let a = \"", 4).hasPrefix("```swift\nlet a: String\n```"))
    #expect(try editor.hover("falling", at: "let a = 1", 4).hasPrefix("```swift\nlet a: Int\n```"))
    #expect(try editor.hover("falling", at: "var one", 4).hasPrefix("```swift\nvar one: Int\n```"))
  }

  @Test("A question that is cancelled has one answer, and so has the next")
  func cancelled() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    let position: Editor.Object = ["line": 4, "character": 8]
    try editor.send([
      "id": "asked", "method": "textDocument/hover",
      "params": ["textDocument": ["uri": editor.uri("falling")], "position": position],
    ])
    try editor.notify("$/cancelRequest", ["id": "asked"])
    let answer = try editor.wait { $0["id"] as? String == "asked" }
    #expect((answer["error"] as? Editor.Object)?["code"] as? Int == -32800)
    #expect(try editor.hover("falling", at: "let metres", 4).contains("let metres: Int"))
    #expect(!editor.heard.contains { $0["id"] as? String == "asked" })
  }

  @Test("The outline has the headings, and under each its cells: number, id, caption and first line")
  func outline() throws {
    let editor = try Editor(["falling": Self.falling])
    try editor.open("falling")
    let answer = try editor.ask("textDocument/documentSymbol", ["textDocument": ["uri": editor.uri("falling")]])
    func lines(_ symbols: Any?, _ indentation: String) -> [String] {
      (symbols as? [Editor.Object] ?? []).flatMap { symbol in
        let detail = (symbol["detail"] as? String).map { ": " + $0 } ?? ""
        return ["\(indentation)\(symbol["name"] ?? "")\(detail)"] + lines(symbol["children"], indentation + "  ")
      }
    }
    #expect(
      lines(answer["result"], "") == [
        "Falling", "  Listing 1.1: let seconds = 2", "  1.1 Again",
        "    Listing 1.2 #twice A second cell: metres * 2",
      ])
  }

  @Test("Edits in parts leave the text that the editor has, whatever its lines end with")
  func parts() throws {
    let editor = try Editor(["falling": Self.falling.replacingOccurrences(of: "\n", with: "\r\n")])
    try editor.open("falling")
    func at(_ line: Int, _ from: Int, _ to: Int) -> Editor.Object {
      ["start": ["line": line, "character": from], "end": ["line": line, "character": to]]
    }
    // The sign before the apostrophe has two units.
    try editor.edit("falling", [(at(12, 5, 7), "Mars"), (at(12, 11, 11), ""), (at(0, 2, 9), "🌍🌍"), (at(0, 4, 6), "")])
    try editor.edit("falling", [(at(3, 14, 15), "3"), (at(9999, 0, 0), "[x](no.md)\r\n")])
    let broken = try editor.shown("falling") { !$0.isEmpty }
    #expect(broken.map(\.text) == ["no.md"])
    try editor.replace("[x](no.md)", by: "", in: "falling")
    try editor.save("falling")
    #expect(try editor.shown("falling") { $0.count == 3 }.map(\.text) == ["2", "6", "40"])
    let all = try #require(try editor.actions("falling", at: "metres / 3").last)
    try editor.apply(all["edit"] as? Editor.Object, to: "falling")
    let accepted = try accepted(try editor.book.text("falling.md"))
    #expect(editor.texts["falling"]?.text == accepted)
    #expect(accepted.hasPrefix("# 🌍\r\n"))
    #expect(accepted.contains("From Mars's tower"))
  }

  @Test("What is accepted in a chapter with the line endings of Windows is what `accept` writes")
  func carriageReturns() throws {
    let text =
      "# Falling\n\n```swift\nprint(1)\nprint(2)\n```\n\n```swift\nprint(3)\nprint(4)\n```\n\n```output\n3\n```\n"
    let editor = try Editor(["falling": text.replacingOccurrences(of: "\n", with: "\r\n")])
    try editor.open("falling")
    try editor.save("falling")
    try editor.shown("falling") { $0.count == 2 }
    let all = try #require(try editor.actions("falling", at: "print(1)").last)
    let accepted = try accepted(editor.book.text("falling.md"))
    #expect(accepted.contains("```output\r\n1\r\n2\r\n```\r\n"))
    #expect(accepted.utf8.count { $0 == 0x0D } == accepted.utf8.count { $0 == 0x0A })
    try editor.apply(all["edit"] as? Editor.Object, to: "falling")
    #expect(editor.texts["falling"].map { Array($0.text.utf8) } == Array(accepted.utf8))
  }

  @Test("A file that could be a chapter, and is not listed, is said to be none until it is listed")
  func unlisted() throws {
    let editor = try Editor(["falling": Self.falling], configuration: "title: Test\nchapters: [falling.md]\n")
    try editor.book.write("new.md", "# New\n\n```swift\nlet =\n```\n")
    try editor.open("new")
    let words = "'# New' note: this file is no chapter of the book: book.yml does not list it"
    #expect(try editor.shown("new") { _ in true }.map(\.description) == [words])
    try editor.save("new")
    #expect(try editor.shown("new") { _ in true }.map(\.description) == [words])
    try editor.book.write("book.yml", "title: Test\nchapters: [falling.md, new.md]\n")
    try editor.save("new")
    try editor.shown("new") { $0.count == 1 && $0[0].code == "error" }
  }

  @Test("A text that is no chapter of a book has no problems; what is wrong with the book is shown at its file")
  func elsewhere() throws {
    let editor = try Editor(["falling": Self.falling], configuration: "title: Test\nchapters: [falling.md]\n")
    try editor.book.write("README.md", "```swift {.hiden}\nlet =\n```\n")
    try editor.open("README")
    #expect(try editor.hover("README", at: "let =") == "")
    try editor.book.write("book.yml", "titel: Test\n")
    try editor.open("falling")
    let problem = try editor.wait { message in
      let parameters = message["params"] as? Editor.Object
      return parameters?["uri"] as? String == "file://\(editor.book.folder)/book.yml"
    }
    let diagnostics = (problem["params"] as? Editor.Object)?["diagnostics"] as? [Editor.Object]
    #expect(diagnostics?.isEmpty == false)
    #expect(try editor.end() == 0)
  }
}
