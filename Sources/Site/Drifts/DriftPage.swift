import Book
import Text

/// One page with everything in which a fresh run differs from the chapters, the documented beside the fresh. It needs no other file.
package struct DriftPage: Sendable {
  private let bookTitle: String
  private let theme: Theme

  package init(bookTitle: String, theme: Theme) {
    self.bookTitle = bookTitle
    self.theme = theme
  }

  private static let generator = "build-book check --report"

  /// Whether a file is such a page, and may be written over.
  package static func isPage(_ bytes: some Collection<UInt8>) -> Bool {
    String(decoding: bytes.prefix(512), as: UTF8.self).contains("<meta name=\"generator\" content=\"\(generator)\">")
  }

  /// - Parameter diagnostics: of which drifts and errors are shown, in the order of the book.
  package func html(_ diagnostics: [Diagnostic]) -> String {
    let shown = diagnostics.filter { $0.severity >= .drift }
    var names: [String] = []
    for diagnostic in shown {
      let name = name(of: diagnostic)
      if !names.contains(name) { names.append(name) }
    }
    let groups = Dictionary(grouping: shown, by: name)
    let files = names.enumerated().map { index, name -> [String: Any] in
      let items = groups[name] ?? []
      return [
        "id": "file-\(index + 1)", "name": name, "count": items.count,
        "items": items.enumerated().map { number, diagnostic in
          DriftItem(diagnostic, prefix: "drift-\(index + 1)-\(number + 1)-").values
        },
      ]
    }
    let values: [String: Any] = [
      "bookTitle": bookTitle, "heading": heading(shown), "style": theme.driftStyle, "generator": Self.generator,
      "hasContents": files.count > 1, "files": files,
    ]
    return theme.render(values, .drifts)
  }

  private func name(of diagnostic: Diagnostic) -> String { diagnostic.location?.file ?? "The book" }

  private func heading(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let parts = [(errors, "error"), (diagnostics.count - errors, "drift")].filter { $0.0 > 0 }
    return parts.isEmpty ? "Everything agrees" : parts.map { counted($0.0, $0.1) }.joined(separator: " and ")
  }
}
