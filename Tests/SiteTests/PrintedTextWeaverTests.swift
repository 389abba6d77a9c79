import Book
import Foundation
import Testing

@testable import Site

@Suite("What a cell printed")
struct PrintedTextWeaverTests {
  private func html(_ text: StyledText) -> String { PrintedTextWeaver.html(text, words: EnglishWords()) }

  private func numbered(_ count: Int) -> StyledText { StyledText((1...count).map { "\($0)\n" }.joined()) }

  @Test("Styles become classes, colours properties")
  func styles() {
    var style = TextStyle()
    (style.isBold, style.colour, style.background) = (true, .named(1), .named(12))
    var other = TextStyle()
    (other.isInverse, other.colour) = (true, .rgb(red: 0x80, green: 0, blue: 0))
    #expect(
      html(StyledText("a <b>\nc", runs: [.init(2..<7, style)])) == """
        <pre class="text">a <span class="styled bold" style="--text:var(--ansi-1);--background:var(--ansi-background-4)">&lt;b&gt;</span>
        <span class="styled bold" style="--text:var(--ansi-1);--background:var(--ansi-background-4)">c</span></pre>

        """)
    let dark = LegibleColour(red: 0x80, green: 0, blue: 0, isBackground: false).dark
    #expect(
      html(StyledText("x", runs: [.init(0..<1, other)]))
        == "<pre class=\"text\"><span class=\"styled inverse\" style=\"--text:light-dark(#800000,\(dark))\">x</span></pre>\n"
    )
  }

  @Test("Of more than forty lines those after the thirtieth are folded away")
  func long() {
    #expect(!html(numbered(40)).contains("<details>"))
    let long = html(numbered(41))
    #expect(long.contains("30</pre>\n<details>\n<summary>11 more lines</summary>\n<pre class=\"text\">31\n32"))
    #expect(
      PrintedTextWeaver.html(numbered(230), words: GermanWords()).contains("<summary>200 weitere Zeilen</summary>"))
    #expect(PrintedTextWeaver.html(numbered(230), words: HebrewWords()).contains("<summary>עוד 200 שורות</summary>"))
  }

  @Test("A style that goes on where the fold is is on both sides of it")
  func foldedStyle() {
    var style = TextStyle()
    style.isItalic = true
    var text = numbered(50)
    text.runs = [.init(0..<text.text.utf8.count, style)]
    let parts = html(text).components(separatedBy: "<details>")
    #expect(parts.map { $0.components(separatedBy: "<span class=\"styled italic\">").count - 1 } == [30, 20])
  }
}
