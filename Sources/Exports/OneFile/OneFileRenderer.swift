import Book
import Site
import Storage
import Text

/// A book as files of HTML that need nothing beside them: one for each chapter, with its styles, fonts and pictures in it.
///
/// They have no scripts, and their own policy keeps them from asking for anything.
struct OneFileRenderer: BookRenderer {
  let weaver: SiteWeaver

  func render(_ book: CheckedBook) throws -> RenderedBook {
    let woven = WovenBook(book, weaver)
    guard !woven.diagnostics.contains(where: { $0.severity == .error }) else {
      return RenderedBook(files: [], diagnostics: woven.diagnostics)
    }
    var files: [SiteFile] = []
    var linked: Set<String> = []
    for (index, chapter) in woven.chapters.enumerated() {
      files.append(SiteFile(path: chapter.page, text: try page(of: index, in: woven, linked: &linked)))
    }
    // What is no picture stands beside the pages, as it does in the book.
    files += linked.sorted().compactMap { path in book.linkedFiles[path].map { SiteFile(path: path, bytes: $0) } }
    return RenderedBook(files: files, diagnostics: woven.diagnostics)
  }

  private func page(of index: Int, in woven: WovenBook, linked: inout Set<String>) throws -> String {
    let chapter = woven.chapters[index]
    let (language, words, book) = (weaver.language, weaver.language.words, woven.book.configuration)
    var linkedHere: Set<String> = []
    let content = Markup(events: chapter.opening.events + chapter.body.events).changed { tag, _ in
      var tag = tag
      tag["srcset"] = nil
      for name in ["href", "src", "poster"] {
        guard let address = tag[name] else { continue }
        switch woven.destination(address, from: chapter) {
        case .chapter(let target, _) where target == index: continue
        case .elsewhere where name != "href" && !address.hasPrefix("data:"):
          // What is elsewhere is not asked for, but a reader may.
          guard tag.name == "img" else {
            tag[name] = nil
            continue
          }
          let link = Markup.Tag(name: "a", attributes: [.init(name: "href", value: address)])
          return .replace(Markup(events: [.start(link), .text(tag["alt"] ?? address), .end]))
        case .chapter, .otherChapter, .elsewhere: continue
        case .file(let path) where name != "href" && EmbeddedFiles.isPicture(path):
          tag[name] = EmbeddedFiles.address(of: woven.book.linkedFiles[path] ?? [], at: path)
        case .file(let path): linkedHere.insert(path)
        case .missing: return tag.name == "a" ? .unwrap : .keep(tag)
        }
      }
      return tag.name == "script" || tag.hasClass("whole") ? .remove : .keep(tag)
    }
    linked.formUnion(linkedHere)
    let authors = book.authors.map { "<meta name=\"author\" content=\"\(Markup.escaped($0))\">\n" }.joined()
    let description = chapter.chapter.outline.description.map {
      "<meta name=\"description\" content=\"\(Markup.escaped($0))\">\n"
    }
    return """
      <!doctype html>
      <html lang="\(Markup.escaped(language.tag))"\(language.isRightToLeft ? " dir=\"rtl\"" : "")>
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escaped(chapter.title)) · \(Markup.escaped(book.title))</title>
      \(description ?? "")\(authors)<meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <style>
      \(try style(chapter))</style>
      </head>
      <body class="one-file">
      <main id="_text">
      <p class="book-title">\(Markup.escaped(book.title))</p>
      <article>
      \(content.written(as: .html))
      </article>
      \(pager(of: index, in: woven, words))<footer class="colophon">
      <p>\(Markup.escaped(words.madeWith))</p>
      </footer>
      </main>
      </body>
      </html>

      """
  }

  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:"

  private func style(_ chapter: WovenChapter) throws -> String {
    let files = weaver.theme.assets + (try weaver.mathFiles(chapter.text.fonts))
    let sheets = ["assets/katex.css", "assets/book.css"].compactMap { name in
      files.first { $0.path == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    return EmbeddedFiles.style(sheets.joined(separator: "\n"), files, for: chapter.text.html + chapter.title)
      + (weaver.theme.exportStyles["one-file"] ?? "")
  }

  private func pager(of index: Int, in woven: WovenBook, _ words: any InterfaceWords) -> String {
    func link(_ target: Int, _ kind: String, _ name: String) -> String {
      guard woven.chapters.indices.contains(target) else { return "" }
      let other = woven.chapters[target]
      let path = Path.reference(to: other.page, from: Path.folder(of: woven.chapters[index].page))
      return "<a class=\"\(kind)\" href=\"\(Markup.escaped(PercentEncoding.encoded(path: path)))\">"
        + "<small>\(Markup.escaped(name))</small>\(Markup.escaped(other.title))</a>\n"
    }
    let links = link(index - 1, "previous", words.previous) + link(index + 1, "next", words.next)
    guard !links.isEmpty else { return "" }
    return "<nav class=\"pager\" aria-label=\"\(Markup.escaped(words.neighbours))\">\n\(links)</nav>\n"
  }
}
