import Markdown
import TestSupport
import Testing

@Suite("Containers") struct ContainerTests {
  private func outline(_ text: String) -> String {
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: text)).document
    func line(_ index: Int) -> String {
      let inside = document.children(of: index).map(line)
      let name: String
      switch document.nodes[index].kind {
      case .container(let container): name = container.name
      case .containerTitle: name = "title"
      case .text(let text): return text
      case .softBreak: return "/"
      case .paragraph: name = "p"
      case .list: name = "list"
      case .item: name = "item"
      case .blockQuote: name = "quote"
      case .codeBlock(let block): return "code<\(block.literal)>"
      case .heading: name = "h"
      case .definitionList: name = "dl"
      case .term: name = "dt"
      case .definition(let isTight): name = isTight ? "dd" : "loose"
      case .table: return "table"
      case .footnote: name = "note"
      case .footnoteReference: return "ref"
      case .emphasis: name = "em"
      default: name = "?"
      }
      return inside.isEmpty ? name : "\(name)(\(inside.joined(separator: " ")))"
    }
    return document.children(of: 0).map(line).joined(separator: " ")
  }

  @Test(
    "A container holds the blocks up to its closing line",
    arguments: [
      ("::: aside\nText.\n:::\n", "aside(p(Text.))"),
      ("before\n::: aside\ninside\n:::\nafter\n", "p(before) aside(p(inside)) p(after)"),
      (
        "::: exercise {#e .a k=\"}\"} The *title*\nText.\n\n:::: solution\nSo.\n::::\n:::\n",
        "exercise(title(The  em(title)) p(Text.) solution(p(So.)))"
      ),
      ("::: a\n::: b\nx\n:::\ny\n:::\n", "a(b(p(x)) p(y))"),
      (":::: a\n::: b\n:::\n::::\n", "a(b)"),
      ("::: a :::::\nx\n::::::\n", "a(p(x))"),
      ("- x\n\n  ::: a\n  - y\n  :::\n- z\n", "list(item(p(x) a(list(item(p(y))))) item(p(z)))"),
      ("> ::: a\n> > q\n> :::\n", "quote(a(quote(p(q))))"),
      ("- x\n::: a\ny\n:::\n", "list(item(p(x))) a(p(y))"),
      ("::: a\n- x\n:::\n", "a(list(item(p(x))))"),
      ("::: a\n```\n:::\n```\n:::\n", "a(code<:::\n>)"),
      ("::: a\n# h\n:::\n", "a(h(h))"),
      ("::: a\n| x |\n|---|\n| y |\n:::\n", "a(table)"),
      ("::: a\nx[^n]\n\n[^n]: note\n:::\n", "a(p(x ref) note(p(note)))"),
      ("::: a\nT\n: D\n:::\n", "a(dl(dt(T) dd(p(D))))"),
      ("[l]: /u\n::: a\nx\n:::\r\n", "a(p(x))"),
      ("    ::: a\n\n`:::`\n\n\\::: b\n", "code<::: a\n> p(?) p(::: b)"),
    ])
  func structure(_ text: String, _ expected: String) {
    #expect(outline(text) == expected)
    let result = MarkdownParser.book.parse(SourceText(name: "a.md", text: text))
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test(
    "Its name, its attributes, its title and its text are found where they stand",
    arguments: [
      "«::: »«name»« »«{#id .a k=\"}\"}»« »«The *title*»\n«Text.»\n:::",
      "> - «::: »«é»« »«{.ä}»« »«T»\r\n>   «é*e*»\r\n>   :::\r\n",
      "\u{FEFF}«:::»«n»«»«»« »«x»\n«y»\n:::\n",
    ])
  func positions(_ text: String) throws {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
    let document = result.document
    let index = try #require(document.nodes.firstIndex { if case .container = $0.kind { true } else { false } })
    guard case .container(let container) = document.nodes[index].kind else { return }
    let title = document.nodes[index + 1]
    #expect(title.kind == .containerTitle)
    let paragraph = try #require(document.nodes[index...].first { $0.kind == .paragraph })
    let start = document.nodes[index].range.lowerBound
    #expect(
      marked.texts(of: [
        start..<container.nameRange.lowerBound, container.nameRange,
        container.nameRange.upperBound..<container.attributesRange.lowerBound, container.attributesRange,
        container.attributesRange.upperBound..<title.range.lowerBound, title.range, paragraph.range,
      ]) == marked.texts)
  }

  @Test(
    "A line that opens or closes nothing is a problem at its bytes",
    arguments: [
      ("«::: aside»\ntext\n", ["is never closed"]), ("text\n\n«:::»\n", ["closes nothing"]),
      (":::: a\n«::: b»\n::::\n", ["is never closed"]),
      ("- «::: a»\n\n«:::»\n", ["closes nothing", "is never closed"]),
      ("::: a\n:::\n«:::»\n", ["closes nothing"]), ("x[^a]\n\n[^a]: text\n\n    «::: aside»\n", ["is never closed"]),
    ])
  func problems(_ text: String, _ expected: [String]) {
    let marked = MarkedText(text)
    let problems = MarkdownParser.book.parse(marked.source).problems
    #expect(problems.map(\.kind) == expected.map { _ in .container })
    #expect(marked.texts(of: problems.map(\.range)) == marked.texts)
    for (problem, what) in zip(problems.sorted { $0.summary < $1.summary }, expected.sorted()) {
      #expect(expected.contains { problem.summary.contains($0) }, "\(what)")
    }
  }

  @Test(
    "Definitions stand below their terms",
    arguments: [
      ("Term\n: Definition\n", "dl(dt(Term) dd(p(Definition)))"),
      ("A\nB\n: one\n: two\n", "dl(dt(A) dt(B) dd(p(one)) dd(p(two)))"),
      ("A\n\n: one\n\n    more\n\n: two\n", "dl(dt(A) loose(p(one) p(more)) loose(p(two)))"),
      ("A\n: one\n\nB\n: two\n\ntext\n", "dl(dt(A) dd(p(one)) dt(B) dd(p(two))) p(text)"),
      ("A\n: one\nlazy\n", "dl(dt(A) dd(p(one / lazy)))"),
      ("A\n:   ```\n    x\n    ```\n", "dl(dt(A) dd(code<x\n>))"),
      ("A\n: - x\n  - y\n", "dl(dt(A) dd(list(item(p(x)) item(p(y)))))"),
      ("A\n\n: one\n\n        code\n\n: two\n", "dl(dt(A) loose(p(one) code<  code\n>) loose(p(two)))"),
      ("A\n: one\n\n  B\n  : two\n", "dl(dt(A) loose(p(one) dl(dt(B) dd(p(two)))))"),
      ("A\n: B\n  : two\n\nC\n: three\n", "dl(dt(A) dd(dl(dt(B) dd(p(two)))) dt(C) dd(p(three)))"),
      (
        "A\n: one\n\n  B\n  : - x\n\n      C\n      : deep\n",
        "dl(dt(A) loose(p(one) dl(dt(B) dd(list(item(p(x) dl(dt(C) dd(p(deep)))))))))"
      ),
      ("> A\n> : one\n", "quote(dl(dt(A) dd(p(one))))"), ("- A\n  : one\n", "list(item(dl(dt(A) dd(p(one)))))"),
      (": nothing\n", "p(: nothing)"), ("# h\n: nothing\n", "h(h) p(: nothing)"), ("a: b\n:c\n", "p(a: b / :c)"),
      ("A\n: one\n\n+ item\n", "dl(dt(A) dd(p(one))) list(item(p(item)))"),
      ("> A\n> : one\n\nB\n: two\n", "quote(dl(dt(A) dd(p(one)))) dl(dt(B) dd(p(two)))"),
      ("- A\n  : one\n\nB\n: two\n", "list(item(dl(dt(A) dd(p(one))))) dl(dt(B) dd(p(two)))"),
      ("> q\n\nB\n: two\n", "quote(p(q)) dl(dt(B) dd(p(two)))"),
      (
        "A\n: ```c\n  x\n  ```\n\n::: aside\ny\n:::\n\nz[^n]\n\n[^n]: note\n",
        "dl(dt(A) dd(code<x\n>)) aside(p(y)) p(z ref) note(p(note))"
      ),
      ("A\n: ~~~\n  | x |\n  |---|\n  ~~~\n\n| x |\n|---|\n", "dl(dt(A) dd(code<| x |\n|---|\n>)) table"),
      ("A\n: ::: aside\n  x\n  :::\n\nB\n: two\n", "dl(dt(A) dd(aside(p(x))) dt(B) dd(p(two)))"),
      ("A\n: one\n\n  ::: aside\n  x\n  :::\n", "dl(dt(A) loose(p(one) aside(p(x))))"),
      ("A[^n]\n: one\n\n  [^n]: note\n", "dl(dt(A ref) loose(p(one) note(p(note))))"),
      ("z[^n]\n\n[^n]: one\n\n    A\n    : two\n", "p(z ref) note(p(one) dl(dt(A) dd(p(two))))"),
      ("z[^n]\n\n[^n]: one\n\n    ::: aside\n    x\n    :::\n", "p(z ref) note(p(one) aside(p(x)))"),
      ("::: a\nz[^n]\n\n[^n]: one\n:::\n\n[^m]: A\n", "a(p(z ref) note(p(one))) note(p(A))"),
    ])
  func definitions(_ text: String, _ expected: String) {
    #expect(outline(text) == expected)
    let result = MarkdownParser.book.parse(SourceText(name: "a.md", text: text))
    #expect(result.problems.filter { !$0.isWarning } == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }
}
