/// Text on a terminal, where characters take no column, one, or two.
package enum TerminalText {
  /// Without characters that would steer the terminal: they are shown as `\u{1B}`.
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The beginning of a line that takes no more columns than there are.
  package static func prefix(of line: String, columns: Int) -> String {
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in line.unicodeScalars {
      used += width(scalar)
      if used > columns { break }
      result.append(scalar)
    }
    return String(result)
  }

  /// A line that marks byte ranges of the line above it. Tabs are kept, so that both lines are indented alike.
  static func underline(_ line: String, _ ranges: [Range<Int>], first: Character, rest: Character) -> String {
    var result = ""
    var offset = 0
    var marked = Set<Int>()
    for scalar in line.unicodeScalars {
      let range = ranges.firstIndex { $0.contains(offset) || ($0.isEmpty && $0.lowerBound == offset) }
      let columns = isControl(scalar) ? escape(scalar).utf8.count : width(scalar)
      if let range {
        for _ in 0..<columns { result.append(marked.insert(range).inserted ? first : rest) }
      } else if scalar == "\t" {
        result += "\t"
      } else {
        result += String(repeating: " ", count: columns)
      }
      offset += UTF8.width(scalar)
    }
    // A position at the end of the line, where something is missing.
    if marked.isEmpty, ranges.contains(where: { $0.lowerBound >= offset }) { result.append(first) }
    while result.last == " " || result.last == "\t" { result.removeLast() }
    return result
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  /// The columns of a character: none for marks that combine, two for those that East Asian scripts and emoji use.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
