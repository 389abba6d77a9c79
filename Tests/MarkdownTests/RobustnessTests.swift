import Markdown
import Site
import TestSupport
import Testing

/// Deep nesting, odd bytes: what must neither exhaust the stack nor move a position.
@Suite("Robustness") struct RobustnessTests {
  @Test(
    "Deeply nested text is parsed, rendered and released",
    arguments: [
      ("block quotes", String(repeating: ">", count: 50_000) + " a\n"),
      ("brackets", String(repeating: "[", count: 15_000) + "a" + String(repeating: "]", count: 15_000)),
      ("links", String(repeating: "[", count: 15_000) + "a" + String(repeating: "](u)", count: 15_000)),
      ("images", String(repeating: "![", count: 5_000) + "a" + String(repeating: "](u)", count: 5_000)),
      ("list items", String(repeating: "- ", count: 15_000) + "a\n"),
      ("emphasis", String(repeating: "*a **a ", count: 15_000) + "b" + String(repeating: " a** a*", count: 15_000)),
      ("backticks", (1...1_500).map { String(repeating: "`", count: $0) + "a" }.joined()),
      ("dollars", String(repeating: "$a ", count: 15_000)),
      ("formulas", String(repeating: "$a$", count: 15_000)),
      ("formulas in quotes", String(repeating: ">", count: 15_000) + " $$x$$\n"),
      ("backticked dollars", (1...1_000).map { "$" + String(repeating: "`", count: $0) }.joined(separator: " ")),
      ("definitions", String(repeating: "[a]: /u\n", count: 15_000) + "[a]"),
      ("angles", String(repeating: "<", count: 15_000)),
      ("expressions", String(repeating: "[1](<=a", count: 5_000)),
    ])
  func nesting(_ name: String, _ text: String) {
    let document = MarkdownParser.book.parse(SourceText(name: name, text: text)).document
    #expect(RangeRules.isNested(document))
    let page = HTMLChecker(HTMLRenderer().render(document))
    #expect(page.problems == [])
    #expect(!page.tags.isEmpty)
  }

  @Test("50,000 block quotes are 50,000 nodes")
  func blockQuotes() {
    let text = String(repeating: ">", count: 50_000) + " a\n"
    let document = MarkdownParser.commonMark.parse(SourceText(name: "deep.md", text: text)).document
    #expect(document.nodes.count { $0.kind == .blockQuote } == 50_000)
    #expect(document.nodes.last?.range == 50_001..<50_002)
  }

  @Test(
    "Invalid UTF-8 is reported with its location",
    arguments: [
      ([0xFF], "0xFF"), ([0xC3], "0xC3"), ([0xE2, 0x82], "0xE2 0x82"), ([0xED, 0xA0, 0x80], "0xED"),
      ([0xC0, 0x80], "0xC0"),
      ([0xF5], "0xF5"), ([0x80], "0x80"), ([0xF0, 0x9F, 0x98], "0xF0 0x9F 0x98"),
    ] as [([UInt8], String)])
  func invalidUTF8(_ bytes: [UInt8], _ named: String) throws {
    let source = SourceText(name: "a.md", bytes: Array("one\r\ntwö ".utf8) + bytes + Array("\nthree\n".utf8))
    let result = MarkdownParser.book.parse(source)
    let problem = try #require(result.problems.first)
    #expect(result.problems.count == 1)
    #expect(problem.kind == .invalidUTF8)
    #expect(source.position(at: problem.range.lowerBound) == SourcePosition(line: 2, column: 6))
    #expect(problem.summary.contains(named + " at offset 10 "))
    #expect(result.document.nodes.count == 1)
  }

  @Test("A NUL becomes a replacement character and moves nothing")
  func nul() {
    let text = MarkedText("a\u{0}«*b*» `\u{0}`\n\n```\u{0}\nx\u{0}y\n```\n\n\u{0}«*c*»\n")
    let document = MarkdownParser.commonMark.parse(text.source).document
    #expect(text.texts(of: document.ranges { $0 == .emphasis }) == text.texts)
    #expect(
      HTMLRenderer().render(document)
        == "<p>a\u{FFFD}<em>b</em> <code>\u{FFFD}</code></p>\n<pre><code class=\"language-\u{FFFD}\">x\u{FFFD}y\n</code></pre>\n"
        + "<p>\u{FFFD}<em>c</em></p>\n")
  }

  @Test("A byte-order mark is skipped and moves nothing")
  func byteOrderMark() {
    let text = MarkedText("\u{FEFF}«# One»\n\ntwo\n")
    let document = MarkdownParser.commonMark.parse(text.source).document
    #expect(text.texts(of: document.ranges { $0 == .heading(level: 1) }) == text.texts)
    #expect(HTMLRenderer().render(document) == "<h1>One</h1>\n<p>two</p>\n")
  }

  @Test("CR LF and CR end lines as LF does", arguments: Example.specification)
  func lineEndings(_ example: Example) {
    for ending in ["\r\n", "\r"] {
      let text = example.markdown.replacing("\n", with: ending)
      let document = MarkdownParser.commonMark.parse(SourceText(name: "a.md", text: text)).document
      #expect(HTMLRenderer().render(document) == example.html)
    }
  }

  @Test("Markdown that begins behind front matter keeps the positions of the file")
  func frontMatter() {
    let text = MarkedText("---\ntitle: *a*\n---\n«*b*» and «*c*»\n\n> «*d*» [1](<=x>) $e$\n")
    let start = text.ranges[0].lowerBound
    let document = MarkdownParser.book.parse(text.source, from: start).document
    #expect(text.texts(of: document.ranges { $0 == .emphasis }) == text.texts)
    #expect(document.nodes[0].range == start..<text.source.bytes.count)
    #expect(RangeRules.violations(in: document) == [])
  }

  @Test("An empty text is an empty document", arguments: ["", "\n", " \n\t\n", "\u{FEFF}"])
  func empty(_ text: String) {
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: text)).document
    #expect(document.nodes.map(\.kind) == [.document])
    #expect(HTMLRenderer().render(document) == "")
  }
}
