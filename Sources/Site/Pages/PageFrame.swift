import Book
import Mustache

/// What the pages of a book have in common, as their templates ask for it.
struct PageFrame {
  let book: BookConfiguration
  let templates: MustacheLibrary
  let chapters: [Entry]
  let parts: [Part]
  let references: CrossReferences
  let language: PageLanguage
  /// The title of the part that a chapter belongs to, by the chapter's index.
  private let partTitles: [Int: String]

  /// A chapter in the book's contents.
  struct Entry {
    var file: String
    var outline: ChapterOutline

    var page: String { PageLinks.page(of: file) }
  }

  struct Part {
    var title: String?
    /// Indices into `chapters`.
    var chapters: [Int]
  }

  init(book: BookConfiguration, chapters: [Entry], references: CrossReferences, templates: MustacheLibrary) {
    self.references = references
    self.book = book
    self.templates = templates
    self.chapters = chapters
    language = PageLanguage(book.language)
    let indices = Dictionary(chapters.enumerated().map { ($1.file, $0) }) { first, _ in first }
    parts = book.parts.compactMap { part in
      let chapters = part.chapters.compactMap { indices[$0] }
      return chapters.isEmpty ? nil : Part(title: part.title, chapters: chapters)
    }
    var titles = [Int: String]()
    for part in parts { for chapter in part.chapters { titles[chapter] = part.title } }
    partTitles = titles
  }

  /// Pages behind the chapters, by their titles.
  var extraPages: [(path: String, title: String)] {
    references.works.works.isEmpty ? [] : [(CitationWeaver.page, language.words.bibliography)]
  }

  /// The values of the templates `head` and `contents`.
  ///
  /// - Parameters:
  ///   - here: the chapter whose page it is; nil for any other page.
  ///   - other: the path of a page that is no chapter's.
  func values(
    title: String?, description: String?, hasMath: Bool = false, here: Int? = nil, page other: String = "index.html"
  ) -> [String: Any] {
    let page = here.map { chapters[$0].page } ?? other
    var values: [String: Any] = [
      "language": language.tag, "isRightToLeft": language.isRightToLeft, "words": Self.words(language.words),
      "bookTitle": book.title, "authors": book.authors, "hasMath": hasMath,
      "windowTitle": title.map { "\($0) · \(book.title)" } ?? book.title, "barTitle": title ?? book.title,
      "isIndex": page == "index.html",
      "root": String(repeating: "../", count: page.utf8.count { $0 == UInt8(ascii: "/") }),
      "index": PageLinks.url(to: "index.html", from: page), "page": PageLinks.url(to: page, from: ""),
    ]
    if let description { values["description"] = description }
    guard let here else { return values }
    let outline = chapters[here].outline
    let sections = outline.headings.filter { $0.level == 2 && $0.number != nil }
    values["entry"] =
      [
        "href": PageLinks.url(to: page, from: page), "number": outline.number, "title": outline.title,
        "part": partTitles[here] ?? false, "hasSections": !sections.isEmpty,
        "sections": sections.map { ["id": $0.id, "title": $0.text] },
      ] as [String: Any]
    return values
  }

  private static func words(_ words: any InterfaceWords) -> [String: String] {
    [
      "skip": words.skip, "contents": words.contents, "book": words.book, "close": words.close,
      "allChapters": words.allChapters, "colours": words.colours, "light": words.light, "dark": words.dark,
      "system": words.system, "previous": words.previous, "next": words.next, "neighbours": words.neighbours,
      "source": words.source, "copy": words.copy, "copied": words.copied, "copyByHand": words.copyByHand,
      "search": words.finding.search,
    ]
  }
}
