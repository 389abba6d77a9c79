import Book
import TestSupport
import Testing

@testable import Site

@Suite("What a cell prints is text")
struct EscapingTests {
  static let attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&\u{0}\u{1B}[31m"

  @Test("Nothing that a run can say becomes a tag or an attribute")
  func everywhere() throws {
    var sample = Sample("```swift\nx\n```\n\n```swift\ny\n```\n\nA [1](<=x>), a [2](<=y>), a [3](<=z>).\n")
    let attack = Self.attack
    sample.report.cells[0].shown = [
      .init(.text(StyledText(attack)), drifted: true), .tensor(attack, [2], name: attack),
      .tensor("[1, 2]", [2], name: attack), .init(.picture(svg: attack, description: attack)),
      .init(.picture(svg: "<svg>\(attack)</svg>", description: attack)),
      .init(.picture(svg: "<svg><text>&lt;script&gt;</text></svg>", description: attack)),
    ]
    sample.report.cells[1].verdict = .failed(CellFailure(.fatalError(words: attack)))
    sample.report.checkedValues[0] = CheckedValueReport(verdict: .drifted, shown: attack, fresh: attack)
    sample.report.checkedValues[1] = CheckedValueReport(
      verdict: .failed(CellFailure(.fatalError(words: attack))), shown: attack, fresh: nil)
    sample.chapter.cells[0].options.caption = attack
    let checker = HTMLChecker(try sample.fragment)
    #expect(checker.problems.isEmpty)
    #expect(checker.count("script") == 0)
    #expect(checker.tags.allSatisfy { tag in tag.attributes.keys.allSatisfy { !$0.hasPrefix("on") } })
    #expect(
      checker.tags.filter { $0.name == "img" }.allSatisfy {
        $0.attributes["src"]!.hasPrefix("data:image/svg+xml;base64,")
      })
    #expect(checker.text.contains("␀␛[31m"), "control characters are seen")
  }

  @Test("What a chapter says about itself is text in the page's frame")
  func frame() throws {
    let sample = Sample(
      "---\ndescription: \"<script>d</script>\"\n---\n\n# <script>t</script>&amp;\n\n## A < B \"C\"\n")
    let checker = HTMLChecker(try sample.page)
    #expect(checker.problems.isEmpty)
    // Raw HTML in a heading is the author's; the frame repeats its words, never its tags.
    #expect(
      checker.tags.filter { $0.name == "script" }.map { $0.attributes["src"] }
        == ["assets/book.js", "assets/contents.js", nil])
  }

  @Test("Raw HTML of the author passes through")
  func rawHTML() throws {
    let html = try Sample("<details><summary>S</summary>\n\nText with <kbd>K</kbd>.\n\n</details>\n").fragment
    #expect(html == "<details><summary>S</summary>\n<p>Text with <kbd>K</kbd>.</p>\n</details>\n")
  }

  @Test("A newline with which an output begins is seen")
  func leadingNewline() throws {
    var sample = Sample("```swift\nx\n```\n")
    sample.report.cells[0].shown = [.init(.text("\nafter\n"))]
    #expect(try sample.fragment.contains("<pre class=\"text\">\n\nafter</pre>"))
  }
}
