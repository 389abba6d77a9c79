import Book
import Storage
import TestSupport
import Testing

@testable import Site

@Suite("What a book says of itself on its pages")
struct PublicationTests {
  /// The site of a book of some chapters, by file.
  private func site(
    _ chapters: [(String, String)], _ change: (inout BookConfiguration) -> Void = { _ in }
  ) throws -> [SiteFile] {
    var book = BookConfiguration(title: "A book", parts: [.init(chapters: chapters.map(\.0))])
    change(&book)
    let samples = chapters.map { Sample($0.1, file: $0.0) }
    let weaver = SiteWeaver(book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    let (files, diagnostics) = weaver.weave(samples.map { ($0.chapter, $0.report) })
    #expect(diagnostics == [])
    return files
  }

  private func content(_ name: String, of page: String) -> [String] {
    HTMLChecker(page).tags.filter { ($0.attributes["name"] ?? $0.attributes["property"]) == name }.compactMap {
      $0.attributes["content"]
    }
  }

  @Test("A chapter tells search engines and those who cite it what it is")
  func metadata() throws {
    let files = try site([("a.md", "---\ndescription: About A\nauthors: [Grace]\n---\n\n# A\n"), ("b/c.md", "# C\n")]) {
      book in
      book.authors = ["Ada", "Charles"]
      book.date = "2026-03-31"
      book.url = "https://example.org/book/"
    }
    let first = files.text("a.html")
    #expect(content("citation_title", of: first) == ["A"])
    #expect(content("citation_inbook_title", of: first) == ["A book"])
    #expect(content("citation_author", of: first) == ["Grace"])
    #expect(content("citation_publication_date", of: first) == ["2026/03/31"])
    #expect(content("og:description", of: first) == ["About A"])
    #expect(content("og:url", of: first) == ["https://example.org/book/a.html"])
    #expect(first.contains("<link rel=\"canonical\" href=\"https://example.org/book/a.html\">"))
    #expect(first.contains("<p class=\"byline\">Grace</p>"))
    #expect(content("author", of: files.text("b/c.html")) == ["Ada", "Charles"])
    #expect(content("og:type", of: files.text("index.html")) == ["book"])
    #expect(files.text("index.html").contains("<link rel=\"canonical\" href=\"https://example.org/book/\">"))
    #expect(
      files.text("sitemap.xml").contains("<loc>https://example.org/book/b/c.html</loc><lastmod>2026-03-31</lastmod>"))
    #expect(files.text("robots.txt").contains("Sitemap: https://example.org/book/sitemap.xml\n"))
    #expect(files.text("404.html").contains("href=\"/book/assets/book.css\""))
  }

  @Test("Where the site will be is not known, there are no addresses")
  func nowhere() throws {
    let files = try site([("a.md", "# A\n")])
    #expect(!files.contains { ["sitemap.xml", "robots.txt"].contains($0.path) })
    #expect(!files.text("a.html").contains("canonical"))
    // Nobody knows from where it is shown: it needs no file, and leads nowhere.
    let missing = files.text("404.html")
    #expect(missing.contains("<h1"))
    #expect(!["href=\"assets", "src=", "<a ", "<link rel=\"stylesheet"].contains { missing.contains($0) })
    #expect(HTMLChecker(missing).problems == [])
  }

  @Test("A page that has moved leads to where it is now, from its own folder")
  func redirects() throws {
    let files = try site([("a.md", "# A\n\n## B\n")]) { book in
      book.redirects = [
        .init(page: "old/x.html", destination: "a.md#b"), .init(page: "y.html", destination: "https://example.org/"),
      ]
    }
    #expect(files.text("old/x.html").contains("content=\"0; url=../a.html#b\""))
    #expect(files.text("old/x.html").contains("<a href=\"../a.html#b\">"))
    #expect(files.text("y.html").contains("<link rel=\"canonical\" href=\"https://example.org/\">"))
  }

