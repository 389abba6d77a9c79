import Book
import Markdown
import Outputs
import Storage

/// Makes a book's site: its pages and what they need, from the chapters and what the check of each one found. What its other
/// renderers have in common with it, they ask of it.
///
/// It reads the theme and KaTeX's files and writes nothing.
package struct SiteWeaver: Sendable {
  package let book: BookConfiguration
  package let theme: Theme
  let math: MathTypesetter
  let highlighter: CodeHighlighter
  let names: CodeNameReader
  let excerpts: NameExcerpts
  let structures: CodeStructureReader
  /// The modules whose declarations have pages.
  package var reference: [ModuleReference] = [] { didSet { symbols = SymbolTable(reference) } }
  private var symbols = SymbolTable([])
  private let cache: Cache
  private let links: PageLinks
  private let search = SearchFiles()
  private let linkedFiles = ChapterMemory<[LinkedFile]>()
  private let chapterLinks = ChapterMemory<ChapterLinks>()
  private let serverRoot: String?

  /// - Parameters:
  ///   - math: what sets the formulas; one that has already prepared some saves the page from waiting for them.
  ///   - serverRoot: the path where a server has the pages; by default that in the address which the book gives.
  package init(
    book: BookConfiguration, cache: Cache, theme: Theme, math: MathTypesetter? = nil, serverRoot: String? = nil
  ) {
    self.serverRoot = serverRoot
    self.cache = cache
    self.book = book
    self.theme = theme.dressed(accent: book.accent)
    self.math = math ?? MathTypesetter(cache: cache)
    highlighter = CodeHighlighter(cache: cache)
    names = CodeNameReader(cache: cache)
    excerpts = NameExcerpts(cache: cache)
    structures = CodeStructureReader(cache: cache)
    links = PageLinks(chapters: Set(book.chapterFiles))
  }

  /// The path of a chapter's page in the site.
  package func page(of chapter: Chapter) -> String { PageLinks.page(of: chapter.file) }

  /// Does ahead what needs nothing but the chapters: formulas and colours of code. Any thread may call it, while the cells
  /// compile and run; `weave` then finds it done.
  package func prepare(_ chapters: [Chapter]) {
    for chapter in chapters {
      for cell in chapter.cells {
        _ = highlighter.html(ShownCode.shown(cell.code))
        _ = names.names(in: cell.code)
      }
      for listing in chapter.listings {
        _ = highlighter.html(ShownCode.shown(listing.code), language: listing.language)
      }
      _ = structures.structures(of: chapter)
      math.prepare(MathTypesetter.formulas(of: chapter))
    }
  }

  /// The files of the site, by path, and what is wrong with the chapters' formulas and links. Where there is an error among
  /// that, the site is not fit to be written.
  ///
  /// A chapter without a report has no page among the files, but its entry in the contents of the others.
  ///
  /// - Parameters:
  ///   - bibliography: the works that chapters may cite; nil where there are none.
  ///   - outline: what links can refer to in the chapters, where it is known.
  package func weave(
    _ chapters: [(Chapter, ChapterReport?)], bibliography: Bibliography? = nil, outline: BookOutline? = nil
  ) -> (files: [SiteFile], diagnostics: [Diagnostic]) {
    weave(chapters, references(of: chapters.map(\.0), bibliography, outline: outline))
  }

  /// - Parameter references: what the chapters refer to, in each other and besides.
  package func weave(
    _ chapters: [(Chapter, ChapterReport?)], _ references: CrossReferences
  ) -> (files: [SiteFile], diagnostics: [Diagnostic]) {
    let all = entries(of: chapters.map(\.0), references)
    let frame = frame(of: all, references)
    var files = theme.assets + [ContentsScript.file(in: frame), MissingPage.file(in: frame)]
    if book.logo == nil { files.append(SiteIcon.file(of: book, accent: theme.accent)) }
    files += book.redirects.map { RedirectPage.file($0, in: frame) }
    if let url = book.url {
      let dates = Dictionary(chapters.map { ($0.0.file, $0.0.frontMatter.date ?? book.date) }) { first, _ in first }
      let pages = [("index.html", book.date)] + frame.chapters.map { ($0.page, dates[$0.file] ?? nil) }
      let lists = frame.lists.map(\.path) + frame.reference.map(ModulePages.path(of:))
      files += SiteMap.files(of: pages + lists.map { ($0, book.date) }, at: url)
    }
    let pages = symbols.modules.map { module in
      ReferencePage(module: module, table: symbols, words: frame.language.words.reference)
    }
    var jobs: [@Sendable () -> Part] = [
      { [search] in
        let outlines = zip(chapters, all).map { ($0.0, $1.outline) }
        return Part(
          files: search.files(of: outlines, references, pages.map(\.searchChapter), words: frame.language.words))
      }
    ]
    var index = -1
    for ((chapter, report), entry) in zip(chapters, all) {
      if chapter.file != BookConfiguration.coverText { index += 1 }
      jobs.append { [index] in part(chapter, report, entry, at: index, in: frame) }
    }
    jobs += pages.map { page in { Part(files: [page.file(in: frame, html: page.html(cache))]) } }
    let parts = jobs.mappedSideBySide { $0() }
    files += parts.flatMap(\.files)
    var diagnostics = parts.flatMap(\.diagnostics)
    let fonts = parts.reduce(into: MathFonts()) { $0.formUnion($1.fonts) }
    let coverText = parts.lazy.compactMap(\.coverText).first
    let usedSymbols = parts.reduce(into: Set()) { $0.formUnion($1.usedSymbols) }
    files += pages.compactMap { $0.targets(usedSymbols, cache) }
    // Without what its own text gives the first page is not made now.
    if !book.hasCoverText || coverText != nil {
      let page = IndexPage(in: frame, text: coverText, chapters: chapters.map(\.0))
      files.append(SiteFile(path: "index.html", text: page.html))
    }
    files += frame.lists.map { $0.file(in: frame) }
    if !fonts.files.isEmpty {
      switch KaTeXFiles.load(fonts, common: theme.commonMathFonts, licence: theme.mathLicence) {
      case .success(let more): files += more
      case .failure(let error): diagnostics.append(Diagnostic(.error, error.description))
      }
    }
    let others = chapters.filter { $0.1 == nil && $0.0.file != BookConfiguration.coverText }.flatMap { chapter, _ in
      [PageLinks.page(of: chapter.file), chapter.file] + (chapter.cells.isEmpty ? [] : [chapter.name + ".swift"])
    }
    diagnostics += clashes(of: files.map(\.path) + others, in: chapters.map(\.0))
    return (files.sorted { $0.path < $1.path }, diagnostics)
  }

  /// What is made of a chapter or of a module, whatever the others give.
  private struct Part: Sendable {
    var files: [SiteFile] = []
    var diagnostics: [Diagnostic] = []
    var fonts = MathFonts()
    /// What cells name of the modules in the book's reference.
    var usedSymbols: Set<String> = []
    /// Of the chapter that is the text of the book's first page.
    var coverText: IndexPage.Text?
  }

  /// - Parameter index: the chapter's among those of the frame.
  private func part(
    _ chapter: Chapter, _ report: ChapterReport?, _ entry: PageFrame.Entry, at index: Int, in frame: PageFrame
  ) -> Part {
    var part = Part()
    // The site's fonts are those of all its chapters, also of those whose pages are not made now.
    guard let report else {
      for formula in MathTypesetter.formulas(of: chapter) {
        if let html = try? math.html(formula).get() { part.fonts.add(html) }
      }
      return part
    }
    if chapter.file == BookConfiguration.coverText {
      let text = ChapterText(
        chapter, report, outline: entry.outline, references: frame.references, words: frame.language.words,
        highlighter: highlighter, excerpts: excerpts, structures: structures, math: math)
      part.coverText = IndexPage.Text(chapter: chapter, html: text.html, hasMath: !text.fonts.isEmpty)
      (part.diagnostics, part.fonts) = (text.diagnostics, text.fonts)
      return part
    }
    let page = ChapterPage(
      chapter, report, at: index, in: frame, highlighter: highlighter, excerpts: excerpts, structures: structures,
      math: math, names: names)
    part.files = [
      SiteFile(path: PageLinks.page(of: chapter.file), text: page.html),
      SiteFile(path: chapter.file, bytes: chapter.source.ownBytes),
    ]
    part.files += [page.code, TargetScripts.file(of: chapter.file, page.targets), page.values].compactMap(\.self)
    (part.diagnostics, part.fonts, part.usedSymbols) = (page.diagnostics, page.fonts, page.usedSymbols)
    return part
  }

  private func entries(of chapters: [Chapter], _ references: CrossReferences) -> [PageFrame.Entry] {
    chapters.map { PageFrame.Entry(file: $0.file, outline: references.outline[$0.file] ?? outline(of: $0)) }
  }

  private func frame(of entries: [PageFrame.Entry], _ references: CrossReferences) -> PageFrame {
    PageFrame(
      book: book, chapters: entries.filter { $0.file != BookConfiguration.coverText }, references: references,
      theme: theme, serverRoot: serverRoot)
  }

  /// The path of the page that a server shows in place of one that is not there.
  package static var missingPage: String { MissingPage.path }

  /// What the book's first page shows beside the contents that all pages have: the cover, what the author wrote for it, and all chapters.
  ///
  /// - Parameters:
  ///   - text: the chapter of that name, as it was woven; nil where there is none.
  ///   - chapters: all of the book.
  package func cover(
    _ text: (chapter: Chapter, woven: WovenText)?, of chapters: [Chapter], _ references: CrossReferences
  )
    -> String
  {
    let text = text.map { IndexPage.Text(chapter: $0.chapter, html: $0.woven.html, hasMath: !$0.woven.fonts.isEmpty) }
    return IndexPage(in: frame(of: entries(of: chapters, references), references), text: text, chapters: chapters).cover
  }

  /// The bibliography and the index of a book, as far as it has them.
  package func lists(of references: CrossReferences) -> [BookList] { BookList.lists(of: references, language.words) }

  /// The book's language, and the words of what is made of it in that language.
  package var language: PageLanguage { PageLanguage(book.language) }

  /// The outline of a chapter with its number in the book.
  package func outline(of chapter: Chapter) -> ChapterOutline {
    ChapterOutline(of: chapter, number: book.chapterNumbers[chapter.file])
  }

  /// The text of a chapter alone: no page around it, no title.
  package func fragment(_ chapter: Chapter, _ report: ChapterReport) -> String {
    ChapterText(
      chapter, report, outline: outline(of: chapter), references: references(of: [chapter], nil), words: language.words,
      highlighter: highlighter, excerpts: excerpts, structures: structures, math: math
    ).html
  }

  /// What chapters refer to, in each other and besides.
  ///
  /// - Parameters:
  ///   - chapters: all of the book, in its order.
  ///   - outline: what links can refer to in them, where it is known.
  package func references(
    of chapters: [Chapter], _ bibliography: Bibliography?, outline: BookOutline? = nil
  ) -> CrossReferences {
    CrossReferences(
      chapters, of: book, bibliography, words: language.words, names: names, symbols: symbols, outline: outline,
      links: chapterLinks(of: Set(book.chapterFiles)))
  }

  private func chapterLinks(of files: Set<String>) -> (Chapter) -> ChapterLinks {
    { [chapterLinks] chapter in chapterLinks.value(of: chapter) { ChapterLinks(of: chapter, files) } }
  }

  /// What each chapter's page says of the rest of the book, by the chapter's file.
  package func surroundings(of chapters: [Chapter], _ references: CrossReferences) -> [String: PageSurroundings] {
    let links = chapterLinks(of: Set(book.chapterFiles))
    let files = chapters.map(\.file).filter { $0 != BookConfiguration.coverText }
    let indices = Dictionary(files.enumerated().map { ($1, $0) }) { first, _ in first }
    return Dictionary(
      chapters.map { chapter in
        let index = indices[chapter.file]
        let neighbours = index.map { [$0 - 1, $0 + 1].map { files.indices.contains($0) ? files[$0] : nil } } ?? []
        return (
          chapter.file, PageSurroundings(of: chapter, links(chapter), references, neighbours: neighbours)
        )
      }
    ) { first, _ in first }
  }

  /// What something showed, as it stands below a cell.
  ///
  /// - Parameter id: what makes the ids of pictures unique on the page.
  package func fragment(_ outputs: [ShownOutput], id: String) -> String {
    guard !outputs.isEmpty else { return "" }
    return OutputWeaver(listing: .init(id: id), words: PageLanguage(book.language).words).html(outputs)
  }

  /// A picture as it stands on a page.
  package func fragment(_ drawing: Diagnostic.Picture.Drawing, id: String) -> String {
    InlinePicture(svg: drawing.svg, description: drawing.description, prefix: id + "-").framed()
  }

  /// The files that the site must have copies of: what the chapter's pictures and links name.
  package func linkedFiles(of chapter: Chapter) -> [LinkedFile] {
    linkedFiles.value(of: chapter) { LinkedFile.files(of: chapter, links) }
  }

  /// Files of the book that its pages show beside those of the chapters: the picture of the cover and the logo.
  package var bookFiles: [String] { [book.cover, book.logo].compactMap(\.self) }

  /// Files of the site that would have the same path, also for a system that takes capital letters for small ones.
  ///
  /// - Parameter files: their paths, those of chapters whose pages are not made now among them.
  private func clashes(of files: [String], in chapters: [Chapter]) -> [Diagnostic] {
    var owners = [String: String]()
    var folders = Set<String>()
    func take(_ path: String) -> String? {
      if let other = owners.updateValue(path, forKey: path.lowercased()) { return other }
      var folder = Path.folder(of: path.lowercased())
      while !folder.isEmpty, folders.insert(folder).inserted { folder = Path.folder(of: folder) }
      return nil
    }
    var diagnostics = [Diagnostic]()
    for file in files {
      guard let other = take(file) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, "'\(file)' and '\(other)' would be one file of the site",
          explanation:
            "A page is called after its chapter, and 'index.html' is the book's first page. Rename the chapter."))
    }
    var copied = Set<String>()
    for chapter in chapters {
      for file in linkedFiles(of: chapter) where copied.insert(file.path).inserted {
        let other = take(file.path)
        let key = file.path.lowercased()
        let isBelowFile = sequence(first: Path.folder(of: key)) { Path.folder(of: $0) }.prefix { !$0.isEmpty }
          .contains { owners[$0] != nil }
        guard other != nil || isBelowFile || folders.contains(key) else { continue }
        diagnostics.append(
          Diagnostic(
            .error, at: .init(file.range, in: chapter.source),
            "'\(file.path)' has the name of a file of the site; give it another",
            explanation: other.map { "The site has '\($0)' there." }))
      }
    }
    return diagnostics
  }
}
