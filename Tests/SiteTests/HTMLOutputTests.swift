import Outputs
import TestSupport
import Testing

@testable import Site

@Suite("HTML of cells on pages")
struct HTMLOutputTests {
  private func element(
    _ kind: HTMLElement.Kind, _ attributes: [HTMLAttribute] = [], _ content: [HTMLNode]
  ) -> HTMLNode { .element(HTMLElement(kind, attributes, content)) }

  private func fragment(_ content: [HTMLNode], text: String? = nil, name: String? = nil) throws -> String {
    var sample = Sample("```swift\nx\n```\n")
    let value = try #require(HTMLValue(name: name, content: content))
    sample.report.cells[0].shown = [.init(.value(text ?? HTMLValue.text(of: content), .html(value)))]
    return try sample.fragment
  }

  @Test("Elements are written anew, texts without being markup")
  func writing() throws {
    let html = try fragment([
      element(
        .p, [],
        [.text("a <b onclick='f()'>&"), element(.br, [], []), element(.em, [HTMLAttribute(.lang, "de")], [.text("ä")])]),
      element(
        .ol, [HTMLAttribute(.start, "3"), HTMLAttribute(.reversed, "reversed")], [element(.li, [], [.text("\"x\"")])]),
      element(.pre, [], [.text("\n  1")]),
    ])
    #expect(
      html.contains(
        """
        <div class="html">
        <p>a &lt;b onclick='f()'&gt;&amp;<br>
        <em lang="de">ä</em></p>
        <ol reversed="reversed" start="3"><li>&quot;x&quot;</li>
        </ol>
        <pre>

          1</pre>
        </div>

        """))
    #expect(HTMLChecker(html).problems == [])
  }

  @Test("A table scrolls in a frame with its caption's words, the fragment's name or none; numbers stand to the right")
  func tables() throws {
    func table(_ caption: [HTMLNode]) -> HTMLNode {
      element(
        .table, [],
        caption + [
          element(
            .tr, [], [element(.th, [], [.text("a")]), element(.th, [HTMLAttribute(.scope, "col")], [.text("b")])]),
          element(.tr, [], [element(.td, [], [.text("x-1")]), element(.td, [], [element(.b, [], [.text("-2.5")])])]),
        ])
    }
    let caption = element(.caption, [], [.text("Of "), element(.b, [], [.text("\"all\"")])])
    let html = try fragment([table([caption])], name: "report")
    #expect(
      html.contains(
        """
        <div class="table" role="region" tabindex="0" aria-label="Of &quot;all&quot;">
        <table>
        <caption><div>Of <b>&quot;all&quot;</b></div></caption>
        <tr><th>a</th><th scope="col" class="right">b</th></tr>
        <tr><td>x-1</td><td class="right"><b>−2.5</b></td></tr>
        </table>
        </div>

        """))
    #expect(try fragment([table([])], name: "report").contains("aria-label=\"report\""))
    #expect(try fragment([table([])]).contains("role=\"group\" tabindex=\"0\" aria-label=\"Table\""))
  }

  @Test("Code keeps its hyphens also in a column of numbers, and a list has room for its longest number")
  func code() throws {
    let html = try fragment([
      element(.table, [], [element(.tr, [], [element(.td, [], [element(.code, [], [.text("-5")])])])]),
      element(.ol, [HTMLAttribute(.start, "999")], [element(.li, [], [.text("a")])]),
      element(.ol, [HTMLAttribute(.start, "999")], [element(.li, [], [.text("a")]), element(.li, [], [.text("b")])]),
    ])
    #expect(html.contains("<td class=\"right\"><code>-5</code></td>"))
    #expect(html.contains("<ol start=\"999\"><li>") && html.contains("<ol start=\"999\" class=\"large\"><li>"))
  }

  @Test(
    "The words are the documented ones, each where its own stood",
    arguments: [
      ("x 1.26%\n", "x <b>1.26</b>%"), ("x   1.250%\n", "x <b>1.250</b>%"), ("x 2%\n", "x <b>2</b>%"),
      ("x 12.5%\n", "x <b>12.5</b>%"), ("y 1.25%\n", "y <b>1.25</b>%"),
    ])
  func documented(text: String, html: String) throws {
    let content = [element(.p, [], [.text("x "), element(.b, [], [.text("1.25")]), .text("%")])]
    #expect(try fragment(content, text: text).contains("<p>\(html)</p>"), "\(text)")
  }

  @Test("Signs stay signs, and a word that is added after one belongs to what it raises")
  func signs() throws {
    let content = [element(.ol, [], [element(.li, [], [.text("10"), element(.sup, [], [.text("12")]), .text(" a")])])]
    #expect(HTMLValue.text(of: content) == "1. 10^{12} a\n")
    #expect(try fragment(content, text: "1. 10^{13} a\n").contains("<li>10<sup>13</sup> a</li>"))
    #expect(try fragment(content, text: "1. 10^{112} a\n").contains("<li>10<sup>112</sup> a</li>"))
    #expect(try fragment(content, text: "1. 11^{12} a\n").contains("<li>11<sup>12</sup> a</li>"))
  }

  @Test(
    "Where the text leaves something out, or has other lines or signs, it is shown as it stands",
    arguments: [
      "1. 10^{12}\n", "1. ... a\n...\n", "2. 10^{12} a\n", "1. 10^1 a\n", "1. 10^{12} a\n2. b\n", "", "1. 10^{1 2} a\n",
    ])
  func otherwise(text: String) throws {
    let content = [element(.ol, [], [element(.li, [], [.text("10"), element(.sup, [], [.text("12")]), .text(" a")])])]
    let html = try fragment(content, text: text, name: "list")
    #expect(!html.contains("class=\"html\""))
    #expect(html.contains("<pre class=\"text\"><span class=\"name\">list</span>"))
  }

  @Test("A sign that is joined with the one before it stays where it is")
  func joinedSigns() throws {
    let content = [
      element(.p, [], [.text("x"), element(.sup, [], [.text("\u{301}2")]), .text(" "), element(.b, [], [.text("b")])])
    ]
    #expect(try fragment(content).contains("<p>x<sup>\u{301}2</sup> <b>b</b></p>"))
    let joined = [element(.p, [], [.text("\u{E9}"), element(.samp, [], [.text("\u{301}x")])])]
    #expect(try fragment(joined).contains("<p>\u{E9}<samp>\u{301}x</samp></p>"))
  }

  @Test("What an ellipsis stands for is not known: the fragment is shown as its text")
  func ellipsis() throws {
    let cells = ["1", "2", "1", "2"].map { element(.td, [], [.text($0)]) }
    let html = try fragment([element(.table, [], [element(.tr, [], cells)])], text: "... 1 2 ...\n")
    #expect(!html.contains("<table>"))
  }

  @Test("Lines below the head of a table may be of another length")
  func rules() throws {
    let content = [
      element(
        .table, [],
        [element(.tr, [], [element(.th, [], [.text("n")])]), element(.tr, [], [element(.td, [], [.text("1.5")])])])
    ]
    #expect(HTMLValue.text(of: content) == "  n\n  -\n1.5\n")
    #expect(try fragment(content, text: "n\n---\n1.50\n").contains("<td class=\"right\">1.50</td>"))
    #expect(try !fragment(content, text: "n\n1.50\n1.50\n").contains("class=\"html\""))
  }

  @Test("Whatever the tree, its own text gives it back, and other words give what has these words", arguments: 0..<300)
  func random(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let content = RandomHTML.content(HTMLPlace(), &random).filter {
      if case .element(let element) = $0 { element.kind.isBlock || element.kind.isPhrasing } else { true }
    }
    guard let value = HTMLValue(content: content) else { return }
    let text = HTMLValue.text(of: content)
    #expect(value.documented(by: text) == value)
    // Each digit another one: as many words, and the same signs but for the numbers of items.
    let other = String(text.map { $0 == "7" ? "8" : $0 })
    if let replaced = value.documented(by: other) {
      #expect(words(HTMLValue.text(of: replaced.content)) == words(other))
    } else {
      #expect(text.contains { $0 == "7" })
    }
    #expect(HTMLChecker(HTMLWeaver(text, of: value)?.fragment() ?? "<b>").problems == [])
  }

  private func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" } }

  @Test("Random trees are trees in most cases")
  func most() {
    let count = (0..<300).count { seed in
      var random = SplitMix(seed: UInt64(seed))
      return HTMLValue(content: RandomHTML.content(HTMLPlace(), &random)) != nil
    }
    #expect(count > 100)
  }
}

