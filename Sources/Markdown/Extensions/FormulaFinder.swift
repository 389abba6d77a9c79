import Text

/// Finds the formulas of a text, in the order of the text, before libcmark takes their insides for Markdown.
///
/// The text has been parsed as CommonMark alone before, which shows where paragraphs and headings are and what in them is
/// HTML or a link's destination. Within those, reading from left to right, whatever begins first wins: code, HTML or a formula.
struct FormulaFinder {
  private(set) var formulas: [Formula] = []
  private(set) var problems: [MarkdownProblem] = []
  private let text: SourceText
  /// Everything before this offset belongs to formulas that were found.
  private var covered = 0

  init(text: SourceText) {
    self.text = text
  }

  /// Looks through the content of the paragraph or heading at `index`.
  mutating func search(
    _ index: Int, _ items: [CMarkConverter.Element], _ content: LeafContent, _ containers: Containers
  ) {
    let bytes = content.bytes
    guard bytes.contains(.dollar) else { return }
    let node = items[index].node
    let isOneLine = items[index].isHeading && text.bytes[node.range.lowerBound] == UInt8(ascii: "#")
    var opaque = opaqueRanges(of: index, items, content)[...]
    var code = CodeSpanFinder()
    var position = content.offset(ofSource: max(node.range.lowerBound, covered))
    if content.sourceStart(position) < covered { return }

    while position < bytes.count {
      while let first = opaque.first, first.lowerBound < position { opaque.removeFirst() }
      if let first = opaque.first, first.lowerBound == position, !first.isEmpty {
        position = first.upperBound
        continue
      }
      switch bytes[position] {
      case .backslash: position += 2
      case .backtick: position = code.end(at: position, in: bytes)
      case .dollar where position + 1 < bytes.count && bytes[position + 1] == .dollar:
        let offset = content.sourceStart(position)
        let isLineStart = LinkScanner.isBlankToLineStart(in: bytes, before: position)
        if !isOneLine, isLineStart, canBeginBlock(at: offset, containers) {
          position = display(at: offset, containers, content) ?? bytes.count
        } else {
          report(offset..<offset + 2, "`$$` stands in the middle of a line.")
          position += bytes.runLength(of: .dollar, at: position, before: bytes.count)
        }
      case .dollar:
        if let (end, inside) = Self.inline(at: position, in: bytes) {
          let range = content.sourceRange(position..<end)
          formulas.append(
            Formula(
              range: range, sourceRange: content.sourceRange(inside),
              source: String(decoding: bytes[inside], as: UTF8.self), isDisplay: false))
          covered = range.upperBound
          position = end
        } else {
          position += 1
        }
      default: position += 1
      }
    }
  }

  /// Inline HTML, bare links, and what follows the text of links: there a dollar is a dollar.
  private func opaqueRanges(
    of index: Int, _ items: [CMarkConverter.Element], _ content: LeafContent
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for item in items[index + 1..<items[index].node.end] {
      let range = item.node.range
      switch item.node.kind {
      case .htmlInline: ranges.append(range)
      case .link where text.bytes[range.lowerBound] == .leftAngle: ranges.append(range)
      case .link, .image: ranges.append(item.textEnd..<max(item.textEnd, range.upperBound))
      default: break
      }
    }
    return ranges.map { content.offset(ofSource: $0.lowerBound)..<content.offset(ofSource: $0.upperBound) }
      .sorted { $0.lowerBound < $1.lowerBound }
  }

  // MARK: Within a line

  /// The formula that begins with the dollar at `start`: its end, and what is inside. Pandoc's rule: no blank after the
  /// first dollar and before the second, no digit after the second, so that prices stay prices.
  private static func inline(at start: Int, in bytes: [UInt8]) -> (end: Int, inside: Range<Int>)? {
    guard start + 2 < bytes.count, !bytes[start + 1].isWhitespace else { return nil }
    if bytes[start + 1] == .backtick { return backticked(at: start, in: bytes) }
    var end = start + 1
    while end < bytes.count, bytes[end] != .dollar {
      // A code span that begins before the formula ends is code.
      if bytes[end] == .backtick { return nil }
      end += bytes[end] == .backslash ? 2 : 1
    }
    guard end < bytes.count, !bytes[end - 1].isWhitespace else { return nil }
    if end + 1 < bytes.count, bytes[end + 1].isDigit { return nil }
    return (end + 1, start + 1..<end)
  }

