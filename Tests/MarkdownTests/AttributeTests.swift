import Markdown
import Site
import TestSupport
import Testing

@Suite("Attributes in braces") struct AttributeTests {
  private func parse(_ text: MarkedText) -> Document {
    let result = MarkdownParser.book.parse(text.source)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
    return result.document
  }

  @Test(
    "Headings, pictures, displayed formulas and tables have those that stand behind them",
    arguments: [
      "## Title «{#id}»\n", "# *A* `b` «{#a-b .unnumbered}»   ##\n", "Two\nlines «{#id}»\n---\n", "> # é «{#é}»\r\n",
      "- ## $x$ «{#x}»\n", "## {#a} {b} «{#id}»\n",
      "![x](y)«{#fig-y}»\n", "![x](y \"T\") «{#y}»\n![z](w)«{#w}»  \n", "> - ![x](y)«{#a}»\n",
      "[r]: u\n\n![x][r]«{#r}»\n", "![[1](<=a>)](y)«{#y}»\n",
      "$$\nx\n$$ «{#eq-x}»\n", "a\n$$x$$«{#x}»\nb\n", "> $$\n> x\n> $$\t«{#x}»\n> b\n",
      "| a |\n|---|\n| b |\n: Sizes «{#tab-sizes}»\n", "text\n| a |\n|---|\n: «{#t}»\nmore\n",
      "> | a |\n> |---|\n> : S «{#s}»\n",
      "## T «{#id title=\"a } b\"}»\n", "\u{FEFF}# T «{#id}»", "## T «{#t}»\n\n[^1]\n\n[^1]: n\n\n    ![x](y)«{#z}»\n",
    ])
  func found(_ text: String) {
    let marked = MarkedText(text)
    let document = parse(marked)
    #expect(marked.texts(of: document.nodes.compactMap(\.attributes)) == marked.texts)
    #expect(document.nodes.allSatisfy { !$0.plainText.contains("{#id}") })
  }

  @Test(
    "What does not read as attributes is text",
    arguments: [
      "## The set {1, 2}\n", "## {}\n", "## { }\n", "## T{#id}\n", "## T {#id} x\n", "## T \\{#id}\n", "## T {#id\\}\n",
      "## T `{#id}`\n", "## T {-}\n", "## T {#}\n", "## {#id}\n", "## T {#a=1}\n", "## T {id}\n", "## T *{#id}*\n",
      "Text {#id}\n", "a ![x](y){#id}\n", "![x](y){#id} a\n", "[![x](y)](z){#id}\n", "![x](y){1}\n",
      "| a {#id} |\n|---|\n| ## b {#id} |\n", "a {#id}\n\n- b {#id}\n",
    ])
  func text(_ text: String) {
    let document = parse(MarkedText(text))
    #expect(document.nodes.compactMap(\.attributes) == [])
    let shown = text.filter { !"\n#|*`\\-{}".contains($0) }.count { $0 == "i" }
    #expect(document.nodes.map(\.plainText).joined().count { $0 == "i" } == shown)
  }

  @Test("Braces without end take no longer to read than any others")
  func manyBraces() {
    let document = parse(MarkedText("# " + String(repeating: "{#", count: 20_000) + "}\n"))
    #expect(document.nodes.compactMap(\.attributes) == [])
  }

  @Test(
    "A line below a table that begins with a colon is its caption",
    arguments: [
      ("| a |\n|---|\n| b |\n: *Sizes* of `x`\n", "<caption><em>Sizes</em> of <code>x</code></caption>\n"),
      ("| a |\n|---|\n: {#tab}\n", "<caption></caption>\n"),
      ("> | a |\n> |---|\n> | c |\n", ""),
      ("| a |\n|---|\n|\u{20}: b |\n", ""), ("| a |\n|---|\n:b\n", ""), ("| a |\n|---|\n| b |\n\n: c\n", ""),
    ])
  func captions(_ text: String, _ caption: String) {
    let html = HTMLRenderer().render(parse(MarkedText(text)))
    #expect(html.contains("<table>\n" + caption + "<thead>"))
    #expect(html.contains("<caption>") == !caption.isEmpty)
  }

  @Test("What follows a caption is a paragraph, and a value in one has its bytes")
  func captionContent() {
    let marked = MarkedText("| a |\n|---|\n| b |\n: In «[3](<=n>)» steps {#t}\nAfter.\n")
    let document = parse(marked)
    #expect(marked.texts(of: document.ranges { if case .checkedValue = $0 { true } else { false } }) == marked.texts)
    let html = HTMLRenderer().render(document)
    #expect(
      html == """
        <table>
        <caption>In 3 steps</caption>
        <thead>
        <tr>
        <th>a</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>b</td>
        </tr>
        </tbody>
        </table>
        <p>After.</p>

        """)
  }
}

extension Node {
  fileprivate var plainText: String {
    switch kind {
    case .text(let text), .code(let text): text
    default: ""
    }
  }
}
