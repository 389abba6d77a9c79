import Book
import Mustache

/// What the pages of a book have in common, as their templates ask for it.
struct PageFrame {
  let book: BookConfiguration
  let templates: MustacheLibrary
  let chapters: [Entry]
  let parts: [Part]
  let names: Set<String>

  /// A chapter in the book's contents.
  struct Entry {
    var name: String
    var outline: ChapterOutline
    /// Its line in the contents of every page but its own. Made once: a book of a thousand chapters has a million of them.
    var line: String

    var href: String { HTMLEscape.url("\(name).html") }
  }

  struct Part {
    var title: String?
    /// Indices into `chapters`.
    var chapters: [Int]
  }

  init(book: BookConfiguration, chapters: [(name: String, outline: ChapterOutline)], templates: MustacheLibrary) {
    self.book = book
    self.templates = templates
    let entries = chapters.map { name, outline in
      var entry = Entry(name: name, outline: outline, line: "")
      entry.line = Self.line(of: entry, isHere: false, templates: templates)
      return entry
    }
    var indices = [String: Int]()
    for (index, entry) in entries.enumerated() { indices[entry.name] = index }
    self.chapters = entries
    names = Set(entries.map(\.name))
    parts = book.parts.compactMap { part in
      let chapters = part.chapters.compactMap { indices[Path.name(of: $0)] }
      return chapters.isEmpty ? nil : Part(title: part.title, chapters: chapters)
    }
  }

  /// The values of the templates `head` and `contents`.
  ///
  /// - Parameter here: the chapter whose page it is; nil for the book's first page.
  func values(title: String?, description: String?, hasMath: Bool = false, here: Int? = nil) -> [String: Any] {
    var values: [String: Any] = [
      "language": book.language, "bookTitle": book.title, "authors": book.authors, "hasMath": hasMath,
      "windowTitle": title.map { "\($0) · \(book.title)" } ?? book.title, "barTitle": title ?? book.title,
      "isIndex": here == nil,
    ]
    values["parts"] = parts.map { part -> [String: Any] in
      let lines = part.chapters.map { index in
        index == here ? Self.line(of: chapters[index], isHere: true, templates: templates) : chapters[index].line
      }
      return ["title": part.title ?? false, "list": lines.joined()]
    }
    if let description { values["description"] = description }
    return values
  }

  private static func line(of entry: Entry, isHere: Bool, templates: MustacheLibrary) -> String {
    let sections = isHere ? entry.outline.headings.filter { $0.level == 2 && $0.number != nil } : []
    let values: [String: Any] = [
      "href": entry.href, "number": entry.outline.number, "title": entry.outline.title, "isHere": isHere,
      "hasSections": !sections.isEmpty, "sections": sections.map { ["id": $0.id, "title": $0.text] },
    ]
    return templates.render(values, withTemplate: "entry") ?? ""
  }
}
