import Book
import Outputs
import Testing

@Suite("Accept")
struct AcceptanceTests {
  @Test("Lines that agree, ellipses and the author's own lines stay byte for byte")
  func lines() throws {
    let text = """
      Intro.

      ```swift {#a}
      1
      ```

      ~~~~ output
      step   1
      loss 0.07
      ...
      took ... s, loss 0.5
      gone
      end
      ~~~~
      After.
      """
    let fixture = Fixture(text, [.text("step 1\nloss 0.0712\nx\ny\ntook 3 s, loss 0.75\nend\nnew\n")])
    let accepted = try fixture.accepted()
    #expect(
      accepted.text
        == text.replacing("loss 0.5\ngone\nend\n", with: "loss 0.75\nend\nnew\n"))
    #expect(accepted.report().cells[0].verdict == .agrees)
    #expect(accepted.acceptance().isEmpty)
  }

  @Test(
    "Containers keep their marks",
    arguments: [
      ("> ", "> "), ("- ", "  "), ("1. > ", "   > "), (">- ", ">   "), ("> 10) > - ", ">     >   "), ("   ", "   "),
    ])
  func containers(_ first: String, _ further: String) throws {
    let trimmed =
      further.replacing(" ", with: "").isEmpty ? "" : String(further.reversed().drop { $0 == " " }.reversed())
    let cell = "\(first)```swift {#a}\n\(further)1\n\(further)```\n"
    let fixture = Fixture(cell, [.outputs([.text("x\n\ny\n"), .picture(svg: "<svg/>", description: "A [d]")])])
    let accepted = try fixture.accepted()
    let output = [
      trimmed, "\(further)```output", "\(further)x", trimmed, "\(further)y", "\(further)```", trimmed,
      "\(further)![A \\[d\\]](figures/a.svg)", "",
    ]
    #expect(accepted.text == cell + output.joined(separator: "\n"))
    #expect(accepted.figures == ["figures/a.svg": figure("<svg/>", of: "a#a", description: "A [d]")])
    #expect(accepted.report().cells[0].verdict == .agrees)
    #expect(accepted.acceptance().isEmpty)
    guard case .picture(_, let description)? = accepted.report().cells[0].shown.last?.content else {
      return #expect(Bool(false))
    }
    #expect(description == "A [d]")
  }

  @Test("Line endings stay as they are")
  func carriageReturns() throws {
    let text = "```swift\r\n1\r\n```\r\n```output\r\na\r\nb\r\n```\r\ntext\r\n"
    let accepted = try Fixture(text, [.text("a\nc\nd\n")]).accepted()
    #expect(accepted.text == text.replacing("b\r\n", with: "c\r\nd\r\n"))
    let added = try Fixture("```swift\r\n1\r\n```\r\n", [.text("a\n")]).accepted()
    #expect(added.text == "```swift\r\n1\r\n```\r\n\r\n```output\r\na\r\n```\r\n")
  }

  @Test("A fence is longer than any run of backticks in it")
  func fences() throws {
    let added = try Fixture("```swift\n1\n```\n", [.text("````\nx\n")]).accepted()
    #expect(added.text == "```swift\n1\n```\n\n`````output\n````\nx\n`````\n")
    let changed = try Fixture("```swift\n1\n```\n```output\ny\n``` \n", [.text("```\nx\n")]).accepted()
    #expect(changed.text == "```swift\n1\n```\n````output\n```\nx\n```` \n")
    #expect(changed.report().cells[0].verdict == .agrees)
  }

  @Test("Printed dots are escaped")
  func dots() throws {
    let accepted = try Fixture("```swift\n1\n```\n", [.text("...\nwait....\n")]).accepted()
    #expect(accepted.text.contains("```output\n\\...\nwait\\....\n```"))
    #expect(accepted.report().cells[0].shown == [.init(.text("...\nwait....\n"))])
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("What is not given any more is removed")
  func obsolete() throws {
    let text =
      "```swift {#a}\n1\n```\n\n```output\n1\n```\n\n![First](figures/a.svg)\n![Second](figures/a-2.svg)\n\nAfter.\n"
    let file = figure("<svg/>", of: "a#a", description: "d")
    let figures = ["figures/a.svg": file, "figures/a-2.svg": file]
    let one = Fixture(text, [.outputs([.picture(svg: "<svg/>", description: "d")])], figures: figures)
    #expect(try one.accepted().text == "```swift {#a}\n1\n```\n\n![First](figures/a.svg)\n\nAfter.\n")
    #expect(one.acceptance().obsoleteFiles == ["figures/a-2.svg"])
    let none = Fixture(text, [.outputs([])], figures: figures)
    #expect(try none.accepted().text == "```swift {#a}\n1\n```\n\nAfter.\n")
    #expect(none.acceptance().obsoleteFiles == ["figures/a.svg", "figures/a-2.svg"])
  }

  @Test("What is written down is what a terminal shows in the end, without its colours")
  func terminal() throws {
    let printed = "\u{1B}[1mepoch 1\u{1B}[0m\n 50 %\r100 %\r\u{1B}[Kloss \u{1B}[32m0.0712\u{1B}[0m\n"
    let accepted = try Fixture("```swift {#a}\n1\n```\n", [.text(printed)]).accepted()
    #expect(accepted.text == "```swift {#a}\n1\n```\n\n```output\nepoch 1\nloss 0.0712\n```\n")
    #expect(accepted.report().cells[0].verdict == .agrees)
    #expect(accepted.report().diagnostics.isEmpty)

    let old = "```swift {#a}\n1\n```\n\n```output\n\u{1B}[1mepoch 1\u{1B}[0m\nloss 0.0711\n```\n"
    let renewed = try Fixture(old, [.text(printed)]).accepted()
    #expect(renewed.text == "```swift {#a}\n1\n```\n\n```output\nepoch 1\nloss 0.0711\n```\n")
    #expect(renewed.report().cells[0].verdict == .agrees)

    let shown = try #require(renewed.report().cells[0].shown.first)
    guard case .text(let text) = shown.content, !shown.hasDrifted else { return #expect(Bool(false), "\(shown)") }
    #expect(text.text == "epoch 1\nloss 0.0711\n")
    #expect(text.runs.map(\.range) == [0..<7, 13..<19])
  }

  @Test("A picture's file is rewritten, the author's words about it are kept")
  func pictures() throws {
    let text = "```swift {#a}\n1\n```\n![My words](figures/a.svg \"t\")\n"
    let fixture = Fixture(
      text, [.outputs([.text("x\n"), .picture(svg: "<svg x=\"2\"/>", description: "d")])],
      figures: ["figures/a.svg": figure("<svg x=\"1\"/>", of: "a#a")])
    let accepted = try fixture.accepted()
    #expect(
      accepted.text == "```swift {#a}\n1\n```\n\n```output\nx\n```\n![My words](figures/a.svg \"t\")\n")
    #expect(accepted.figures == ["figures/a.svg": figure("<svg x=\"2\"/>", of: "a#a", description: "d")])
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("Attributes, captions and references stay as they are, but for the values that are checked in them")
  func attributes() throws {
    let text = """
      ## Value [1](<=x>) {#value .unnumbered}

      ```swift {#a}
      ```
      ![d](figures/a.svg "t"){#fig-a}

      $$ x $$ {#eq-x}

      | a |
      |---|
      | [1](<=x>) |
      : In [1](<=x>) step {#tab-a}

      [](#fig-a), [](#eq-x) [](#tab-a)
      """
    let picture = CellResult.outputs([.picture(svg: "<svg x=\"2\"/>", description: "e")])
    let fixture = Fixture(
      text, [picture], values: Array(repeating: .value("7"), count: 3),
      figures: ["figures/a.svg": figure("<svg x=\"1\"/>", of: "a#a", description: "d")])
    let accepted = try fixture.accepted()
    #expect(accepted.text == text.replacing("[1]", with: "[7]").replacing("![d]", with: "![e]"))
    #expect(accepted.acceptance().isEmpty)
    var second = Fixture(
      accepted.text,
      [.outputs([.picture(svg: "<svg x=\"2\"/>", description: "e")] + [.picture(svg: "<b/>", description: "f")])],
      values: Array(repeating: .value("7"), count: 3), figures: accepted.figures)
    second = try second.accepted()
    #expect(
      second.text
        == accepted.text.replacing("{#fig-a}\n", with: "{#fig-a}\n\n![f](figures/a-2.svg)\n"))
  }

  @Test("Pictures get their files in the order in which they are shown")
  func pictureOrder() throws {
    let fixture = Fixture(
      "```swift {#a}\n1\n```\n![Second](figures/a-2.svg) ![First](figures/a.svg)\n",
      [.outputs([.picture(svg: "<a/>", description: ""), .picture(svg: "<b/>", description: "")])],
      figures: ["figures/a.svg": figure("<b/>", of: "a#a"), "figures/a-2.svg": figure("<a/>", of: "a#a")])
    let accepted = try fixture.accepted()
    #expect(accepted.text == "```swift {#a}\n1\n```\n![Second](figures/a.svg) ![First](figures/a-2.svg)\n")
    #expect(
      accepted.figures == [
        "figures/a.svg": figure("<a/>", of: "a#a"), "figures/a-2.svg": figure("<b/>", of: "a#a"),
      ])
    #expect(accepted.report().cells[0].verdict == .agrees)
  }

  @Test("Prints comments follow, and go where nothing is printed")
  func expectedComments() throws {
    let text =
      "```swift\nprint(1) // Prints \"1\".\nif true {\n  // Prints \"a \\\"b\\\"\"\n}\nf() // Prints \"z\"\n```\n"
    let changed = try Fixture(text, [.printed((0, 0, "2\n"), (1, nil, "a \"c\" \\ ...\n"), (4, nil, "z\n"))]).accepted()
    #expect(
      changed.text
        == text.replacing("\"1\".", with: "\"2\".").replacing(#"a \"b\""#, with: #"a \"c\" \\ \\..."#))
    #expect(changed.report().cells[0].verdict == .agrees)
    let quoted = try Fixture(
      "```swift\nx // Prints \"[\"b\"]\".\n```\n", [.outputs([.value("[\"a\"]\n")], byStatement: 0)]
    ).accepted()
    #expect(quoted.text == "```swift\nx // Prints \"[\"a\"]\".\n```\n")
    #expect(quoted.acceptance().isEmpty)
    let fewer = try Fixture(text, [.printed((0, 0, "1\n"))]).accepted()
    #expect(fewer.text == text.replacing("f() // Prints \"z\"", with: "f()"))
    let more = try Fixture(text, [.printed((0, 0, "1\n"), (1, nil, "a \"b\"\n"), (4, nil, "z\nnew\n"))]).accepted()
    #expect(more.text == text + "\n```output\n1\na \"b\"\nz\nnew\n```\n".dropLast() + "\n")
    #expect(more.acceptance().isEmpty)
  }

  @Test(
    "A floating-point number in the prose gets all decimals that stand there, and agrees then",
    arguments: [
      ("0.00", "0.5", "0.50"), ("0.000", "2.0", "2.000"), ("0.51", "0.6", "0.60"), ("**0.0**", "-3", "**-3.0**"),
      ("1.00", "-0.0", "0.00"), ("+1.00", "0.5", "+0.50"), ("1,000.00", "2500.5", "2,500.50"),
      ("0.00", "0.126", "0.13"),
      // Nothing says how many of these belong to the value.
      ("0.0", "1e+16", "1e+16"), ("1.5e3", "2.0", "2.0"), ("3", "2.5", "2.5"), ("[0.00, 0.00]", "[1, 2.5]", "[1, 2.5]"),
    ])
  func decimals(documented: String, fresh: String, written: String) throws {
    let escaped = written.replacing("[", with: "\\[").replacing("]", with: "\\]")
    let before = documented.replacing("[", with: "\\[").replacing("]", with: "\\]")
    let accepted = try Fixture("It is [\(before)](<=x>).\n", values: [.value(fresh, hasRealNumbers: true)]).accepted()
    #expect(accepted.text == "It is [\(escaped)](<=x>).\n")
    #expect(accepted.report(exact: true).checkedValues.map(\.verdict) == [.agrees])
    #expect(accepted.acceptance(exact: true).isEmpty)
  }

  @Test("What is no floating-point number gets no decimals", arguments: [("0.00", "0.5"), ("0.0", "3")])
  func noDecimals(documented: String, fresh: String) throws {
    let accepted = try Fixture("[\(documented)](<=x>)\n", values: [.value(fresh)]).accepted()
    #expect(accepted.text == "[\(fresh)](<=x>)\n")
    #expect(Fixture("[3.0](<=x>)\n", values: [.value("3")]).report().checkedValues.map(\.verdict) == [.drifted])
  }

  @Test("Prose keeps its precision and its markup")
  func prose() throws {
    let text = "The loss is [**0.172**](<=loss>), the kernel [K](<=k>), [](<=n>) steps, [-0.5](<=z>), [3](<=i>).\n"
    let values: [ValueResult] = [
      .value("0.07194"), .value("[1_0, *]"), .value("10"), .value("0.04"), .value("4"),
    ]
    let accepted = try Fixture(text, values: values).accepted()
    #expect(
      accepted.text
        == "The loss is [**0.072**](<=loss>), the kernel [\\[1\\_0, \\*\\]](<=k>), [10](<=n>) steps, [0.0](<=z>), [4](<=i>).\n"
    )
    #expect(accepted.report().checkedValues.allSatisfy { $0.verdict == .agrees })
    #expect(accepted.acceptance().isEmpty)
  }

  @Test(
    "A value in a cell of a table never breaks the table",
    arguments: [
      ("[1](<=x>)", "a|b", "[a\\|b](<=x>)"), ("[`a\\|b`](<=x>)", "c | d", "[`c \\| d`](<=x>)"),
      ("*[**1**](<=x>)*", "|2|", "*[**\\|2\\|**](<=x>)*"), ("[1](<=a \\| b>)", #"\|"#, #"[\\\|](<=a \| b>)"#),
      ("\\| [ä\\|1](<=x>) \\|", "ä|2", "\\| [ä\\|2](<=x>) \\|"),
    ])
  func tables(_ cell: String, _ value: String, _ expected: String) throws {
    let text = "> | é | b |\r\n> |:-:|---|\r\n> | \(cell) | [7](<=y>) |\r\n> | c | d |\r\n"
    let accepted = try Fixture(text, values: [.value(value), .value("8")]).accepted()
    #expect(accepted.text == text.replacing(cell, with: expected).replacing("[7]", with: "[8]"))
    #expect(accepted.report().checkedValues.map(\.verdict) == [.agrees, .agrees])
    #expect(accepted.acceptance().isEmpty)
    #expect(accepted.chapter.document.nodes.count { if case .tableCell = $0.kind { true } else { false } } == 6)
  }

  @Test("It can be restricted to some cells")
  func names() throws {
    let text = "```swift {#a}\n```\n```output\n1\n```\n\n```swift\n```\n```output\n1\n```\n\n[1](<=x>)\n"
    let fixture = Fixture(text, [.text("2\n"), .text("2\n")], values: [.value("2")])
    #expect(try fixture.accepted(names: ["a#cell-2"]).text == text.replacing("1\n```\n\n[", with: "2\n```\n\n["))
    #expect(try fixture.accepted(names: []).text == text)
  }

  @Test("What did not run is not accepted")
  func refusals() {
    let failure = CellFailure(.fatalError(words: "Index out of range"), line: 1)
    let fixture = Fixture(
      "```swift\n```\n```output\n1\n```\n\n```swift\n```\n\n[1](<=x>)\n",
      [CellResult(outcome: .failed(failure)), CellResult(outcome: .notRun(.earlierFailure))],
      values: [.failed(CellFailure(.fatalError(words: "no")))])
    #expect(fixture.acceptance().isEmpty)
    #expect(
      fixture.results.diagnostics.map(\.summary) == [
        "cell 'a#cell-1' stopped: Index out of range", "the checked value 'x' stopped: no",
      ])
    #expect(fixture.acceptance().refusals.count == 1)
    #expect(Fixture(fixture.text).acceptance().refusals.count == 3)
    let noID = Fixture("```swift\n```\n", [.outputs([.picture(svg: "", description: "")])]).acceptance()
    #expect(noID.isEmpty && noID.refusals.count == 1)
  }

  @Test("A chapter that changed since it was read is left alone")
  func changed() {
    let fixture = Fixture("```swift\n```\n", [.text("1\n")])
    let bytes = Array("```swift \n```\n".utf8)
    #expect(throws: Acceptance.ChapterChanged.self) {
      try fixture.acceptance().applied(to: bytes, of: fixture.chapter)
    }
  }

  @Test(
    "A change that looks like a regression is named",
    arguments: [
      ("0.5\n", "nan\n", "a NaN"), ("0.5\n", "inf\n", "infinite"), ("0.5\n", "", "empty"),
      ("0.5\n", "Fatal error: x\n", "an error"), ("0.5\n", "0.9\n", nil), ("nan\n", "nan x\n", nil),
    ] as [(String, String, String?)])
  func regressionWarning(_ old: String, _ new: String, _ reason: String?) {
    let outputs: [Output] = new.isEmpty ? [] : [.text(new)]
    let acceptance = Fixture("```swift\n```\n```output\n\(old)```\n", [.outputs(outputs)]).acceptance()
    let warnings = acceptance.changes.filter { $0.severity == .warning }
    #expect(warnings.count == (reason == nil ? 0 : 1))
    if let reason { #expect(warnings.first?.summary.contains(reason) == true) }
    #expect(acceptance.changes.contains { $0.severity == .note })
  }

  @Test("Volatile output is written once and then left alone")
  func volatile() throws {
    let fixture = Fixture("```swift {.volatile}\n1\n```\n", [.text("3 s\n")])
    var accepted = try fixture.accepted()
    #expect(accepted.text.contains("3 s"))
    accepted.results = ChapterResults(cells: [.text("4 s\n")], checkedValues: [])
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("Under exactness a last digit is rewritten too")
  func exact() throws {
    let fixture = Fixture("```swift\n```\n```output\n0.072\n```\n", [.text("0.073\n")])
    #expect(fixture.acceptance().isEmpty)
    #expect(try fixture.accepted(exact: true).text.contains("0.073"))
  }
}

@Suite("Accept beside text")
struct AcceptanceBesideTextTests {
  @Test("An image does not run into text that follows directly")
  func image() throws {
    let fixture = Fixture(
      "> ```swift {#a}\n> 1\n> ```\n> Text.\n", [.outputs([.picture(svg: "<svg/>", description: "d")])])
    let accepted = try fixture.accepted()
    #expect(accepted.text == "> ```swift {#a}\n> 1\n> ```\n>\n> ![d](figures/a.svg)\n>\n> Text.\n")
    #expect(accepted.report().cells[0].verdict == .agrees)
  }
}
