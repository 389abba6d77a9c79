import Book
import TestSupport
import Testing

@Suite("A cell that is written below another one")
struct NewCellTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var code = "1\n\n  2"
    var result: String
    var testDescription: String { name }
  }

  /// The chapter with a cell below its first.
  private func result(_ text: String, _ code: String) throws -> String? {
    let chapter = parse(text).chapter
    let new = ChapterWithNewCell(chapter, code: code, below: chapter.cells[0]) {
      parse(String(decoding: $0, as: UTF8.self)).chapter
    }
    guard let new else { return nil }
    #expect(new.cell == 1)
    return String(
      decoding: try new.acceptance.applied(to: chapter.source.bytes, of: chapter), as: UTF8.self)
  }

  @Test(
    "It stands below what that documents, with the prefix of its containers, and nothing else changes",
    arguments: [
      Case(
        name: "before text", text: "```swift\n0\n```\ntext\n",
        result: "```swift\n0\n```\n\n```swift\n1\n\n  2\n```\ntext\n"),
      Case(
        name: "at the end of a file", text: "```swift\n0\n```",
        result: "```swift\n0\n```\n\n```swift\n1\n\n  2\n```"),
      Case(
        name: "below outputs", text: "```swift {#a}\n0\n```\n\n```output\n0\n```\n\n![x](figures/a.svg)\n\ntext\n",
        result:
          "```swift {#a}\n0\n```\n\n```output\n0\n```\n\n![x](figures/a.svg)\n\n```swift\n1\n\n  2\n```\n\ntext\n"),
      Case(
        name: "in a list", text: "- ```swift\n  0\n  ```\n\n  more\n",
        result: "- ```swift\n  0\n  ```\n\n  ```swift\n  1\n\n    2\n  ```\n\n  more\n"),
      Case(
        name: "in a quotation", text: "> ```swift\n> 0\n> ```\n",
        result: "> ```swift\n> 0\n> ```\n>\n> ```swift\n> 1\n>\n>   2\n> ```\n"),
      Case(
        name: "with the chapter's line endings", text: "```swift\r\n0\r\n```\r\n", code: "1\r\n2\n\n",
        result: "```swift\r\n0\r\n```\r\n\r\n```swift\r\n1\r\n2\r\n```\r\n"),
      Case(
        name: "with fences of its own", text: "```swift\n0\n```\n", code: "/*\n```\n*/\n",
        result: "```swift\n0\n```\n\n````swift\n/*\n```\n*/\n````\n"),
    ])
  func written(_ chapter: Case) throws {
    #expect(try result(chapter.text, chapter.code) == chapter.result)
  }

  @Test("What would not be read there as it was typed is refused")
  func refused() throws {
    // The fence has no end: all that follows is its code.
    #expect(try result("```swift\n0\n", "1") == nil)
    #expect(try result("```swift\n0\n```\n", "\"\0\"") == nil)
    #expect(try result("```swift\n0\n```\n", "1\r2") == nil)
  }
}
