import Book

extension SiteWeaver: BookRenderer {
  /// The site's files, copies of those that chapters link to among them.
  package func render(_ book: CheckedBook) -> RenderedBook {
    let (files, diagnostics) = weave(book.chapters.map { ($0.chapter, $0.report) }, bibliography: book.bibliography)
    let copies = book.linkedFiles.sorted { $0.key < $1.key }.map { SiteFile(path: $0.key, bytes: $0.value) }
    return RenderedBook(files: files + copies, diagnostics: diagnostics)
  }
}
