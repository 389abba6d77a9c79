import Book

/// All works that a book cites, and which chapters do.
enum BibliographyPage {
  /// Nil for a book that cites none.
  static func file(in frame: PageFrame) -> SiteFile? {
    guard !frame.references.works.works.isEmpty else { return nil }
    let words = frame.language.words
    let items = frame.references.works.works.map { work in
      let files = frame.references.works.files(citing: work)
      let chapters = frame.chapters.filter { files.contains($0.file) }.map { entry in
        let page = PageLinks.url(to: entry.page, from: CitationWeaver.page)
        let name = words.place(entry.outline.targets[0])
        return "<a href=\"\(HTMLEscape.url(page))#\(CitationWeaver.anchor(of: work))\">\(HTMLEscape.text(name))</a>"
      }
      return
        "<li id=\"\(CitationWeaver.anchor(of: work))\">\(frame.references.works.html(work)) <small class=\"uses\">\(words.citedIn(words.list(chapters)))</small></li>\n"
    }
    var values = frame.values(PageFrame.Page(path: CitationWeaver.page, title: words.bibliography))
    values["heading"] = words.bibliography
    values["text"] = "<ul class=\"bibliography\">\n\(items.joined())</ul>\n"
    return SiteFile(path: CitationWeaver.page, text: frame.render(values, .list))
  }
}
