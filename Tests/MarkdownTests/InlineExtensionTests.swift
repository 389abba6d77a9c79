import Markdown
import Site
import TestSupport
import Testing

@Suite("Extensions within lines and items") struct InlineExtensionTests {
  private func check(_ text: String, _ isIncluded: (Node.Kind) -> Bool) {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    #expect(marked.texts(of: result.document.ranges(where: isIncluded)) == marked.texts)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test(
    "What tildes strike out has its bytes",
    arguments: [
      "«~~gone~~» and «~gone~», \\~\\~a\\~\\~ `~~b~~` $~~c~~$ \\~d~", "«~~a *b* [1](<=x>) $y$ [l](u) `c`~~» z",
      "*«~~a~~»* **b «~c~»** «~~*d*~~»", "# «~~é~~» ü\r\n\r\n> 1. «~~ö\r\n>    two~~»\r\n",
      "- | «~~a~~» \\| «~~b~~» |\n  | - |\n",
      "about ~5, ~6~7 and a~b~c, but a«~~b~~»c", "x ~~~a~~~ «~~a ~~ ~~ a~~» «~~\"a\"~~»", "~~a *b~~ c*",
      "«~~a ~b~~» c~",
      "\t\n«~~ä~~»\t«~~&auml;~~»",
      "[«~~a~~»](u)", "~a ~~b~ c~~ ~",
    ].map { $0.replacing("~a ~~b~ c~~ ~", with: "«~a ~~b~» c~~ ~") })
  func strikethrough(_ text: String) { check(text) { $0 == .strikethrough } }

  @Test("What is struck out nests with emphasis, links and values")
  func nesting() {
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: "~~a *b ~c~* [1](<=x>)~~ **~~d~~**\n"))
      .document
    #expect(
      HTMLRenderer().render(document)
        == "<p><del>a <em>b <del>c</del></em> 1</del> <strong><del>d</del></strong></p>\n")
  }

  @Test(
    "The box of a task has its bytes",
    arguments: [
      "- «[ ]» open\n- «[x]» *done*\n- [y] no\n- [ ]\n- \\[ ] no\n- [x](u) no\n",
      "1. «[X]» é [1](<=x>)\r\n   - > [ ] no\r\n   - «[ ]»\ttab $y$\r\n",
      "> * «[x]» `c`\n>\n> * «[ ]» ~~d~~\n>\n>   [ ] no\n", "[x] no\n\n- a\n  [x] no\n",
    ])
  func tasks(_ text: String) { check(text) { if case .taskBox = $0 { true } else { false } } }

  @Test(
    "A bare link has its bytes",
    arguments: [
      "See «https://x.org/a_b», («http://x.org/(a)») and «www.x.org».",
      "«a.b@c.org», `d@e.org` <x://y.z> a@b \\https\\://x.org",
      "> - é «https://x.org/ä?b=c&d»\r\n>   «ftp://x.org» é [1](<=x>) $y$\r\n",
      "| a |\n| - |\n| «https://x.org/a» \\| «www.x.org/b» |\n",
      "*«https://x.org»* **«www.x.org»** ~~«https://y.org»~~ «https://x.org/~a~b»",
      "https:// http://a_b www. xhttps://x.org a/b@c.d x@y",
      "«https://x.org/&amp;a»", "é:«https://x.org»".replacing("é:", with: "é: "),
    ])
  func bareLinks(_ text: String) {
    let marked = MarkedText(text)
    let document = MarkdownParser.book.parse(marked.source).document
    let ranges = document.ranges { if case .link = $0 { true } else { false } }
    #expect(marked.texts(of: ranges.filter { marked.bytes[$0.lowerBound] != UInt8(ascii: "<") }) == marked.texts)
    #expect(RangeRules.violations(in: document) == [])
  }

  @Test("Within links and pictures an address is text")
  func linkedAddresses() {
    let text = "[https://x.org](u) ![www.x.org](v) [a@b.org](<=x>)\n"
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: text)).document
    #expect(
      HTMLRenderer().render(document)
        == "<p><a href=\"u\">https://x.org</a> <img src=\"v\" alt=\"www.x.org\" /> a@b.org</p>\n")
  }

  @Test(
    "A note has its bytes, and so has what is in it",
    arguments: [
      "«> [!NOTE]\n> *a* [1](<=x>)»\n", "«> [!tip]  \r\n> é $y$\r\n>\r\n> - | a |\r\n>   | - |\r\n>   | *b* |»\r\n",
      "- «> [!WARNING]\n  >\n  > a»\n- «> [!CAUTION]\n  > «> [!IMPORTANT]\n  > > b»»\n",
      "> [!NOTE] no\n\n> [!OTHER]\n> no\n\n> \\[!NOTE]\n> no\n\n> a\n> [!NOTE]\n\n> [!NOTE]\n\n[!NOTE]\na\n",
      ">\t«".replacing("«", with: "") + "[!NOTE](u)\n> a\n",
    ])
  func alerts(_ text: String) { check(text) { if case .alert = $0 { true } else { false } } }

  @Test("The mark of a note is no part of its text")
  func alertContent() {
    let document = MarkdownParser.book.parse(
      SourceText(name: "a.md", text: "> [!NOTE]\n> a *b*\n> c\n>\n> d\n\n> [!TIP]\n>\n> e\n")
    ).document
    #expect(
      HTMLRenderer().render(document)
        == "<div class=\"markdown-alert markdown-alert-note\">\n<p class=\"markdown-alert-title\">Note</p>\n<p>a <em>b</em>\nc</p>\n<p>d</p>\n</div>\n"
        + "<div class=\"markdown-alert markdown-alert-tip\">\n<p class=\"markdown-alert-title\">Tip</p>\n<p>e</p>\n</div>\n"
    )
  }
}
