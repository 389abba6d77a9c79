import Markdown
import Site
import TestSupport
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

  @Test(
    "The title is found where it stands",
    arguments: ["[0.1](<=a> \"«tolerance=1»\")", "> [0.1](<=a>   '«x\\'y»' )", "[0.1](<=a>\t(«x»)) b", "[0.1](<=a>)"])
  func title(_ text: String) throws {
    let marked = MarkedText(text)
    let value = try #require(MarkdownParser.book.parse(marked.source).document.checkedValues.first)
    #expect(marked.texts(of: [value.titleRange].filter { !$0.isEmpty }) == marked.texts)
  }

  @Test("Inline Markdown from anywhere has the ranges of its source")
  func inline() throws {
    let marked = MarkedText(##"x "# «*a \"b*» «$x$» [«1»](<=«f(\"y\")»>) #" y"##)
    let source = marked.source
    // The text between the outer quotes; a backslash before a quote is no part of it.
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    for offset in 3..<source.bytes.count - 3 {
      if source.bytes[offset] == UInt8(ascii: "\\"), source.bytes[offset + 1] == UInt8(ascii: "\"") { continue }
      bytes.append(source.bytes[offset])
      offsets.append(offset)
    }
    let result = MarkdownParser.book.parseInline(bytes, at: offsets + [source.bytes.count - 3], of: source)
    #expect(result.problems == [])
    #expect(result.document.formulas.map(\.source) == ["x"])
    #expect(result.document.checkedValues.map(\.expression) == ["f(\"y\")"])
    #expect(result.document.plainText(of: 1) == "# a \"b x 1 #")
    let value = try #require(result.document.checkedValues.first)
    let spans = result.document.ranges { kind in
      switch kind {
      case .emphasis, .math: true
      default: false
      }
    }
    #expect(marked.texts(of: spans + [value.textRange, value.expressionRange]) == marked.texts)
  }

  @Test("The page shows the text alone")
  func html() {
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: "is [**0.5** & up](<=x>).\n")).document
    #expect(HTMLRenderer().render(document) == "<p>is <strong>0.5</strong> &amp; up.</p>\n")
  }

  @Test(
    "One that does not become a value is a problem at its location",
    arguments: [
      "the loss [0.1«](<=»a < b>)", "the loss [0.1«](<=»a", "[0.1«](<=»a\nb>)", "«[0.1](=a)»", "«![0.1](<=a>)»",
      "«[0.1](<=>)»", "> «[0.1](<=a>\n> \"volatile\")»",
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
