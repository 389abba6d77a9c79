import Book
import Site
import Storage
import Text

/// A book as files of HTML that need nothing beside them: the first page, one for each chapter, the bibliography and the index, with
/// their styles, fonts and pictures in them.
///
/// They have no scripts, and their own policy keeps them from asking for anything.
struct OneFileRenderer: BookRenderer {
  let weaver: SiteWeaver

  /// A page before it is a file.
  private struct Page {
    /// That of the book's first page.
    static let first = "index.html"

    var path: String
    /// Nil for the book's first page.
    var title: String?
    var description: String?
    var content: Markup
    var fonts = MathFonts()
    /// What leads to the pages beside it.
    var pager = ""

    var isFirst: Bool { path == Self.first }
  }

  func render(_ book: CheckedBook) throws -> RenderedBook {
    let woven = WovenBook(book, weaver, listsAll: true)
    guard !woven.diagnostics.contains(where: { $0.severity == .error }) else {
      return RenderedBook(files: [], diagnostics: woven.diagnostics)
    }
    var files: [SiteFile] = []
    var linked: Set<String> = []
    for page in try pages(of: woven) {
      files.append(SiteFile(path: page.path, text: try html(of: page, in: woven, linked: &linked)))
    }
    // What is no picture stands beside the pages, as it does in the book.
    files += linked.sorted().compactMap { path in book.linkedFiles[path].map { SiteFile(path: path, bytes: $0) } }
    return RenderedBook(files: files, diagnostics: woven.diagnostics)
  }

  // MARK: The pages

  private func pages(of woven: WovenBook) throws -> [Page] {
    let indices = woven.chapters.indices.filter { woven.chapters[$0].page != Page.first }
    let chapters = indices.enumerated().map { position, index in
      let chapter = woven.chapters[index]
      let previous = position > 0 ? woven.chapters[indices[position - 1]] : nil
      let next = position + 1 < indices.count ? woven.chapters[indices[position + 1]] : nil
      return Page(
        path: chapter.page, title: chapter.title, description: chapter.chapter.outline.description,
        content: chapter.content, fonts: chapter.text.fonts, pager: pager(of: chapter, previous, next))
    }
    let lists = woven.lists.map { Page(path: $0.path, title: $0.title, content: $0.content) }
    return [firstPage(of: woven)].compactMap(\.self) + chapters + lists
  }

  /// Nil where the text that the author wrote for it is not rendered this time.
  private func firstPage(of woven: WovenBook) -> Page? {
    let text = woven.chapters.first { $0.page == Page.first }
    guard text != nil || !woven.book.configuration.hasCoverText else { return nil }
    let html = weaver.cover(
      text.map { ($0.chapter.chapter, $0.text) }, of: woven.book.chapters.map(\.chapter), woven.references)
    return Page(
      path: Page.first, description: text?.chapter.outline.description ?? woven.book.configuration.description,
      content: Markup(html), fonts: text?.text.fonts ?? MathFonts())
  }

  private func pager(of chapter: WovenChapter, _ previous: WovenChapter?, _ next: WovenChapter?) -> String {
    let words = weaver.language.words
    func link(_ other: WovenChapter?, _ kind: String, _ name: String) -> String {
      guard let other else { return "" }
      let path = Path.reference(to: other.page, from: Path.folder(of: chapter.page))
      return "<a class=\"\(kind)\" href=\"\(Markup.escaped(PercentEncoding.encoded(path: path)))\">"
        + "<small>\(Markup.escaped(name))</small>\(Markup.escaped(other.title))</a>\n"
    }
    let links = link(previous, "previous", words.previous) + link(next, "next", words.next)
    guard !links.isEmpty else { return "" }
    return "<nav class=\"pager\" aria-label=\"\(Markup.escaped(words.neighbours))\">\n\(links)</nav>\n"
  }

  // MARK: A page

  private func html(of page: Page, in woven: WovenBook, linked: inout Set<String>) throws -> String {
    let (language, words, book) = (weaver.language, weaver.language.words, woven.book.configuration)
    let content = content(of: page, in: woven, &linked).written(as: .html)
    let authors = book.authors.map { "<meta name=\"author\" content=\"\(Markup.escaped($0))\">\n" }.joined()
    let description = page.description.map { "<meta name=\"description\" content=\"\(Markup.escaped($0))\">\n" }
    let bookTitle = Markup.escaped(book.title)
    let back =
      "<p class=\"book-title\"><a href=\"\(Markup.escaped(Path.reference(to: Page.first, from: Path.folder(of: page.path))))\">\(bookTitle)</a></p>\n"
    return """
      <!doctype html>
      <html lang="\(Markup.escaped(language.tag))"\(language.isRightToLeft ? " dir=\"rtl\"" : "")>
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(page.title.map { Markup.escaped($0) + " · " } ?? "")\(bookTitle)</title>
      \(description ?? "")\(authors)<meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <style>
      \(try style(for: content + (page.title ?? book.title), page.fonts))</style>
      </head>
      <body class="one-file">
      <main id="_text">
      \(page.isFirst ? "" : back)<article\(page.isFirst ? " class=\"cover\"" : "")>
      \(content)
      </article>
      \(page.pager)<footer class="colophon">
      <p>\(Markup.escaped(words.madeWith))</p>
      </footer>
      </main>
      </body>
      </html>

      """
  }

  private func content(of page: Page, in woven: WovenBook, _ linked: inout Set<String>) -> Markup {
    var linkedHere: Set<String> = []
    let content = page.content.changed { tag, _ in
      var tag = tag
      tag["srcset"] = nil
      for name in ["href", "src", "poster"] {
        guard let address = tag[name] else { continue }
        switch woven.destination(address, from: page.path) {
        case .elsewhere where name != "href" && !address.hasPrefix("data:"):
          // What is elsewhere is not asked for, but a reader may.
          guard tag.name == "img" else {
            tag[name] = nil
            continue
          }
          let link = Markup.Tag(name: "a", attributes: [.init(name: "href", value: address)])
          return .replace(Markup(events: [.start(link), .text(tag["alt"] ?? address), .end]))
        case .chapter, .otherChapter, .list, .elsewhere: continue
        case .file(let path) where name != "href" && EmbeddedFiles.isPicture(path):
          tag[name] = EmbeddedFiles.address(of: woven.book.linkedFiles[path] ?? [], at: path)
        case .file(let path): linkedHere.insert(path)
        case .missing: return tag.name == "a" ? .unwrap : .keep(tag)
        }
      }
      return tag.name == "script" ? .remove : .keep(tag)
    }
    linked.formUnion(linkedHere)
    return content
  }

  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:"

  private func style(for text: String, _ fonts: MathFonts) throws -> String {
    let files = weaver.theme.assets + (try weaver.mathFiles(fonts))
    let sheets = ["assets/katex.css", "assets/book.css"].compactMap { name in
      files.first { $0.path == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    return EmbeddedFiles.style(sheets.joined(separator: "\n"), files, for: text)
      + (weaver.theme.exportStyles["one-file"] ?? "")
  }
}
