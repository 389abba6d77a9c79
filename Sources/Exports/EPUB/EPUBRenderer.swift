import Book
import Site
import Storage

/// A book as one EPUB 3 file.
struct EPUBRenderer: BookRenderer {
  let weaver: SiteWeaver

  func render(_ book: CheckedBook) -> RenderedBook {
    let woven = WovenBook(book, weaver)
    guard !woven.diagnostics.contains(where: { $0.severity == .error }) else {
      return RenderedBook(files: [], diagnostics: woven.diagnostics)
    }
    var package = EPUBPackage(book.configuration, weaver.language)
    var pictures = EPUBPictures()
    let names = woven.chapters.indices.map { "chapter-\($0 + 1).xhtml" }
    let chapters = woven.chapters.indices.map { index in
      EPUBChapter(
        at: index, in: woven, names: names, isRightToLeft: weaver.language.isRightToLeft, pictures: &pictures)
    }
    package.add("style.css", Array((weaver.theme.exportStyles["epub"] ?? "").utf8), "text/css")
    let cover = Self.cover(of: book)
    package.add(cover.path, cover.bytes, EmbeddedFiles.mediaType(of: cover.path), properties: ["cover-image"])
    package.addPage(
      "cover.xhtml", title: package.title, body: Self.coverBody(package.title, cover.path), type: "cover")
    package.addPage(
      "nav.xhtml", title: weaver.language.words.contents, body: navigation(of: woven, names), properties: ["nav"])
    for (name, chapter) in zip(names, chapters) {
      package.addPage(
        name, title: chapter.title, body: chapter.body, type: "bodymatter", properties: chapter.properties)
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
  private func navigation(of woven: WovenBook, _ names: [String]) -> String {
    let words = weaver.language.words
    func entry(_ index: Int) -> String {
      let chapter = woven.chapters[index]
      let sections = chapter.sections.map {
        "<li><a href=\"\(names[index])#\(Markup.escaped($0.id))\">\(Markup.escaped($0.text))</a></li>\n"
      }
      let inner = sections.isEmpty ? "" : "\n<ol>\n\(sections.joined())</ol>\n"
      return "<li><a href=\"\(names[index])\">\(Markup.escaped(chapter.title))</a>\(inner)</li>\n"
    }
    var entries = ""
    for part in woven.parts {
      let inner = part.chapters.map(entry).joined()
      guard let title = part.title.map(Markup.escaped) else {
        entries += inner
        continue
      }
      let head =
        part.page.map { "<a href=\"\(names[$0])\">\(title)</a>" } ?? "<span class=\"part\">\(title)</span>"
      entries += "<li>\(head)\n" + (inner.isEmpty ? "" : "<ol>\n\(inner)</ol>\n") + "</li>\n"
    }
    return """
      <nav epub:type="toc" role="doc-toc" id="toc">
      <h1>\(Markup.escaped(words.contents))</h1>
      <ol>
      \(entries)</ol>
      </nav>
      <nav epub:type="landmarks" hidden="">
      <ol>
      <li><a epub:type="toc" href="#toc">\(Markup.escaped(words.contents))</a></li>
      <li><a epub:type="bodymatter" href="\(names.first ?? "")">\(Markup.escaped(woven.chapters.first?.title ?? ""))</a></li>
      </ol>
      </nav>
      """
  }
}
