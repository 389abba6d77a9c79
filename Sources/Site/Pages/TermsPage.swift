import Book

/// The index: the terms of the book and the engine's names in its code, each with where it is used.
enum TermsPage {
  static let path = "terms.html"

  /// Nil for a book that has neither.
  static func file(in frame: PageFrame) -> SiteFile? {
    let entries = frame.references.index.entries
    guard !entries.isEmpty else { return nil }
    let words = frame.language.words
    func url(_ file: String, _ anchor: String) -> String {
      HTMLEscape.url(PageLinks.url(to: PageLinks.page(of: file), from: path)) + "#" + HTMLEscape.url(anchor)
    }
    let items = entries.map { entry in
      let name = HTMLEscape.text(entry.name)
      let head =
        entry.definition.map { term in
          "<a href=\"\(url(term.file, term.anchor ?? ""))\">\(name)</a>"
        } ?? "<code translate=\"no\">\(name)</code>"
      let places = entry.places.map { place in
        "<a href=\"\(url(place.file, place.anchor))\">\(HTMLEscape.text(words.place(place.target)))</a>"
      }
      return "<li>\(head)\(places.isEmpty ? "" : " <small>\(places.joined(separator: ", "))</small>")</li>\n"
    }
    var values = frame.values(.init(path: path, title: words.index))
    values["heading"] = words.index
    values["text"] = "<ul class=\"terms\">\n\(items.joined())</ul>\n"
    return SiteFile(path: path, text: frame.render(values, .list))
  }
}
