import Book
import Markdown
import Testing

@Suite("Code that nests absurdly is an error, not the end of the parser")
struct NestingTests {
  private static func text(_ count: Int, of part: String, before: String = "", after: String = "") -> String {
    before + String(repeating: part, count: count) + after
  }

  @Test(
    "Brackets, angle brackets, strings and what follows an unfinished expression: the first sign too many is named",
    arguments: [
      (text(9, of: "["), 9, "brackets are nested too deep here"),
      (text(50_000, of: "("), 41, "brackets are nested too deep here"),
      (text(500, of: "{\n"), 41, "brackets are nested too deep here"),
      (text(500, of: "#if a\n"), 41, "brackets are nested too deep here"),
      (text(50_000, of: "A<"), 42, "brackets are nested too deep here"),
      (text(500, of: "\\(\"", before: "\""), 15, "strings are nested too deep here"),
      (text(50_000, of: "repeat "), 7_001, "this is too long for one statement, or nested too deep"),
      (text(50_000, of: "try "), 4_001, "this is too long for one statement, or nested too deep"),
      (text(50_000, of: "!"), 1_001, "this is too long for one statement, or nested too deep"),
      (text(50_000, of: "a\u{2039}"), 2_001, "this is too long for one statement, or nested too deep"),
      (text(50_000, of: ".b", before: "a"), 1_002, "this is too long for one statement, or nested too deep"),
      (text(50_000, of: " + 1", before: "1"), 2_002, "this is too long for one statement, or nested too deep"),
      (text(50_000, of: "a ? b : "), 2_001, "this is too long for one statement, or nested too deep"),
      (
        text(5_000, of: "else if x {} ", before: "if x {} "), nil,
        "this is too long for one statement, or nested too deep"
      ),
    ] as [(String, Int?, String)])
  func tooDeep(code: String, column: Int?, summary: String) {
    let (_, diagnostics) = parse("print(1)\n\(code)")
    #expect(diagnostics.map(\.summary) == [summary])
    let start = diagnostics.first?.location?.start
    if let column {
      let before = code.utf8.prefix(column - 1)
      #expect(start?.line == 3 + before.count { $0 == UInt8(ascii: "\n") })
      #expect(start?.column == before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1)
    }
  }

  @Test(
    "Ordinary nesting, long lists, many statements, strings, comments and regular expressions are let through",
    arguments: [
      "let x = [[[[1]]]]", text(100, of: "[", before: "print(\"", after: "\")"), text(100, of: "[", before: "// "),
      text(300, of: "{", before: "let s = \"\"\"\n", after: "\n\"\"\""), text(300, of: "/* [ */ "),
      text(5_000, of: "1, ", before: "let x = [", after: "1]"), text(5_000, of: "x = 1\n"),
      text(2_000, of: "f(a, b); "),
      text(1_500, of: "func f() -> Int {\n  return 1\n}\n"),
      text(1_500, of: "case .a:\n  f()\n", before: "switch x {\n", after: "}"),
      "let r = /[(]\"\"\"/\n" + text(5_000, of: "x = 1\n"), "let r = #/(\"/#\n" + text(5_000, of: "x = 1\n"),
      text(1_500, of: "#if a\nx()\n#endif\n"), text(1_500, of: "let a: [String: Array<Int>]? = nil\n"),
    ])
  func ordinary(code: String) {
    #expect(parse(code).diagnostics.isEmpty)
  }

  @Test("A cell that is too large is an error, and a checked value is held to the same")
  func others() {
    #expect(
      parse(Self.text(70_000, of: "1\n")).diagnostics.map(\.summary) == [
        "this cell is too large: it has 136 KiB of code"
      ])
    let value = ChapterParser(file: "a.md").parse(
      SourceText(name: "a.md", text: "[1](<=\(Self.text(2_000, of: "!"))a>)\n"))
    #expect(value.diagnostics.map(\.summary) == ["this is too long for one statement, or nested too deep"])
  }

  @Test("What the scan lets through is parsed, whatever it takes for a string")
  func evasion() {
    // A regular expression that is none to the parser, and a string to the scan; and the reverse.
    let code = "a = b /\"\"\"/ c\n" + Self.text(20_000, of: "if ")
    #expect(SwiftParsing.parse(code) { $0.hasError })
    #expect(SwiftParsing.parse(Self.text(40_000, of: "x!")) { $0.statements.count } == 1)
  }

  private func parse(_ code: String) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    ChapterParser(file: "a.md").parse(SourceText(name: "a.md", text: "```swift\n\(code)\n```\n"))
  }
}
