import Text

/// What texts define and others refer to that belong to one chapter with them: the destinations of links, and footnotes.
package struct Definitions: Sendable, Hashable {
  /// Definitions of links, as they stand in their texts, by their labels.
  private var links: [(label: String, bytes: [UInt8])] = []
  /// The labels of footnotes.
  private var footnotes: [String] = []

  package init() {}

  package var isEmpty: Bool { links.isEmpty && footnotes.isEmpty }

  /// Those of a document.
  ///
  /// - Parameter range: its text.
  package init(of document: Document, in range: Range<Int>) {
    for case .footnote(let note) in document.nodes.map(\.kind) { footnotes.append(note.label) }
    let source = document.source
    guard source.bytes[range].contains(.leftBracket) else { return }
    // libcmark keeps nothing of them: they are the lines of text that belong to no block.
    let taken = document.linesOfBlocks
    let last = range.isEmpty ? 0 : source.position(at: range.upperBound - 1).line
    var number = source.position(at: range.lowerBound).line
    while number <= last {
      var bytes: [UInt8] = []
      while number <= last, !taken.contains(number) {
        let line = source.withoutContainerMarks(source.lineRange(number))
        if line.isEmpty { break }
        bytes += source.bytes[line] + [.newline]
        number += 1
      }
      number += 1
      var start = 0
      while let end = LinkScanner.endOfDefinition(in: bytes, at: start), let label = Self.label(bytes[start..<end]) {
        links.append((label, Array(bytes[start..<end])))
        start = end
      }
    }
  }

  /// What labels of links are compared by.
  private static func label(_ definition: ArraySlice<UInt8>) -> String? {
    guard let end = definition.firstIndex(of: .rightBracket), !definition.starts(with: "[^".utf8) else { return nil }
    let words = String(decoding: definition[(definition.startIndex + 1)..<end], as: UTF8.self)
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  /// Takes those of another text that are not defined yet.
  package mutating func add(_ other: Definitions) {
    for link in other.links where !links.contains(where: { $0.label == link.label }) { links.append(link) }
    for label in other.footnotes where !footnotes.contains(label) { footnotes.append(label) }
  }

  /// Without those that another text defines itself.
  package func without(_ other: Definitions) -> Definitions {
    var result = self
    result.links.removeAll { link in other.links.contains { $0.label == link.label } }
    result.footnotes.removeAll(where: other.footnotes.contains)
    return result
  }

  /// A text of nothing else, in which footnotes say what nobody reads, and which ends whatever could go on.
  var markdown: [UInt8] {
    guard !isEmpty else { return [] }
    return footnotes.flatMap { Array("[^\($0)]: x\n\n".utf8) } + links.flatMap { $0.bytes + [.newline] }
      + Array("***\n\n".utf8)
  }

  package static func == (a: Definitions, b: Definitions) -> Bool { a.markdown == b.markdown }
  package func hash(into hasher: inout Hasher) { hasher.combine(markdown) }
}

extension Document {
  /// The lines on which there is something of a block that holds no other.
  fileprivate var linesOfBlocks: Set<Int> {
    var lines: Set<Int> = []
    for node in nodes {
      switch node.kind {
      case .paragraph, .heading, .codeBlock, .htmlBlock, .thematicBreak, .table, .term:
        let first = source.position(at: node.range.lowerBound).line
        let last = source.position(at: max(node.range.lowerBound, node.range.upperBound - 1)).line
        lines.formUnion(first...max(first, last))
      case .math(let math) where math.isDisplay:
        let first = source.position(at: node.range.lowerBound).line
        lines.formUnion(
          first...max(first, source.position(at: max(node.range.lowerBound, node.range.upperBound - 1)).line))
      default: continue
      }
    }
    return lines
  }
}

extension SourceText {
  /// A line without the blanks and quote marks before its text, and without blanks behind it.
  fileprivate func withoutContainerMarks(_ line: Range<Int>) -> Range<Int> {
    let start = bytes[line].firstIndex { !$0.isBlank && $0 != .rightAngle } ?? line.upperBound
    return bytes.trimmed(start..<line.upperBound)
  }
}
