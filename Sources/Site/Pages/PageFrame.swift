import Book

/// What the pages of a book have in common, as their templates ask for it.
struct PageFrame {
  let book: BookConfiguration
  let outlines: [(name: String, outline: ChapterOutline)]

  /// The values of the templates `head` and `contents`.
  func values(
    title: String?, description: String?, hasMath: Bool = false, here: String? = nil
  ) -> [String: Any] {
    var values: [String: Any] = [
      "language": book.language, "bookTitle": book.title, "authors": book.authors, "hasMath": hasMath,
      "windowTitle": title.map { "\($0) · \(book.title)" } ?? book.title, "barTitle": title ?? book.title,
      "isIndex": here == nil, "parts": parts(here: here),
    ]
    if let description { values["description"] = description }
    return values
  }

  private func parts(here: String?) -> [[String: Any]] {
    book.parts.compactMap { part in
      let chapters = part.chapters.compactMap { file -> [String: Any]? in
        let name = Self.name(of: file)
        guard let outline = outlines.first(where: { $0.name == name })?.outline else { return nil }
        return entry(name, outline, isHere: name == here)
      }
      guard !chapters.isEmpty else { return nil }
      var values: [String: Any] = ["chapters": chapters]
      values["title"] = part.title ?? false
      return values
    }
  }

  private func entry(_ name: String, _ outline: ChapterOutline, isHere: Bool) -> [String: Any] {
    // What an entry does not say must not be looked for further out, where the page has a title and a description too.
    var values: [String: Any] = [
      "href": HTMLEscape.url("\(name).html"), "number": outline.number, "title": outline.title, "isHere": isHere,
      "description": outline.description ?? false,
    ]
    if isHere {
      let sections = outline.headings.filter { $0.level == 2 && $0.number != nil }
      values["hasSections"] = !sections.isEmpty
      values["sections"] = sections.map { ["id": $0.id, "title": $0.text] }
    }
    return values
  }

  /// The chapter's name: its file's, without folder and extension.
  static func name(of file: String) -> String {
    let name = file.split(separator: "/").last ?? ""
    return String(name.hasSuffix(".md") ? name.dropLast(3) : name)
  }
}
