import Book
import Foundation
import Site

/// A book as Jupyter notebooks (nbformat 4.5), one for each chapter, with the outputs that were checked.
struct NotebookRenderer: BookRenderer {
  let weaver: SiteWeaver

  func render(_ book: CheckedBook) throws -> RenderedBook {
    let chapters = Set(book.configuration.chapterFiles)
    let references = weaver.references(of: book.chapters.map(\.chapter), book.bibliography)
    var files = try book.renderedChapters.compactMap { chapter -> SiteFile? in
      guard let report = chapter.report else { return nil }
      let builder = NotebookBuilder(
        chapter, report, references, words: weaver.language.words, chapters: chapters,
        authors: book.configuration.authors)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return SiteFile(
        path: chapter.chapter.name + ".ipynb", bytes: Array(try encoder.encode(builder.notebook)) + [0x0A])
    }
    files += book.linkedFiles.sorted { $0.key < $1.key }.map { SiteFile(path: $0.key, bytes: $0.value) }
    return RenderedBook(files: files)
  }
}
