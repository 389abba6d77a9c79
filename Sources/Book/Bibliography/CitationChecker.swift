import Markdown

/// Finds references to works that a book's bibliography does not have.
package struct CitationChecker {
  /// Nil where the book has none.
  private let bibliography: Bibliography?

  package init(_ bibliography: Bibliography?) { self.bibliography = bibliography }

  /// What is wrong with the citations of a chapter, in the order of the text. Without a bibliography a key in a sentence is text.
  package func problems(of chapter: Chapter) -> [Diagnostic] {
    var keys: SpellingIndex?
    return chapter.documents.flatMap { document in
      document.nodes.indices.flatMap { index -> [Diagnostic] in
        guard case .citation(let citation) = document.nodes[index].kind else { return [] }
        if let problem = misplacedBrackets(around: index, citation, document) { return [problem] }
        guard let bibliography else {
          // What other tools write for a reference is none to a work.
          let isText = citation.isInSentence && !citation.items.contains { Self.isReference($0.key) }
          return isText ? [] : [missing(document.nodes[index], citation, in: chapter)]
        }
        // Of what an error keeps from being read nobody knows whether it is there.
        guard bibliography.isWhole else { return [] }
        return citation.items.flatMap { item in
          bibliography[item.key] == nil
            ? [unknown(item, citation, &keys, bibliography, chapter)]
            : missingSemicolon(item, bibliography, chapter).map { [$0] } ?? []
        }
      }
    }
  }

  /// Whether a key is what others call a figure, a table, a formula, a section or a listing.
  private static func isReference(_ key: String) -> Bool {
    ["fig", "tab", "tbl", "eq", "sec", "lst", "exr", "exm", "thm", "lem", "cor"].contains {
      key.hasPrefix($0 + "-") || key.hasPrefix($0 + ":")
    }
  }

  /// `[@key [p. 3]]`, and Pandoc's `@key [p. 3]`.
  private func misplacedBrackets(around index: Int, _ citation: Node.Citation, _ document: Document) -> Diagnostic? {
    let bytes = document.source.bytes
    let range = document.nodes[index].range
    guard citation.isInSentence, let key = citation.items.first?.key, index + 1 < document.nodes.count,
      case .text(let text) = document.nodes[index + 1].kind, text.hasPrefix(" ["), let close = text.firstIndex(of: "]"),
      bytes[range.upperBound...].starts(with: " [".utf8)
    else { return nil }
    let locator = text[..<close].dropFirst(2)
    let isEnclosed =
      range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "[")
      && (range.lowerBound < 2 || bytes[range.lowerBound - 2] != UInt8(ascii: "\\"))
    guard isEnclosed || bibliography?[key] != nil else { return nil }
    let end = range.upperBound + 2 + locator.utf8.count + 1
    return Diagnostic(
      .error, at: .init(range.lowerBound..<min(end, bytes.count), in: document.source),
      "'[\(locator)]' is no part of the reference to '\(key)'",
      explanation: "Where something stands in a work follows a comma within its brackets: [@\(key), \(locator)].")
  }

  /// `[@a and @b]`, of which only the first would be a reference.
  private func missingSemicolon(
    _ item: Node.Citation.Item, _ bibliography: Bibliography, _ chapter: Chapter
  ) -> Diagnostic? {
    let words = item.suffix.split(separator: " ").filter { $0.hasPrefix("@") || $0.hasPrefix("-@") }
    guard let word = words.first else { return nil }
    return Diagnostic(
      .error, at: .init(item.keyRange, in: chapter.source), "'\(word)' behind '\(item.key)' is no reference",
      explanation: "References in one pair of brackets are parted by semicolons: [@\(item.key); \(word)].")
  }

  private func missing(_ node: Node, _ citation: Node.Citation, in chapter: Chapter) -> Diagnostic {
    let reference = citation.items.first { Self.isReference($0.key) }
    return Diagnostic(
      .error, at: .init(node.range, in: chapter.source), "this refers to a work, and the book has no bibliography",
      explanation: reference.map {
        "A reference to something in the book is a link without a text: [](#\($0.key)). For the characters themselves write \\@."
      }
        ?? "Name its file in book.yml, as in bibliography: references.bib. For the characters themselves write \\@.")
  }

  private func unknown(
    _ item: Node.Citation.Item, _ citation: Node.Citation, _ index: inout SpellingIndex?, _ bibliography: Bibliography,
    _ chapter: Chapter
  ) -> Diagnostic {
    var keys = index ?? SpellingIndex(bibliography.keys)
    // Else it would be copied.
    index = nil
    defer { index = keys }
    let near = keys.nearest(item.key)
    let advice = keys.advice(for: item.key, choices: "Its keys are") { "@" + $0 }
    return Diagnostic(
      .error, at: .init(item.keyRange, in: chapter.source), "the bibliography has no work '\(item.key)'",
      explanation: (Self.isReference(item.key)
        ? "A reference to something in the book is a link without a text: [](#\(item.key))."
        : bibliography.keys.isEmpty ? "It is empty." : advice)
        + (citation.isInSentence ? " For the characters themselves write \\@\(item.key), or put them into code." : ""),
      instead: near.map { "@" + $0 })
  }
}
