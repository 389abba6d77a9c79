import Book
import Foundation
import Markdown
import TestSupport
import Testing

@Suite("Diagnostics on a terminal")
struct TerminalFormatterTests {
  @Test("The location, the sentence, the line with its location underlined, and what to do")
  func error() throws {
    let diagnostic = try #require(parse("x\n\n```swift {.flod}\n```\n", file: "chapters/a.md").diagnostics.first)
    #expect(
      TerminalFormatter(colour: false).format(diagnostic) == """
        chapters/a.md:3:11: error: '.flod' is not an option of a cell
            3 | ```swift {.flod}
              |           ^~~~~
          Did you mean '.fold'? The options are .no-run, .hidden, .hide-output, .fold, .volatile, .fails, .isolated, .predict, \
        .numbers, .wide.

        """)
  }

  @Test("A drift shows both lines and underlines what moved")
  func drift() throws {
    let fixture = Fixture(
      "```swift {#l}\n```\n```output\nstep 1 loss 0.072\nold\n```\n", [.text("step 1 loss 0.081\n")])
    let diagnostic = try #require(fixture.report().diagnostics.first)
    #expect(
      TerminalFormatter(colour: false).format(diagnostic) == """
        a.md:4:13: drift: the output of 'a#l' drifted: 0.072 is now 0.081 (+0.009), and 1 more line differs
            4 - step 1 loss 0.072
              + step 1 loss 0.081
                            ~~~~~ +0.009
            5 - old

        """)
    let coloured = TerminalFormatter(colour: true).format(diagnostic)
    #expect(coloured.contains("\u{1B}[31m- step 1 loss 0.072\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[32m+ step 1 loss 0.081\u{1B}[0m"))
  }

  @Test(
    "Underlines stand below wide characters, tabs and combining marks",
    arguments: [
      ("日本 «x»", "     ^"), ("\ta «b»", "\t  ^"), ("e\u{301} «ab»", "  ^~"), ("😀 «x»", "   ^"), ("a«»", " ^"),
      ("\u{1B}[31m«x»", "          ^"),
    ])
  func alignment(_ text: String, _ mark: String) throws {
    let marked = MarkedText(text)
    let location = Diagnostic.Location(marked.ranges[0], in: SourceText(name: "a", text: marked.text))
    let lines = TerminalFormatter(colour: false).format(Diagnostic(.note, at: location, "x")).split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[2] == "      | " + mark)
    #expect(!lines[1].contains("\u{1B}"))
  }

  @Test("Of a very long line a location keeps what is around it, and the mark stands where it did")
  func veryLongLine() {
    let source = SourceText(name: "a", text: String(repeating: "é", count: 50_000))
    let location = Diagnostic.Location(50_000..<50_002, in: source)
    #expect(location.start.column == 50_001)
    #expect(location.sourceLine.utf8.count == 1_024)
    #expect(location.bytesBefore == 50_000 - 512)
    let lines = TerminalFormatter(colour: false).format(Diagnostic(.note, at: location, "x")).split(separator: "\n")
    #expect(lines[1].hasPrefix("    1 | …é") && lines[1].hasSuffix("é…"))
    #expect(lines[2].hasSuffix(" ^"))
  }

  @Test("A long line is cut down to the location")
  func longLine() throws {
    let text = String(repeating: "a", count: 5000) + "X" + String(repeating: "é", count: 5000)
    let location = Diagnostic.Location(5000..<5001, in: SourceText(name: "a", text: text))
    let lines = TerminalFormatter(colour: false).format(Diagnostic(.note, at: location, "x")).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 200 })
    let column = try #require(lines[2].firstIndex(of: "^"))
    #expect(
      lines[1][lines[1].index(lines[1].startIndex, offsetBy: lines[2].distance(from: lines[2].startIndex, to: column))]
        == "X")
  }

  @Test("A drift's long lines are cut down to the width, with the underline below what moved", arguments: [60, 100])
  func longDrift(_ width: Int) throws {
    let words = String(repeating: "word ", count: 100)
    let fixture = Fixture("```swift\n```\n```output\n\(words)1 \(words)\n```\n", [.text("\(words)2 \(words)\n")])
    let text = TerminalFormatter(colour: false, width: width).format(fixture.report().diagnostics)
    let lines = text.split(separator: "\n").dropFirst().map(String.init)
    #expect(lines.prefix(2).allSatisfy { $0.count <= width })
    let mark = try #require(lines[2].firstIndex(of: "~"))
    let column = lines[2].distance(from: lines[2].startIndex, to: mark)
    #expect(Array(lines[1])[column] == "2")
  }

  @Test("Notes are reported at their own locations, and a diagnostic survives JSON")
  func notes() throws {
    let diagnostics = parse("```swift {#a}\n```\n```swift {#a}\n```\n").diagnostics
    let text = TerminalFormatter(colour: false).format(diagnostics)
    #expect(text.contains("a.md:1:11: note: 'a' is first given here\n    1 | ```swift {#a}\n      |           ^~\n"))
    let data = try JSONEncoder().encode(diagnostics)
    #expect(try JSONDecoder().decode([Diagnostic].self, from: data) == diagnostics)
  }

  @Test("Without a location there is only the sentence")
  func bare() {
    #expect(TerminalFormatter(colour: false).format(Diagnostic(.warning, "x")) == "warning: x\n")
  }
}
