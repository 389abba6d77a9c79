import Book

/// What makes files of a book: its pages, a notebook, an EPUB. Each is a folder of its own behind this one function.
package protocol BookRenderer: Sendable {
  /// The files, and what is wrong with what they are made of: where there is an error among that, none is fit to be written.
  ///
  /// The same book gives the same bytes.
  ///
  /// - Throws: a `UserError` where something is missing without which none can be made.
  func render(_ book: CheckedBook) throws -> RenderedBook
}

/// The files of a book, by their paths.
package struct RenderedBook: Sendable {
  package var files: [SiteFile]
  package var diagnostics: [Diagnostic]

  package init(files: [SiteFile], diagnostics: [Diagnostic] = []) {
    self.files = files
    self.diagnostics = diagnostics
  }
}
