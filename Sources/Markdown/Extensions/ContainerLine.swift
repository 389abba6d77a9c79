import Text

/// A line of colons that opens or closes a container: `::: name {#id} Title`, or `:::` alone.
struct ContainerLine {
  /// From the first colon to the last byte that is no blank.
  let range: Range<Int>
  let colons: Int
  /// Empty in a line that closes.
  let nameRange: Range<Int>
  /// With its braces; empty, behind the name, where there are none.
  let attributesRange: Range<Int>
  let titleRange: Range<Int>

  var isClosing: Bool { nameRange.isEmpty && attributesRange.isEmpty }

  /// Whether it is all of its container, which has no content and so no line that closes it: `::: include {file="a.md"}`.
  func isWhole(in bytes: [UInt8]) -> Bool { bytes[nameRange].elementsEqual("include".utf8) }

  /// Nil for a line that does not begin with three colons.
  ///
  /// - Parameter line: without indentation.
  init?(_ line: Range<Int>, in bytes: [UInt8]) {
    let line = bytes.trimmed(line)
    colons = bytes.runLength(of: .colon, at: line.lowerBound, before: line.upperBound)
    guard colons >= 3 else { return nil }
    range = line
    var end = line.upperBound
    var start = Self.endOfBlanks(in: bytes, line.lowerBound + colons..<end)
    // Pandoc lets colons end the line as well.
    var tail = end
    while tail > start, bytes[tail - 1] == .colon { tail -= 1 }
    if end - tail >= 3, tail > start, bytes[tail - 1].isBlank { end = bytes.trimmed(start..<tail).upperBound }
    let name = start
    while start < end, !bytes[start].isBlank, bytes[start] != UInt8(ascii: "{") { start += 1 }
    nameRange = name..<start
    let brace = Self.endOfBlanks(in: bytes, start..<end)
    if brace < end, bytes[brace] == UInt8(ascii: "{") {
      start = Self.endOfBraces(in: bytes, brace..<end)
      attributesRange = brace..<start
    } else {
      attributesRange = start..<start
    }
    titleRange = bytes.trimmed(start..<end)
  }

  private static func endOfBlanks(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range].firstIndex { !$0.isBlank } ?? range.upperBound
  }

  /// Where attributes end; the end of the line where their brace is never closed.
  private static func endOfBraces(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var position = range.lowerBound
    var isQuoted = false
    while position < range.upperBound {
      switch bytes[position] {
      case .backslash where isQuoted: position += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "}") where !isQuoted: return position + 1
      default: break
      }
      position += 1
    }
    return range.upperBound
  }

  var block: ExtractedBlocks.Block {
    ExtractedBlocks.Block(
      range: range,
      parts: titleRange.isEmpty
        ? [] : [[ExtractedBlocks.Line(opening: "# ", pieces: [titleRange], closing: " #")]])
  }

  /// Writes the line as a node: a container with nothing but its title, or, where it closes one, a thematic break.
  func write(
    _ item: MarkdownTree.Element, _ inside: ExtractedBlocks.Inside, in bytes: [UInt8], _ builder: inout TreeBuilder
  ) {
    guard !isClosing else { return builder.leaf(item.replaced(by: .thematicBreak, at: range)) }
    let container = Node.Container(
      name: String(decoding: bytes[nameRange], as: UTF8.self), nameRange: nameRange, attributesRange: attributesRange)
    builder.open(item.replaced(by: .container(container), at: range))
    for heading in inside.parts.first?.prefix(1) ?? 0..<0 {
      builder.open(item.replaced(by: .containerTitle, at: titleRange))
      builder.copy(heading + 1..<inside.items[heading].node.end, of: inside.items)
      builder.close()
    }
    builder.close()
  }
}

/// Finds the lines that open or close containers, in the order of the text, where libcmark sees text.
struct ContainerFinder {
  private(set) var lines: [ContainerLine] = []
  private let text: SourceText

  init(text: SourceText) {
    self.text = text
    // What a line ends, such as a list, may show others in another light.
    for _ in 0..<4 {
      let count = lines.count
      let visible = visibleText
      var items = CMarkConverter.parse(visible.bytes)
      BlockLocator.locate(&items, in: visible) { search($0, $1, $2, $3) }
      if lines.count == count { break }
      lines.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  /// A text with thematic breaks in place of the lines of containers.
  static func visible(_ text: SourceText) -> SourceText {
    text.bytes.contains(colons: 3) ? ContainerFinder(text: text).visibleText : text
  }

  /// The text with thematic breaks in place of the lines that were found.
  private var visibleText: SourceText {
    guard !lines.isEmpty else { return text }
    var bytes = text.bytes
    for line in lines { for offset in line.range { bytes[offset] = .underscore } }
    return SourceText(name: text.name, bytes: bytes)
  }

  private mutating func search(
    _ index: Int, _ items: [MarkdownTree.Element], _ content: LeafContent, _ containers: Containers
  ) {
    guard content.bytes.contains(.colon), let numbers = items[index].textLines(in: text) else { return }
    for number in numbers {
      let cursor = containers.content(of: number, in: text).cursor
      let indentation = cursor.indentation(in: text.bytes)
      guard indentation.columns <= 3, let line = ContainerLine(indentation.end..<cursor.end, in: text.bytes) else {
        continue
      }
      lines.append(line)
    }
  }
}
