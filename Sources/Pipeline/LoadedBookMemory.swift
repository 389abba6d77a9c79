import Book

/// What was read of a book, and what follows from it, kept for whoever reads it again and again.
package final class LoadedBookMemory: Sendable {
  let chapters = BookMemory()
  private let outlines = ChapterMemory<ChapterOutline>()

  package init() {}

  /// Forgets what was read under another configuration.
  func begin(_ configuration: BookConfiguration) {
    if chapters.begin(configuration) { outlines.forget() }
  }

  /// The outline of a book of these chapters.
  func outline(_ chapters: [Chapter], numbers: [String: ChapterNumber]) -> BookOutline {
    BookOutline(chapters, numbers: numbers) { chapter, number in
      outlines.value(of: chapter) { ChapterOutline(of: chapter, number: number) }
    }
  }
}
