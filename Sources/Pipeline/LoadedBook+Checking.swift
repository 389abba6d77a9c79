import Book
import Site
import Storage

extension LoadedBook {
  /// The book with what was found of its chapters, and what is wrong with the files that they link to.
  ///
  /// The files are looked at again: the cells, which have run since the book was read, may have put others in their place.
  ///
  /// - Parameter reports: by the chapters' names.
  func checked(_ reports: [String: ChapterReport], _ weaver: SiteWeaver) throws -> (
    book: CheckedBook, problems: [Diagnostic]
  ) {
    var book = CheckedBook(
      configuration: configuration,
      chapters: chapters.map { chapter in
        let outline = weaver.outline(of: chapter)
        // The text of the cover has the title of the book, where it has none of its own.
        let isUntitled = outline.titleNode == nil && chapter.frontMatter.title == nil
        let title = isUntitled && chapter.file == BookConfiguration.coverText ? configuration.title : nil
        return CheckedChapter(chapter, outline: outline, title: title, report: reports[chapter.name])
      },
      bibliography: bibliography)
    var problems: [Diagnostic] = []
    for chapter in book.renderedChapters.map(\.chapter) {
      for file in weaver.linkedFiles(of: chapter) where book.linkedFiles[file.path] == nil {
        guard files.status(of: file.path) == .file else {
          problems.append(
            Diagnostic(
              .error, at: .init(file.range, in: chapter.source),
              "'\(file.path)' is no file of the book any more since the cells ran",
              explanation: "A cell has removed it, or put something else in its place."))
          continue
        }
        book.linkedFiles[file.path] = try AtomicFile.read(Path.join(location.folder, file.path))
      }
    }
    for path in weaver.bookFiles where book.linkedFiles[path] == nil && files.status(of: path) == .file {
      book.linkedFiles[path] = try AtomicFile.read(Path.join(location.folder, path))
    }
    return (book, problems)
  }
}
