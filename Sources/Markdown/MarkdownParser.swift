/// Reads CommonMark 0.30 into a `Document` whose every range is true to the byte.
///
///     let result = MarkdownParser.book.parse(SourceText(name: "pooling.md", text: "The mean is $\\mu$.\n"))
package struct MarkdownParser: Sendable, Hashable {
  /// Syntax beyond CommonMark. Each can be taken away without touching the others.
  package struct Extensions: OptionSet, Sendable, Hashable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// `$x$` and `` $`x`$ `` within a line, `$$ ... $$` on lines of its own.
    package static let math = Extensions(rawValue: 1)
    /// `[0.072](<=losses.last!>)`: a value in the prose that is checked against a Swift expression.
    package static let checkedValues = Extensions(rawValue: 2)
  }

  package var extensions: Extensions

  package init(extensions: Extensions) { self.extensions = extensions }

  /// CommonMark alone.
  package static let commonMark = MarkdownParser(extensions: [])
  /// What a chapter is written in.
  package static let book = MarkdownParser(extensions: [.math, .checkedValues])

  package struct Result: Sendable {
    package var document: Document
    /// In the order of the text.
    package var problems: [MarkdownProblem]
  }

  /// Parses `source` from the byte `start` on (what is before it, front matter, belongs to somebody else). All ranges
  /// are offsets into the whole source.
  package func parse(_ source: SourceText, from start: Int = 0) -> Result {
    let prepared = PreparedText(source: source, start: start)
    let items = BlockLocator.locate(CMarkConverter.parse(prepared.text.bytes), in: prepared.text)
    let nodes = items.map { prepared.sourceNode($0.node) }
    return Result(document: Document(source: source, nodes: nodes), problems: [])
  }
}
