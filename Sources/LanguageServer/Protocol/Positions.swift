import Markdown

/// A position as the protocol has it: line and character from 0, the character in the units that were agreed upon.
struct Position: Codable, Hashable, Sendable {
  var line: Int
  var character: Int
}

/// From a position up to another.
struct TextRange: Codable, Hashable, Sendable {
  var start: Position
  var end: Position

  func overlaps(_ other: TextRange) -> Bool {
    (start.line, start.character) <= (other.end.line, other.end.character)
      && (other.start.line, other.start.character) <= (end.line, end.character)
  }
}

/// The units in which characters of a line are counted.
enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// The byte at a position; what lies behind the end of a line or of the text is its end.
  func offset(of position: Position, in source: SourceText) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < source.lineStarts.count else { return source.bytes.count }
    let line = source.lineRange(position.line + 1)
    var offset = line.lowerBound
    var units = 0
    while offset < line.upperBound, units < position.character {
      units += self.units(ofByte: source.bytes[offset])
      offset += 1
      // A character is never cut.
      while offset < line.upperBound, source.bytes[offset] & 0xC0 == 0x80 {
        if self == .utf8 { units += 1 }
        offset += 1
      }
    }
    return offset
  }

  func position(of offset: Int, in source: SourceText) -> Position {
    let position = source.position(at: min(max(0, offset), source.bytes.count))
    let start = source.lineStarts[position.line - 1]
    let character = source.bytes[start..<start + position.column - 1].reduce(0) { $0 + units(ofByte: $1) }
    return Position(line: position.line - 1, character: self == .utf8 ? position.column - 1 : character)
  }

  func range(of range: Range<Int>, in source: SourceText) -> TextRange {
    TextRange(start: position(of: range.lowerBound, in: source), end: position(of: range.upperBound, in: source))
  }

  /// The units of the character that begins with a byte; in UTF-8 those of the byte.
  private func units(ofByte byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    // What takes four bytes takes two units.
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    }
  }
}
