import Markdown
import TestSupport
import Testing

/// Outputs are written back into the file between these ranges, so they must hold wherever a fence can stand.
@Suite("Code blocks") struct CodeBlockTests {
  @Test(
    "Info string, lines and closing fence are found where they stand",
    arguments: [
      "```«swift {#a .fold}»\n«let x = 1»\n«»\n«  x»\n«```»\n",
      "~~~  «output»  \r\n«6.740»\r\n«1.719»\r\n«~~~~»  \r\n",
      "  ```«a»\n  «x»\n  « y»\n«z»\n  «```»",
      "- ```«a»\n  «x»\n  «  y»\n\n  «»\n  «```»\n".replacing("\n\n", with: "\n«»\n"),
      "1.  text\n\n    ```«a»\n    «x»\n    «```»\n2.  text",
      "> ```«a»\n> «x»\n>«y»\n>\t«z»\n> «```»\n",
      "> - ```«a»\n>   «x»\n>   «```»\n> after",
      "-\t```«a»\n\t«x»\n\t«\ty»\n\t«```»\n",
      "> > ~~~«a»\n> > « x»\n>> «~~~»\n",
      "````«a»\n«```»\n«````»\n",
      "```«a \\* &amp; b»\n«```»\n",
      "text\n```«a»\n«x»\n   «```»\ntext",
      "\u{FEFF}```«a»\n«ä\u{0}»\n«```»\n",
    ])
  func closed(_ text: String) throws {
    let marked = MarkedText(text)
    let document = MarkdownParser.book.parse(marked.source).document
    let block = try #require(document.codeBlocks.first)
    #expect(block.isFenced)
    #expect(marked.texts(of: [block.infoRange] + block.lines + [try #require(block.closingFence)]) == marked.texts)
    #expect(RangeRules.violations(in: document) == [])
  }

  @Test(
    "A fence that its container or the text ends has no closing fence",
    arguments: [
      "```«a»\n«x»\n", "```«a»\n«x»", "```«a»", "```«»", "> ```«a»\n> «x»\n\n```\n", "> ```«a»\n> «x»\n```\n",
      "- ```«a»\n  «x»\n\nafter\n".replacing(
        "\n\n", with: "\n«»\n"), "```«a»\n«x»\n«    ```»\n", "```«a»\n«``»\n«~~~»\n«``` b»\n",
    ])
  func unclosed(_ text: String) throws {
    let marked = MarkedText(text)
    let document = MarkdownParser.book.parse(marked.source).document
    let block = try #require(document.codeBlocks.first)
    #expect(marked.texts(of: [block.infoRange] + block.lines) == marked.texts)
    #expect(block.closingFence == nil)
    #expect(RangeRules.violations(in: document) == [])
  }

  @Test(
    "The lines of indented code are found where they stand",
    arguments: [
      "    «x»\n    «  y»\n  «»\n    «z»\n\n", "\t«x»\n\t\n\n", ">     «x»\n>     «y»\n",
      "- a\n\n      «x»\n      «y»\n", "1.     «x»\n",
    ])
  func indented(_ text: String) throws {
    let marked = MarkedText(text)
    let document = MarkdownParser.book.parse(marked.source).document
    let block = try #require(document.codeBlocks.first)
    #expect(!block.isFenced)
    #expect(block.info.isEmpty && block.infoRange.isEmpty && block.closingFence == nil)
    #expect(marked.texts(of: block.lines) == marked.texts)
    #expect(RangeRules.violations(in: document) == [])
  }

  @Test("The literal has LF line endings whatever the file has")
  func literal() throws {
    let source = SourceText(name: "a.md", text: "```\r\na\r\n\r\nb\rc\n```\r\n")
    let block = try #require(MarkdownParser.book.parse(source).document.codeBlocks.first)
    #expect(block.literal == "a\n\nb\nc\n")
    #expect(block.lines.map(source.text(in:)) == ["a", "", "b", "c"])
  }
}
