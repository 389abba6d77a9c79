import Text

/// Reads the parts of links from the source by libcmark's rules, to know where they end.
enum LinkScanner {
  /// What follows the text of a link or image, from the byte after its `]`: `(destination "title")`, `[label]`, `[]` or
  /// nothing. The caller knows that there is a link.
  static func endOfTail(in bytes: [UInt8], at start: Int) -> Int {
    if let end = endOfInlineTail(in: bytes, at: start) { return end }
    return endOfLabel(in: bytes, at: start) ?? start
  }

  /// The end of `(destination "title")`; nil where there is none.
  static func endOfInlineTail(in bytes: [UInt8], at start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == .leftParenthesis else { return nil }
    let destination = endOfWhitespace(in: bytes, at: start + 1)
    guard let destinationEnd = endOfDestination(in: bytes, at: destination) else { return nil }
    var end = endOfWhitespace(in: bytes, at: destinationEnd)
    if end > destinationEnd, let titleEnd = endOfTitle(in: bytes, at: end) { end = titleEnd }
    end = endOfWhitespace(in: bytes, at: end)
    return end < bytes.count && bytes[end] == .rightParenthesis ? end + 1 : nil
  }

  /// The end of `[label]`, whose text may be empty.
  static func endOfLabel(in bytes: [UInt8], at start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == .leftBracket else { return nil }
    var end = start + 1
    while end < bytes.count, bytes[end] != .leftBracket, end - start <= 1001 {
      if bytes[end] == .rightBracket { return end + 1 }
      let escapes = bytes[end] == .backslash && end + 1 < bytes.count && bytes[end + 1].isPunctuation
      end += escapes ? 2 : 1
    }
    return nil
  }

  /// The end of a link reference definition, its line ending included; nil where there is none.
  static func endOfDefinition(in bytes: [UInt8], at start: Int) -> Int? {
    guard let labelEnd = endOfLabel(in: bytes, at: start), !bytes.trimmed(start + 1..<labelEnd - 1).isEmpty,
      labelEnd < bytes.count, bytes[labelEnd] == UInt8(ascii: ":"),
      let destinationEnd = endOfDestination(
        in: bytes, at: endOfBreak(in: bytes, at: labelEnd + 1), isDefinition: true)
    else { return nil }
    let title = endOfBreak(in: bytes, at: destinationEnd)
    if title > destinationEnd, let titleEnd = endOfTitle(in: bytes, at: title),
      let end = endOfLine(in: bytes, at: titleEnd)
    {
      return end
    }
    return endOfLine(in: bytes, at: destinationEnd)
  }

  // MARK: Parts

  static func endOfWhitespace(in bytes: [UInt8], at start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isWhitespace { end += 1 }
    return end
  }

  /// Whether only blanks stand between the start of the line and `position`.
  static func isBlankToLineStart(in bytes: [UInt8], before position: Int) -> Bool {
    var start = position
    while start > 0, bytes[start - 1].isBlank { start -= 1 }
    return start == 0 || bytes[start - 1] == .newline
  }

  private static func endOfBlanks(in bytes: [UInt8], at start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    return end
  }

  /// Blanks with at most one newline among them.
  private static func endOfBreak(in bytes: [UInt8], at start: Int) -> Int {
    let end = endOfBlanks(in: bytes, at: start)
    guard end < bytes.count, bytes[end] == .newline else { return end }
    return endOfBlanks(in: bytes, at: end + 1)
  }

  private static func endOfLine(in bytes: [UInt8], at start: Int) -> Int? {
    let end = endOfBlanks(in: bytes, at: start)
    if end == bytes.count { return end }
    return bytes[end] == .newline ? end + 1 : nil
  }

  static func endOfDestination(in bytes: [UInt8], at start: Int, isDefinition: Bool = false) -> Int? {
    var end = start
    if start < bytes.count, bytes[start] == .leftAngle {
      end += 1
      while end < bytes.count {
        switch bytes[end] {
        case .rightAngle: return end + 1
        case .newline, .leftAngle: return nil
        case .backslash: end += 2
        default: end += 1
        }
      }
      return nil
    }
    var depth = 0
    while end < bytes.count {
      if bytes[end] == .backslash, end + 1 < bytes.count, bytes[end + 1].isPunctuation {
        end += 2
      } else if bytes[end] == .leftParenthesis {
        depth += 1
        if depth > 32 { return nil }
        end += 1
      } else if bytes[end] == .rightParenthesis, depth == 0 {
        break
      } else if bytes[end] == .rightParenthesis {
        depth -= 1
        end += 1
      } else if bytes[end].isWhitespace {
        if end == start { return nil }
        break
      } else {
        end += 1
      }
    }
    // A definition may end with its destination; within a line, a parenthesis must follow.
    if depth != 0 || (end >= bytes.count && !isDefinition) || (isDefinition && end == start) { return nil }
    return min(end, bytes.count)
  }

  /// The end of a link's title, its quotes included; nil where none begins at `start`.
  static func endOfTitle(in bytes: [UInt8], at start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    let close: UInt8
    switch bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): close = bytes[start]
    case .leftParenthesis: close = .rightParenthesis
    default: return nil
    }
    // libcmark accepts an escaped closing character as the last resort.
    var fallback: Int?
    var end = start + 1
    while end < bytes.count {
      if bytes[end] == .backslash, end + 1 < bytes.count, bytes[end + 1].isPunctuation {
        if bytes[end + 1] == close { fallback = end + 2 }
        end += 2
      } else if bytes[end] == close {
        return end + 1
      } else if close == .rightParenthesis, bytes[end] == .leftParenthesis {
        break
      } else {
        end += 1
      }
    }
    return fallback
  }
}
