import Book
import Site

/// What `export` makes of a book: the one list of its renderers.
package enum ExportFormat: String, CaseIterable, Sendable {
  case ipynb, pdf, epub, html, md

  package struct Declaration: Sendable {
    /// What is written, as help and errors say it.
    package let summary: String
    /// Whether it is one file, and not a folder of files.
    package let isOneFile: Bool
    let renderer: @Sendable (ExportMeans) -> any BookRenderer
  }

  package var declaration: Declaration {
    switch self {
    case .ipynb:
      .init(summary: "a Jupyter notebook of each chapter", isOneFile: false) { NotebookRenderer(weaver: $0.weaver) }
    case .pdf:
      .init(summary: "the book as one PDF file, printed by Chromium", isOneFile: true) {
        PDFRenderer(weaver: $0.weaver, environment: $0.environment)
      }
    case .epub:
      .init(summary: "the book as one EPUB 3 file", isOneFile: true) { EPUBRenderer(weaver: $0.weaver) }
    case .html:
      .init(summary: "the first page, each chapter and the lists as HTML files that need no other", isOneFile: false) {
        OneFileRenderer(weaver: $0.weaver)
      }
    case .md:
      .init(summary: "Markdown of each chapter with what was checked, and an index", isOneFile: false) {
        MarkdownRenderer(weaver: $0.weaver)
      }
    }
  }

  package func renderer(_ means: ExportMeans) -> any BookRenderer { declaration.renderer(means) }
}

/// What renderers are given beside the book.
package struct ExportMeans: Sendable {
  /// What makes pages: texts of chapters as HTML, the theme, the book's words.
  package var weaver: SiteWeaver
  /// Where programs are looked for.
  package var environment: [String: String]

  package init(weaver: SiteWeaver, environment: [String: String]) {
    self.weaver = weaver
    self.environment = environment
  }
}
