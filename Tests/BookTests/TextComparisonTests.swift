import Book
import Testing

@Suite("Drift: texts of several lines")
struct TextComparisonTests {
  /// Steps in letters: `=` same, `~` elided with its count, `!` changed, `-` missing, `+` extra.
  func steps(_ documented: String, _ fresh: String) -> String {
    let split = { (text: String) in
      text.isEmpty ? [] : text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    return Comparison().compare(split(documented), split(fresh)).alignedLines.map { step in
      switch step {
      case .same: "="
      case .elided(_, let lines): "~\(lines.count)"
      case .changed: "!"
      case .missing: "-"
      case .extra: "+"
      }
    }.joined()
  }

  @Test(
    "Lines find their counterparts",
    arguments: [
      ("a|b", "a|b", "=="), ("a|b", "a|x", "=!"), ("a|b|c", "a|c", "=-="), ("a|c", "a|b|c", "=+="),
      ("", "a|b", "++"), ("a|b", "", "--"), ("", "", ""), ("...", "", "~0"), ("...", "a|b", "~2"),
      ("a|...|d", "a|b|c|d", "=~2="), ("a|...|d", "a|d", "=~0="), ("...|b|...|b", "a|b|b", "~1=~0="),
      ("...|loss 0.5", "x|y|loss 0.9", "~2!"), ("a|...", "b|c", "!~1"),
      ("x|same", "same|y", "-=+"), ("loss 0.1|end", "new|loss 0.5|end", "+!="), (" ... |b", "a|b", "~1="),
    ])
  func locations(_ documented: String, _ fresh: String, _ expected: String) {
    #expect(steps(documented, fresh) == expected)
  }

  @Test("Very long texts are compared line by line")
  func long() {
    let lines = (0..<3000).map { "line \($0)" }
    let comparison = Comparison().compare(lines, lines.map { $0 + "x" })
    #expect(comparison.alignedLines.count == 3000)
    #expect(!comparison.agrees)
  }

  @Test("Every kind of line ending ends a line of output")
  func lineEndings() {
    #expect(OutputText.lines("a\r\nb\rc\n\n\0") == ["a", "b", "c", "", #"\x00"#])
    #expect(OutputText.lines("") == [])
  }
}

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "The nearest name",
    arguments: [
      ("flod", "fold"), ("no-rum", "no-run"), ("Hidden", "hidden"), ("volatil", "volatile"), ("xyz", nil), ("", nil),
    ] as [(String, String?)])
  func nearest(_ name: String, _ expected: String?) {
    #expect(Spelling.nearest(name, among: ["no-run", "hidden", "hide-output", "fold", "volatile"]) == expected)
  }

  @Test(
    "Of several the nearest, and of equals the first", arguments: [("cat", "car"), ("cats", "cat"), ("bart", "art")])
  func order(_ name: String, _ expected: String) {
    let known = ["car", "art", "cart", "cat", "bar"].filter { $0 != name }
    #expect(Spelling.nearest(name, among: known) == expected)
  }

  @Test("Of more names than anybody could compare, the first are compared")
  func many() {
    var index = SpellingIndex((0..<20_000).map { "name-\($0)" })
    #expect(index.nearest("nmae-7") == "name-7")
    #expect(index.contains("name-19999") && !index.contains("name-20000"))
    // What is asked after many others has no answer, and takes no time.
    for number in 0..<20_000 { _ = index.nearest("nome-\(number)") }
    #expect(index.nearest("nmae-8") == nil)
    #expect(index.nearest("nmae-7") == "name-7")
  }
}
