import Book
import Site
import Storage

/// A book as one EPUB 3 file.
struct EPUBRenderer: BookRenderer {
  let weaver: SiteWeaver
  private let names = EPUBNames()

  init(weaver: SiteWeaver) { self.weaver = weaver }

  func render(_ book: CheckedBook) -> RenderedBook {
    let woven = WovenBook(book, weaver)
    guard !woven.diagnostics.contains(where: { $0.severity == .error }) else {
      return RenderedBook(files: [], diagnostics: woven.diagnostics)
    }
    var package = EPUBPackage(book.configuration, weaver.language)
    var pictures = EPUBPictures()
    func page(_ content: Markup, of path: String, _ kind: EPUBPage.PageKind) -> EPUBPage {
      EPUBPage(
        content, of: path, kind, in: woven, names: names, isRightToLeft: weaver.language.isRightToLeft,
        pictures: &pictures)
    }
    let chapters = woven.chapters.map { ($0.title, page($0.content, of: $0.page, .chapter)) }
    let lists = woven.lists.map { ($0, page($0.content, of: $0.path, .list($0.kind))) }
    package.add("style.css", Array((weaver.theme.exportStyles["epub"] ?? "").utf8), "text/css")
    let cover = Self.cover(of: book)
    package.add(cover.path, cover.bytes, EmbeddedFiles.mediaType(of: cover.path), properties: ["cover-image"])
    package.addPage(
      "cover.xhtml", title: package.title, body: Self.coverBody(package.title, cover.path), type: "cover")
    package.addPage(
      "nav.xhtml", title: weaver.language.words.contents, body: navigation(of: woven), properties: ["nav"])
    for (index, (title, chapter)) in chapters.enumerated() {
      package.addPage(
        names.name(ofChapter: index), title: title, body: chapter.body, type: "bodymatter",
        properties: chapter.properties)
    }
    for (list, page) in lists {
      package.addPage(
        names.name(of: list.kind), title: list.title, body: page.body, type: "backmatter", properties: page.properties)
    }
    for picture in pictures.files {
      package.add(picture.path, picture.bytes, EmbeddedFiles.mediaType(of: picture.path))
    }
    return RenderedBook(
      files: [SiteFile(path: "book.epub", bytes: package.archive)], diagnostics: woven.diagnostics)
  }

  /// The book's own cover, or one with its title.
  private static func cover(of book: CheckedBook) -> SiteFile {
    if let path = book.configuration.cover, let bytes = book.linkedFiles[path], EPUBPictures.isKnown(path) {
      let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
      return SiteFile(path: "cover." + ending, bytes: bytes)
    }
    let svg = CoverPicture.svg(title: book.configuration.title, authors: book.configuration.authors)
    return SiteFile(path: "cover.svg", text: svg)
  }

  private static func coverBody(_ title: String, _ path: String) -> String {
    "<div class=\"cover-page\"><img src=\"\(path)\" alt=\"\(Markup.escaped(title))\"/></div>"
  }

  /// The contents, with the parts and the sections of chapters, and where the text begins.
  private func navigation(of woven: WovenBook) -> String {
    let words = weaver.language.words
    func entry(_ index: Int) -> String {
      let chapter = woven.chapters[index]
      let sections = chapter.sections.map {
        "<li><a href=\"\(names.name(ofChapter: index))#\(Markup.escaped($0.id))\">\(Markup.escaped($0.text))</a></li>\n"
      }
      let inner = sections.isEmpty ? "" : "\n<ol>\n\(sections.joined())</ol>\n"
      return "<li><a href=\"\(names.name(ofChapter: index))\">\(Markup.escaped(chapter.title))</a>\(inner)</li>\n"
    }
    var entries = ""
    for part in woven.parts {
      let inner = part.chapters.map(entry).joined()
      guard let title = part.title.map(Markup.escaped) else {
        entries += inner
        continue
      }
      let head =
        part.page.map { "<a href=\"\(names.name(ofChapter: $0))\">\(title)</a>" }
        ?? "<span class=\"part\">\(title)</span>"
      entries += "<li>\(head)\n" + (inner.isEmpty ? "" : "<ol>\n\(inner)</ol>\n") + "</li>\n"
    }
    func item(_ list: BookList, attributes: String = "") -> String {
      "<li><a\(attributes) href=\"\(names.name(of: list.kind))\">\(Markup.escaped(list.title))</a></li>\n"
    }
    entries += woven.lists.map { item($0) }.joined()
    let landmarks = woven.lists.map { item($0, attributes: " epub:type=\"\(Self.type(of: $0.kind))\"") }
    return """
      <nav epub:type="toc" role="doc-toc" id="toc">
      <h1>\(Markup.escaped(words.contents))</h1>
      <ol>
      \(entries)</ol>
      </nav>
      <nav epub:type="landmarks" hidden="">
      <ol>
      <li><a epub:type="toc" href="#toc">\(Markup.escaped(words.contents))</a></li>
      <li><a epub:type="bodymatter" href="\(names.name(ofChapter: 0))">\(Markup.escaped(woven.chapters.first?.title ?? ""))</a></li>
      \(landmarks.joined())</ol>
      </nav>
      """
  }

  private static func type(of list: BookList.Kind) -> String {
    switch list {
    case .bibliography: "bibliography"
    case .index: "index"
    }
  }
}
