import Text

extension MarkdownExtension {
  /// `[@lecun1998]`, `[see @a, p. 3; @b]`, and `@lecun1998` in a sentence. Whether there is such a work is not known here.
  package static let citations = MarkdownExtension("citations") { tree, text in
    guard text.bytes.contains(.at) else { return }
    var reader = LiteralReader()
    var linkEnd = 0
    tree.rewrite { index, items, builder in
      switch items[index].node.kind {
      case .link, .image, .checkedValue: linkEnd = max(linkEnd, items[index].node.end)
      case .text where index >= linkEnd:
        guard let line = LocatedLine(from: index, in: items, text, by: &reader), line.literal.contains(.at) else {
          return nil
        }
        let citations = CitationFinder.citations(in: line)
        guard !citations.isEmpty else { return nil }
        var start = 0
        for citation in citations {
          line.write(start..<citation.literal.lowerBound, to: &builder)
          builder.leaf(.citation(citation.content), at: line.range(citation.literal), of: items[index])
          start = citation.literal.upperBound
        }
        line.write(start..<line.literal.count, to: &builder)
        return line.end
      default: break
      }
      return nil
    }
  }
}

/// Texts that follow each other, and the line endings between them, as one.
private struct LocatedLine {
  private(set) var literal: [UInt8] = []
  /// The index after the last node.
  private(set) var end: Int
  private var pieces: [(start: Int, item: MarkdownTree.Element, text: LocatedText?)] = []

  /// Nil where the text cannot be found in the source.
  init?(
    from first: Int, in items: [MarkdownTree.Element], _ source: SourceText, by reader: inout LiteralReader
  ) {
    let parent = items[first].node.parent
    end = first
    while end < items.count, items[end].node.parent == parent {
      switch items[end].node.kind {
      case .text:
        guard let text = LocatedText(items[end], in: source.bytes, by: &reader) else { return nil }
        pieces.append((literal.count, items[end], text))
        literal += text.literal
      case .softBreak:
        pieces.append((literal.count, items[end], nil))
        literal.append(.newline)
      default: return
      }
      end += 1
    }
  }

  private func index(of position: Int) -> Int { max(0, pieces.partitioningIndex { $0.start > position } - 1) }

  /// Whether the byte stands in the source as it is, and not escaped.
  func isPlain(_ position: Int) -> Bool {
    let piece = pieces[index(of: position)]
    return piece.text?.isPlain(position - piece.start) ?? true
  }

  func range(_ part: Range<Int>) -> Range<Int> {
    let (first, last) = (pieces[index(of: part.lowerBound)], pieces[index(of: part.upperBound - 1)])
    let start =
      first.text?.range(part.lowerBound - first.start..<part.lowerBound - first.start + 1) ?? first.item.node.range
    let end = last.text?.range(part.upperBound - 1 - last.start..<part.upperBound - last.start) ?? last.item.node.range
    return start.lowerBound..<end.upperBound
  }

  /// Writes a part as the nodes that it came from.
  func write(_ part: Range<Int>, to builder: inout TreeBuilder) {
    for piece in pieces {
      let whole = piece.start..<piece.start + (piece.text?.literal.count ?? 1)
      guard whole.overlaps(part) else { continue }
      if let text = piece.text {
        let shared = whole.clamped(to: part)
        text.write(shared.lowerBound - piece.start..<shared.upperBound - piece.start, to: &builder)
      } else {
        builder.leaf(piece.item)
      }
    }
  }
}

private struct CitationFinder {
  struct Found {
    var literal: Range<Int>
    var content: Node.Citation
  }

  private let line: LocatedLine
  private var bytes: [UInt8] { line.literal }
  private var found: [Found] = []

  static func citations(in line: LocatedLine) -> [Found] {
    var finder = CitationFinder(line: line)
    finder.search()
    return finder.found
  }

  private init(line: LocatedLine) { self.line = line }

