import Markdown
import Site
import TestSupport
import Testing

@Suite("Math") struct MathTests {
  @Test(
    "A formula is found where it stands",
    arguments: [
      "The mean is «$\\mu$».",
      "«$a$», «$b_1 + b_2$» and «$c*d*e$»",
      "«$`a_1 \\$ b`$» as GitHub writes it, «$``a`b``$» too",
      "*«$x$»* **«$y$»** [«$z$»](u) ![«$w$»](u)",
      "> first «$a\n>  = b$» second\n> line",
      "- item «$x <y> z$»\n- «$[a](b)$»",
      "# Heading «$x$»\n\nUnder «$y$»\n===",
      "price \\$5, «$x\\$y$», end\\",
      "[a]: /u \"$t$\"\n«$x$» [a]",
      "`$a$` «$b$» `$c$`",
      "<b title=\"$x$\"> «$y$» <http://a.b/$c$>",
      "[a](<$b$> \"$c$\") «$d$»",
      "ä «$ä$» ä «$é$»\r\nthen «$z$»\r\n",
      "«$$x$$»",
      "«$$\n\\begin{aligned}\n  a &= b \\\\\n  c &= d\n\\end{aligned}\n$$»\n",
      "before\n«$$\nx\n$$»\nafter",
      "«$$\n- a\n+ b\n$$»\n\n«$y$»",
      "«$$\na\n---\n===\n$$»",
      "«$$\n    a\n> b\n# c\n$$»\n",
      "> «$$\n> a\n> b\n> $$»\n\n1. one\n\n   «$$x_1$$»\n2. two",
      "\u{FEFF}«$a$»\u{0}«$b$»\n\n«$$c$$»\n",
      "*a «$b* c$» d*",
      "«$a$»«$b$»«$c$»",
    ])
  func found(_ text: String) {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    let ranges = result.document.ranges { if case .math = $0 { true } else { false } }
    #expect(marked.texts(of: ranges) == marked.texts)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test(
    "What is no formula stays text",
    arguments: [
      "from $20 to $30", "a $ b $ c", "it costs $5 and `$HOME` is set", "$a $b", "$a$1", "\\$a$", "    $x$",
      "```\n$x$\n```",
      "<div>\n$x$ $$y$$\n</div>", "$", "a$", "`$$x$$`", "$5", "<!-- $x$ -->",
    ])
  func notFound(_ text: String) {
    let source = SourceText(name: "chapter.md", text: text)
    let result = MarkdownParser.book.parse(source)
    #expect(result.document.nodes == MarkdownParser.commonMark.parse(source).document.nodes)
    #expect(result.problems == [])
  }

  @Test("A formula's source is what stands between the dollars, without what belongs to a block quote")
  func source() {
    let text = MarkedText("> «$$\n> a\n>   + b\n> $$»\n> and $c\n> d$ and $`e`$")
    let formulas = MarkdownParser.book.parse(text.source).document.formulas
    #expect(formulas.map(\.source) == ["a\n  + b", "c\nd", "e"])
    #expect(formulas.map(\.isDisplay) == [true, false, false])
  }

  @Test("A displayed formula is a block between paragraphs")
  func blocks() {
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: "one\n$$\nx<y\n$$\ntwo $a$\n")).document
    #expect(
      HTMLRenderer().render(document)
        == "<p>one</p>\n<div class=\"math\">x&lt;y</div>\n<p>two <span class=\"math\">a</span></p>\n")
  }

  @Test(
    "Dollars that do not fit together are a problem at their location",
    arguments: [
      "«$$»\nx\n", "«$$»\nx\n\ny\n$$z$$\n", "text «$$»x\n", "# «$$»x\n", "> «$$»\n> x\n\ny", "$$x«$$» y",
      "a\n    «$$»x",
      "«$$  $$»",
    ])
  func problems(_ text: String) {
    let marked = MarkedText(text)
    let problems = MarkdownParser.book.parse(marked.source).problems
    #expect(marked.texts(of: problems.map(\.range)).prefix(1) == marked.texts[...])
    #expect(problems.allSatisfy { $0.kind == .displayMath })
  }

  @Test("Dollars in a line that turns out to be code stay what they are")
  func code() throws {
    let source = SourceText(name: "a.md", text: "$$y$$\n    $x$\n\n$z$\n")
    let document = MarkdownParser.book.parse(source).document
    #expect(document.codeBlocks.map(\.literal) == ["$x$\n"])
    #expect(document.formulas.map(\.source) == ["y", "z"])
    #expect(RangeRules.violations(in: document) == [])
  }

  @Test("CommonMark alone knows no formulas")
  func commonMark() {
    let document = MarkdownParser.commonMark.parse(SourceText(name: "a.md", text: "$a_b_$\n\n$$\nx\n$$\n")).document
    #expect(document.formulas.isEmpty)
  }
}
