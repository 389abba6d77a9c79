import Book
import Markdown
import Storage
import TestSupport
import Testing

@testable import Site

@Suite("References on pages")
struct ReferenceTests {
  private static let one = """
    # One

    See [](#learn), [](#eq-mean), [](#fig-loss), [](#tab-sizes), [](two.md), [](two.md#max), [](#notes) and [it](#learn).

    ## Mean

    $$ \\mu $$ {#eq-mean}

    ```swift {#learn caption="As [](#eq-mean) says"}
    x
    ```

    ![A falling line](a.png "The loss"){#fig-loss}

    ![Words](b.png){#fig-words}
    ![Alone](c.png)

    | a |
    |---|
    | b |
    : *Sizes* {#tab-sizes}

    ## Notes {.unnumbered}

    Once more [](#eq-mean), [](#eq-mean).
    """
  private static let two =
    "# Two\n\nBefore: [](one.md#learn).\n\n## Max `x` {#max}\n\nText of [](one.md#mean).\n\n## Max\n"

  private func site(_ texts: KeyValuePairs<String, String>, language: String = "en") throws -> [SiteFile] {
    var book = BookConfiguration(title: "A book", parts: [.init(chapters: texts.map(\.key))])
    book.language = language
    let weaver = SiteWeaver(
      book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    let samples = texts.map { Sample($0.value, file: $0.key) }
    let (files, diagnostics) = weaver.weave(samples.map { ($0.chapter, $0.report) })
    #expect(diagnostics == [])
    return files
  }

  @Test(
    "A link without a text is filled in with the word and the number, in the language of the book",
    arguments: [
      (
        "en",
        [
          "Listing 1.1", "Equation 1.1", "Figure 1.1", "Table 1.1", "Chapter 2, Two", "Section 2.1, Max x", "Notes",
          "it",
        ]
      ),
      (
        "de",
        [
          "Listing 1.1", "Gleichung 1.1", "Abbildung 1.1", "Tabelle 1.1", "Kapitel 2, Two", "Abschnitt 2.1, Max x",
          "Notes", "it",
        ]
      ),
      (
        "he",
        ["קטע קוד 1.1", "נוסחה 1.1", "איור 1.1", "טבלה 1.1", "פרק 2, Two", "סעיף 2.1, Max x", "Notes", "it"]
      ),
    ])
  func filledIn(language: String, names: [String]) throws {
    let page = try site(["one.md": Self.one, "two.md": Self.two], language: language).text("one.html")
    let paragraph = try #require(page.split(separator: "<p>See ").last?.split(separator: ".</p>").first)
    let shown = paragraph.split(separator: "</a>").compactMap { $0.split(separator: ">").last.map(String.init) }
    #expect(shown.map { $0.replacing("\u{A0}", with: " ") } == names)
  }

  @Test("What is referred to has its number with its word, and its anchor")
  func targets() throws {
    let page = try site(["one.md": Self.one, "two.md": Self.two]).text("one.html")
    let checker = HTMLChecker(page)
    #expect(checker.problems == [])
    for piece in [
      "<div class=\"equation\" id=\"eq-mean\">", "<a class=\"equation-number\" href=\"#eq-mean\">Equation 1.1</a>",
      "<figure class=\"figure\" id=\"fig-loss\">\n<img src=\"a.png\" alt=\"A falling line\">\n<figcaption><b>Figure 1.1</b> The loss",
      "<img src=\"b.png\" alt=\"\">\n<figcaption><b>Figure 1.2</b> Words</figcaption>",
      "<p><img src=\"c.png\" alt=\"Alone\"></p>",
      "<div class=\"table\" id=\"tab-sizes\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1.1\">",
      "<caption><div><b>Table 1.1</b> <em>Sizes</em>", "<h2 id=\"notes\">Notes</h2>",
      "<a class=\"cell-number\" href=\"#learn\">Listing 1.1</a>",
    ] {
      #expect(page.contains(piece), "\(piece)")
    }
  }

  @Test("What is referred to says where, once for each place, but not of the section that it stands in")
  func uses() throws {
    let files = try site(["one.md": Self.one, "two.md": Self.two])
    let page = files.text("one.html").replacing("\u{A0}", with: " ")
    #expect(
      page.contains(
        "<p>Used in <a href=\"#_use-2\">Chapter 1</a> and <a href=\"#_use-8\">Notes</a>.</p></details>"))
    #expect(
      page.contains(
        "<a class=\"cell-number\" href=\"#learn\">Listing 1.1</a>\n<details class=\"uses\"><summary aria-label=\"Where it is used\">↩︎</summary><p>Used in <a href=\"#_use-1\">Chapter 1</a> and <a href=\"two.html#_use-1\">Chapter 2</a>.</p></details>"
      ))
    #expect(page.contains("<p>Used in <a href=\"two.html#_use-2\">Section 2.1</a>.</p></details>"))
    for (text, file) in [(page, "one.html"), (files.text("two.html"), "two.html")] {
      for use in page.split(separator: "href=\"\(file == "one.html" ? "" : file)#_use-").dropFirst() {
        #expect(text.contains("id=\"_use-\(use.prefix { $0.isNumber })\""))
      }
    }
  }

  @Test("The caption of a picture is its title as Markdown, or else its words, and what is escaped in it stays text")
  func captions() throws {
    let text = """
      ![Words](a.png "*Down* to [0.07](<=x>), as [](#fig-b) says: 1 &lt;b> 2 \\"q\\""){#fig-a}

      ![Down to [0.07](<=x>), *fast*](b.png){#fig-b width=50%}

      ![Wide](c.png){.wide}

      ![Words][c]{#fig-c}

      [c]: c.png "A *title* <b>"
      """
    let page = try site(["one.md": text]).text("one.html").replacing("\u{A0}", with: " ")
    #expect(HTMLChecker(page).problems == [])
    for piece in [
      "<figcaption><b>Figure 1.1</b> <em>Down</em> to <span class=\"checked\"",
      ">Figure 1.2</a> says: 1 &lt;b&gt; 2 &quot;q&quot;",
      "<figure class=\"figure sized\" id=\"fig-b\" style=\"--width: 50%\">\n<img src=\"b.png\" alt=\"\">\n<figcaption><b>Figure 1.2</b> Down to <span class=\"checked\"",
      ", <em>fast</em></figcaption>", "<figure class=\"figure wide\">\n<img src=\"c.png\" alt=\"\">",
      "<figcaption><b>Figure 1.3</b> A *title* &lt;b&gt;</figcaption>",
    ] {
      #expect(page.contains(piece), "\(piece)\n\(page)")
    }
  }

  @Test("A fence with an id or a caption has its number, its caption and where it is used")
  func listings() throws {
    let text = """
      # One

      ## First

      ```python {#mean caption="The *mean*"}
      mean()
      ```

      ## Second

      [](#mean)
      """
    let page = try site(["one.md": text]).text("one.html").replacing("\u{A0}", with: " ")
    #expect(HTMLChecker(page).problems == [])
    for piece in [
      "<figure class=\"listing\" id=\"mean\" data-copy=\"Copy Listing 1.1\">\n<a class=\"cell-number\" href=\"#mean\">Listing 1.1</a>\n<details class=\"uses\">",
      "<figcaption>The <em>mean</em></figcaption>\n</figure>", "href=\"#mean\">Listing 1.1</a>",
    ] {
      #expect(page.contains(piece), "\(piece)")
    }
  }

  @Test(
    "An appendix has a letter wherever a chapter shows its number",
    arguments: [("en", "Appendix", "Appendices", "Listing"), ("de", "Anhang", "Anhänge", "Listing")])
  func appendices(language: String, word: String, title: String, listing: String) throws {
    var book = BookConfiguration(
      title: "A book",
      parts: [.init(chapters: ["one.md"]), .init(chapters: ["notation.md"], isAppendices: true)])
    book.language = language
    let weaver = SiteWeaver(
      book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    let samples = [
      Sample("# One\n\n[](notation.md), [](notation.md#signs), [](notation.md#show)\n", file: "one.md"),
      Sample("# Notation\n\n## Signs\n\n```swift {#show}\n1\n```\n", file: "notation.md"),
    ]
    let (files, diagnostics) = weaver.weave(samples.map { ($0.chapter, $0.report) })
    #expect(diagnostics == [])
    let one = files.text("one.html").replacing("\u{A0}", with: " ")
    #expect(one.contains(">\(word) A, Notation</a>"))
    #expect(one.contains("A.1, Signs</a>"))
    #expect(one.contains(" A.1</a>"))
    let page = files.text("notation.html")
    #expect(page.contains("<p class=\"label\">\(word) A</p>"))
    #expect(page.contains("<span class=\"number\">A</span> <span>Notation</span>"))
    #expect(page.contains("<a class=\"section-number\" href=\"#signs\">A.1</a>"))
    #expect(files.text("assets/contents.js").contains("\"title\":\"\(title)\""))
    #expect(files.text("assets/contents.js").contains("[\"notation.html\",\"A\",\"Notation\"]"))
    #expect(files.text("index.html").contains("<h2>\(title)</h2>"))
    #expect(
      files.filter { $0.path.hasPrefix("assets/search/text/") }.contains {
        String(decoding: $0.bytes, as: UTF8.self).contains("\"A.1\"")
      })
  }

  @Test("What other chapters refer to is in a script that their pages can load, and nothing else is")
  func scripts() throws {
    let files = try site(["one.md": Self.one, "two.md": Self.two, "three.md": "# Three\n"])
    let scripts = files.filter { $0.path.hasPrefix("assets/targets/") }
    #expect(scripts.map(\.path) == ["assets/targets/one.js", "assets/targets/two.js"])
    let script = scripts.text("assets/targets/two.js")
    #expect(script.hasPrefix("showTargets(\"two.html\", {\"\":\"<h1>Two</h1>\\n<p>Before: "))
    #expect(script.contains("\"max\":\"<h2 id=\\\"max\\\">"))
    #expect(script.contains("<p>Text of "))
    #expect(!scripts.text("assets/targets/one.js").contains("tab-sizes"))
    #expect(files.text("one.html").contains("<script src=\"assets/references.js\" data-root=\"\" defer></script>"))
    #expect(!files.text("three.html").contains("references.js"))
    #expect(!files.text("index.html").contains("references.js"))
  }
}