  private mutating func search() {
    let bytes = line.literal
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case .leftBracket where line.isPlain(position):
        if let citation = group(at: position) {
          found.append(citation)
          position = citation.literal.upperBound
        } else {
          position += 1
        }
      case .at where line.isPlain(position):
        let isFree =
          position == 0
          || !(bytes[position - 1].isWord || "@/.:=-\\".utf8.contains(bytes[position - 1])
            || bytes[position - 1] >= 0x80)
        if isFree, let key = key(after: position, before: bytes.count) {
          found.append(
            Found(
              literal: position..<key.upperBound,
              content: content(position..<key.upperBound, [item(key)], isGroup: false)))
          position = key.upperBound
        } else {
          position += 1
        }
      default: position += 1
      }
    }
  }

  /// `[see @a, p. 3; @b]`: each part has a key, and nothing in it is a bracket.
  private func group(at open: Int) -> Found? {
    let bytes = line.literal
    let limit = min(bytes.count, open + 1000)
    guard let close = bytes[open + 1..<limit].firstIndex(where: { $0 == .rightBracket || $0 == .leftBracket }),
      bytes[close] == .rightBracket, (open...close).allSatisfy({ line.isPlain($0) || bytes[$0] >= 0x80 })
    else { return nil }
    var items: [Node.Citation.Item] = []
    var start = open + 1
    while start <= close {
      let end = bytes[start..<close].firstIndex(of: UInt8(ascii: ";")) ?? close
      guard let item = part(start..<end) else { return nil }
      items.append(item)
      start = end + 1
    }
    return Found(literal: open..<close + 1, content: content(open..<close + 1, items, isGroup: true))
  }

  /// What stands before a key, the key, and what follows it.
  private func part(_ range: Range<Int>) -> Node.Citation.Item? {
    var position = range.lowerBound
    while let at = bytes[position..<range.upperBound].firstIndex(of: .at) {
      let isYearOnly = at > range.lowerBound && bytes[at - 1] == .hyphen
      let start = isYearOnly ? at - 1 : at
      let isFree = start == range.lowerBound || bytes[start - 1].isWhitespace
      if isFree, let key = key(after: at, before: range.upperBound) {
        var item = item(key)
        item.isYearOnly = isYearOnly
        item.prefix = text(bytes.trimmed(range.lowerBound..<start))
        var rest = bytes.trimmed(key.upperBound..<range.upperBound)
        if !rest.isEmpty, bytes[rest.lowerBound] == UInt8(ascii: ",") {
          rest = bytes.trimmed(rest.lowerBound + 1..<rest.upperBound)
        }
        item.suffix = text(rest)
        return item
      }
      position = at + 1
    }
    return nil
  }

  /// The letters, digits and signs of a key; a sign at its end belongs to the sentence.
  private func key(after at: Int, before limit: Int) -> Range<Int>? {
    var end = at + 1
    guard end < limit, bytes[end].isLetter || bytes[end].isDigit || bytes[end] == .underscore || bytes[end] >= 0x80
    else {
      return nil
    }
    while end < limit, bytes[end].isWord || bytes[end] >= 0x80 || "_:.+/-".utf8.contains(bytes[end]) { end += 1 }
    while end > at + 1, "_:.+/-".utf8.contains(bytes[end - 1]) { end -= 1 }
    return end > at + 1 ? at + 1..<end : nil
  }

  private func item(_ key: Range<Int>) -> Node.Citation.Item {
    Node.Citation.Item(
      key: String(decoding: bytes[key], as: UTF8.self), keyRange: line.range(key.lowerBound - 1..<key.upperBound))
  }

  private func content(_ literal: Range<Int>, _ items: [Node.Citation.Item], isGroup: Bool) -> Node.Citation {
    Node.Citation(text: String(decoding: bytes[literal], as: UTF8.self), items: items, isInSentence: !isGroup)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map { $0 == .newline ? .space : $0 }, as: UTF8.self)
  }
}
