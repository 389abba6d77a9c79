import Markdown

/// Finds references to works that a book's bibliography does not have.
package struct CitationChecker {
  /// Nil where the book has none.
  private let bibliography: Bibliography?

  package init(_ bibliography: Bibliography?) { self.bibliography = bibliography }

  /// What is wrong with the citations of a chapter, in the order of the text. Without a bibliography a key in a sentence is text.
  package func problems(of chapter: Chapter) -> [Diagnostic] {
    chapter.documents.flatMap { document in
      document.nodes.flatMap { node -> [Diagnostic] in
        guard case .citation(let citation) = node.kind else { return [] }
        guard let bibliography else { return citation.isInSentence ? [] : [missing(node, in: chapter)] }
        // Of what an error keeps from being read nobody knows whether it is there.
        guard bibliography.isWhole else { return [] }
        return citation.items.filter { bibliography[$0.key] == nil }.map {
          unknown($0, citation, bibliography, chapter)
        }
      }
    }
  }

  /// Whether a key is what others call a figure, a table, a formula, a section or a listing.
  private static func isReference(_ key: String) -> Bool {
    ["fig", "tab", "tbl", "eq", "sec", "lst", "exr"].contains { key.hasPrefix($0 + "-") || key.hasPrefix($0 + ":") }
  }

  private func missing(_ node: Node, in chapter: Chapter) -> Diagnostic {
    Diagnostic(
      .error, at: .init(node.range, in: chapter.source), "this refers to a work, and the book has no bibliography",
      explanation:
        "Name its file in book.yml, as in bibliography: references.bib. For the characters themselves write \\@.")
  }

  private func unknown(
    _ item: Node.Citation.Item, _ citation: Node.Citation, _ bibliography: Bibliography, _ chapter: Chapter
  ) -> Diagnostic {
    let keys = bibliography.keys
    let near = Spelling.nearest(item.key, among: keys)
    let advice = Spelling.advice(for: item.key, among: keys, choices: "Its keys are") { "@" + $0 }
    return Diagnostic(
      .error, at: .init(item.keyRange, in: chapter.source), "the bibliography has no work '\(item.key)'",
      explanation: (Self.isReference(item.key)
        ? "A reference to something in the book is a link without a text: [](#\(item.key))."
        : keys.isEmpty ? "It is empty." : advice)
        + (citation.isInSentence ? " For the characters themselves write \\@\(item.key), or put them into code." : ""),
      instead: near.map { "@" + $0 })
  }
}
