import Markdown
import Testing

@Suite("Ranges") struct RangeTests {
  @Test("Ranges nest, keep their order and cover the bytes of their nodes", arguments: Example.specification)
  func specification(_ example: Example) {
    expectRules(example.markdown)
  }

  @Test("They do so with CR LF line endings", arguments: Example.specification)
  func windowsLineEndings(_ example: Example) {
    expectRules(example.markdown.replacing("\n", with: "\r\n"))
  }

  @Test("They do so in a block quote within a list item", arguments: Example.specification)
  func nested(_ example: Example) {
    let lines = example.markdown.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    expectRules(lines.enumerated().map { ($0 == 0 ? "1. > " : "   > ") + $1 + "\n" }.joined())
  }

  @Test("They do so in a random document", arguments: 0..<400)
  func random(seed: Int) {
    var generator = RandomMarkdown(seed: UInt64(seed))
    expectRules(generator.document())
  }

  private func expectRules(_ markdown: String) {
    let source = SourceText(name: "example.md", text: markdown)
    for parser in [MarkdownParser.commonMark, .book] {
      let violations = RangeRules.violations(in: parser.parse(source).document)
      #expect(violations.isEmpty, "\(markdown.debugDescription)\n\(violations.joined(separator: "\n"))")
    }
  }
}

/// Documents made of the pieces from which Markdown's difficulties are made, the same for the same seed.
struct RandomMarkdown: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  private static let prefixes = [
    "", "", "", "> ", ">", "- ", "  ", "   ", "    ", "\t", "1. ", "> > ", "* ", "-\t", "> \t", " > ", "+   ", "# ",
    "10) ",
  ]
  private static let pieces = [
    "word", " ", " ", "*", "**", "_", "`", "``", "[", "]", "](u)", "](<v w> \"t\")", "[a]", "[]", "![", "\\", "\\*",
    "&amp;", "&auml;",
    "&x;", "&#42;", "<b>", "</b>", "<i\n>", "<http://x.y>", "  ", "é", "\t", "\u{0}", "(", ")", "$", "$x$", "$$",
    "](<=v>)", "!", "\"", "`c`",
    "*e*", "**s**",
    "<!-- c -->", "a@b.c", "&", "<", ">", "&ngE;", "'",
  ]
  private static let lines = [
    "", "", "===", "---", "```", "```swift", "~~~", "<div>", "</div>", "<!-- x", "-->", "[a]: /url",
    "[a]: /url 'title'", "***", "-", "1.",
    "    code", "\tcode", "<?php", "?>", "```` x `y`", "~~~ &ouml; \\*", "[b]:", "/url", "## h ##", "#", "$$", "$$y$$",
    "$$ z",
  ]

  mutating func document() -> String {
    var result = ""
    for _ in 0..<Int.random(in: 1...12, using: &self) {
      for _ in 0..<Int.random(in: 0...2, using: &self) { result += Self.prefixes.randomElement(using: &self)! }
      if Bool.random(using: &self) {
        result += Self.lines.randomElement(using: &self)!
      } else {
        for _ in 0..<Int.random(in: 1...8, using: &self) { result += Self.pieces.randomElement(using: &self)! }
      }
      result += ["\n", "\n", "\n", "\r\n", "\r", "  \n", "\\\n"].randomElement(using: &self)!
    }
    if Int.random(in: 0..<4, using: &self) == 0 { result += "end" }
    return result
  }
}
