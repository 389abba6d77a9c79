import Book
import Markdown
import TestSupport
import Testing

@Suite("Captions")
struct CaptionTests {
  static func value(_ fixture: Fixture) -> [CheckedValue] { fixture.chapter.checkedValues }

  @Test("A caption is inline Markdown, whose locations are those of the chapter")
  func locations() throws {
    let marked = MarkedText(
      """
      > ~~~swift {#a caption="A «*first*» `code` \\"«**quoted**»\\" $x^2$, [«0.07»](<=«losses[\\"a\\"]»>) # end #" .fold}
      > 1
      > ~~~

      """)
    let (chapter, diagnostics) = parse(marked.text)
    #expect(diagnostics == [])
    let caption = try #require(chapter.captions[chapter.cells[0].node])
    let value = try #require(chapter.checkedValues.first)
    let emphasis = caption.nodes.filter { $0.kind == .emphasis || $0.kind == .strong }.map(\.range)
    #expect((emphasis + [value.documentedRange, value.expressionRange]) == marked.ranges)
    #expect(value.expression == #"losses["a"]"#)
    #expect(caption.plainText(of: 1) == "A first code \"quoted\" x^2, 0.07 # end #")
    #expect(chapter.cells[0].options.fold)
  }

  @Test("What would begin a block is text", arguments: ["1. One", "- One", "# One", "> One", "    One", "***"])
  func blocks(_ text: String) throws {
    let caption = try #require(parse("```swift {caption=\"\(text)\"}\n```\n").chapter.captions.values.first)
    #expect(caption.nodes.count == 3)
    #expect(caption.plainText(of: 1) == text.trimmingPrefix { $0 == " " })
  }

  @Test("A value in a caption is evaluated after its cell, whatever else there is")
  func order() {
    let chapter = parse(
      "[1](<=a>)\n\n```swift {caption=\"[2](<=b>) and [3](<=c>)\"}\n1\n```\n\n[4](<=d>)\n\n```swift\n```\n"
    ).chapter
    #expect(
      chapter.steps == [.checkedValue(0), .cell(0), .checkedValue(1), .checkedValue(2), .checkedValue(3), .cell(1)])
    #expect(chapter.checkedValues.map(\.expression) == ["a", "b", "c", "d"])
    #expect(chapter.checkedValues.map { chapter.cell(captionedBy: $0)?.index } == [nil, 0, 0, nil])
  }

  @Test("It is compared and accepted like any other")
  func accepted() throws {
    let marked = MarkedText("```swift {caption=\"Falls to [«0.07»](<=loss>).\" .fold}\n1\n```\n")
    let fixture = Fixture(marked.text, [.outputs([])], values: [.value("0.0912")])
    #expect(fixture.report().diagnostics.map(\.location?.range) == marked.ranges)
    #expect(fixture.report().checkedValues.map(\.verdict) == [.drifted])
    #expect(try fixture.accepted().text == marked.text.replacing("0.07", with: "0.09"))
    #expect(try fixture.accepted(names: ["a#cell-1"]).text == marked.text.replacing("0.07", with: "0.09"))
    #expect(try fixture.accepted(names: []).text == marked.text)
    #expect(try fixture.accepted().acceptance().isEmpty)
  }

  @Test(
    "What is accepted into a caption is read as it is",
    arguments: ["a \"b\"", "a`b", #"\"#, #"\" "#, "*x*", "[a](b)", "$x$", "é…", "<b>", "&amp;"])
  func escaping(_ text: String) throws {
    for fence in ["```", "~~~"] {
      let fixture = Fixture(
        "\(fence)swift {caption=\"Is [old](<=v>)\"}\n1\n\(fence)\n", [.outputs([])], values: [.value(text)])
      let accepted = try fixture.accepted()
      #expect(accepted.report().checkedValues.map(\.verdict) == [.agrees], "\(accepted.text)")
      #expect(accepted.chapter.checkedValues.map(\.documented) == [text])
      #expect(accepted.acceptance().isEmpty)
    }
  }

  @Test(
    "The title of a picture with attributes is a caption, whose locations are those of the chapter",
    arguments: [
      "![Words](a.png \"A «*first*» [«0.07»](<=«losses[\\\"a\\\"]»>)\"){#fig}\n",
      "> ![Words]( <a b.png>  'A «*first*» [«0.07»](<=«losses[\"a\"]»>)' ){#fig}\n",
      "- ![](a.png (A\n  «*first*» [«0.07»]\\(<=«losses[\"a\"]»>\\))){#fig}\n",
    ])
  func titles(_ text: String) throws {
    let marked = MarkedText(text)
    let (chapter, diagnostics) = parse(marked.text)
    #expect(diagnostics == [])
    let caption = try #require(chapter.captions.values.first)
    let value = try #require(chapter.checkedValues.first)
    #expect(
      caption.nodes.filter { $0.kind == .emphasis }.map(\.range) + [value.documentedRange, value.expressionRange]
        == marked.ranges)
    #expect(value.expression == #"losses["a"]"#)
    #expect(caption.plainText(of: 1) == "A first 0.07")
    #expect(parse(marked.text.replacing("{#fig}", with: "")).chapter.captions.isEmpty)
  }

  @Test(
    "A value in a title is compared and accepted like any other, whatever encloses it",
    arguments: ["\"\"", "''", "()"], ["0.09", "a \"b\" 'c' (d)", "x`y`"])
  func acceptedTitles(_ enclosure: String, _ fresh: String) throws {
    let (opening, closing) = (enclosure.first!, enclosure.last!)
    let value = enclosure == "()" ? "[0.07]\\(<=loss>\\)" : "[0.07](<=loss>)"
    let text = "![Words](a.png \(opening)Falls to \(value).\(closing)){#fig}\n"
    let fixture = Fixture(text, values: [.value(fresh)])
    #expect(fixture.report().checkedValues.map(\.verdict) == [.drifted])
    let accepted = try fixture.accepted()
    #expect(accepted.report().checkedValues.map(\.verdict) == [.agrees], "\(accepted.text)")
    #expect(accepted.chapter.checkedValues.map(\.documented) == [fresh])
    #expect(accepted.chapter.captions.count == 1)
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("What is wrong in a caption is reported at its location")
  func problems() {
    let marked = MarkedText(
      "```swift {caption=\"[1](<=a> \\\"«tolerence»=1\\\") [x](«gone.csv») [0«](<=»b\"}\n1\n```\n")
    let diagnostics = parse(marked.text, files: []).diagnostics
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.allSatisfy { $0.severity == .error })
  }
}

