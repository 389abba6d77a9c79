import Markdown
import Site
import Testing

@Suite("Checked values") struct CheckedValueTests {
  @Test(
    "The text and the expression are found where they stand",
    arguments: [
      ("The loss falls to [«0.072»](<=«losses.last!»>).", "losses.last!"),
      ("[«1»](<=«a \\< b ? 1 : 2»>)", "a < b ? 1 : 2"),
      ("[«1»](<=«Array\\<Int\\>([1])[0]»>)", "Array<Int>([1])[0]"),
      ("[«4»](<=«#\"\\d\\\\\"#.count»>)", "#\"\\d\\\\\"#.count"),
      ("[«a*b*c*»](<=«x * y * z»>)", "x * y * z"),
      ("[«&amp;»](<=«a &amp; b»>)", "a &amp; b"),
      ("> - text\n>   [«two\n>   lines»](<=«f(x)[1]»>)", "f(x)[1]"),
      ("*[«0.5»](<=«\"\\(x) `y`\"»>)*", "\"\\(x) `y`\""),
      ("[«$x$»](<=«a.map { $0 }»>) and $y$", "a.map { $0 }"),
      ("\u{FEFF}ä\r\n[«é»]( <=«ö»> )\r\n", "ö"),
    ])
  func found(_ text: String, _ expression: String) throws {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    let value = try #require(result.document.checkedValues.first)
    #expect(marked.texts(of: [value.textRange, value.expressionRange]) == marked.texts)
    #expect(value.expression == expression)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test("The page shows the text alone")
  func html() {
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: "is [**0.5** & up](<=x>).\n")).document
    #expect(HTMLRenderer().render(document) == "<p>is <strong>0.5</strong> &amp; up.</p>\n")
  }

  @Test(
    "One that does not become a value is a problem at its place",
    arguments: [
      "the loss [0.1«](<=»a < b>)", "the loss [0.1«](<=»a", "[0.1«](<=»a\nb>)", "«[0.1](=a)»", "«![0.1](<=a>)»",
      "«[0.1](<=>)»",
      "«[0.1][v]»\n\n[v]: <=a>", "<div>\n[0.1«](<=»a>)\n</div>", "[v«](<=»a b>c)\n\n[v]: /u", "> - [0.1«](<=»a > b>)",
    ])
  func problems(_ text: String) {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    #expect(marked.texts(of: result.problems.map(\.range)) == marked.texts)
    #expect(result.problems.allSatisfy { $0.kind == .uncheckedValue })
    #expect(result.document.checkedValues.isEmpty)
  }

  @Test(
    "What is shown as it is, is no problem",
    arguments: [
      "`[0.1](<=x>)`", "```\n[0.1](<=x\n```", "    [0.1](<=x", "<!-- [0.1](<=x -->", "[0.1\\](<=x>)", "[a](u \"](<=\")",
    ])
  func quoted(_ text: String) {
    #expect(MarkdownParser.book.parse(SourceText(name: "a.md", text: text)).problems == [])
  }

  @Test("To CommonMark alone they are links")
  func commonMark() {
    let result = MarkdownParser.commonMark.parse(SourceText(name: "a.md", text: "[1](<=x>) [2](<=y"))
    #expect(result.document.checkedValues.isEmpty)
    #expect(result.problems == [])
    #expect(HTMLRenderer().render(result.document) == "<p><a href=\"=x\">1</a> [2](&lt;=y</p>\n")
  }
}
