import Markdown
import TestSupport
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
struct RandomMarkdown {
  private var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(seed: seed) }

  private static let prefixes = [
    "", "", "", "> ", ">", "- ", "  ", "   ", "    ", "\t", "1. ", "> > ", "* ", "-\t", "> \t", " > ", "+   ", "# ",
    "10) ",
  ]
  private static let pieces = [
    "word", " ", " ", "*", "**", "_", "`", "``", "[", "]", "](u)", "](<v w> \"t\")", "[a]", "[]", "![", "\\", "\\*",
    "&amp;", "&auml;",
    "&x;", "&#42;", "<b>", "</b>", "<i\n>", "<http://x.y>", "  ", "é", "\t", "\u{0}", "(", ")", "$", "$x$", "$$",
    "](<=v>)", "!", "\"", "`c`",
    "*e*", "**s**", "~~", "~", "~~d~~", "https://x.y/z", "www.x.y", "|", "\\|", "[ ] ", "[^a]",
    "<!-- c -->", "a@b.c", "&", "<", ">", "&ngE;", "'",
  ]
  private static let lines = [
    "", "", "===", "---", "```", "```swift", "~~~", "<div>", "</div>", "<!-- x", "-->", "[a]: /url",
    "[a]: /url 'title'", "***", "-", "1.",
    "    code", "\tcode", "<?php", "?>", "```` x `y`", "~~~ &ouml; \\*", "[b]:", "/url", "## h ##", "#", "$$", "$$y$$",
    "$$ z", "| a | b |", "|---|:-:|", "-|-", "[!NOTE]", "[x] y", "[^a]: z",
  ]

  mutating func document() -> String {
    var result = ""
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        result += Self.prefixes.randomElement(using: &generator)!
      }
      if Bool.random(using: &generator) {
        result += Self.lines.randomElement(using: &generator)!
      } else {
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
          result += Self.pieces.randomElement(using: &generator)!
        }
      }
      result += ["\n", "\n", "\n", "\r\n", "\r", "  \n", "\\\n"].randomElement(using: &generator)!
    }
    if Int.random(in: 0..<4, using: &generator) == 0 { result += "end" }
    return result
  }
}
