import Book
import Testing

@testable import Site

@Suite("Links on pages")
struct PageLinkTests {
  @Test(
    "A link to a chapter becomes one to its page, one to a file leads to its copy, and all others stay",
    arguments: [
      ("../b/two.md", "../b/two.html"), ("../b/two.md?q#why", "../b/two.html?q#why"), ("R%26D.md", "R%26D.html"),
      ("<R&D.md>", "R%26D.html"), ("one.md#x", "one.html#x"), ("#x", "#x"), ("./d%20e.csv#L3", "d%20e.csv#L3"),
      ("../images/p.svg", "../images/p.svg"), ("10:30.svg", "10%3A30.svg"), ("d%2fe.csv", "d/e.csv"),
      ("https://example.org/x.md", "https://example.org/x.md"), ("mailto:a@b.c", "mailto:a@b.c"), ("/x.md", "/x.md"),
    ])
  func written(link: String, href: String) throws {
    let sample = Sample("[a](\(link) \"T\") ![b](\(link))\n", file: "a/one.md")
    let weaver = try Sample.weaver(["a/one", "a/R&D", "b/two"])
    let html = weaver.fragment(sample.chapter, sample.report)
    #expect(html.contains("<a href=\"\(href)\" title=\"T\">a</a> <img src=\"\(href)\" alt=\"b\" />"), "\(html)")
  }

  @Test("The files to copy are those that links and pictures name, each once, without the figures of cells")
  func linkedFiles() throws {
    let sample = Sample(
      """
      ![p](../images/p%20q.png) [d](./data.csv#L3) [d](data.csv) [c](../padding.md) [w](https://example.org) ![p](figures/a.svg)

      ```swift {#a}
      x
      ```

      ![The cell's](figures/a-2.svg)
      """, file: "a/sample.md")
    let weaver = try Sample.weaver(["a/sample", "padding"])
    #expect(
      weaver.linkedFiles(of: sample.chapter).map(\.path) == ["images/p q.png", "a/data.csv", "a/figures/a.svg"])
  }

  @Test(
    "A file whose copy would be another file of the site is an error at its link",
    arguments: ["assets/book.css", "index.html", "INDEX.html", "sample.html", "assets", "index.html/x.png"])
  func cannotBeCopied(path: String) throws {
    let diagnostics = try Sample("Text ![x](\(path))\n").site.diagnostics
    #expect(diagnostics.map(\.summary) == ["'\(path)' has the name of a file of the site; give it another"])
    #expect(diagnostics.first?.location?.start.column == 6)
  }

  @Test(
    "A chapter is called index only in a folder, or where it is the text of the first page",
    arguments: [("index", false), ("Index", true), ("a/index", false)])
  func index(name: String, isRefused: Bool) throws {
    let diagnostics = try Sample("# T\n", file: "\(name).md").site.diagnostics
    #expect(
      diagnostics.map(\.summary) == (isRefused ? ["'index.html' and '\(name).html' would be one file of the site"] : [])
    )
  }

  @Test("The pages of a book with folders find their neighbours, their sources and what they load")
  func folders() throws {
    let samples = ["a/one", "b/C#", "it's 50%"].map { Sample("# T\n", file: "\($0).md") }
    let site = try Sample.weaver(samples.map(\.chapter.name)).weave(samples.map { ($0.chapter, $0.report) })
    #expect(site.diagnostics.isEmpty)
    let middle = site.files.text("b/C#.html")
    for part in [
      "rel=\"prev\" href=\"../a/one.html\"", "rel=\"next\" href=\"../it%27s%2050%25.html\"",
      "<a href=\"C%23.md\">source",
      "href=\"../assets/book.css\"", "src=\"../assets/book.js\"", "<a href=\"../index.html\">",
      "<script src=\"../assets/contents.js\" data-root=\"../\" data-page=\"b/C%23.html\">",
    ] {
      #expect(middle.contains(part), "\(part)")
    }
    let index = site.files.text("index.html")
    for href in ["a/one.html", "b/C%23.html", "it%27s%2050%25.html"] { #expect(index.contains("<a href=\"\(href)\">")) }
  }
}
