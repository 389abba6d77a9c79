import Book
import Testing

@testable import Site

@Suite("Links")
struct LinkTests {
  @Test(
    "A link leads where it says",
    arguments: [
      ("padding.md", Destination.chapter(name: "padding", anchor: "")),
      ("padding.md#why", .chapter(name: "padding", anchor: "#why")),
      ("./padding.md", .chapter(name: "padding", anchor: "")), ("#learn", .anchor("#learn")),
      ("other.md", .file(path: "other.md", suffix: "")),
      ("images/a%20b.png", .file(path: "images/a b.png", suffix: "")),
      ("data.csv?x=1", .file(path: "data.csv", suffix: "?x=1")), ("100%.txt", .file(path: "100%.txt", suffix: "")),
      ("./a/../b.png", .file(path: "b.png", suffix: "")), ("https://example.org/padding.md", .elsewhere),
      ("mailto:ada@example.org", .elsewhere), ("/root.png", .elsewhere), ("//example.org/x.md", .elsewhere),
      ("", .elsewhere), ("?q", .elsewhere),
    ])
  func destinations(link: String, destination: Destination) {
    #expect(Destination(link, chapters: ["padding"]) == destination)
  }

  @Test("A link to a chapter becomes one to its page; all others stay")
  func rewritten() throws {
    let sample = Sample("[a](padding.md#why \"T\") [b](https://example.org/x.md) [c](data.csv) [d](#x)\n")
    let padding = Sample("# Padding\n", file: "padding.md")
    let site = try Sample.weaver(["sample", "padding"]).weave([sample, padding].map { ($0.chapter, $0.report) })
    let page = site.files.text("sample.html")
    #expect(page.contains("<a href=\"padding.html#why\" title=\"T\">a</a>"))
    #expect(page.contains("<a href=\"https://example.org/x.md\">b</a> <a href=\"data.csv\">c</a> <a href=\"#x\">d</a>"))
  }

  @Test("The files to copy are those that links and pictures name, each once, without the figures of cells")
  func linkedFiles() throws {
    let sample = Sample(
      """
      ![p](images/p%20q.png) [d](./data.csv#L3) [d](data.csv) [c](padding.md) [w](https://example.org) ![p](figures/a.svg)

      ```swift {#a}
      x
      ```

      ![The cell's](figures/a-2.svg)
      """)
    let weaver = try Sample.weaver(["sample", "padding"])
    #expect(weaver.linkedFiles(of: sample.chapter).map(\.path) == ["images/p q.png", "data.csv", "figures/a.svg"])
  }

  @Test(
    "A file that cannot be copied is an error at its link",
    arguments: [
      ("../up.png", "outside the chapter's folder"), ("assets/book.css", "has the name of a file of the site"),
      ("index.html", "has the name of a file of the site"),
    ])
  func cannotBeCopied(path: String, message: String) throws {
    let diagnostics = try Sample("Text ![x](\(path))\n").site.diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.summary.contains(message) == true)
    #expect(diagnostics.first?.location?.start.column == 6)
  }

  @Test("A chapter must not be called index")
  func index() throws {
    let diagnostics = try Sample("# T\n", file: "index.md").site.diagnostics
    #expect(diagnostics.map(\.summary) == ["two pages of the site would be 'index.html'"])
  }
}