@Suite("Options of checked values")
struct CheckedValueOptionTests {
  private func verdict(_ text: String, _ fresh: String, exact: Bool = false) -> CheckedValueReport.Verdict {
    Fixture(text + "\n", values: [.value(fresh)]).report(exact: exact).checkedValues[0].verdict
  }

  @Test("A tolerance takes the place of the last digit")
  func tolerance() {
    #expect(verdict("[19](<=ratio> \"tolerance=3\")", "21.5") == .agrees)
    #expect(verdict("[19](<=ratio> \"tolerance=3\")", "22.5") == .drifted)
    #expect(verdict("[19](<=ratio> 'tolerance=3')", "16.0", exact: true) == .agrees)
    #expect(verdict("[0.5](<=ratio> (tolerance=1e-3))", "0.501") == .agrees)
  }

  @Test("A volatile value is evaluated and not compared")
  func volatile() throws {
    let fixture = Fixture("It took [3 s](<=time> \"volatile\").\n", values: [.value("4 s")])
    let report = fixture.report()
    #expect(report.checkedValues.map(\.verdict) == [.notCompared])
    #expect(report.checkedValues.map(\.shown) == ["3 s"])
    #expect(report.diagnostics == [])
    #expect(fixture.acceptance().isEmpty)
    let empty = Fixture("It took [](<=time> \"volatile\").\n", values: [.value("4 s")])
    #expect(empty.report().diagnostics.map(\.severity) == [.warning])
    #expect(try empty.accepted().text == "It took [4 s](<=time> \"volatile\").\n")
    let failed = Fixture(fixture.text, values: [.failed(CellFailure(.fatalError(words: "no")))])
    #expect(failed.report().diagnostics.map(\.severity) == [.error])
  }

  @Test(
    "A wrong option is reported at its bytes, with the nearest name",
    arguments: [
      ("«tolerence»=1", "'tolerence' is not an option of a checked value", "Did you mean 'tolerance='?"),
      ("«volatil»", "'volatil' is not an option of a checked value", "Did you mean 'volatile'?"),
      ("«.volatile»", "'.volatile' is not an option of a checked value", "Did you mean 'volatile'?"),
      ("«A» title", "'A' is not an option of a checked value", "The options are tolerance=, volatile."),
      ("«tolerance=x»", "'x' cannot be the tolerance of a checked value", "not negative"),
      ("«tolerance=-1»", "'-1' cannot be the tolerance of a checked value", "not negative"),
      ("«tolerance»", "'' cannot be the tolerance of a checked value", "not negative"),
      ("volatile «volatile»", "the option 'volatile' stands twice", "Remove one."),
      ("«volatile tolerance=1»", "'volatile' and 'tolerance' exclude each other", "not compared"),
      ("«tolerance = 1»", "an option of a checked value has no blanks around its '='", "Write \"tolerance=1\"."),
      ("«tolerance= 1»", "an option of a checked value has no blanks around its '='", "Write \"tolerance=1\"."),
      ("«tolerance =1» volatile", "an option of a checked value has no blanks around its '='", "\"tolerance=1\"."),
      ("«volatile=1»", "'volatile' takes no value", "alone"),
    ])
  func wrong(_ title: String, _ summary: String, _ explanation: String) throws {
    let marked = MarkedText("> text\n> [1](<=x> \"\(title)\")\n")
    let diagnostics = parse(marked.text).diagnostics
    let first = try #require(diagnostics.first)
    #expect(diagnostics.count == (title == "«A» title" ? 2 : 1))
    #expect(first.summary == summary)
    #expect(first.location?.range == marked.ranges[0])
    #expect(first.explanation?.contains(explanation) == true)
  }

