import Book
import TestSupport
import Testing

/// Which statement an expected comment speaks of.
@Suite("An expected comment is about its own statement")
struct ExpectedCommentSubjectTests {
  /// The cell with `code`, and how it agrees with what was printed.
  private func fixture(_ code: String, _ result: CellResult) -> Fixture {
    Fixture("```swift\n\(code)\n```\n", [result])
  }

  private func verdict(_ code: String, _ result: CellResult) -> CellReport.Verdict {
    fixture(code + "\n```\n\n```output\n...", result).report().cells[0].verdict
  }

  @Test("What another statement printed is not what it says, and is not written there")
  func otherStatement() throws {
    let code = "print(1)\nprint(2)  // Prints \"3\""
    let printed = fixture(code, .printed((0, 0, "1\n"), (1, 1, "2\n")))
    #expect(printed.report().diagnostics.map(\.summary).last == "what 'a#cell-1' prints drifted: 3 is now 2 (-1)")
    #expect(try printed.accepted().text.hasPrefix("```swift\nprint(1)\nprint(2)  // Prints \"2\"\n"))
    #expect(verdict("print(1)\nprint(2)  // Prints \"1\"", .printed((0, 0, "1\n"), (1, 1, "2\n"))) == .drifted)
    #expect(verdict("print(1)\nprint(2)\n// Prints \"1\"", .printed((0, 0, "1\n"), (1, 1, "2\n"))) == .drifted)
    #expect(verdict("print(1)\nprint(2)\n// Prints \"2\"", .printed((0, 0, "1\n"), (1, 1, "2\n"))) == .agrees)
  }

  @Test("A statement that prints nothing gets no other's output, but loses its comment")
  func silence() throws {
    let accepted = try fixture("print(1)\nf()  // Prints \"2\"", .printed((0, 0, "1\n"))).accepted()
    #expect(accepted.text.hasPrefix("```swift\nprint(1)\nf()\n```\n"))
  }

  @Test("Comments below each other speak of the statements above, down from the last comment")
  func group() throws {
    let code = "print(0)  // Prints \"0\"\nprint(1)\nprint(2)\n// Prints \"1\"\n// Prints \"2\""
    #expect(verdict(code, .printed((0, 0, "0\n"), (1, 1, "1\n"), (2, 2, "2\n"))) == .agrees)
    let changed = fixture(code, .printed((0, 0, "0\n"), (1, 1, "5\n"), (2, 2, "2\n")))
    #expect(try changed.accepted().text == "```swift\n\(code.replacing("\"1\"", with: "\"5\""))\n```\n")
    let two = "for i in 1...2 { print(i) }\n// Prints \"1\"\n// Prints \"2\""
    #expect(verdict("print(7)\n" + two, .printed((0, 0, "7\n"), (1, 1, "1\n2\n"))) == .agrees)
    #expect(verdict("print(1)\n" + two, .printed((0, 0, "1\n"), (1, 1, "2\n3\n"))) == .drifted)
  }

  @Test("In a block, a function or a closure it speaks of the call of print on its line, whoever runs it")
  func calls() throws {
    let code = "func f() {\n  print(1)\n  print(2)  // Prints \"3\"\n}\nprint(0)\nf()"
    let result = CellResult.printed((4, 4, "0\n"), (5, 1, "1\n"), (5, 2, "2\n"))
    #expect(try fixture(code, result).accepted().text.contains("  print(2)  // Prints \"2\"\n"))
    let loop = "for i in 1...3 {\n  print(i)  // Prints \"1\"\n}"
    #expect(verdict(loop, .printed((0, 1, "1\n2\n3\n"))) == .agrees)
    #expect(verdict(loop, .printed((0, 2, "1\n"))) == .drifted)
    let branch = "if x {\n  print(1)\n  // Prints \"1\"\n}\n// Prints \"1\""
    #expect(verdict(branch, .printed((0, 1, "1\n"))) == .agrees)
  }

