import Book
import Site
import Text

/// The chapters of a book as markup, which the formats that are made of HTML change as they need it.
struct WovenBook {
  let book: CheckedBook
  let chapters: [WovenChapter]
  private(set) var fonts = MathFonts()
  private(set) var diagnostics: [Diagnostic] = []
  private let indices: [String: Int]
  private let words: any InterfaceWords
  /// Those of all chapters.
  private let pages: Set<String>

  init(_ book: CheckedBook, _ weaver: SiteWeaver) {
    self.book = book
    words = weaver.language.words
    let references = weaver.references(of: book.chapters.map(\.chapter), book.bibliography)
    chapters = book.renderedChapters.compactMap { chapter in
      weaver.text(of: chapter, references).map { WovenChapter(chapter, $0) }
    }
    indices = Dictionary(uniqueKeysWithValues: chapters.enumerated().map { ($1.page, $0) })
    pages = Set(book.configuration.chapterFiles.map { Path.withoutExtension($0) + ".html" })
    for chapter in chapters {
      fonts.formUnion(chapter.text.fonts)
      diagnostics += chapter.text.diagnostics
    }
  }

  /// What contents list of a part: its title, the index of the chapter that is its page, and those of its other chapters.
  struct Part {
    var title: String?
    var page: Int?
    var chapters: [Int]
  }

  /// The parts that have rendered chapters. The text of the cover is no chapter of the contents.
  var parts: [Part] {
    func indices(_ files: [String]) -> [Int] {
      chapters.indices.filter { files.contains(chapters[$0].chapter.chapter.file) }
    }
    return book.configuration.parts.map { part in
      Part(
        title: part.title(in: words), page: part.page.flatMap { indices([$0]).first },
        chapters: indices(part.chapters.filter { $0 != BookConfiguration.coverText }))
    }.filter { $0.page != nil || !$0.chapters.isEmpty }
  }

  /// Where a link or a picture of a chapter leads.
  enum Destination {
    /// A chapter that is rendered, by its index, and the anchor in it.
    case chapter(Int, anchor: String?)
    /// A file of the book.
    case file(String)
    /// Another site, mail, or data that come with it.
    case elsewhere
    /// A chapter that is not rendered this time.
    case otherChapter
    /// Something that is not there, such as a page that only a site has.
    case missing
  }

  /// - Parameter destination: as the chapter's page has it.
  func destination(_ destination: String, from chapter: WovenChapter) -> Destination {
    let reference = URIReference(destination)
    switch LinkTarget(reference, in: chapter.page, of: pages) {
    case .chapter(let page, let anchor): return indices[page].map { .chapter($0, anchor: anchor) } ?? .otherChapter
    case .file(let path): return book.linkedFiles[path] == nil ? .missing : .file(path)
    case .outside, .root: return .missing
    case .elsewhere: return reference.scheme == nil && !reference.hasAuthority ? .missing : .elsewhere
    }
  }
}

/// A chapter as markup: what its page shows between the contents and the foot.
struct WovenChapter {
  let chapter: CheckedChapter
  let text: WovenText
  /// Its path in the site.
  let page: String
  /// Title, description, and what was checked.
  let opening: Markup
  let body: Markup

  init(_ chapter: CheckedChapter, _ text: WovenText) {
    self.chapter = chapter
    self.text = text
    page = Path.withoutExtension(chapter.chapter.file) + ".html"
    let id = chapter.outline.titleID.map { " id=\"\(Markup.escaped($0))\"" } ?? ""
    let title = chapter.outline.titleNode == nil ? Markup.escaped(chapter.title) : text.title
    let label = text.label.map { "<p class=\"label\">\(Markup.escaped($0))</p>" } ?? ""
    var html = "<header class=\"opening\">\(label)<h1\(id)>\(title)</h1>"
    if let description = chapter.outline.description { html += "<p class=\"lede\">\(Markup.escaped(description))</p>" }
    if let byline = text.byline { html += "<p class=\"byline\">\(Markup.escaped(byline))</p>" }
    if let summary = text.summary {
      html += "<p class=\"summary\"><span class=\"tick\" aria-hidden=\"true\">✓</span> \(Markup.escaped(summary))</p>"
    }
    opening = Markup(html + "</header>")
    body = Markup(text.html)
  }

  var title: String { chapter.title }
  /// The sections that contents list.
  var sections: [ChapterOutline.Heading] { chapter.outline.headings.filter { $0.level == 2 && $0.number != nil } }
}
