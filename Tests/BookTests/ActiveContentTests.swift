import Book
import Markdown
import TestSupport
import Testing

@Suite("html: none")
struct ActiveContentTests {
  private func problems(_ text: String) -> [Diagnostic] {
    let chapter = ChapterParser(file: "sub/a.md").parse(SourceText(name: "a.md", text: text)).chapter
    return ActiveContentChecker(files: ["sub/a.md", "b.md"]).problems(of: chapter)
  }

  @Test(
    "HTML is refused at its location, in blocks, in lines and in captions",
    arguments: [
      "«<div>»\n", "a «<b>»x«</b>» c\n", "> - «<script>alert(1)</script>»\n", "«<!-- a remark -->»\n", "«<!-- --> x»",
      "«<?php ?>»\n", "[«<i>»x«</i>»](https://example.org)\n", "# A «<sup>»2«</sup>»\n",
      "*x* «<img src=x onerror=y>»\n",
      "~~~swift {caption=\"A «<b>»bold«</b>» one\"}\n~~~\n", "a «<x\ny>» b\n",
    ])
  func html(text: String) {
    let marked = MarkedText(text)
    let problems = problems(marked.text)
    #expect(problems.map(\.summary) == marked.ranges.map { _ in "this chapter may hold no HTML" })
    #expect(marked.texts(of: problems.compactMap { $0.location?.range }) == marked.texts)
  }

  @Test(
    "A link that the browser would run or show itself is refused at its destination, however it is written",
    arguments: [
      ("[x](«javascript:alert(1)»)", "javascript"), ("[x](«JavaScript:alert(1)» \"t\")", "javascript"),
      ("<«javascript:alert(1)»>", "javascript"), ("[x](«vbscript:y»)", "vbscript"),
      ("[x](«data:text/html,y»)", "data"), ("«[x](java&Tab;script:alert(1))»", "javascript"),
      ("«[x](<&#1;javascript:alert(1)>)»", "javascript"), ("«[x](&#106;avascript:alert(1))»", "javascript"),
      ("«[x][r]»\n\n[r]: javascript:alert(1)\n", "javascript"), ("![x](«javascript:alert(1)»)", "javascript"),
      ("[![x](a.png)](«javascript:y»)", "javascript"),
    ])
  func schemes(text: String, scheme: String) {
    let marked = MarkedText(text)
    let problems = problems(marked.text)
    #expect(problems.map(\.summary) == ["a link may not begin with '\(scheme):'"])
    #expect(marked.texts(of: problems.compactMap { $0.location?.range }) == marked.texts)
  }

  @Test(
    "So is a link to a file of the book in which scripts may run",
    arguments: [
      "[x](«page.html»)", "[x](«../img/x.SVG»)", "[x](«feed.xml#y»)", "[x](«a%2ehtm»)", "[x](«f.rdf»)", "[x](«noext»)",
      "[x](«a.txt/noext»)", "[x](«.png»)", "[x](«x.html5»)", "[x](«x.csv.»)",
    ])
  func files(text: String) {
    let marked = MarkedText(text)
    let problems = problems(marked.text)
    #expect(problems.map { $0.summary.hasSuffix("in which scripts may run") } == [true])
    #expect(marked.texts(of: problems.compactMap { $0.location?.range }) == marked.texts)
  }

  @Test("Everything else is as it was")
  func allowed() {
    let text = """
      # Title

      1 < 2, a\\<b>, `<b>`, <https://example.org>, <ada@example.org>, [x](../b.md), [x](#title), [x](data.csv), [x](A.PNG),
      [x](javascript.md), [x](./javascript:x.txt), [x](mailto:ada@example.org), [x](https://example.org/page.html), ![x](figures/x.svg),
      ![x](data:image/png;base64,iVBORw0KGgo=), [3](<=1 + 2>), $a < b$

          <div>

      ```html
      <script>alert(1)</script>
      ```
      """
    #expect(problems(text).map(\.summary) == [])
  }
}
