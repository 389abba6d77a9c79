import Markdown

/// The works that a book can refer to, by their keys.
package struct Bibliography: Sendable, Equatable {
  private let entries: [String: BibliographyEntry]
  /// In the order of their letters.
  package let keys: [String]
  /// Whether nothing of the file was in the way of an error.
  package var isWhole = true

  /// Reads a file: CSL-JSON where its name ends with `.json`, else BibTeX.
  package static func read(_ source: SourceText) -> (bibliography: Bibliography, diagnostics: [Diagnostic]) {
    var (works, diagnostics) = source.name.hasSuffix(".json") ? CSLReader.read(source) : BibTeXReader.read(source)
    var first: [String: Range<Int>] = [:]
    for (entry, range) in works {
      guard let earlier = first.updateValue(first[entry.key] ?? range, forKey: entry.key) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, at: .init(range, in: source), "the key '\(entry.key)' is taken",
          explanation: "Every work has a key of its own.",
          notes: [.init(location: .init(earlier, in: source), text: "'\(entry.key)' is first given here")]))
    }
    works.removeAll { $0.entry.key.isEmpty }
    let entries = Dictionary(works.map { ($0.entry.key, $0.entry) }) { first, _ in first }
    var bibliography = Bibliography(entries: entries, keys: entries.keys.sorted())
    bibliography.isWhole = !diagnostics.contains { $0.severity == .error }
    return (bibliography, diagnostics.inOrder())
  }

  package subscript(key: String) -> BibliographyEntry? { entries[key] }
}
