import Search

/// Text whose words are as often as those of a language: the second half as often as the first, the third a third, and so on.
struct SyntheticProse {
  private let words: [String]
  /// The sum of the shares up to each word.
  private let sums: [Double]

  init(vocabulary: Int = 40_000) {
    var random = Random(state: 1)
    let syllables =
      "ba ker nel con vo lu tion max po ol ten sor gra di ent loss ing ed er un re mi su ta lo pa si na vi".split(
        separator: " ")
    var words: [String] = []
    var known = Set<String>()
    while words.count < vocabulary {
      let count = 1 + random.below(words.count < 200 ? 2 : 4)
      let word = (0..<count).map { _ in syllables[random.below(syllables.count)] }.joined()
      if known.insert(word).inserted { words.append(word) }
    }
    self.words = words
    var sum = 0.0
    sums = words.indices.map { index in
      sum += 1 / Double(index + 3)
      return sum
    }
  }

  func sections(chapters: Int, sectionsOfChapter: Int) -> [[SearchSection]] {
    var random = Random(state: 2)
    return (0..<chapters).map { chapter in
      (0..<sectionsOfChapter).map { section in
        SearchSection(
          anchor: "s\(section)", number: "\(chapter + 1).\(section)", title: text(2 + random.below(3), &random),
          text: (0..<8).map { _ in text(10 + random.below(16), &random) + "." }.joined(separator: " "),
          code: "let \(word(&random))\(random.below(9)) = \(word(&random))(\(random.below(100_000)))")
      }
    }
  }

  private func text(_ count: Int, _ random: inout Random) -> String {
    (0..<count).map { _ in word(&random) }.joined(separator: " ")
  }

  private func word(_ random: inout Random) -> String {
    let wanted = Double(random.below(1 << 30)) / Double(1 << 30) * sums[sums.count - 1]
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return words[low]
  }

  /// The same numbers in each run.
  private struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
