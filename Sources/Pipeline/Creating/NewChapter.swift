import Book
import Glibc
import Markdown
import Storage

/// Adds a chapter to a book.
package struct NewChapter {
  package var request: Request

  package init(_ request: Request) { self.request = request }

  package struct Report: Sendable {
    /// The chapter's file as the working folder sees it; nil where none was added.
    package var file: String?
    /// Whether it was added to a list in `book.yml`.
    package var isListed = false
    /// Its number among the chapters, from 1, and the title of one that stands beside it: of the next, or else of the one before.
    var number = 0
    var neighbour: (isNext: Bool, title: String)?
    /// The title of the part that it stands in.
    var part: String?
    /// What keeps the book from having the chapter.
    package var problems: [Diagnostic] = []
  }

  /// - Parameter title: the text of the chapter's heading, as Markdown has it; its file gets the name that a link to the heading has.
  package func add(title: String) throws -> Report {
    let name = try slug(of: title)
    let file = name + ".md"
    guard file != BookConfiguration.coverText else {
      return Report(problems: [
        Diagnostic(
          .error, "'\(file)' cannot be a chapter, because its text stands on the book's first page",
          explanation: "Give the chapter another title, or write that text into a file of this name.")
      ])
    }
    let location = try request.location()
    let lock = try FolderLock(location.folder, request.progress)
    defer { _ = lock }
    let path = Path.join(location.folder, file)
    guard !BookFiles.isNoFolder(path) else {
      throw UsageProblem(
        description: "there is a file '\(location.displayName(of: path))' already: give the chapter another title")
    }
    let loader = BookLoader(location)
    let old = try loader.configurationBytes()
    let source = SourceText(name: location.displayName(of: location.configurationFile), bytes: old)
    let new = ChapterListEdit.adding(file, to: source) ?? old
    let (configuration, problems) = loader.configuration(of: new, withFile: file)
    let errors = problems.filter { $0.severity == .error }
    guard let configuration, errors.isEmpty else { return Report(problems: errors) }
    try check(configuration, has: file, isListed: new != old, before: loader.configuration(of: old).configuration)

    try AtomicFile.write("# \(title)\n".utf8, to: path)
    do {
      if new != old { try AtomicFile.write(new, to: location.configurationFile) }
    } catch {
      unlink(path)
      throw error
    }
    var report = Report(file: location.displayName(of: path), isListed: new != old)
    report.place(file, in: LoadedBook.read(location))
    return report
  }

  /// The name that the heading of a title has in links.
  private func slug(of title: String) throws(UsageProblem) -> String {
    let document = MarkdownParser.book.parse(SourceText(name: "title", text: "# \(title)\n")).document
    let children = Array(document.children(of: 0))
    guard children.count == 1, document.nodes[children[0]].kind == .heading(level: 1) else {
      throw UsageProblem(description: "a title is one line: '\(title)' is none")
    }
    let text = document.plainText(of: children[0])
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw UsageProblem(
        description: "the file of a chapter is named by its title, and '\(title)' has no letter and no digit")
    }
    var slugs = Slugs()
    return slugs.slug(of: text)
  }

  /// Whatever the text of `book.yml` is: what it says has one chapter more, and is otherwise the same.
  private func check(
    _ new: BookConfiguration, has file: String, isListed: Bool, before old: BookConfiguration?
  ) throws(UsageProblem) {
    let (files, earlier) = (new.chapterFiles, old?.chapterFiles ?? [])
    if isListed
      ? files.filter({ $0 != file }) == earlier && files.count == earlier.count + 1
      : Set(files) == Set(earlier + [file])
    {
      return
    }
    if files == earlier, !isListed, BookFiles.isReadme(file) {
      throw UsageProblem(description: "'\(file)' describes a book and is no chapter: give the chapter another title")
    }
    throw UsageProblem(
      description: "the list of chapters in book.yml is written in a way that '\(file)' cannot be added to: "
        + "write it there, and create the file")
  }
}

extension NewChapter.Report {
  fileprivate mutating func place(_ file: String, in book: LoadedBook) {
    let chapters = book.chapters.filter { book.configuration.chapterNumbers[$0.file] != nil }
    guard let index = chapters.firstIndex(where: { $0.file == file }) else { return }
    number = index + 1
    part = book.configuration.parts.first { $0.chapters.contains(file) }?.title
    if index + 1 < chapters.count {
      neighbour = (true, ChapterOutline(of: chapters[index + 1], number: nil).title)
    } else if index > 0 {
      neighbour = (false, ChapterOutline(of: chapters[index - 1], number: nil).title)
    }
  }

  /// Where the chapter stands: `as chapter 1, before 'First steps'`; nil where that is not known.
  package var position: String? {
    guard number > 0 else { return nil }
    return "as chapter \(number)" + (neighbour.map { ", \($0.isNext ? "before" : "after") '\($0.title)'" } ?? "")
      + (part.map { ", in the part '\($0)'" } ?? "")
  }
}
