import Text

/// Gives every node of a parsed text the range of source bytes that it covers.
///
/// libcmark's own line and column numbers are wrong in many places: on continuation lines with leading blanks, on lazy
/// lines, after link reference definitions, for the ends of HTML blocks, fenced code and setext headings; soft breaks
/// have none. Only the line on which a block starts is always right. So the tree and the literals are taken from libcmark,
/// and the source is read once more along the tree: blocks line by line here, inlines in `InlineLocator`.
struct BlockLocator {
  private let text: SourceText
  private var items: [CMarkConverter.Element]
  private var containers = Containers()
  private var content = LeafContent()
  private var inlines = InlineLocator()

  private init(_ items: consuming [CMarkConverter.Element], in text: SourceText) {
    self.items = items
    self.text = text
  }

  /// Sets the ranges of `items`. `visit` sees the content of each paragraph and heading, with the index of its node, right
  /// after it was located, and the containers that are open there.
  static func locate(
    _ items: inout [CMarkConverter.Element], in text: SourceText,
    visit: (_ index: Int, _ items: [CMarkConverter.Element], _ content: LeafContent, _ containers: Containers) -> Void =
      {
        _, _, _, _ in
      }
  ) {
    // The array is moved in and out again: a second reference to it would make every change a copy of the whole.
    var moved: [CMarkConverter.Element] = []
    swap(&items, &moved)
    var locator = BlockLocator(moved, in: text)
    moved = []
    var index = 0
    while index < locator.items.count {
      locator.containers.close(before: index)
      locator.locateBlock(index)
      switch locator.items[index].node.kind {
      case .paragraph, .heading:
        visit(index, locator.items, locator.content, locator.containers)
        index = locator.items[index].node.end
      default: index += 1
      }
    }
    locator.extendContainers()
    swap(&items, &locator.items)
  }

  private mutating func locateBlock(_ index: Int) {
    let item = items[index]
    switch item.node.kind {
    case .document: items[index].node.range = 0..<text.bytes.count
    case .blockQuote:
      items[index].node.range = containers.openBlockQuote(on: item.startLine, until: item.node.end, in: text)
    case .item: items[index].node.range = containers.openItem(on: item.startLine, until: item.node.end, in: text)
    case .list: break  // From its items, in the end.
    case .paragraph: locateParagraph(index)
    case .heading: locateHeading(index)
    case .thematicBreak:
      let line = containers.content(of: item.startLine, in: text).cursor
      items[index].node.range = text.bytes.trimmed(line.offset..<line.end)
    case .codeBlock(let block): locateCode(index, block)
    case .htmlBlock(let literal):
      // An HTML block keeps its indentation, and has as many lines as its literal.
      let count = literal.utf8.count { $0 == .newline }
      let first = containers.content(of: item.startLine, in: text).cursor
      let last = containers.content(of: item.startLine + max(count, 1) - 1, in: text).cursor
      items[index].node.range = first.indentation(in: text.bytes).end..<last.end
    default: preconditionFailure("libcmark put an inline node where a block belongs")
    }
  }

  // MARK: Text

  private mutating func locateParagraph(_ index: Int) {
    fillContent(lines: items[index].startLine...max(items[index].startLine, items[index].endLine))
    locateInlines(of: index)
  }

  private mutating func locateHeading(_ index: Int) {
    let line = items[index].startLine
    let cursor = containers.content(of: line, in: text).cursor
    let start = cursor.indentation(in: text.bytes).end
    let hashes = text.bytes.runLength(of: UInt8(ascii: "#"), at: start, before: cursor.end)
    let isATX = (1...6).contains(hashes) && (start + hashes == cursor.end || text.bytes[start + hashes].isBlank)
    if isATX {
      content.removeAll()
      content.append(line: text.bytes.trimmed(start + hashes..<cursor.end), of: text)
      inlines.locate(&items, childrenOf: index, content: content, from: 0)
      items[index].node.range = start..<text.bytes.trimmed(start..<cursor.end).upperBound
    } else {
      let last = underline(of: index)
      fillContent(lines: line...max(line, last - 1))
      locateInlines(of: index)
      let underline = containers.content(of: last, in: text).cursor
      let end = text.bytes.trimmed(underline.offset..<underline.end).upperBound
      items[index].node.range = items[index].node.range.lowerBound..<end
    }
  }

  /// The line of a setext heading's underline. libcmark notices the heading's end one line later, except at the end of
  /// the text.
  private func underline(of index: Int) -> Int {
    let line = min(items[index].endLine, text.lineStarts.count)
    let bytes = containers.content(of: line, in: text).cursor
    let rest = text.bytes.trimmed(bytes.offset..<bytes.end)
    let next = items[index].node.end
    let isLast = next == items.count || items[next].startLine > line
    let isUnderline =
      !rest.isEmpty && text.bytes[rest].allSatisfy { [UInt8(ascii: "="), UInt8(ascii: "-")].contains($0) }
    return isLast && isUnderline ? line : line - 1
  }

  private mutating func fillContent(lines: ClosedRange<Int>) {
    content.removeAll()
    for line in lines where line <= text.lineStarts.count {
      let (cursor, isComplete) = containers.content(of: line, in: text)
      if isComplete {
        content.append(line: cursor.indentation(in: text.bytes).end..<cursor.end, of: text)
      } else {
        // libcmark leaves the blanks before a lazy line to the inline parser.
        content.append(line: cursor.rest, padding: cursor.columnsLeftOfTab, of: text)
      }
    }
  }

  private mutating func locateInlines(of index: Int) {
    // Definitions at the start of a paragraph are no part of it.
    var start = 0
    while let end = LinkScanner.endOfDefinition(in: content.bytes, at: start) { start = end }
    inlines.locate(&items, childrenOf: index, content: content, from: start)
    items[index].node.range = content.sourceRange(start..<content.bytes.trimmed(start..<content.bytes.count).upperBound)
  }

  // MARK: Code

  private mutating func locateCode(_ index: Int, _ original: Node.CodeBlock) {
    let code = CodeLocator(text: text, containers: containers)
    let located = code.locate(original, from: items[index].startLine)
    items[index].node.kind = .codeBlock(located.block)
    items[index].node.range = located.range
  }

  // MARK: Containers

  /// Containers reach to the end of their last child; a list begins with its first item.
  private mutating func extendContainers() {
    for index in items.indices.reversed() {
      let node = items[index].node
      if case .list = node.kind, index + 1 < node.end {
        let start = items[index + 1].node.range.lowerBound
        items[index].node.range = start..<max(start, node.range.upperBound)
      }
      guard node.parent > 0 else { continue }
      switch items[node.parent].node.kind {
      case .blockQuote, .item, .list:
        let range = items[node.parent].node.range
        let end = max(range.upperBound, items[index].node.range.upperBound)
        items[node.parent].node.range = min(range.lowerBound, end)..<end
      default: break
      }
    }
  }
}
