import Book
import Site

/// The book as one page of HTML for a printer: the title, the contents, the chapters, the bibliography and the index.
struct PrintedBook {
  private let woven: WovenBook
  private let weaver: SiteWeaver
  private let style: String
  private let chapters: [PrintedChapter]
  private let lists: [PrintedList]

  init(_ woven: WovenBook, _ weaver: SiteWeaver) throws {
    self.woven = woven
    self.weaver = weaver
    let chapters = woven.chapters.indices.map { PrintedChapter($0, of: woven) }
    self.chapters = chapters
    lists = woven.lists.map { PrintedList($0, of: woven, citations: chapters.flatMap(\.citations)) }
    let files = weaver.theme.assets + (try weaver.mathFiles(woven.fonts))
    let sheets = ["assets/katex.css", "assets/book.css"].compactMap { name in
      files.first { $0.path == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    let text = (woven.chapters.map { $0.text.html + $0.title } + woven.lists.map { $0.html + $0.title }).joined()
    style =
      EmbeddedFiles.style(sheets.joined(separator: "\n"), files, for: text) + (weaver.theme.exportStyles["print"] ?? "")
      + Self.runningTitles(of: woven, weaver.language)
  }

  /// The anchors of references that say on which page their target is, and of these targets.
  var references: [(link: String, target: String)] { chapters.flatMap(\.references) }

  func html(_ numbers: PageNumbers) -> String {
    let (language, book) = (weaver.language, woven.book.configuration)
    let words = language.words
    let authors = book.authors.isEmpty ? "" : "<p>\(Markup.escaped(words.list(book.authors)))</p>\n"
    func paragraph(_ text: String?) -> String {
      text.map { "<p class=\"besides\">\(Markup.escaped($0))</p>\n" } ?? ""
    }
    let picture = book.cover.flatMap { path in
      woven.book.linkedFiles[path].map { "<img src=\"\(EmbeddedFiles.address(of: $0, at: path))\" alt=\"\">\n" }
    }
    // Chromium says where those anchors are to which something leads.
    let anchors = references.map(\.link) + lists.flatMap(\.anchors)
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
      \(authors)\(paragraph(book.description))\(paragraph(book.date.map(words.date)))\(picture ?? "")</section>
      \(contents(numbers))
      \(chapters.indices.map { chapter($0, numbers) }.joined(separator: "\n"))
      \(lists.map { $0.html(numbers, words) }.joined(separator: "\n"))
      <nav hidden>\(anchors.map { "<a href=\"#\(Markup.escaped($0))\"></a>" }.joined())</nav>
      </body>
      </html>

      """
  }

  // MARK: Contents

  private func contents(_ numbers: PageNumbers) -> String {
    func line(_ number: String, _ title: String, _ anchor: String) -> String {
      "<a href=\"#\(Markup.escaped(anchor))\"><span class=\"number\">\(number)</span> <span>\(Markup.escaped(title))</span>"
        + "<span class=\"leader\"></span><span class=\"page\">\(numbers.page(of: anchor) ?? "")</span></a>"
    }
    var html = ""
    for part in woven.parts {
      if let title = part.title {
        html +=
          "<div class=\"part\">\(part.page.map { line("", title, PrintAnchor.of($0)) } ?? Markup.escaped(title))</div>\n"
      }
      let entries = part.chapters.map { index in
        let chapter = woven.chapters[index]
        let sections = chapter.sections.map {
          "<li>\(line($0.number ?? "", $0.text, PrintAnchor.of(index, $0.id)))</li>\n"
        }
        let number = chapter.chapter.outline.number?.description ?? ""
        return "<li>\(line(number, chapter.title, PrintAnchor.of(index)))"
          + (sections.isEmpty ? "" : "\n<ol>\n\(sections.joined())</ol>\n") + "</li>\n"
      }
      if !entries.isEmpty { html += "<ol>\n\(entries.joined())</ol>\n" }
    }
    if !woven.lists.isEmpty {
      let entries = woven.lists.map { "<li>\(line("", $0.title, PrintAnchor.of($0.kind)))</li>\n" }
      html += "<ol class=\"lists\">\n\(entries.joined())</ol>\n"
    }
    return
      "<section class=\"contents-page\">\n<h1>\(Markup.escaped(weaver.language.words.contents))</h1>\n\(html)</section>"
  }

  // MARK: Chapters

  private func chapter(_ index: Int, _ numbers: PageNumbers) -> String {
    let part = woven.book.partTitle(before: woven.chapters[index].chapter).map {
      "<section class=\"part-page\"><h1>\(Markup.escaped($0))</h1></section>\n"
    }
    let text = chapters[index].html { link, target in
      numbers.near.contains(link) ? nil : numbers.page(of: target).map(weaver.language.words.page)
    }
    return (part ?? "")
      + "<section class=\"chapter\" id=\"\(PrintAnchor.of(index))\" style=\"page: chapter-\(index + 1)\">\n<article>\n"
      + text + "\n</article>\n</section>"
  }

  // MARK: The heads of pages

  private static func runningTitles(of woven: WovenBook, _ language: PageLanguage) -> String {
    let side = language.isRightToLeft ? "right" : "left"
    let chapters = woven.chapters.enumerated().map { index, chapter in
      ("chapter-\(index + 1)", (chapter.chapter.outline.number.map { "\($0)\u{2002}" } ?? "") + chapter.title)
    }
    let others =
      [("contents", language.words.contents)] + woven.lists.map { ("list-\(PrintAnchor.of($0.kind))", $0.title) }
    return (chapters + others).map { page, title in
      "@page \(page) { @top-\(side) { content: \"\(escaped(title))\"; "
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
