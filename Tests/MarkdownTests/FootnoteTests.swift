import Markdown
import Site
import TestSupport
import Testing

@Suite("Footnotes") struct FootnoteTests {
  @Test(
    "A footnote has its bytes, and so has what is in it",
    arguments: [
      "a«[^1]» b\n\n«[^1]: «*c*» «[2](<=x>)»»\n",
      "a«[^n]»\n\n«[^n]: b\n    c\n\n    - «*d*»\n\n      e\n\n    ```\n    f\n    ```»\n\ng\n",
      "é«[^ä]»\r\n«[^ä]: ü «**ö**»\r\nlazy «$y$»»\r\n\r\nnot\r\n",
      "> a«[^x]»\n>\n> «[^x]: | b |\n>     | - |\n>     | «*c*» \\| «[d](u)» |»\n> > e\n",
      "- a«[^x]»\n\n  «[^x]: b\n\n  \t  «*c*»»\n- d\n", "«[^a]: «[^b]»»\n«[^b]: «[^a]»»\n«[^c]: x»\n\n«[^c]»\n",
      "| a«[^1]» |\n| - |\n\n«[^1]: b»\n",
      "«*a*»«[^1]»«[^2]» \\[^1] `[^1]` «$[^1]$»\n\n«[^1]: «[https](u)»»\n    \n\n\n«[^2]:\n    b»\n",
      "# a«[^1]»\n\n«[^1]: b»\n---\n\nc\n",
      "\u{FEFF}«[^1]: a\u{0}»\n\nb«[^1]»\n", "a«[^1]»\n\n«[^1]: b»\n\n[c]: /u\n\n«[c]»\n",
      "a«[^1]»\n\n«[^1]: # b\n    c»\n",
    ])
  func found(_ text: String) {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    let ranges = result.document.ranges { kind in
      switch kind {
      case .footnote, .footnoteReference, .emphasis, .strong, .link, .math, .checkedValue: true
      default: false
      }
    }
    let sorted = ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    #expect(marked.texts(of: sorted) == marked.texts)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test("Footnotes are numbered as they are referred to, whatever their case and order")
  func numbers() {
    let text = "a[^B] b[^a] c[^b]\n\n[^a]: one\n\n[^b]: two[^c]\n\n[^c]: three\n"
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: text)).document
    let notes = document.nodes.compactMap { if case .footnote(let note) = $0.kind { note } else { nil } }
    #expect(notes.map(\.label) == ["a", "b", "c"])
    #expect(notes.map(\.number) == [2, 1, 3])
    #expect(notes.map(\.references) == [1, 2, 1])
    let references = document.nodes.compactMap { if case .footnoteReference(let note) = $0.kind { note } else { nil } }
    #expect(references.map(\.number) == [1, 2, 1, 3])
    #expect(references.map(\.references) == [1, 1, 2, 1])
  }

  @Test(
    "A reference to nothing and a footnote that nobody can read are problems at their bytes",
    arguments: [
      "a«[^1]»\n", "> | a «[^x]» \\| |\r\n> | - |\r\n", "a[^1]\n\n[^1]: b «[^2]»\n", "«[^1]»: a\n",
      "a[^1]\n\n[^1]: b\n\n«[^1]»: c\n",
      "a[^1]\n\n«[^1]»:\n", "«[^a]» b\n    [^a]: c\n".replacing("\n    [^a]: c", with: ""),
    ])
  func problems(_ text: String) {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    #expect(marked.texts(of: result.problems.map(\.range)) == marked.texts)
    #expect(result.problems.allSatisfy { $0.isWarning == (text == "«[^1]»: a\n") })
  }

  @Test(
    "What is code, a formula, HTML or a link is no footnote",
    arguments: [
      "`[^1]`\n", "$[^1]$\n", "[^1](u)\n", "```\n[^1]: a\n```\n", "    [^1]: a\n", "<!-- [^1] -->\n", "[^]: a\n",
      "[a]: u\n",
    ])
  func none(_ text: String) {
    let result = MarkdownParser.book.parse(SourceText(name: "a.md", text: text))
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }
}
