/// The words of a line, and where they stand.
enum TextWords {
  enum Part {
    case word(Substring)
    case blanks(Substring)
  }

  /// The words of a text, and the blanks and ends of lines between them.
  static func parts(of text: Substring) -> [Part] {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || ("\t"..."\r").contains(scalar) }
    var parts: [Part] = []
    var rest = text.unicodeScalars
    while let first = rest.first {
      let isOfBlanks = isBlank(first)
      let part = rest.prefix { isBlank($0) == isOfBlanks }
      parts.append(isOfBlanks ? .blanks(Substring(part)) : .word(Substring(part)))
      rest = rest[part.endIndex...]
    }
    return parts
  }

  static func words(of text: Substring) -> [Substring] {
    parts(of: text).compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  /// Where the words of a line stand, counted in characters.
  static func places(in line: Substring) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var position = 0
    for part in parts(of: line) {
      switch part {
      case .blanks(let blanks): position += blanks.count
      case .word(let word):
        places.append(position..<position + word.count)
        position += word.count
      }
    }
    return places
  }
}