/// Trees in which everything stands where it may.
private enum RandomHTML {
  static func content(_ place: HTMLPlace, _ random: inout SplitMix) -> [HTMLNode] {
    let count = Int.random(in: 1...4, using: &random)
    return (0..<count).compactMap { _ in node(place, &random) }
  }

  private static func node(_ place: HTMLPlace, _ random: inout SplitMix) -> HTMLNode? {
    let kinds = place.kinds.filter { place.parent != nil || $0.isBlock || $0.isPhrasing }
    if kinds.isEmpty || place.takesText && (place.depth > 5 || Bool.random(using: &random)) {
      guard place.takesText else { return nil }
      let texts = ["a", "1.25", " ", "7 b", " 7.5", "x ", "\n", "-7", "é 7", "^", "- 7"]
      return .text(texts.randomElement(using: &random)!)
    }
    guard place.depth < 12, let kind = kinds.randomElement(using: &random) else { return nil }
    let inner = place.inside(kind)
    if kind == .table {
      let columns = Int.random(in: 1...3, using: &random)
      let rows = (0..<3).map { row in
        HTMLNode.element(
          HTMLElement(
            .tr, [],
            (0..<columns).map { _ in
              let kind: HTMLElement.Kind = row == 0 ? .th : .td
              return .element(HTMLElement(kind, [], content(inner.inside(.tr).inside(kind), &random)))
            }))
      }
      return .element(HTMLElement(.table, [], rows))
    }
    return .element(HTMLElement(kind, [], kind == .br ? [] : content(inner, &random)))
  }
}
