import Book
import Markdown

/// The book's first page: what it promises, a picture, where to start, and its chapters.
struct IndexPage {
  /// What the author wrote for it.
  struct Text {
    let chapter: Chapter
    let html: String
    let hasMath: Bool
  }

  private let values: [String: Any]
  private let frame: PageFrame

  /// The page.
  var html: String { frame.render(values, .index) }

  /// What it shows beside the contents that all pages have.
  var cover: String { frame.render(values, .cover) }

  /// - Parameters:
  ///   - text: nil where the author wrote none.
  ///   - chapters: all of the book.
  init(in frame: PageFrame, text: Text?, chapters: [Chapter]) {
    let book = frame.book
    let front = text?.chapter.frontMatter
    let promise = front?.description ?? book.description
    var values = frame.values(
      PageFrame.Page(
        path: "index.html", description: promise, hasMath: text?.hasMath ?? false,
        documents: text?.chapter.documents ?? []))
    if !book.authors.isEmpty { values["byline"] = frame.language.words.list(book.authors) }
    values["date"] = book.date ?? false
    values["shownDate"] = book.date.map(frame.language.words.date) ?? ""
    values["promise"] = promise ?? false
    values["text"] = text.map { UntranslatedCode.marked($0.html) } ?? ""
    values["coverPicture"] = book.cover.map { PageLinks.url(to: $0, from: "") } ?? false
    values["start"] =
      (frame.parts.first.flatMap { $0.page ?? $0.chapters.first }).map { start -> Any in
        [
          "href": PageLinks.url(to: frame.chapters[start].page, from: "index.html"),
          "title": frame.chapters[start].outline.title,
        ]
      } ?? false
    if book.cover == nil, text.map({ !Self.hasPicture($0.chapter) }) ?? true {
      values["figure"] = Self.figure(of: chapters, in: frame) ?? false
    }
    values["cover"] = frame.parts.map { part -> [String: Any] in
      let chapters = part.chapters.map { index -> [String: Any] in
        let entry = frame.chapters[index]
        return [
          "href": PageLinks.url(to: entry.page, from: "index.html"),
          "number": entry.outline.number?.description ?? "",
          "title": entry.outline.title,
          "description": entry.outline.description ?? false,
        ]
      }
      let page = part.page.map { PageLinks.url(to: frame.chapters[$0].page, from: "index.html") }
      return ["title": part.title ?? false, "href": page ?? false, "chapters": chapters]
    }
    let lists = frame.lists.map { ($0.path, $0.title) }
    let modules = frame.reference.map {
      (ReferencePage.path(of: $0), "\(frame.language.words.reference.title): \($0)")
    }
    let extras = (lists + modules).map { ["href": PageLinks.url(to: $0.0, from: "index.html"), "title": $0.1] }
    values["hasExtras"] = !extras.isEmpty
    values["extras"] = extras
    self.values = values
    self.frame = frame
  }

  private static func hasPicture(_ chapter: Chapter) -> Bool {
    chapter.document.nodes.contains { if case .image = $0.kind { true } else { false } }
  }

  /// The book's first figure, and the place where it stands.
  private static func figure(of chapters: [Chapter], in frame: PageFrame) -> Any? {
    for chapter in chapters {
      for cell in chapter.cells where !cell.options.hidden && !cell.options.hideOutput {
        for case .picture(let picture) in cell.documented {
          guard let svg = picture.file?.svg, let entry = frame.chapters.first(where: { $0.file == chapter.file }) else {
            continue
          }
          let drawing = InlinePicture(svg: svg, description: picture.description, prefix: "cover-")
          return [
            "picture": drawing.framed, "title": entry.outline.title,
            "href": PageLinks.url(to: entry.page, from: "index.html") + "#\(entry.outline.listings[cell.index].id)",
          ]
        }
      }
    }
    return nil
  }
}
