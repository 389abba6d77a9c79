import Book
import Markdown
import TestSupport
import Testing

@Suite("book.yml as a book is published")
struct PublicationKeyTests {
  private static let files = ["a.md", "b.md", "sub/c.md", "cover.png", "logo.svg", "notes.txt"]

  private func read(
    _ text: String, files: [String] = files
  ) -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    BookConfigurationReader(
      knownModules: [], files: { folder in files.filter { Path.folder(of: $0) == folder }.map { Path.file(of: $0) } },
      status: { files.contains($0) ? .file : .missing }
    ).read(SourceText(name: "book.yml", text: text))
  }

  @Test("Every key is read")
  func everything() throws {
    let (configuration, diagnostics) = read(
      """
      title: x
      description: About it.
      date: 2024-02-29
      cover: ./cover.png
      logo: logo.svg
      accent: "#8B2C72"
      edit: https://example.org/edit/{path}
      report: https://example.org/new?title={title}
      url: https://example.org/book
      redirects:
        old.md: a.md
        x/y.html: sub/c.md#z
      """)
    #expect(diagnostics == [])
    let book = try #require(configuration)
    #expect(book.description == "About it.")
    #expect(book.date == "2024-02-29")
    #expect(book.cover == "cover.png")
    #expect(book.logo == "logo.svg")
    #expect(book.accent == "#8b2c72")
    #expect(read("title: x\naccent: \"#F0a\"").configuration?.accent == "#ff00aa")
    #expect(book.edit == "https://example.org/edit/{path}")
    #expect(book.report == "https://example.org/new?title={title}")
    #expect(book.url == "https://example.org/book/")
    #expect(book.redirects.map(\.page) == ["old.html", "x/y.html"])
    #expect(book.redirects.map(\.destination) == ["a.md", "sub/c.md#z"])
  }

  @Test("Chapters without numbers, pages of parts and the text of the first page are chapters that are not counted")
  func numbers() throws {
    let (configuration, diagnostics) = read(
      """
      title: x
      chapters:
        - unnumbered: a.md
        - part: One
          text: b.md
          chapters: [sub/c.md, {unnumbered: d.md}]
        - e.md
      """, files: ["index.md", "a.md", "b.md", "sub/c.md", "d.md", "e.md"])
    #expect(diagnostics == [])
    let book = try #require(configuration)
    #expect(book.chapterFiles == ["index.md", "a.md", "b.md", "sub/c.md", "d.md", "e.md"])
    #expect(book.chapterNumbers == ["sub/c.md": 1, "e.md": 2])
    #expect(book.hasCoverText)
    #expect(read("title: x\n", files: ["index.md", "a.md"]).configuration?.chapterNumbers == ["a.md": 1])
  }

  @Test(
    "A mistake is reported at its bytes",
    arguments: [
      ("date: «2023-02-30»", "'2023-02-30' is no date", "2026-03-31"), ("date: «spring»", "'spring' is no date", ""),
      ("cover: «notes.txt»", "'notes.txt' is no picture", ".svg"),
      ("cover: «x.png»", "there is no picture 'x.png' in the book's folder", ""),
      ("logo: «../logo.svg»", "there is no picture '../logo.svg' in the book's folder", ""),
      ("accent: «purple»", "'purple' is no colour", "\"#8b2c72\""), ("accent:«» #8b2c72", "'accent' has no value", ""),
      ("edit: «https://example.org»", "'edit' has no {path}", "{path}"),
      ("report: «mail me»", "'mail me' is no address of a page", "https://"),
      ("url: «example.org»", "'example.org' is no address of a page", "https://"),
      ("redirects: «[a]»", "'redirects' must be made of", "old.html"),
      ("redirects: {«/old.html»: a.md}", "'/old.html' is no page that the site could have had", "old.html"),
      ("descripton: x", "'descripton' is not a key of book.yml", "Did you mean 'description'?"),
    ])
  func mistakes(_ line: String, _ summary: String, _ explanation: String) throws {
    let marked = MarkedText("title: x\n\(line)\n")
    let diagnostic = try #require(read(marked.text).diagnostics.first)
    #expect(diagnostic.summary.hasPrefix(summary), "\(diagnostic.summary)")
    #expect(explanation.isEmpty || diagnostic.explanation?.contains(explanation) == true)
    if let range = marked.ranges.first { #expect(diagnostic.location?.range.lowerBound == range.lowerBound) }
  }

  @Test(
    "A redirect leads to a chapter, its anchor or another site",
    arguments: [
      ("old.html", "a.md", nil), ("old.html", "a.md#there", nil), ("old.html", "https://example.org/", nil),
      ("old.html", "b.md", "'b.md' is no chapter to which a page could lead"),
      ("old.html", "a.md#where", "'a.md' has no anchor '#where'"),
      ("a.html", "a.md", "'a.html' is a page of the book, and leads nowhere else"),
      ("index.html", "a.md", "'index.html' is a page of the book, and leads nowhere else"),
    ])
  func redirects(page: String, destination: String, summary: String?) {
    let chapter = ChapterParser(file: "a.md", readFigure: { _ in nil }).parse(
      SourceText(name: "a.md", text: "# A\n\n## There\n")
    ).chapter
    let checker = RedirectChecker(BookOutline([chapter], files: ["a.md"]), files: ["a.md"])
    let problems = checker.problems(of: [.init(page: page, destination: destination)])
    #expect(problems.map(\.summary) == [summary].compactMap(\.self))
  }

  @Test("Front matter has authors and a date, and says where one of them is none")
  func frontMatter() throws {
    let parser = ChapterParser(file: "a.md", readFigure: { _ in nil })
    let good = parser.parse(
      SourceText(name: "a.md", text: "---\nauthors: [Ada, Grace]\ndate: 2026-03-31\n---\n\n# A\n"))
    #expect(good.diagnostics == [])
    #expect(good.chapter.frontMatter.authors == ["Ada", "Grace"])
    #expect(good.chapter.frontMatter.date == "2026-03-31")
    let marked = MarkedText("---\ndate: «2026-3-1»\n---\n\n# A\n")
    let bad = parser.parse(SourceText(name: "a.md", text: marked.text)).diagnostics
    #expect(bad.map(\.summary) == ["'2026-3-1' is no date"])
    #expect(bad.first?.location?.range == marked.ranges[0])
  }
}
