import Book
import Site
import Storage

/// A book as one PDF file, printed by Chromium: first to learn on which pages things are, then with their numbers.
struct PDFRenderer: BookRenderer {
  let weaver: SiteWeaver
  let environment: [String: String]

  /// Numbers that have more digits may move what follows them; after that nothing moves any more.
  private static let mostPrints = 5

  func render(_ book: CheckedBook) throws -> RenderedBook {
    let chromium = try Chromium(environment: environment)
    let woven = WovenBook(book, weaver)
    guard !woven.diagnostics.contains(where: { $0.severity == .error }) else {
      return RenderedBook(files: [], diagnostics: woven.diagnostics)
    }
    let printed = try PrintedBook(woven, weaver)
    let references = printed.references
    var numbers = PageNumbers()
    for _ in 0..<Self.mostPrints {
      var file = try PDFFile(try chromium.pdf(of: printed.html(numbers)))
      let found = PageNumbers(try file.pagesOfAnchors(), after: numbers, of: references)
      if found == numbers {
        file.setInformation(authors: book.configuration.authors)
        let bytes = file.bytes + Array("% \(ExportMark.text)\n".utf8)
        return RenderedBook(files: [SiteFile(path: "book.pdf", bytes: bytes)], diagnostics: woven.diagnostics)
      }
      numbers = found
    }
    throw Chromium.Failed(
      description: "the pages of the PDF do not settle: each time their numbers are written, others come out")
  }
}