  @Test("The first page has what the book promises, its first figure, where to start, and the author's text")
  func cover() throws {
    let files = try site([("index.md", "A *good* book.\n"), ("a.md", "# A\n\n## B\n"), ("b.md", "# B\n")]) { book in
      book.parts = [.init(chapters: ["index.md"]), .init(chapters: ["a.md", "b.md"], unnumbered: ["a.md"])]
      book.description = "It promises"
      book.cover = "cover.png"
    }
    let page = files.text("index.html")
    #expect(page.contains("<p class=\"lede\">It promises</p>"))
    #expect(page.contains("<p>A <em>good</em> book.</p>"))
    #expect(page.contains("<a href=\"a.html\">Start reading: A</a>"))
    #expect(page.contains("<img class=\"cover-picture\" src=\"cover.png\" alt=\"\">"))
    #expect(!files.contains { $0.path == "index.md" })
    // Neither in the contents nor before the first chapter.
    #expect(
      files.text("assets/contents.js")
        == "showContents([{\"chapters\":[[\"a.html\",\"\",\"A\"],[\"b.html\",\"1\",\"B\"]]}]);\n")
    #expect(!files.text("a.html").contains("rel=\"prev\""))
    #expect(!files.text("a.html").contains("section-number"))
    #expect(files.text("b.html").contains("<p class=\"label\">Chapter 1</p>"))
  }

  @Test("A part may have a page of its own, to which its title leads")
  func parts() throws {
    let files = try site([("a.md", "# Seeing\n"), ("b.md", "# B\n")]) { book in
      book.parts = [.init(title: "Seeing", page: "a.md", chapters: ["b.md"])]
    }
    #expect(files.text("b.html").contains("<p class=\"part\"><a href=\"a.html\">Seeing</a></p>"))
    #expect(files.text("b.html").contains("rel=\"prev\" href=\"a.html\""))
    #expect(files.text("index.html").contains("<h2><a href=\"a.html\">Seeing</a></h2>"))
  }

  @Test("Links to change a chapter and to report a mistake name it")
  func links() throws {
    let files = try site([("b/c.md", "# What & why\n")]) { book in
      book.edit = "https://example.org/edit/{path}"
      book.report = "https://example.org/new?title={title}"
    }
    let page = files.text("b/c.html")
    #expect(page.contains("href=\"https://example.org/edit/b/c.md\""))
    #expect(page.contains("href=\"https://example.org/new?title=What%20%26%20why\""))
  }

  @Test(
    "Whatever colour a book chooses for its links, it can be read on both papers",
    arguments: ["#ffff00", "#000000", "#8b2c72", "#fdfcfa", "#15171b"])
  func accent(colour: String) throws {
    let accent = try #require(AccentColour(colour))
    let colours = try ThemeColours()
    for (theme, text) in [(ThemeColours.Theme.light, accent.light), (.dark, accent.dark)] {
      let shown = try #require(ThemeColours.Colour(hexadecimal: text[...]))
      for ground in ["paper", "panel"] {
        #expect(try shown.contrast(with: colours.colour(ground, theme)) >= 4.5, "\(text), \(theme)")
      }
      // A number in the fullest cell of a heat map.
      let cell = try shown.mixed(0.45, with: colours.colour("panel", theme))
      #expect(try colours.colour("ink", theme).contrast(with: cell) >= 4.5, "\(text), \(theme)")
    }
    let css = try site([("a.md", "# A\n")]) { $0.accent = colour }.text("assets/book.css")
    #expect(css.contains(":root { --accent: light-dark(\(accent.light), \(accent.dark)) }"))
  }

  @Test("The icon is the first letter of the title, or the logo")
  func icon() throws {
    #expect(try site([("a.md", "# A\n")]) { $0.title = "«Über»" }.text("assets/icon.svg").contains(">Ü</text>"))
    let files = try site([("a.md", "# A\n")]) { $0.logo = "logo.svg" }
    #expect(files.text("a.html").contains("<link rel=\"icon\" href=\"logo.svg\">"))
    #expect(!files.contains { $0.path == "assets/icon.svg" })
  }

  @Test("Code is not translated, and an author's own scripts stay as they are")
  func untranslated() throws {
    let page = try Sample("A `b`.\n\n```text\nc\n```\n\n<script>\n\"<code>\"\n</script>\n").page
    #expect(page.contains("A <code translate=\"no\">b</code>."))
    #expect(page.contains("<pre translate=\"no\" class=\"code\"><code class=\"language-text\">c</code></pre>"))
    #expect(page.contains("\"<code>\""))
  }
}
