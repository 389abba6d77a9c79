/// The words of a fragment and those of its text, which may be documented and have other digits.
enum HTMLWords {
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

  private static func words(of text: Substring) -> [Substring] {
    parts(of: text).compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  /// The fragment with the words of a text in place of its own, where that has the same lines with as many words, and the same signs.
  ///
  /// - Returns: nil where something is left out, or stands elsewhere.
  static func replacing(in content: [HTMLNode], with text: String) -> [HTMLNode]? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let own = HTMLLayout(content).lines
    guard lines.count == own.count else { return nil }
    var replaced: [Int: [Int: String]] = [:]
    for (line, own) in zip(lines, own) {
      let words = words(of: line)
      let ownWords = own.split {
        if case .blanks = $0 { true } else { false }
      }
      guard words.count == ownWords.count else { return nil }
      for (word, own) in zip(words, ownWords) {
        guard let parts = replacing(own, with: word) else { return nil }
        for (text, index, part) in parts { replaced[text, default: [:]][index] = part }
      }
    }
    var texts = 0
    return replaced.isEmpty ? content : replacing(in: content, &texts, replaced)
  }

  /// The parts of a word that become others, by where they are.
  ///
  /// What the two have in common at their beginnings and ends stays where it is. What is between belongs to one part: to that before it,
  /// unless that is a sign.
  private static func replacing(
    _ pieces: ArraySlice<HTMLLayout.Piece>, with word: Substring
  ) -> [(text: Int, index: Int, part: String)]? {
    if case .dashes? = pieces.first, pieces.count == 1 { return word.allSatisfy { $0 == "-" } ? [] : nil }
    /// The characters, each with the piece from which it is.
    let own = pieces.indices.flatMap { index in pieces[index].text.map { ($0, index) } }
    let other = Array(word)
    var start = 0
    while start < min(own.count, other.count), own[start].0 == other[start] { start += 1 }
    if start == own.count, start == other.count { return [] }
    var end = 0
    while end < min(own.count, other.count) - start, own[own.count - 1 - end].0 == other[other.count - 1 - end] {
      end += 1
    }
    let changed = own[start..<own.count - end]
    func isSign(_ index: Int) -> Bool { if case .word = pieces[index] { false } else { true } }
    let before = start > 0 ? own[start - 1].1 : nil
    let after = end > 0 ? own[own.count - end].1 : nil
    guard !changed.contains(where: { isSign($0.1) }),
      let owner = changed.first?.1 ?? [before, after].compactMap({ $0 }).first(where: { !isSign($0) })
    else { return nil }
    var texts: [Int: String] = [:]
    for (_, index) in changed { texts[index] = "" }
    texts[owner] = ""
    for (character, index) in own[..<start] where texts[index] != nil { texts[index]?.append(character) }
    texts[owner]?.append(contentsOf: other[start..<other.count - end])
    for (character, index) in own[(own.count - end)...] where texts[index] != nil { texts[index]?.append(character) }
    return texts.compactMap { index, part in
      if case .word(_, let text, let number) = pieces[index] { (text, number, part) } else { nil }
    }
  }

  private static func replacing(
    in content: [HTMLNode], _ texts: inout Int, _ replaced: [Int: [Int: String]]
  ) -> [HTMLNode] {
    content.map { node in
      switch node {
      case .text(let text):
        defer { texts += 1 }
        guard let words = replaced[texts] else { return node }
        var index = 0
        return .text(
          parts(of: text[...]).map { part in
            switch part {
            case .blanks(let blanks): return String(blanks)
            case .word(let word):
              defer { index += 1 }
              return words[index] ?? String(word)
            }
          }.joined())
      case .element(var element):
        element.content = replacing(in: element.content, &texts, replaced)
        return .element(element)
      }
    }
  }
}