  @Test(
    "Digits may be grouped, and accept keeps the groups",
    arguments: [
      ("3,000,000", "3000000", "3,000,000"), ("61,706", "61707", "61,707"), ("999", "1000", "1000"),
      ("1,000", "999", "999"), ("12,345.68", "12345.6789", "12,345.68"), ("12,345.68", "2345678.9876", "2,345,678.99"),
      ("-1,234", "-4321", "-4,321"), ("3,000 of 10,000 images", "4000 of 10000 images", "4,000 of 10,000 images"),
      ("1,000", "1,001", "1,001"), ("(1, 2)", "(1, 3)", "(1, 3)"),
      ("3'000'000", "3000001", "3'000'001"), ("3’000’000", "3000000", "3’000’000"), ("3_000", "4000", "4\\_000"),
      ("3\u{2009}000\u{2009}000", "3000001", "3\u{2009}000\u{2009}001"),
      ("-3\u{202F}000.5", "-3000.75", "-3\u{202F}000.8"),
      ("3\u{A0}000 m", "3001 m", "3\u{A0}001 m"),
    ])
  func groups(_ documented: String, _ fresh: String, _ accepted: String) throws {
    let fixture = Fixture("Is [\(documented)](<=n>).\n", values: [.value(fresh)])
    #expect((fixture.report().checkedValues[0].verdict == .agrees) == (documented == accepted))
    #expect(try fixture.accepted().text == "Is [\(accepted)](<=n>).\n")
    #expect(try fixture.accepted().report().checkedValues[0].verdict == .agrees)
  }

  @Test(
    "What only looks like groups is none",
    arguments: [
      ("3,00", "300"), ("3,0000", "30000"), ("1234,567", "1234567"), ("0,001", "1"), ("3,000", "3"),
      ("3.000.000", "3000000"), ("3 000", "3000"), ("3,000'000", "3000000"),
    ])
  func noGroups(_ documented: String, _ fresh: String) {
    #expect(verdict("[\(documented)](<=n>)", fresh) == .drifted)
  }
}

@Suite("Accepted values")
struct AcceptedValueTests {
  static let texts = [
    "41", "*41*", " 41 ", "** 41**", "**41** m", "`41`", "`` ` ``", "*4*1", "4*1*", "a *b* c", "*a* *b*", "\\*41\\*",
    "&#52;1", "",
    " ", "*41*\n**m**", "$41$", "4\u{A0}1", "...", "x...", "\\...", "<b>41</b>", "&lt;b>", "[41]", "41\\\n42",
    "41  \n42",
  ]
  static let values = [
    "42", "x", " y ", "a*b", "", " ", "1 2", "a  b", "*", "_a_", "a`b", "``", "nan", "...", "a...b", "42 m", "\\", "\n",
    "a\nb", "<b>",
    "&lt;", "[x](y)", "$x$", "~~x~~", "\u{A0}", "]", "\t1", "!", "x\\",
  ]

  @Test("Whatever markup and blanks are around a value, one accept is enough", arguments: texts)
  func converges(_ text: String) throws {
    for value in Self.values {
      try converge(Fixture("Is [\(text)](<=v>) so.\n", values: [.value(value)]))
      guard !text.contains("\n") else { continue }
      let caption = "~~~swift {caption=\"Is [\(text.replacing("\\", with: "\\\\"))](<=v>)\"}\n1\n~~~\n"
      try converge(Fixture(caption, [.outputs([])], values: [.value(value)]))
    }
  }

  private func converge(_ fixture: Fixture) throws {
    try #require(fixture.chapter.checkedValues.count == 1, "\(fixture.text)")
    let accepted = try fixture.accepted()
    #expect(accepted.report().checkedValues.map(\.verdict) == [.agrees], "\(accepted.text)")
    #expect(accepted.acceptance().isEmpty, "\(accepted.text)")
    #expect(parse(accepted.text).diagnostics == [], "\(accepted.text)")
  }

  @Test(
    "The author's markup stays where it can hold the value",
    arguments: [
      ("*41*", "42", "*42*"), ("`41`", "a*b", "`a*b`"), ("`41`", "a`b", "a\\`b"), ("$41$", "42", "$42$"),
      ("**41** m", "42 m", "42 m"), (" 41 ", "42", " 42 "),
    ])
  func markup(_ text: String, _ value: String, _ accepted: String) throws {
    let fixture = Fixture("Is [\(text)](<=v>).\n", values: [.value(value)])
    #expect(try fixture.accepted().text == "Is [\(accepted)](<=v>).\n")
  }

  @Test(
    "A checked value in a title that is no caption is an error",
    arguments: [
      "Text «![J](p.svg \"inl [0](<=1>)\")» here.\n", "«[link](https://example.org \"[0](<=1>)\")»\n",
      "| a |\n|---|\n| «![J](p.svg \"[0](<=1>)\")» |\n",
    ])
  func titles(_ text: String) {
    let marked = MarkedText(text)
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.summary) == ["a checked value in this title is not checked"])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
  }
}