  private static func backticked(at start: Int, in bytes: [UInt8]) -> (end: Int, inside: Range<Int>)? {
    let length = bytes.runLength(of: .backtick, at: start + 1, before: bytes.count)
    let inside = start + 1 + length
    var finder = CodeSpanFinder()
    let end = finder.end(at: start + 1, in: bytes)
    guard end > inside, end < bytes.count, bytes[end] == .dollar else { return nil }
    return (end + 1, inside..<end - length)
  }

  // MARK: On lines of its own

  /// With four columns or more before it, a line goes on with the paragraph before it.
  private func canBeginBlock(at offset: Int, _ containers: Containers) -> Bool {
    let cursor = containers.content(of: text.position(at: offset).line, in: text).cursor
    return cursor.indentation(in: text.bytes).columns <= 3
  }

  /// Reads the formula whose `$$` is at `start`; the offset in `content` after it, or nil where all of the content is used up.
  private mutating func display(at start: Int, _ containers: Containers, _ content: LeafContent) -> Int? {
    let bytes = text.bytes
    let first = text.position(at: start).line
    let isLazy = !containers.content(of: first, in: text).isComplete
    var source: [UInt8] = []
    var line = start + 2..<text.lineRange(first).upperBound
    var number = first
    while true {
      if let close = Self.dollars(in: bytes, line) {
        source += bytes[line.lowerBound..<close]
        let rest = bytes.trimmed(close + 2..<line.upperBound)
        let attributes = rest.isEmpty ? nil : AttributeReader.trailing(in: text, rest)
        guard rest.isEmpty || attributes == rest else {
          report(close..<close + 2, "Text follows the `$$` that ends a formula.")
          break
        }
        let inside = bytes.trimmed(start + 2..<close)
        guard !inside.isEmpty else {
          report(start..<close + 2, "There is nothing between `$$` and `$$`.")
          break
        }
        covered = attributes?.upperBound ?? close + 2
        formulas.append(
          Formula(
            range: start..<covered, sourceRange: inside,
            source: String(decoding: source[source.trimmed(0..<source.count)], as: UTF8.self), isDisplay: true,
            attributes: attributes))
        return covered < content.sourceEnd(content.bytes.count) ? content.offset(ofSource: covered) : nil
      }
      source += bytes[line] + [.newline]
      number += 1
      guard number <= text.lineStarts.count else { return unclosed(start, content) }
      let (cursor, isComplete) = containers.content(of: number, in: text)
      guard isComplete || isLazy, !cursor.indentation(in: bytes).isBlank else { return unclosed(start, content) }
      line = cursor.rest
    }
    return content.offset(ofSource: start) + 2
  }

  private mutating func unclosed(_ start: Int, _ content: LeafContent) -> Int {
    report(start..<start + 2, "The formula that begins with `$$` is not closed before the next blank line.")
    return content.offset(ofSource: start) + 2
  }

  private static func dollars(in bytes: [UInt8], _ line: Range<Int>) -> Int? {
    var position = line.lowerBound
    while position + 1 < line.upperBound {
      if bytes[position] == .dollar, bytes[position + 1] == .dollar { return position }
      position += bytes[position] == .backslash ? 2 : 1
    }
    return nil
  }

  private mutating func report(_ range: Range<Int>, _ summary: String) {
    problems.append(
      MarkdownProblem(
        .displayMath, at: range, summary,
        explanation:
          "A formula between `$$` and `$$` has lines of its own, without a blank line inside and with nothing "
          + "but attributes, as in `{#eq-mean}`, behind it; within a line write `$x$`. For two dollars write `\\$\\$`.")
    )
  }
}
