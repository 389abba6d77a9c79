import Foundation
import TestSupport
import Testing

@Suite("References and citations in exports")
struct ReferenceTests {
  private static let first = """
    # First

    See [](#sum), [](#eq-a), [](#tab-sizes), [](second.md#curve), [](second.md) and [@lecun1998, p. 3].

    ```swift {#sum}
    1 + 2
    ```

    ```output
    3
    ```

    $$
    x = a
    $$ {#eq-a}

    | a | b |
    | --- | --- |
    | 1 | 2 |
    : Sizes of *things* {#tab-sizes}

    ## Last {#end .unnumbered}

    The end.

    """

  private func book() throws -> TemporaryBook {
    let second = "# Second\n\nBack to [](first.md#end).\n\n```swift {#curve}\nLineChart([2, 1])\n```\n"
    let book = try TemporaryBook(
      ["first": Self.first, "second": second],
      configuration: "title: Test\nchapters: [first.md, second.md]\nbibliography: works.bib\n")
    try book.write(
      "works.bib", "@book{lecun1998, author={LeCun, Yann}, title={On learning}, year={1998}, publisher={Some Press}}\n")
    let accepted = try book.run(["accept"], environment: ExportSample.environment)
    try #require(accepted.exitCode == 0, "\(accepted.errors)")
    return book
  }

  @Test("What stands in another chapter without a number is named with that chapter, on pages and elsewhere")
  func unnumberedChapters() throws {
    let book = try TemporaryBook(
      [
        "one": "# Preface\n\n$$\nx\n$$ {#e}\n",
        "two": "# After\n\n$$\ny\n$$ {#f}\n\n[](one.md#e) and [](#f).\n",
      ], configuration: "title: Test\nchapters:\n  - unnumbered: one.md\n  - unnumbered: two.md\n")
    try #require(book.run("build").exitCode == 0)
    let page = try book.page("two.html").replacing("\u{A0}", with: " ")
    #expect(page.contains(">Equation 1, Preface</a> and <a "))
    try #require(ExportSample.export(book, to: "md").exitCode == 0)
    let text = try book.exported("md/two.md").replacing("\u{A0}", with: " ")
    #expect(text.contains("[Equation 1, Preface](<one.md#e>) and [Equation 1](<#f>)."))
  }

