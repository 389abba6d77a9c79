/// What a book's links can refer to: one table for whoever checks links, writes pages, searches or exports.
package struct BookOutline: Sendable {
  /// By file.
  private var outlines: [String: ChapterOutline]
  private let numbers: [String: ChapterNumber]

  /// - Parameters:
  ///   - chapters: those that could be read.
  ///   - numbers: the numbers of those that have one, by file.
  ///   - outline: makes that of one chapter, or knows it.
  package init(
    _ chapters: [Chapter], numbers: [String: ChapterNumber],
    outline: (Chapter, ChapterNumber?) -> ChapterOutline = { ChapterOutline(of: $0, number: $1) }
  ) {
    self.numbers = numbers
    outlines = [:]
    for chapter in chapters { outlines[chapter.file] = outline(chapter, number(of: chapter)) }
  }

  /// - Parameter files: the files of all chapters, in the order of the book; each has a number.
  package init(_ chapters: [Chapter], files: [String]) {
    self.init(
      chapters, numbers: Dictionary(files.enumerated().map { ($1, ChapterNumber($0 + 1)) }) { first, _ in first })
  }

  /// Takes another version of a chapter in the place of the one that it knows.
  package mutating func update(_ chapter: Chapter) {
    outlines[chapter.file] = ChapterOutline(of: chapter, number: number(of: chapter))
  }

  /// The number of a chapter in the book, from 1; nil for one that has none.
  package func number(of chapter: Chapter) -> ChapterNumber? { numbers[chapter.file] }

  /// The outline of a chapter, by its file; nil for one that could not be read.
  package subscript(file: String) -> ChapterOutline? { outlines[file] }

  /// The files of the chapters that could be read.
  var files: [String] { outlines.keys.sorted() }

  /// What a link leads to, where that is a chapter or something of one that has a number or a title.
  package func target(of link: LinkTarget) -> ReferenceTarget? {
    guard case .chapter(let file, let anchor) = link else { return nil }
    return outlines[file]?.target(at: anchor)
  }
}
