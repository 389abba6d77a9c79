/// How much a section is about each of its words.
enum SectionWords {
  private struct Uses {
    var title = 0.0
    var text = 0.0
    var code = 0.0
  }

  /// What a use in code counts beside one in prose, and a part of a name beside the name.
  private static let code = 0.5
  private static let part = 0.5
  /// What a title counts that is made of a word alone.
  private static let title = 3.0
  /// The words of a section of ordinary length: were it the book's own average, an edit of one chapter would change the index of all.
  private static let usualLength = 150.0
  /// The constants of Okapi BM25: how soon more uses count no more, and how much is taken off for length.
  private static let saturation = 1.2
  private static let lengthPenalty = 0.6

  /// BM25 without the rarity of the word, which is known once all sections are, and more for words of the title.
  static func impacts(of section: SearchSection) -> [String: UInt8] {
    var uses = [String: Uses]()
    func count(_ text: String, _ path: WritableKeyPath<Uses, Double>) -> Double {
      var length = 0.0
      SearchWords.each(in: text) { word, isPart in
        uses[word, default: Uses()][keyPath: path] += isPart ? part : 1
        if !isPart { length += 1 }
      }
      return length
    }
    let titleLength = count(section.title, \.title)
    let length = count(section.text, \.text) + code * count(section.code, \.code)
    let norm = 1 - lengthPenalty + lengthPenalty * length / usualLength
    return uses.mapValues { uses in
      let frequency = (uses.text + code * uses.code) / norm
      var score = frequency * (saturation + 1) / (frequency + saturation)
      if uses.title > 0 { score += title / titleLength.squareRoot() }
      return UInt8(min(63, max(1, (score * 12).rounded())))
    }
  }
}
