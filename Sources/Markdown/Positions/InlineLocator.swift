import Text

/// Finds the inline nodes of a paragraph or heading in its content, by reading the content once more along libcmark's
/// tree: the tree says what comes next, so that each step is certain. Text is compared byte for byte with its literal.
struct InlineLocator {
  private struct Open {
    var index: Int
    var end: Int
    var start: Int
  }

  private var open: [Open] = []
  private var literals = LiteralReader()
  private var position = 0

  /// Sets the ranges of all nodes below `parent`, the first of which begins at the offset `start` of `content`.
  mutating func locate(
    _ items: inout [CMarkConverter.Element], childrenOf parent: Int, content: LeafContent, from start: Int
  ) {
    let bytes = content.bytes
    position = start
    open.removeAll(keepingCapacity: true)
    var index = parent + 1
    let end = items[parent].node.end
    while index < end || !open.isEmpty {
      if let last = open.last, last.end <= index {
        close(last, &items, content)
        open.removeLast()
        continue
      }
      let node = items[index].node
      let from = position
      switch node.kind {
      case .text(let literal): matchText(literal, in: bytes)
      case .softBreak: matchBreak(in: bytes)
      case .lineBreak: matchBreak(in: bytes)
      case .code: matchCode(in: bytes)
      case .htmlInline(let literal): position = min(bytes.count, position + literal.utf8.count)
      case .emphasis: position = min(bytes.count, position + 1)
      case .strong: position = min(bytes.count, position + 2)
      case .link where position < bytes.count && bytes[position] == .leftAngle:
        let close = bytes[position...].firstIndex(of: .rightAngle) ?? bytes.count - 1
        position = close + 1
        items[index].node.range = content.sourceRange(from..<position)
        for child in index + 1..<node.end { items[child].node.range = content.sourceRange(from + 1..<close) }
        index = node.end
        continue
      case .link: position = min(bytes.count, position + 1)
      case .image: position = min(bytes.count, position + 2)
      default: break
      }
      switch node.kind {
      case .emphasis, .strong, .link, .image: open.append(Open(index: index, end: node.end, start: from))
      case .softBreak, .lineBreak:
        items[index].node.range = content.sourceRange(from..<position)
        // After a backslash, libcmark leaves the blanks of a lazy line in its text.
        if bytes[min(from, bytes.count - 1)] != .backslash { skipBlanks(in: bytes) }
      default: items[index].node.range = content.sourceRange(from..<position)
      }
      index += 1
    }
  }

  private mutating func close(_ last: Open, _ items: inout [CMarkConverter.Element], _ content: LeafContent) {
    let bytes = content.bytes
    switch items[last.index].node.kind {
    case .emphasis: position = min(bytes.count, position + 1)
    case .strong: position = min(bytes.count, position + 2)
    default:
      items[last.index].textEnd = content.sourceStart(min(position, max(0, bytes.count - 1)))
      position = min(bytes.count, LinkScanner.endOfTail(in: bytes, at: position + 1))
    }
    items[last.index].node.range = content.sourceRange(last.start..<position)
  }

  /// Advances over the source of `literal`.
  private mutating func matchText(_ literal: String, in bytes: [UInt8]) {
    var literal = literal
    literal.withUTF8 { text in
      var matched = 0
      while matched < text.count, position < bytes.count,
        let unit = literals.unit(at: position, in: bytes, before: text[matched])
      {
        position += unit.length
        matched += unit.resolvedCount
      }
    }
  }

  /// Advances over a line ending and what makes it a break: a backslash or blanks.
  private mutating func matchBreak(in bytes: [UInt8]) {
    if position < bytes.count, bytes[position] == .backslash { position += 1 }
    while position < bytes.count, bytes[position] != .newline, bytes[position].isWhitespace { position += 1 }
    if position < bytes.count, bytes[position] == .newline { position += 1 }
  }

  private mutating func skipBlanks(in bytes: [UInt8]) {
    while position < bytes.count, bytes[position].isBlank { position += 1 }
  }

  private mutating func matchCode(in bytes: [UInt8]) {
    var finder = CodeSpanFinder()
    position = finder.end(at: position, in: bytes)
  }
}
