import Book
import Text

/// Where the pages and files of a book are in its site, which has the folders of the chapters.
struct PageLinks {
  private let chapters: Set<String>
  /// What links can refer to.
  let outline: BookOutline

  /// - Parameter chapters: the files of all chapters, relative to the book's folder.
  init(chapters: Set<String>, outline: BookOutline = BookOutline([], files: [])) {
    self.chapters = chapters
    self.outline = outline
  }

  /// The path of a chapter's page.
  static func page(of file: String) -> String { Path.withoutExtension(file) + ".html" }

  /// What a link from one path of the site to another is, as a URL.
  static func url(to path: String, from page: String) -> String {
    PercentEncoding.encoded(path: Path.reference(to: path, from: Path.folder(of: page)))
  }

  func target(of destination: String, in file: String) -> LinkTarget {
    LinkTarget(URIReference(destination), in: file, of: chapters)
  }

  /// What a link leads to, where that has a number or a title.
  func referenceTarget(of destination: String, in file: String) -> ReferenceTarget? {
    outline.target(of: target(of: destination, in: file))
  }

  /// The title of the chapter in which a target stands, where that is another one and has no number: then the target's number says
  /// nothing of it.
  func chapterTitle(of target: ReferenceTarget, besides file: String) -> String? {
    guard target.file != file, let chapter = outline[target.file], chapter.number == nil else { return nil }
    return chapter.title
  }

  /// A link of a chapter as its page has it.
  func destination(_ destination: String, in file: String) -> String {
    let reference = URIReference(destination)
    let path: String
    switch LinkTarget(reference, in: file, of: chapters) {
    case .chapter(let target, _):
      if reference.writtenPath.isEmpty { return destination }
      path = Self.page(of: target)
    case .file(let target): path = target
    case .outside, .root, .elsewhere: return destination
    }
    let query = reference.query.map { "?\($0)" } ?? ""
    let fragment = reference.fragment.map { "#\($0)" } ?? ""
    return Self.url(to: path, from: file) + query + fragment
  }
}