  @Test("Markdown says what links without a text lead to, and which works are cited")
  func markdown() throws {
    let book = try book()
    let result = try ExportSample.export(book, to: "md")
    try #require(result.exitCode == 0, "\(result.errors)")
    let text = try book.exported("md/first.md").replacing("\u{A0}", with: " ")
    #expect(
      text.hasPrefix(
        "# First\n\nSee [Listing 1.1](<#sum>), [Equation 1.1](<#eq-a>), [Table 1.1](<#tab-sizes>), "
          + "[Listing 2.1](<second.md#curve>), [Chapter 2, Second](<second.md>) and (LeCun, 1998, p. 3).\n"))
    #expect(text.contains("x = a\n$$\n\n(Equation 1.1)<a id=\"eq-a\"></a>\n"))
    #expect(
      text.contains(
        "| 1 | 2 |\n\n**Table 1.1** Sizes of *things*<a id=\"tab-sizes\"></a>\n\n## Last <a id=\"end\"></a>\n\nThe end.\n\n## References\n\n- LeCun, Y. (1998)."
      ))
    #expect(text.contains("\n<a id=\"sum\"></a>\n"))
    #expect(text.contains("*On learning*. Some Press."))
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    #expect(try book.exported("ipynb/first.ipynb").contains("(<second.ipynb#curve>)"))
  }

  private static let kinds = """
    # Kinds

    [](#list), [](#drawn), [](#eq), [](#tab), [](#task), [](#part), [](#word), [](other.md), [](other.md#far), [](front.md), [](front.md#early).

    ```swift {#list caption="As [](#eq) says, and [](other.md#far)."}
    1 + 1
    ```

    ```output
    2
    ```

    ![A dot](dot.svg){#drawn}

    $$
    x
    $$ {#eq}

    | a |
    | --- |
    | [](#list) |
    : Of [](front.md#early) {#tab}

    ::: exercise {#task} Do it
    See [](#task).
    :::

    ## A part {#part}

    word
    : A term, as in [](#part).

    """

  @Test("The words of every reference are those of the page, in each format")
  func words() throws {
    let book = try TemporaryBook(
      [
        "front": "# Before\n\n$$\ny\n$$ {#early}\n", "kinds": Self.kinds,
        "other": "# Another\n\n## Far *away* {#far}\n\n[](kinds.md#task) and [](kinds.md#part).\n",
      ],
      configuration: """
        title: Words
        chapters:
          - unnumbered: front.md
          - part: One
            chapters: [kinds.md, other.md]

        """)
    try book.write("dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")
    let built = try book.run("build", environment: ExportSample.environment)
    try #require(built.exitCode == 0, "\(built.errors)")
    for format in ["html", "epub", "md", "ipynb"] {
      let result = try ExportSample.export(book, to: format)
      try #require(result.exitCode == 0, "\(result.errors)")
    }
    let script = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())"
    for (name, document) in [("kinds", "chapter-2.xhtml"), ("other", "chapter-3.xhtml")] {
      let page = words(ofPage: try book.page(name + ".html"))
      #expect(page.count == (name == "kinds" ? 17 : 2))
      #expect(words(ofPage: try book.exported("html/\(name).html")) == page)
      if let python = Readers.python {
        let epub = try tool(
          ["-c", script, book.folder + "/../export/words.epub", "EPUB/" + document], in: "/", program: python)
        #expect(words(ofPage: epub.output) == page)
      }
      // A caption stands above its cell there, and below it here.
      #expect(words(ofMarkdown: try book.exported("md/\(name).md")).sorted() == page.sorted())
      #expect(words(ofMarkdown: try book.exported("ipynb/\(name).ipynb")).sorted() == page.sorted())
    }
  }

  private func words(ofPage html: String) -> [String] {
    html.matches(of: /<a class="reference"[^>]*>(?<words>(?s:.*?))<\/a>/).map {
      String($0.words).replacing(/<[^>]*>/, with: "")
    }
  }

  private func words(ofMarkdown text: String) -> [String] {
    text.matches(of: /\[(?<words>[^\]\[]*)\]\(<[^>]*>\)/).map { String($0.words) }
  }

  @Test(
    "A printed reference names the page where it leads to another one, and no page on its own",
    .enabled(if: Readers.pdftotext != nil && Readers.chromium != nil))
  func pages() throws {
    let book = try book()
    let result = try ExportSample.export(book, to: "pdf")
    try #require(result.exitCode == 0, "\(result.errors)")
    let text = try tool(
      [book.folder + "/../export/test.pdf", "-"], in: "/", program: try #require(Readers.pdftotext)
    ).output
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("\u{A0}", with: " ")
    let pages = text.components(separatedBy: "\u{C}")
    let second = try #require(pages.firstIndex { $0.contains("Chapter 2\n") }) + 1
    let first = try #require(pages.firstIndex { $0.contains("Chapter 1\n") }) + 1
    #expect(
      words.contains(
        "See Listing 1.1, Equation 1.1, Table 1.1, Listing 2.1 (page \(second)), Chapter 2, Second (page \(second)) and (LeCun, 1998, p. 3)."
      ), "\(words)")
    #expect(words.contains("Back to Last (page \(first))."))
  }

  @Test(
    "An EPUB with them is valid, and they lead to its files",
    .enabled(if: Readers.python != nil && Readers.java != nil && Readers.epubcheck != nil))
  func validEPUB() throws {
    let book = try book()
    try #require(ExportSample.export(book, to: "epub").exitCode == 0)
    let file = book.folder + "/../export/test.epub"
    let check = try tool(["-jar", try #require(Readers.epubcheck), file], in: "/", program: try #require(Readers.java))
    #expect(check.exitCode == 0, "\(check.errors)")
    let script = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('EPUB/chapter-1.xhtml').decode())"
    let text = try tool(["-c", script, file], in: "/", program: try #require(Readers.python)).output
    #expect(text.contains("href=\"chapter-2.xhtml#curve\""))
    #expect(text.contains("epub:type=\"biblioref\""))
    #expect(text.contains("<p class=\"whole\"><a href=\"bibliography.xhtml\">Bibliography</a></p>"))
  }
}
