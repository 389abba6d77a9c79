import Book
import Site
import Text

/// The pages of a book as markup, which the formats that are made of HTML change as they need it.
struct WovenBook {
  let book: CheckedBook
  let references: CrossReferences
  let chapters: [WovenChapter]
  /// The bibliography and the index, as far as the book has them.
  let lists: [BookList]
  private(set) var fonts = MathFonts()
  private(set) var diagnostics: [Diagnostic] = []
  private let indices: [String: Int]
  private let words: any InterfaceWords
  /// Those of all chapters, and of the lists.
  private let pages: Set<String>

  /// - Parameter listsAll: whether the lists are those of all chapters, and not of those that are rendered.
  init(_ book: CheckedBook, _ weaver: SiteWeaver, listsAll: Bool = false) {
    self.book = book
    words = weaver.language.words
    let references = weaver.references(of: book.chapters.map(\.chapter), book.bibliography)
    self.references = references
    let rendered = Set(book.renderedChapters.map(\.chapter.file))
    lists = weaver.lists(of: references).compactMap { listsAll ? $0 : $0.limited(to: rendered) }
    chapters = book.renderedChapters.compactMap { chapter in
      weaver.text(of: chapter, references).map { WovenChapter(chapter, $0) }
    }
    indices = Dictionary(uniqueKeysWithValues: chapters.enumerated().map { ($1.page, $0) })
    pages = Set(book.configuration.chapterFiles.map(WovenChapter.page) + lists.map(\.path))
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
    case list(BookList.Kind, anchor: String?)
    /// A file of the book.
    case file(String)
    /// Another site, mail, or data that come with it.
    case elsewhere
    /// A chapter that is not rendered this time.
    case otherChapter
    /// Something that is not there.
    case missing
  }

  /// - Parameters:
  ///   - destination: as pages of a site have it.
  ///   - page: the path of the one that has it.
  func destination(_ destination: String, from page: String) -> Destination {
    let reference = URIReference(destination)
    switch LinkTarget(reference, in: page, of: pages) {
    case .chapter(let page, let anchor):
      if let list = lists.first(where: { $0.path == page }) { return .list(list.kind, anchor: anchor) }
      return indices[page].map { .chapter($0, anchor: anchor) } ?? .otherChapter
    case .file(let path): return book.linkedFiles[path] == nil ? .missing : .file(path)
    case .outside, .root: return .missing
    case .elsewhere: return reference.scheme == nil && !reference.hasAuthority ? .missing : .elsewhere
    }
  }

  /// The index of the chapter that is a file.
  func index(ofFile file: String) -> Int? { indices[WovenChapter.page(of: file)] }
}

/// A chapter as markup: what its page shows between the contents and the foot.
struct WovenChapter {
  let chapter: CheckedChapter
  let text: WovenText
  /// Its path in the site.
  let page: String
  /// Title, description, what was checked, and the text.
  let content: Markup

  init(_ chapter: CheckedChapter, _ text: WovenText) {
    self.chapter = chapter
    self.text = text
    page = Self.page(of: chapter.chapter.file)
    let id = chapter.outline.titleID.map { " id=\"\(Markup.escaped($0))\"" } ?? ""
    let title = chapter.outline.titleNode == nil ? Markup.escaped(chapter.title) : text.title
    let label = text.label.map { "<p class=\"label\">\(Markup.escaped($0))</p>" } ?? ""
    var html = "<header class=\"opening\">\(label)<h1\(id)>\(title)</h1>"
    if let description = chapter.outline.description { html += "<p class=\"lede\">\(Markup.escaped(description))</p>" }
    if let byline = text.byline { html += "<p class=\"byline\">\(Markup.escaped(byline))</p>" }
    if let summary = text.summary {
      html += "<p class=\"summary\"><span class=\"tick\" aria-hidden=\"true\">✓</span> \(Markup.escaped(summary))</p>"
    }
    content = Markup(events: Markup(html + "</header>").events + Markup(text.html).events)
  }

  static func page(of file: String) -> String { Path.withoutExtension(file) + ".html" }

  var title: String { chapter.title }
  /// The sections that contents list.
  var sections: [ChapterOutline.Heading] { chapter.outline.headings.filter { $0.level == 2 && $0.number != nil } }
}

extension BookList {
  /// Its heading and what it lists.
  var content: Markup {
    Markup("<header class=\"opening\"><h1>\(Markup.escaped(title))</h1></header>\n" + html)
  }
}
