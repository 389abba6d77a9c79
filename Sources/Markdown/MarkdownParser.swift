import Text

/// Reads CommonMark 0.30 into a `Document` whose every range is true to the byte.
///
///     let result = MarkdownParser.book.parse(SourceText(name: "pooling.md", text: "The mean is $\\mu$.\n"))
package struct MarkdownParser: Sendable, Hashable {
  /// Syntax beyond CommonMark, the outermost first: each reads what those after it leave.
  package var extensions: [MarkdownExtension]

  package init(extensions: [MarkdownExtension]) { self.extensions = extensions }

  /// CommonMark alone.
  package static let commonMark = MarkdownParser(extensions: [])
  /// What a chapter is written in. Definitions are seen first, since a fence may open in one, and once more in footnotes.
  package static let book = MarkdownParser(extensions: [
    .attributes, .definitionLists, .footnotes, .containers, .tables, .definitionLists, .strikethrough, .taskItems,
    .alerts, .citations, .bareLinks, .checkedValues, .math,
  ])

  /// What a caption is written in, which has no footnotes, and no attributes of its own.
  package static let caption = MarkdownParser(
    extensions: book.extensions.filter { ![.attributes, .footnotes].contains($0) })

  package struct Result: Sendable {
    package var document: Document
    /// In the order of the text.
    package var problems: [MarkdownProblem]
  }

  /// Parses `source` from the byte `start` on (what is before it, front matter, belongs to somebody else). All ranges
  /// are offsets into the whole source.
  ///
  /// - Parameters:
  ///   - end: where the text ends; by default with the source.
  ///   - definitions: what other texts define that it may refer to.
  package func parse(
    _ source: SourceText, from start: Int = 0, to end: Int? = nil, knowing definitions: Definitions = Definitions()
  ) -> Result {
    if let range = UTF8Validation.firstInvalidRange(in: source.bytes) {
      return Result(document: .empty(source, from: start), problems: [.invalidUTF8(range, in: source)])
    }
    let prepared = PreparedText(
      source: source, start..<(end ?? source.bytes.count), definitions: definitions.markdown)
    let tree = tree(of: prepared.text, extensions[...])
    var problems = tree.problems.filter { !prepared.isForeign($0.range) }
    for index in problems.indices { problems[index].range = prepared.sourceRange(problems[index].range) }
    problems.sort { $0.range.lowerBound < $1.range.lowerBound }
    let nodes = definitions.isEmpty ? tree.items.map(\.node) : tree.without { prepared.isForeign($0.range) }
    return Result(document: Document(source: source, nodes: nodes.map(prepared.sourceNode)), problems: problems)
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

  private func tree(of text: SourceText, _ extensions: ArraySlice<MarkdownExtension>) -> MarkdownTree {
    guard let outermost = extensions.first else {
      var items = CMarkConverter.parse(text.bytes)
      BlockLocator.locate(&items, in: text)
      return MarkdownTree(items: items)
    }
    return outermost.read(text) { tree(of: $0, extensions.dropFirst()) }
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
