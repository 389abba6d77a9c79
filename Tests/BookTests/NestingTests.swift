import Book
import Markdown
import Testing

@Suite("Code that nests absurdly is an error, not the end of the parser")
struct NestingTests {
  /// A piece of code, repeated: as it stands in a test's name.
  struct Repeated: CustomTestStringConvertible {
    var before = ""
    var part: String
    var count: Int
    var after = ""

    var code: String { before + String(repeating: part, count: count) + after }
    var testDescription: String { "\(before)\(part) \(count) times\(after)" }
  }

  @Test(
    "Brackets, strings and what follows an unfinished expression: the first sign too many is named",
    arguments: [
      (Repeated(part: "[", count: 9), 8, "brackets are nested too deep here"),
      (Repeated(part: "(", count: 50_000), 40, "brackets are nested too deep here"),
      (Repeated(part: "{\n", count: 500), 80, "brackets are nested too deep here"),
      (Repeated(part: "#if a\n", count: 500), 240, "brackets are nested too deep here"),
      (Repeated(part: "A<", count: 50_000), 41, "brackets are nested too deep here"),
      (Repeated(before: "\"", part: "\\(\"", count: 500), 18, "strings are nested too deep here"),
      (Repeated(part: "/*", count: 2_000), 0, "comments are nested too deep here"),
      (Repeated(part: "repeat ", count: 2_000), 7_000, "this is too long for one statement, or nested too deep"),
      (Repeated(part: "try ", count: 2_000), 4_000, "this is too long for one statement, or nested too deep"),
      (Repeated(part: "!", count: 2_000), 1_000, "this is too long for one statement, or nested too deep"),
      (Repeated(part: "a\u{2039}", count: 2_000), 2_000, "this is too long for one statement, or nested too deep"),
      (
        Repeated(before: "a", part: ".b", count: 2_000), 1_000, "this is too long for one statement, or nested too deep"
      ),
      (
        Repeated(before: "1", part: " + 1", count: 2_000), 2_000,
        "this is too long for one statement, or nested too deep"
      ),
      (Repeated(part: "a ? b : ", count: 2_000), 2_000, "this is too long for one statement, or nested too deep"),
      (Repeated(part: "if x {} else ", count: 2_000), 3_250, "this is too long for one statement, or nested too deep"),
    ])
  func tooDeep(repeated: Repeated, offset: Int, summary: String) {
    let diagnostics = parse(repeated.code).diagnostics
    #expect(diagnostics.map(\.summary) == [summary])
    let before = repeated.code.utf8.prefix(offset)
    let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(diagnostics.first?.location?.start == SourcePosition(line: lines.count + 1, column: lines.last!.count + 1))
  }

  @Test(
    "Ordinary nesting, long lists, many statements, strings, comments and regular expressions are let through",
    arguments: [
      Repeated(part: "let x = [[[[1]]]]\n", count: 1),
      Repeated(before: "print(\"", part: "[", count: 100, after: "\")"),
      Repeated(before: "// ", part: "[", count: 100),
      Repeated(before: "let s = \"\"\"\n", part: "{", count: 300, after: "\n\"\"\""),
      Repeated(part: "/* [ */ ", count: 300), Repeated(before: "let x = [", part: "1, ", count: 5_000, after: "1]"),
      Repeated(part: "x = 1\n", count: 5_000), Repeated(part: "f(a, b); ", count: 2_000),
      Repeated(part: "func f() -> Int {\n  return 1\n}\n", count: 1_500),
      Repeated(before: "switch x {\n", part: "case .a:\n  f()\n", count: 1_500, after: "}"),
      Repeated(before: "let r = /[(]\"\"\"/\n", part: "x = 1\n", count: 5_000),
      Repeated(before: "let r = #/(\"/#\n", part: "x = 1\n", count: 5_000),
      Repeated(part: "#if a\nx()\n#endif\n", count: 1_500),
      Repeated(part: "let a: [String: Array<Int>]? = nil\n", count: 1_500),
    ])
  func ordinary(repeated: Repeated) {
    #expect(parse(repeated.code).diagnostics.isEmpty)
  }

  @Test("A cell that is too large is an error, and a checked value is held to the same")
  func others() {
    let large = Repeated(part: "1\n", count: 70_000).code
    #expect(parse(large).diagnostics.map(\.summary) == ["this cell is too large: it has 136 KiB of code"])
    let text = Repeated(before: "[1](<=", part: "!", count: 2_000, after: "a>)\n").code
    let value = ChapterParser(file: "a.md").parse(SourceText(name: "a.md", text: text))
    #expect(value.diagnostics.map(\.summary) == ["this is too long for one statement, or nested too deep"])
    let long = Repeated(before: "[1](<=", part: "1,", count: 70_000, after: "a>)\n").code
    let longValue = ChapterParser(file: "a.md").parse(SourceText(name: "a.md", text: long))
    #expect(longValue.diagnostics.map(\.summary) == ["this expression is too long to be read"])
  }

  @Test("Whatever gets past the scan does not exhaust the parser's stack")
  func evasion() {
    let code = Repeated(part: "if ", count: 40_000).code
    #expect(SwiftParsing.parse(code) { $0.hasError })
    let members = Repeated(before: "a", part: ".b", count: 40_000).code
    #expect(SwiftParsing.parse(members) { $0.statements.count } == 1)
  }

  private func parse(_ code: String) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    ChapterParser(file: "a.md").parse(SourceText(name: "a.md", text: "```swift\n\(code)\n```\n"))
  }
}
