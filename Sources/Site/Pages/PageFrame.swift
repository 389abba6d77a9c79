import Book
import Markdown

/// What the pages of a book have in common, as their templates ask for it.
struct PageFrame {
  let book: BookConfiguration
  private let theme: Theme
  private let paper: (light: String, dark: String)
  let chapters: [Entry]
  let parts: [Part]
  let references: CrossReferences
  /// The pages behind the chapters.
  let lists: [BookList]
  /// The modules that have pages behind these.
  let reference: [String]
  let language: PageLanguage
  /// Where a server has the pages, as a path; nil for where the book's address says.
  let serverRoot: String?
  /// The index of the part that a chapter belongs to, by the chapter's index.
  private let partIndices: [Int: Int]

  /// A page of the site.
  func render(_ values: [String: Any], _ template: ThemeTemplate) -> String { theme.render(values, template) }

  /// A chapter in the book's contents.
  struct Entry {
    var file: String
    var outline: ChapterOutline

    var page: String { PageLinks.page(of: file) }
  }

  struct Part {
    var title: String?
    /// The index into `chapters` of its own page.
    var page: Int?
    /// Indices into `chapters`.
    var chapters: [Int]
  }

  /// A page of the site, as its head speaks of it.
  struct Page {
    var path: String
    /// Nil for the book's first page.
    var title: String?
    var description: String?
    var authors: [String]?
    var date: String?
    var hasMath = false
    /// What stands on it of the author's.
    var documents: [Document] = []
  }

  init(book: BookConfiguration, chapters: [Entry], references: CrossReferences, theme: Theme, serverRoot: String? = nil)
  {
    self.serverRoot = serverRoot
    self.references = references
    self.book = book
    self.theme = theme
    paper = theme.paper
    self.chapters = chapters
    let language = PageLanguage(book.language)
    self.language = language
    lists = BookList.lists(of: references, language.words)
    reference = references.symbols.modules.map(\.module)
    let indices = Dictionary(chapters.enumerated().map { ($1.file, $0) }) { first, _ in first }
    parts = book.parts.compactMap { part in
      let chapters = part.chapters.compactMap { indices[$0] }
      let page = part.page.flatMap { indices[$0] }
      return chapters.isEmpty && page == nil
        ? nil : Part(title: part.title(in: language.words), page: page, chapters: chapters)
    }
    var partIndices = [Int: Int]()
    for (index, part) in parts.enumerated() {
      for chapter in part.chapters + [part.page].compactMap(\.self) { partIndices[chapter] = index }
    }
    self.partIndices = partIndices
  }

  /// The values of the templates `head` and `contents`.
  ///
  /// - Parameter here: the chapter whose page it is; nil for pages that are no chapter's.
  func values(_ page: Page, here: Int? = nil) -> [String: Any] {
    let root = String(repeating: "../", count: page.path.utf8.count { $0 == UInt8(ascii: "/") })
    let part = here.flatMap { partIndices[$0] }.map { parts[$0] }
    let metadata = PageMetadata(
      book: book, page: page.path, title: page.title, description: page.description,
      authors: page.authors ?? book.authors,
      date: page.date ?? book.date)
    var values: [String: Any] = [
      "language": language.tag, "isRightToLeft": language.isRightToLeft, "words": Self.words(language.words),
      "bookTitle": book.title, "hasMath": page.hasMath, "metadata": metadata.values,
      "policy": ContentPolicy.text(for: page.documents) ?? false as Any,
      "windowTitle": page.title.map { "\($0) · \(book.title)" } ?? book.title, "barTitle": page.title ?? book.title,
      "windowHeading": page.title ?? book.title,
      "barPart": part.flatMap { $0.page == here ? nil : $0.title } ?? false as Any,
      "isIndex": page.path == "index.html", "root": root,
      "index": PageLinks.url(to: "index.html", from: page.path), "page": PageLinks.url(to: page.path, from: ""),
      "icon": book.logo.map { PageLinks.url(to: $0, from: "") } ?? SiteIcon.path,
      "logo": book.logo.map { PageLinks.url(to: $0, from: "") } ?? false as Any,
      "paper": ["light": paper.light, "dark": paper.dark],
    ]
    guard let here else { return values }
    let outline = chapters[here].outline
    let sections = outline.headings.filter { $0.level == 2 && ($0.number != nil || outline.number == nil) }
    values["entry"] =
      [
        "href": PageLinks.url(to: page.path, from: page.path), "number": outline.number?.description ?? "",
        "title": outline.title, "part": part?.title ?? false as Any,
        "partHref": part?.page.map { PageLinks.url(to: chapters[$0].page, from: page.path) } ?? false as Any,
        "hasSections": !sections.isEmpty, "sections": sections.map { ["id": $0.id, "title": $0.text] },
      ] as [String: Any]
    return values
  }

  private static func words(_ words: any InterfaceWords) -> [String: String] {
    [
      "skip": words.skip, "contents": words.contents, "book": words.book, "close": words.close,
      "allChapters": words.allChapters, "colours": words.colours, "light": words.light, "dark": words.dark,
      "system": words.system, "previous": words.previous, "next": words.next, "neighbours": words.neighbours,
      "source": words.source, "codeFile": words.codeFile, "copy": words.copy, "copied": words.copied,
      "copyByHand": words.copyByHand,
      "search": words.finding.search, "start": words.publication.start, "edit": words.publication.edit,
      "report": words.publication.report,
    ]
  }
}