  @Test("Where only the statement around it is known it may agree with what that printed, and is left to the author")
  func unattributed() throws {
    let code = "for i in 1...2 {\n  f(i)  // Prints \"2\"\n}\nprint(9)"
    #expect(verdict(code, .printed((0, nil, "1\n2\n"), (3, 3, "9\n"))) == .agrees)
    let other = fixture(code, .printed((0, nil, "1\n3\n"), (3, 3, "2\n")))
    #expect(other.report().cells[0].verdict == .drifted)
    let refusals = other.acceptance().refusals
    #expect(
      refusals.map(\.summary)
        == ["this comment in 'a#cell-1' is left to you: which line prints what is not known here"])
    #expect(try other.accepted().text.contains(code))
    // Something of the chapter's own is called print.
    let own = "if true {\n  print(1)  // Prints \"2\"\n}"
    let unknown = fixture(own, .printed((0, nil, "1\n"), knowsCalls: false))
    #expect(try unknown.accepted().text.contains(own))
    #expect(verdict(own, .printed((0, nil, "2\n"), knowsCalls: false)) == .agrees)
  }

  @Test("A line that several statements print together belongs to the last, and a piece of it to each")
  func piecesOfLines() throws {
    let result = CellResult.printed((0, 0, "a "), (1, 1, "b\n"))
    let code = "print(\"a\", terminator: \" \")  // Prints \"a \"\nprint(\"b\")  // Prints \"b\""
    #expect(fixture(code, result).report().cells[0].verdict == .agrees)
    #expect(verdict("f()\nprint(\"b\")  // Prints \"a b\"", result) == .agrees)
    let drifted = fixture("f()\nprint(\"b\")  // Prints \"a c\"", result)
    #expect(try drifted.accepted().text == "```swift\nf()\nprint(\"b\")  // Prints \"a b\"\n```\n")
  }

  @Test(
    "On one line with its function, closure, accessor or member a comment is about the call of print there",
    arguments: [
      "func f() { print(1) }", "let f = { print(1) }", "Task { print(1) }", "var p: Int { didSet { print(1) } }",
      "extension S { func f() { print(1) } }", "struct S {}; func f() { print(1) }",
    ])
  func deferredCalls(_ declaration: String) throws {
    let code = declaration + "  // Prints \"0\"\nprint(9)\nf()"
    let ran = fixture(code, .printed((1, 1, "9\n"), (2, 0, "1\n")))
    #expect(try ran.accepted().text.hasPrefix("```swift\n\(declaration)  // Prints \"1\"\n"))
    #expect(verdict(code.replacing("\"0\"", with: "\"1\""), ran.results.cells[0]) == .agrees)
    #expect(verdict(code.replacing("\"0\"", with: "\"9\""), ran.results.cells[0]) == .drifted)
    let notRun = fixture(code, .printed((1, 1, "9\n")))
    #expect(try notRun.accepted().text.contains(code))
    #expect(
      notRun.acceptance().refusals.map(\.summary)
        == ["this comment in 'a#cell-1' is left to you: this line did not run, so nobody can say what it prints"])
  }

  @Test(
    "What did not run, or not all of which may have run, keeps its comment",
    arguments: [
      "func f() {\n  guard x else { return print(1) }  // Prints \"1\"\n}", "if x { f() }  // Prints \"1\"",
      "switch x {\ncase 1:\n  print(1)  // Prints \"1\"\ndefault: break\n}", "x?.f()  // Prints \"1\"",
      "let y = x ?? f()  // Prints \"1\"", "func f() { g() }  // Prints \"1\"",
      "struct S {\n  func f() { print(1) }\n  // Prints \"1\"\n}",
    ])
  func branches(_ code: String) throws {
    let result = fixture(code, .outputs([.text("")], byStatement: 0))
    #expect(try result.accepted().text == "```swift\n\(code)\n```\n")
    #expect(result.acceptance().refusals.count == 1)
    let other = "if x {\n  print(1)\n} else { print(2) }  // Prints \"2\""
    #expect(try fixture(other, .printed((0, 1, "1\n"))).accepted().text.hasPrefix("```swift\n\(other)\n```\n"))
  }

  @Test("Of several statements on one line the last is meant")
  func severalOnOneLine() throws {
    let both = CellResult.printed((0, 0, "4\n"), (0, .init(0, 1), "5\n"))
    let calls = fixture("print(4); print(5)  // Prints \"9\"", both)
    #expect(try calls.accepted().text.hasPrefix("```swift\nprint(4); print(5)  // Prints \"5\"\n"))
    #expect(verdict("print(4); print(5)  // Prints \"4\"", both) == .drifted)
    #expect(verdict("print(4); print(5)  // Prints \"5\"", both) == .agrees)
    #expect(verdict("print(4); print(5)\n// Prints \"4\"\n// Prints \"5\"", both) == .agrees)
    #expect(verdict("print(4); print(5)\n// Prints \"5\"", both) == .agrees)
    #expect(verdict("print(4); print(5)\n// Prints \"4\"", both) == .drifted)
    let constant = fixture("let a = 1; print(a)  // Prints \"2\"", .printed((0, 0, "1\n")))
    #expect(try constant.accepted().text == "```swift\nlet a = 1; print(a)  // Prints \"1\"\n```\n")
    // Which of both calls gave which line is not known.
    let unknown = fixture("f(); g()  // Prints \"9\"", .printed((0, nil, "4\n5\n")))
    #expect(try unknown.accepted().text.contains("f(); g()  // Prints \"9\""))
  }

  @Test("What the arguments of a call of print print is not what its comment says")
  func nestedCalls() throws {
    let call = fixture("print(try f())  // Prints \"x\"", .printed((0, nil, "f\n"), (0, 0, "1\n")))
    #expect(try call.accepted().text.hasPrefix("```swift\nprint(try f())  // Prints \"1\"\n"))
    #expect(verdict("print(f())  // Prints \"f\"", .printed((0, nil, "f\n"), (0, 0, "1\n"))) == .drifted)
    #expect(
      verdict("print(f())\n// Prints \"f\"\n// Prints \"1\"", .printed((0, nil, "f\n"), (0, 0, "1\n"))) == .agrees)
    let code = "print(x.map {\n  print($0)  // Prints \"7\"\n  return $0\n})  // Prints \"[9]\""
    let nested = fixture(code, .printed((0, 1, "1\n"), (0, 0, "[1]\n")))
    #expect(
      try nested.accepted().text
        == "```swift\n\(code.replacing("\"7\"", with: "\"1\"").replacing("\"[9]\"", with: "\"[1]\""))\n```\n")
    // Both calls stand on one line.
    let line = "print(x.map { print($0); return $0 })  // Prints \"[9]\""
    let outer = fixture(line, .printed((0, .init(0, 1), "1\n"), (0, 0, "[1]\n")))
    #expect(try outer.accepted().text.contains(line.replacing("[9]", with: "[1]")))
    #expect(verdict(line.replacing("[9]", with: "1"), outer.results.cells[0]) == .drifted)
  }

  @Test("Calls of print on one line are told apart, in functions, closures and branches too")
  func callsOnOneLine() throws {
    let last = "func f() {\n  print(a); print(b)  // Prints \"2\"\n}\nf()"
    let calls = CellResult.printed((3, 1, "1\n"), (3, .init(1, 1), "2\n"))
    #expect(verdict(last, calls) == .agrees)
    #expect(verdict(last.replacing("\"2\"", with: "\"1\""), calls) == .drifted)
    let drifted = fixture(last.replacing("\"2\"", with: "\"1\""), calls)
    #expect(try drifted.accepted().text.hasPrefix("```swift\n\(last)\n"))
    let closure = "let f = { print(a); print(b) }  // Prints \"2\"\nf()"
    #expect(verdict(closure, .printed((1, 0, "1\n"), (1, .init(0, 1), "2\n"))) == .agrees)
    #expect(verdict(closure, .printed((1, 0, "2\n"), (1, .init(0, 1), "1\n"))) == .drifted)
    // Those behind the eighth are known together.
    let many = (0...8).map { "print(\($0))" }.joined(separator: "; ") + "  // Prints \"9\""
    let printed = CellResult.printed((0, .init(0, 7), "7\n8\n"))
    #expect(try fixture(many, printed).accepted().text.contains(many))
  }

  @Test(
    "Beside a line on which one of several calls may run, a comment is compared with all of it, and left to its author")
  func branchesOnOneLine() throws {
    let code = "if x { print(1) } else { print(2) }  // Prints \"2\""
    let first = CellResult.printed((0, 0, "1\n"))
    #expect(verdict(code, first) == .drifted)
    #expect(try fixture(code, first).accepted().text.contains(code))
    #expect(
      fixture(code, first).acceptance().refusals.map(\.summary)
        == ["this comment in 'a#cell-1' is left to you: which line prints what is not known here"])
    #expect(verdict(code, .printed((0, .init(0, 1), "2\n"))) == .agrees)
    // Below the statement it speaks of all of that, and beside a single call of that.
    let below = code.replacing("  // Prints", with: "\n// Prints")
    #expect(try fixture(below, first).accepted().text.contains(below.replacing("\"2\"", with: "\"1\"")))
    let single = "if x { print(1) }  // Prints \"2\""
    #expect(try fixture(single, first).accepted().text.contains(single.replacing("\"2\"", with: "\"1\"")))
  }

  @Test("A comment whose line goes moves no line that an option names")
  func highlightedLines() throws {
    let code = "print(1)\nlet y = 1\n// Prints \"2\"\nlet z = 1"
    func accepted(_ option: String) throws -> (text: String, refusals: [String]) {
      let fixture = Fixture("```swift \(option)\n\(code)\n```\n\n```output\n1\n```\n", [.printed((0, 0, "1\n"))])
      return (try fixture.accepted().text, fixture.acceptance().refusals.map(\.summary))
    }
    for option in ["{lines=\"4\"}", "{lines=\"1-3\"}"] {
      let (text, refusals) = try accepted(option)
      #expect(text.contains(code))
      #expect(
        refusals == [
          "this comment in 'a#cell-1' is left to you: nothing was printed for it, and without its line the option 'lines' would "
            + "name others"
        ])
    }
    for option in ["{lines=\"1-2\"}", ""] {
      let (text, refusals) = try accepted(option)
      #expect(text.contains("let y = 1\nlet z = 1\n") && refusals.isEmpty)
    }
  }

  @Test("Comments in a row pass over no line of their statement")
  func contiguous() throws {
    let code = "for i in 1...3 { print(i) }\n// Prints \"1\"\n// Prints \"3\""
    #expect(verdict(code, .printed((0, 0, "1\n2\n3\n"))) == .drifted)
    #expect(verdict(code.replacing("\"3\"", with: "\"2\""), .printed((0, 0, "1\n2\n3\n"))) == .agrees)
    let accepted = try fixture(code, .printed((0, 0, "1\n2\n3\n"))).accepted()
    #expect(accepted.text.hasPrefix("```swift\n\(code.replacing("\"3\"", with: "\"2\""))\n"))
  }
}
