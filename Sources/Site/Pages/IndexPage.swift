import Book
import Mustache

/// The book's first page: its title, its authors, its chapters.
enum IndexPage {
  static func html(in frame: PageFrame) -> String {
    var values = frame.values(title: nil, description: nil)
    let authors = frame.book.authors
    if !authors.isEmpty { values["byline"] = frame.language.words.list(authors) }
    values["cover"] = frame.parts.map { part -> [String: Any] in
      let chapters = part.chapters.map { index -> [String: Any] in
        let entry = frame.chapters[index]
        return [
          "href": PageLinks.url(to: entry.page, from: "index.html"), "number": entry.outline.number,
          "title": entry.outline.title,
          "description": entry.outline.description ?? false,
        ]
      }
      return ["title": part.title ?? false, "chapters": chapters]
    }
    let extras = frame.extraPages.map { ["href": PageLinks.url(to: $0.path, from: "index.html"), "title": $0.title] }
    values["hasExtras"] = !extras.isEmpty
    values["extras"] = extras
    return frame.templates.render(values, withTemplate: "index") ?? ""
  }
}
