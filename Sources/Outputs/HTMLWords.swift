/// The words of a fragment and those of its text, which may be documented and have other digits.
enum HTMLWords {
  private static func lines(of text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The lines of a text, which has the words of a fragment, in which some stand elsewhere: in another cell of a table, at another level of
  /// a list, or parted where the fragment's are not. How wide the columns are does not matter.
  static func displacedLines(of content: [HTMLNode], in text: String) -> [Int] {
    let layout = HTMLLayout(content)
    let lines = lines(of: text)
    guard lines.count == layout.lines.count else { return [] }
    /// What lies where in each column, of the lines above.
    var columns: [Int: [Int: Range<Int>]] = [:]
    return lines.indices.filter { index in
      let places = TextWords.places(in: lines[index])
      let own = TextWords.places(in: layout.lines[index].map(\.text).joined()[...])
      guard places.count == own.count else { return false }
      let table = layout.tableLines[index]
      if table == nil, places.first?.lowerBound != own.first?.lowerBound { return true }
      for next in places.indices.dropFirst() {
        let isFar = places[next].lowerBound - places[next - 1].upperBound > 1
        if isFar != (own[next].lowerBound - own[next - 1].upperBound > 1) { return true }
      }
      guard let table else { return false }
      // Before the cells there may be signs of a list.
      let cells = zip(places.suffix(table.columns.count), table.columns)
      let others = columns[table.table] ?? [:]
      for case (let place, let column?) in cells
      where others.contains(where: { $0.key != column && $0.value.overlaps(place) }) { return true }
      for case (let place, let column?) in cells {
        let known = others[column] ?? place
        columns[table.table, default: [:]][column] =
          min(known.lowerBound, place.lowerBound)..<max(known.upperBound, place.upperBound)
      }
      return false
    }
  }

  /// The fragment with the words of a text in place of its own, where that has the same lines with as many words, and the same signs.
  ///
  /// - Returns: nil where something is left out, or stands elsewhere.
  static func replacing(in content: [HTMLNode], with text: String) -> [HTMLNode]? {
    let lines = lines(of: text)
    let own = HTMLLayout(content).lines
    guard lines.count == own.count else { return nil }
    var replaced: [Int: [Int: String]] = [:]
    for (line, own) in zip(lines, own) {
      let words = TextWords.words(of: line)
      let ownWords = own.words
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
    /// The characters, each with the piece from which it is: by their parts, as one may be joined with that before it.
    let own = pieces.indices.flatMap { index in pieces[index].text.unicodeScalars.map { ($0, index) } }
    let other = Array(word.unicodeScalars)
    var start = 0
    while start < min(own.count, other.count), own[start].0 == other[start] { start += 1 }
    if start == own.count, start == other.count { return [] }
    // What it stands for is not known.
    if ["...", "\u{2026}"].contains(where: word.contains) { return nil }
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
    var texts: [Int: String.UnicodeScalarView] = [:]
    for (_, index) in changed { texts[index] = .init() }
    texts[owner] = .init()
    for (character, index) in own[..<start] where texts[index] != nil { texts[index]?.append(character) }
    texts[owner]?.append(contentsOf: other[start..<other.count - end])
    for (character, index) in own[(own.count - end)...] where texts[index] != nil { texts[index]?.append(character) }
    return texts.compactMap { index, part in
      if case .word(_, let text, let number) = pieces[index] { (text, number, String(part)) } else { nil }
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
          TextWords.parts(of: text[...]).map { part in
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
