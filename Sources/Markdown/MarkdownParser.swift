import Text

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
    /// `[^a]: text` is text, and no definition of a link.
    package static let footnotes = Extensions(rawValue: 4)
  }

  package var extensions: Extensions

  package init(extensions: Extensions) { self.extensions = extensions }

  /// CommonMark alone.
  package static let commonMark = MarkdownParser(extensions: [])
  /// What a chapter is written in.
  package static let book = MarkdownParser(extensions: [.math, .checkedValues, .footnotes])

  package struct Result: Sendable {
    package var document: Document
    /// In the order of the text.
    package var problems: [MarkdownProblem]
  }

  /// Parses `source` from the byte `start` on (what is before it, front matter, belongs to somebody else). All ranges
  /// are offsets into the whole source.
  package func parse(_ source: SourceText, from start: Int = 0) -> Result {
    if let range = UTF8Validation.firstInvalidRange(in: source.bytes) {
      return Result(document: .empty(source, from: start), problems: [.invalidUTF8(range, in: source)])
    }
    let prepared = PreparedText(source: source, start: start)
    let footnotes = extensions.contains(.footnotes) ? FootnoteDefinitions(in: prepared.text) : nil
    var (items, problems) = parse(footnotes?.text ?? prepared.text)
    if let footnotes {
      for index in items.indices { items[index].node = footnotes.restored(items[index].node) }
    }
    if extensions.contains(.checkedValues) {
      problems += CheckedValues.recognise(in: &items, of: prepared.text)
    }
    for index in problems.indices { problems[index].range = prepared.sourceRange(problems[index].range) }
    problems.sort { $0.range.lowerBound < $1.range.lowerBound }
    return Result(
      document: Document(source: source, nodes: items.map { prepared.sourceNode($0.node) }), problems: problems)
  }

  /// Parses text that stands within one line of `source` and is Markdown without blocks, such as a caption. `bytes` are
  /// its bytes, `offsets` where in the source each of them, and the end, stands. The document's first node holds one
  /// heading, and that the text; all ranges are offsets into the source.
  package func parseInline(_ bytes: [UInt8], at offsets: [Int], of source: SourceText) -> Result {
    // A heading has no blocks inside, and its closing mark keeps what the text ends with from being taken for one.
    let opening = Array("# ".utf8)
    let text = SourceText(name: source.name, bytes: opening + bytes + Array(" #".utf8))
    let result = parse(text, from: 0)
    let offset = { (position: Int) in offsets[min(max(0, position - opening.count), offsets.count - 1)] }
    let range = { (range: Range<Int>) in offset(range.lowerBound)..<offset(range.upperBound) }
    return Result(
      document: Document(source: source, nodes: result.document.nodes.map { $0.mappingRanges(range) }),
      problems: result.problems.map { problem in
        var problem = problem
        problem.range = range(problem.range)
        return problem
      })
  }

  /// The tree of `text`, with formulas if they are wanted and there are any.
  private func parse(_ text: SourceText) -> ([CMarkConverter.Item], [MarkdownProblem]) {
    var items = CMarkConverter.parse(text.bytes)
    guard extensions.contains(.math), text.bytes.contains(.dollar) else {
      BlockLocator.locate(&items, in: text)
      return (items, [])
    }
    var finder = FormulaFinder(text: text)
    BlockLocator.locate(&items, in: text) { finder.search($0, $1, $2, $3) }
    // A second round is rare, and a third hardly ever needed; a text that wants more has its formulas as they stand.
    var formulas = finder.formulas
    for _ in 0..<4 {
      guard !formulas.isEmpty, let placeholders = FormulaPlaceholders(formulas, in: text) else { break }
      var replaced = CMarkConverter.parse(placeholders.text.bytes)
      BlockLocator.locate(&replaced, in: placeholders.text)
      let placed = placeholders.placed(in: replaced)
      if placed.count == formulas.count { return (placeholders.replace(in: replaced), finder.problems) }
      formulas = placed
    }
    return (items, finder.problems)
  }
}

extension Document {
  fileprivate static func empty(_ source: SourceText, from start: Int) -> Document {
    Document(source: source, nodes: [Node(kind: .document, range: start..<source.bytes.count, parent: -1, end: 1)])
  }
}

extension MarkdownProblem {
  fileprivate static func invalidUTF8(_ range: Range<Int>, in source: SourceText) -> MarkdownProblem {
    let hexadecimal = source.bytes[range].map { "0x" + $0.hexadecimal(uppercase: true) }
    let bytes = hexadecimal.count == 1 ? "The byte" : "The bytes"
    return MarkdownProblem(
      .invalidUTF8, at: range,
      "\(bytes) \(hexadecimal.joined(separator: " ")) at offset \(range.lowerBound) "
        + "\(hexadecimal.count == 1 ? "is" : "are") not UTF-8.",
      explanation: "A chapter is read as UTF-8. Save the file in that encoding.")
  }
}
