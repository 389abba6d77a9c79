import Text

/// Reads source along the text that CommonMark made of it: itself, but for backslash escapes and character references.
struct LiteralReader {
  private var references: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// What stands at `position`: how many bytes of source, and how many of the text. Nil where the source does not go on with
  /// `byte`.
  mutating func unit(at position: Int, in bytes: [UInt8], before byte: UInt8) -> (length: Int, resolvedCount: Int)? {
    let source = bytes[position]
    if source == .backslash, position + 1 < bytes.count, bytes[position + 1].isPunctuation { return (2, 1) }
    if source == .ampersand, let reference = reference(at: position, in: bytes) { return reference }
    return source == byte ? (1, 1) : nil
  }

  /// The character reference at `position`: its length, and that of what it stands for.
  private mutating func reference(at position: Int, in bytes: [UInt8]) -> (length: Int, resolvedCount: Int)? {
    let limit = min(bytes.count, position + 40)
    var end = position + 1
    while end < limit, bytes[end] != UInt8(ascii: ";") {
      guard bytes[end].isLetter || bytes[end].isDigit || bytes[end] == UInt8(ascii: "#") else { return nil }
      end += 1
    }
    guard end < limit else { return nil }
    let source = bytes[position...end]
    if let known = references[source] { return known.isEmpty ? nil : (source.count, known.count) }
    let resolved = CMarkConverter.resolve(reference: source) ?? []
    // The key must not keep a whole paragraph alive.
    references[ArraySlice(Array(source))] = resolved
    return resolved.isEmpty ? nil : (source.count, resolved.count)
  }
}

/// A text node byte by byte, with where in the source each byte came from.
struct LocatedText {
  let literal: [UInt8]
  /// The source offset of each byte of the literal, and of its end.
  private(set) var starts: [Int] = []
  private let item: MarkdownTree.Element

  /// Nil for a node that is no text.
  init?(_ item: MarkdownTree.Element, in bytes: [UInt8], by reader: inout LiteralReader) {
    guard case .text(let text) = item.node.kind else { return nil }
    self.item = item
    literal = Array(text.utf8)
    starts.reserveCapacity(literal.count + 1)
    var position = item.node.range.lowerBound
    while starts.count < literal.count {
      guard position < item.node.range.upperBound,
        let unit = reader.unit(at: position, in: bytes, before: literal[starts.count])
      else {
        // The columns that are left of a tab are blanks without bytes.
        starts.append(position)
        continue
      }
      for _ in 0..<min(unit.resolvedCount, literal.count - starts.count) { starts.append(position) }
      position += unit.length
    }
    starts.append(item.node.range.upperBound)
  }

  /// Whether the byte at `index` stands in the source as it is, and not escaped.
  func isPlain(_ index: Int) -> Bool { starts[index + 1] - starts[index] == 1 }

  func range(_ part: Range<Int>) -> Range<Int> {
    part.isEmpty ? starts[part.lowerBound]..<starts[part.lowerBound] : starts[part.lowerBound]..<starts[part.upperBound]
  }

  /// Writes a part of the text as a node of its own; nothing for an empty one.
  func write(_ part: Range<Int>, to builder: inout TreeBuilder) {
    guard !part.isEmpty else { return }
    builder.leaf(.text(String(decoding: literal[part], as: UTF8.self)), at: range(part), of: item)
  }
}
