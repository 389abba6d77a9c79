import Book
import Site
import Text

/// The book as one page of HTML for a printer: the title, the contents, the chapters.
struct PrintedBook {
  private let woven: WovenBook
  private let weaver: SiteWeaver
  private let style: String

  init(_ woven: WovenBook, _ weaver: SiteWeaver) throws {
    self.woven = woven
    self.weaver = weaver
    let files = weaver.theme.assets + (try weaver.mathFiles(woven.fonts))
    let sheets = ["assets/katex.css", "assets/book.css"].compactMap { name in
      files.first { $0.path == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    let text = woven.chapters.map { $0.text.html + $0.title }.joined()
    style =
      EmbeddedFiles.style(sheets.joined(separator: "\n"), files, for: text) + (weaver.theme.exportStyles["print"] ?? "")
      + Self.runningTitles(of: woven, isRightToLeft: weaver.language.isRightToLeft)
  }

  func html(_ numbers: PageNumbers) -> String {
    let pages = numbers.pages
    let (language, book) = (weaver.language, woven.book.configuration)
    let words = language.words
    let authors = book.authors.isEmpty ? "" : "<p>\(Markup.escaped(words.list(book.authors)))</p>\n"
    func paragraph(_ text: String?) -> String {
      text.map { "<p class=\"besides\">\(Markup.escaped($0))</p>\n" } ?? ""
    }
    let picture = book.cover.flatMap { path in
      woven.book.linkedFiles[path].map { "<img src=\"\(EmbeddedFiles.address(of: $0, at: path))\" alt=\"\">\n" }
    }
    let cover = picture ?? ""
    let chapters = woven.chapters.indices.map { index in
      let part = woven.book.partTitle(before: woven.chapters[index].chapter).map {
        "<section class=\"part-page\"><h1>\(Markup.escaped($0))</h1></section>\n"
      }
      return (part ?? "") + chapter(index, numbers)
    }
    return """
      <!doctype html>
      <html lang="\(Markup.escaped(language.tag))"\(language.isRightToLeft ? " dir=\"rtl\"" : "")>
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">
      <title>\(Markup.escaped(book.title))</title>
      <style>
      \(style)</style>
      </head>
      <body>
      <section class="title-page">
      <h1>\(Markup.escaped(book.title))</h1>
      \(authors)\(paragraph(book.description))\(paragraph(book.date))\(cover)</section>
      \(contents(pages))
      \(chapters.joined(separator: "\n"))
      <nav hidden>\(references.map { "<a href=\"#\(Markup.escaped($0.link))\"></a>" }.joined())</nav>
      </body>
      </html>

      """
  }

  // MARK: Anchors

  /// The anchor of a chapter, or of something in it, in the one page of the book.
  private static func anchor(_ chapter: Int, _ id: String? = nil) -> String {
    "c\(chapter + 1)" + (id.map { "-\($0)" } ?? "")
  }

  /// The page of an anchor; where none is known yet, digits that take as much room.
  private func page(of anchor: String, in pages: [String: Int]) -> String? {
    pages.isEmpty ? "00" : pages[anchor].map(String.init)
  }

  // MARK: Contents

  private func contents(_ pages: [String: Int]) -> String {
    func line(_ number: String, _ title: String, _ anchor: String) -> String {
      "<a href=\"#\(Markup.escaped(anchor))\"><span class=\"number\">\(number)</span> <span>\(Markup.escaped(title))</span>"
        + "<span class=\"leader\"></span><span class=\"page\">\(page(of: anchor, in: pages) ?? "")</span></a>"
    }
    var html = ""
    for part in woven.parts {
      if let title = part.title {
        html +=
          "<div class=\"part\">\(part.page.map { line("", title, Self.anchor($0)) } ?? Markup.escaped(title))</div>\n"
      }
      let entries = part.chapters.map { index in
        let chapter = woven.chapters[index]
        let sections = chapter.sections.map {
          "<li>\(line($0.number ?? "", $0.text, Self.anchor(index, $0.id)))</li>\n"
        }
        let number = chapter.chapter.outline.number?.description ?? ""
        return "<li>\(line(number, chapter.title, Self.anchor(index)))"
          + (sections.isEmpty ? "" : "\n<ol>\n\(sections.joined())</ol>\n") + "</li>\n"
      }
      if !entries.isEmpty { html += "<ol>\n\(entries.joined())</ol>\n" }
    }
    return
      "<section class=\"contents-page\">\n<h2>\(Markup.escaped(weaver.language.words.contents))</h2>\n\(html)</section>"
  }

  // MARK: Chapters

  private func chapter(_ index: Int, _ numbers: PageNumbers) -> String {
    let chapter = woven.chapters[index]
    var links = 0
    let content = Self.markingShortCode(Markup(events: chapter.opening.events + chapter.body.events)).changed {
      tag, _ in
      change(tag, in: index, &links, numbers)
    }
    return "<section class=\"chapter\" id=\"\(Self.anchor(index))\" style=\"page: chapter-\(index + 1)\">\n<article>\n"
      + content.written(as: .html) + "\n</article>\n</section>"
  }

  /// Code of so few lines stays on one page.
  private static let linesOfShortCode = 16

  private static func markingShortCode(_ content: Markup) -> Markup {
    var content = content
    for index in content.events.indices {
      guard case .start(var tag) = content.events[index], tag.name == "pre", tag.hasClass("code") else { continue }
      guard content.text(from: index).utf8.count(where: { $0 == UInt8(ascii: "\n") }) < linesOfShortCode else {
        continue
      }
      tag["class"] = (tag["class"] ?? "") + " short"
      content.events[index] = .start(tag)
    }
    return content
  }

  /// The anchors of links in the text, and of what they lead to.
  var references: [(link: String, target: String)] {
    woven.chapters.indices.flatMap { index in
      var links = 0
      let events = woven.chapters[index].opening.events + woven.chapters[index].body.events
      return events.compactMap { event -> (link: String, target: String)? in
        guard case .start(let tag) = event, let target = target(of: tag, in: index) else { return nil }
        links += 1
        return (Self.anchor(ofLink: links, in: index, tag), target)
      }
    }
  }

  /// The anchor to which a link leads that gets the number of a page; nil for any other element.
  private func target(of tag: Markup.Tag, in index: Int) -> String? {
    guard tag.name == "a", !Self.isOwnAnchor(tag), let href = tag["href"],
      case .chapter(let target, let id) = woven.destination(href, from: woven.chapters[index])
    else { return nil }
    return Self.anchor(target, id)
  }

  private static func anchor(ofLink number: Int, in index: Int, _ tag: Markup.Tag) -> String {
    anchor(index, tag["id"] ?? "_link-\(number)")
  }

  private func change(
    _ original: Markup.Tag, in index: Int, _ links: inout Int, _ numbers: PageNumbers
  ) -> Markup.Change {
    var tag = original
    switch tag.name {
    case "script", "button", "iframe", "object", "embed": return .remove
    case "svg" where tag.hasClass("narrow"): return .remove
    case "p" where tag.hasClass("whole"): return .remove
    case "details": tag["open"] = ""
    default: break
    }
    for name in ["id", "name", "for", "aria-labelledby", "aria-describedby"] {
      guard let value = tag[name] else { continue }
      tag[name] = value.split(separator: " ").map { Self.anchor(index, String($0)) }.joined(separator: " ")
    }
    for attribute in tag.attributes where attribute.value.contains("url(#") {
      tag[attribute.name] = attribute.value.replacing("url(#", with: "url(#\(Self.anchor(index, "")))")
    }
    if let source = tag["src"] {
      guard case .file(let path) = woven.destination(source, from: woven.chapters[index]), EmbeddedFiles.isPicture(path)
      else { return source.hasPrefix("data:") ? .keep(tag) : .replace(Markup(Markup.escaped(tag["alt"] ?? ""))) }
      tag["src"] = EmbeddedFiles.address(of: woven.book.linkedFiles[path] ?? [], at: path)
    }
    guard let href = tag["href"] else { return .keep(tag) }
    guard tag.name == "a" else {
      // Parts of drawings refer to each other.
      if href.hasPrefix("#") { tag["href"] = "#" + Self.anchor(index, String(href.dropFirst())) }
      return .keep(tag)
    }
    switch woven.destination(href, from: woven.chapters[index]) {
    case .chapter(let target, let id):
      let anchor = Self.anchor(target, id)
      tag["href"] = "#" + anchor
      guard self.target(of: original, in: index) != nil else { return .keep(tag) }
      links += 1
      let own = Self.anchor(ofLink: links, in: index, original)
      tag["id"] = own
      guard !numbers.near.contains(own), let page = page(of: anchor, in: numbers.pages) else { return .keep(tag) }
      let number = weaver.language.words.page(page)
      return .append(tag, Markup("<span class=\"page-reference\">\(Markup.escaped(number))</span>"))
    case .elsewhere: return .keep(tag)
    case .file, .otherChapter, .missing: return .unwrap
    }
  }

  /// Whether a link says where it stands itself, or leads to a footnote and back.
  private static func isOwnAnchor(_ tag: Markup.Tag) -> Bool {
    ["cell-number", "section-number", "equation-number"].contains { tag.hasClass($0) }
      || tag["role"]?.hasPrefix("doc-") == true
  }

  // MARK: The heads of pages

  private static func runningTitles(of woven: WovenBook, isRightToLeft: Bool) -> String {
    let side = isRightToLeft ? "right" : "left"
    return woven.chapters.enumerated().map { index, chapter in
      let title = (chapter.chapter.outline.number.map { "\($0)\u{2002}" } ?? "") + chapter.title
      return "@page chapter-\(index + 1) { @top-\(side) { content: \"\(escaped(title))\"; "
        + "font: italic 9pt \"Book\", Charter, Georgia, serif; color: #5e636b } }\n"
    }.joined()
  }

  /// A text between quotes of a style sheet, which stands in HTML.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\", "\"", "<", "\n", "\r": "\\\(String(scalar.value, radix: 16)) "
      default: String(scalar)
      }
    }.joined()
  }
}
