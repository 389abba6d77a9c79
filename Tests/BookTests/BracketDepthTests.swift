import Book
import Markdown
import Testing

@Suite("Brackets that nest absurdly are an error, not the end of the parser")
struct BracketDepthTests {
  @Test(
    "The line is named",
    arguments: [
      "let x = " + String(repeating: "[", count: 3000), String(repeating: "(", count: 50_000),
      String(repeating: "[", count: 40) + "1" + String(repeating: "]", count: 40),
    ])
  func tooDeep(code: String) {
    let (_, diagnostics) = parse("print(1)\n\(code)")
    #expect(diagnostics.map(\.summary) == ["brackets are nested too deep here"])
    #expect(diagnostics.first?.location?.start.line == 3)
  }

  @Test(
    "Ordinary nesting, strings and comments are let through",
    arguments: [
      "let x = [[[[1]]]]", "print(\"" + String(repeating: "[", count: 100) + "\")",
      "// " + String(repeating: "[", count: 100), "let s = \"\"\"\n" + String(repeating: "{", count: 300) + "\n\"\"\"",
    ])
  func ordinary(code: String) {
    #expect(parse(code).diagnostics.isEmpty)
  }

  private func parse(_ code: String) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    ChapterParser(file: "a.md").parse(SourceText(name: "a.md", text: "```swift\n\(code)\n```\n"))
  }
}
