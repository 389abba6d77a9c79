/// A book and what the check of its chapters found: the value of which every renderer makes its files.
package struct CheckedBook: Sendable {
  package var configuration: BookConfiguration
  /// All chapters, in reading order.
  package var chapters: [CheckedChapter]
  /// What the files hold that the rendered chapters' pictures and links name, by their paths relative to the book's folder.
  package var linkedFiles: [String: [UInt8]]
  /// The works that chapters may cite; nil where there are none.
  package var bibliography: Bibliography?

  package init(
    configuration: BookConfiguration, chapters: [CheckedChapter], linkedFiles: [String: [UInt8]] = [:],
    bibliography: Bibliography? = nil
  ) {
    self.bibliography = bibliography
    self.configuration = configuration
    self.chapters = chapters
    self.linkedFiles = linkedFiles
  }

  /// The chapters that are rendered.
  package var renderedChapters: [CheckedChapter] { chapters.filter { $0.report != nil } }

  package func chapter(ofFile file: String) -> CheckedChapter? { chapters.first { $0.chapter.file == file } }

  /// The title of the part that begins with a chapter; nil where none does, and where the part has a page of its own.
  package func partTitle(before chapter: CheckedChapter) -> String? {
    configuration.parts.first { $0.page == nil && $0.chapters.first == chapter.chapter.file }?.title
  }
}

/// A chapter of a book that was checked.
package struct CheckedChapter: Sendable {
  package var chapter: Chapter
  package var outline: ChapterOutline
  package var title: String
  /// Nil for a chapter that was not run: others name it, and nothing is rendered of it.
  package var report: ChapterReport?

  /// - Parameter title: by default that of the outline.
  package init(_ chapter: Chapter, outline: ChapterOutline, title: String? = nil, report: ChapterReport?) {
    self.title = title ?? outline.title
    self.chapter = chapter
    self.outline = outline
    self.report = report
  }
}
