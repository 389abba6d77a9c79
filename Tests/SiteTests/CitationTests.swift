import Book
import Markdown
import Storage
import TestSupport
import Testing

@testable import Site

@Suite("Citations on pages")
struct CitationTests {
  private static let works = """
    @article{lecun1998, author = {LeCun, Yann and Bottou, L. and Bengio, Y.}, title = {Gradient-based learning},
      journal = {Proceedings}, volume = 86, number = 11, pages = {1--2}, year = 1998, doi = {10.1/x}}
    @book{zoo, author = {Zöllner, A. and Ahn, B. C.}, title = {Zoo <&>}, publisher = {P}, year = 2001, edition = {Second}}
    @book{ahn-b, author = {Ahn, B. C.}, title = {Beta}, year = 2001}
    @book{ahn-a, author = {Ahn, B. C.}, title = {Alpha?}, year = 2001}
    @incollection{part, author = {Ümit, D.}, editor = {Ed, E.}, title = {Part}, booktitle = {Whole},
      volume = 2, pages = {7--9}}
    @misc{nobody, title = {Unsigned}, url = {https://x.org/?a&b}}
    @book{unused, author = {Unused, U.}, title = {Unused}}
    """

  private func site(_ texts: KeyValuePairs<String, String>, language: String = "en") throws -> [SiteFile] {
    var book = BookConfiguration(title: "A book", parts: [.init(chapters: texts.map(\.key))])
    book.language = language
    let weaver = SiteWeaver(
      book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    let samples = texts.map { Sample($0.value, file: $0.key) }
    let (bibliography, problems) = Bibliography.read(SourceText(name: "r.bib", text: Self.works))
    #expect(problems == [])
    let (files, diagnostics) = weaver.weave(samples.map { ($0.chapter, $0.report) }, bibliography: bibliography)
    #expect(diagnostics == [])
    return files
  }

  /// A page without its tags.
  private func text(_ html: some StringProtocol) -> String {
    String(html).replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&").replacing("\u{A0}", with: " ")
  }

  @Test(
    "A work is named by authors and year, in brackets or in its sentence",
    arguments: [
      ("[@lecun1998]", "(LeCun et al., 1998)"), ("@lecun1998 show", "LeCun et al. (1998) show"),
      ("[see @zoo, p. 3; @lecun1998]", "(see Zöllner and Ahn, 2001, p. 3; LeCun et al., 1998)"),
      ("LeCun says so [-@lecun1998, p. 3; @zoo].", "LeCun says so (1998, p. 3; Zöllner and Ahn, 2001)."),
      ("[@ahn-b] [@ahn-a]", "(Ahn, 2001b) (Ahn, 2001a)"), ("[@ahn-b]", "(Ahn, 2001)"), ("@part", "Ümit (n.d.)"),
      ("[@nobody]", "(Unsigned, n.d.)"),
    ])
  func names(_ citation: String, shown: String) throws {
    let page = try site(["one.md": "\(citation)\n"]).text("one.html")
    let paragraph = try #require(page.split(separator: "</header>\n").last?.split(separator: "</p>").first)
    #expect(text(paragraph) == shown)
  }

  @Test("The works stand at the end of the chapter that cites them, in their order, and lead back")
  func list() throws {
    let files = try site([
      "one.md": "[@zoo; @nobody] @zoo [@part]\n", "two.md": "[@lecun1998]\n", "three.md": "None.\n",
    ])
    let page = files.text("one.html")
    #expect(HTMLChecker(page).problems == [])
    let items = page.split(separator: "<li id=\"_cite-").dropFirst().map { text("<\($0.prefix { $0 != "\n" })") }
    #expect(
      items == [
        "Ümit, D. (n.d.). Part. In Whole, Ed, E. (ed.), vol. 2, pp. 7–9. ↩︎",
        "Unsigned (n.d.). https://x.org/?a&b ↩︎", "Zöllner, A. and Ahn, B. C. (2001). Zoo <&> (second edition). P. ↩︎ ↩︎",
      ])
    #expect(page.contains("<a href=\"#_cited-1\" role=\"doc-backlink\""))
    #expect(page.contains("<a class=\"citation\" id=\"_cited-3\" href=\"#_cite-zoo\""))
    #expect(page.contains("<script src=\"assets/references.js\""))
    #expect(!files.text("three.html").contains("_references"))
    #expect(
      files.text("two.html").contains(
        "Proceedings</cite>, 86(11), 1–2. <a class=\"address\" href=\"https://doi.org/10.1/x\">"))
  }

  @Test(
    "Editions, volumes and pages are named as the language does",
    arguments: [
      ("en", "2", "2nd edition"), ("en", "11", "11th edition"), ("en", "3rd ed.", "3rd ed."), ("de", "2", "2. Auflage"),
      ("de", "2. Aufl.", "2. Aufl."), ("he", "2", "מהדורה 2"),
    ])
  func editions(language: String, written: String, shown: String) {
    let words = PageLanguage(language).words
    #expect(words.edition(written) == shown)
  }

  @Test("A single page is another word than several, and dates are written as the language does")
  func pages() {
    let english = PageLanguage("en").words
    #expect(
      [english.pages("7"), english.pages("7–9"), english.volume("2")] == ["p.\u{A0}7", "pp.\u{A0}7–9", "vol.\u{A0}2"])
    #expect(
      ["en", "de", "he"].map { PageLanguage($0).words.date("2026-03-31") } == [
        "31 March 2026", "31. März 2026", "31 במרץ 2026",
      ])
    #expect(english.date("soon") == "soon")
  }

  @Test("The book has a page of all that its chapters cite, to which the contents lead")
  func page() throws {
    let files = try site(["one.md": "[@zoo]\n", "sub/two.md": "@lecun1998 and [@zoo].\n"])
    let page = files.text("bibliography.html")
    #expect(HTMLChecker(page).problems == [])
    let items = page.split(separator: "<li id=\"_cite-").dropFirst()
    #expect(items.map { String($0.prefix { $0 != "\"" }) } == ["lecun1998", "zoo"])
    #expect(items.last.map { text("<\($0)").contains("Cited in Chapter 1 and Chapter 2.") } == true)
    #expect(page.contains("<a href=\"sub/two.html#_cite-zoo\">"))
    #expect(files.text("index.html").contains("<li><a href=\"bibliography.html\">Bibliography</a></li>"))
    #expect(files.text("assets/contents.js").contains("[[\"bibliography.html\",\"\",\"Bibliography\"]]"))
    #expect(files.text("sub/two.html").contains("<a href=\"../bibliography.html\">Bibliography</a>"))
    #expect(try site(["one.md": "Text.\n"]).first { $0.path == "bibliography.html" } == nil)
  }

  @Test(
    "The words are those of the book's language",
    arguments: [("de", "LeCun u. a., 1998", "Literatur"), ("he", "LeCun ואחרים, 1998", "מקורות")])
  func languages(language: String, name: String, heading: String) throws {
    let page = try site(["one.md": "[@lecun1998]\n"], language: language).text("one.html")
    #expect(page.contains(">\(name)</a>"))
    #expect(page.contains("<h2 id=\"_references\">\(heading)</h2>"))
  }
}
