/// How two numbers that follow each other in a text belong together.
struct NumberRelation {
  enum Kind: CaseIterable {
    /// `3 of 12`, `3 out of the 12`
    case part
    /// `0.07 at 10`, `0.07 after epoch 10`
    case position
    /// `0 to 1`
    case span
    /// `28 × 14`
    case extent

    private static let opening: [(kind: Kind, words: [[String]])] = [
      (.part, [["of"], ["out", "of"], ["von"], ["aus"]]), (.position, [["at"], ["after"], ["bei"], ["nach"]]),
      (.span, [["to"], ["–"], ["bis"]]), (.extent, [["×"], ["x"], ["by"], ["mal"]]),
    ]
    private static let articles: Set = ["the", "these", "all", "den", "der", "allen"]

    /// What the words between two numbers say, nil where they say none of these.
    init?(_ words: [String]) {
      for (kind, openings) in Self.opening {
        for opening in openings where words.starts(with: opening) {
          let rest = words.dropFirst(opening.count)
          let isWhole =
            switch kind {
            case .part: rest.allSatisfy(Self.articles.contains)
            case .position: rest.count <= 2 && rest.allSatisfy { $0.first?.isLetter == true }
            case .span, .extent: rest.isEmpty
            }
          if isWhole {
            self = kind
            return
          }
        }
      }
      return nil
    }
  }

  var kind: Kind
  var first: PrintedNumber
  var second: PrintedNumber
  /// Bytes of the text, from the first number to the second.
  var range: Range<Int>
}

extension StatedText {
  /// The pairs of plain numbers that are bound together.
  static func relations(of numbers: [IndexedNumber], in pieces: [Piece]) -> [NumberRelation] {
    let numbers = numbers.filter { $0.number.form == .plain }
    return zip(numbers, numbers.dropFirst()).compactMap { first, second in
      let between = pieces[first.index + 1..<second.index].map(\.element.word)
      guard !between.contains(nil), let kind = NumberRelation.Kind(between.compactMap { $0 }) else { return nil }
      return NumberRelation(
        kind: kind, first: first.number.value, second: second.number.value,
        range: pieces[first.index].range.lowerBound..<pieces[second.index].range.upperBound)
    }
  }

  /// The parts of a whole that it states: `3 of 12`, `3/12`, and of `3 of them` every whole number before it.
  static func parts(of numbers: [IndexedNumber], _ relations: [NumberRelation], in pieces: [Piece]) -> [Part] {
    var parts: [Part] = []
    for relation in relations where relation.kind == .part {
      if let part = relation.first.integer, let whole = relation.second.integer { parts.append((part, whole)) }
    }
    let word = { (index: Int) in pieces.indices.contains(index) ? pieces[index].element.word : nil }
    var earlier: Set<Int> = []
    for (index, number) in numbers {
      guard let part = number.integer else { continue }
      if case .fraction(let whole) = number.form { parts.append((part, whole)) }
      if word(index + 1) == "of", word(index + 2) == "them" { parts += earlier.sorted().map { (part, $0) } }
      earlier.insert(part)
    }
    return parts
  }

  // MARK: Things that are counted

  private static let noNouns: Set = [
    "and", "are", "but", "for", "from", "has", "out", "per", "than", "that", "the", "then", "times", "und", "von",
    "was", "were", "which", "with",
  ]

  /// The word that directly follows a number, where that may be what it counts.
  func noun(after index: Int) -> String? {
    guard let word = word(at: index + 1), word.unicodeScalars.count > 2, word.first?.isLetter == true,
      !Self.noNouns.contains(word)
    else { return nil }
    return word
  }

  /// The noun of every number, the same for those before it in `3 of 12 images`; nil for one without.
  mutating func findNouns() {
    let links: Set = ["of", "out", "the", "to", "and", "or", ",", "/", "×", "x", "by"]
    var nouns: [CountedNoun] = []
    var following: (index: Int, noun: String?)?
    // From the last on, so that each is known when the one before it asks.
    for (index, number) in numbers.reversed() {
      var noun = noun(after: index)
      if noun == nil, let next = following, next.index > index + 1,
        (index + 1..<next.index).allSatisfy({ word(at: $0).map(links.contains) ?? false })
      {
        noun = next.noun
      }
      nouns.append((number.value, noun))
      following = (index, noun)
    }
    self.nouns = nouns.reversed()
  }

  /// Whether two words are one, but for the ending of its plural.
  static func isSameNoun(_ a: String, _ b: String) -> Bool {
    let (short, long) = a.utf8.count <= b.utf8.count ? (a, b) : (b, a)
    return long.hasPrefix(short) && long.utf8.count - short.utf8.count <= 2
  }
}
