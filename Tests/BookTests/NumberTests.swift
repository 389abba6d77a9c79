import Markdown
import TestSupport
import Testing

@testable import Book

@Suite("Numbers of chapters and listings")
struct NumberTests {
  private func read(_ text: String) -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    let files = ["a.md", "b.md", "c.md", "d.md"]
    return BookConfigurationReader(
      knownModules: [], files: { $0.isEmpty ? files : [] }, status: { files.contains($0) ? .file : .missing }
    ).read(SourceText(name: "book.yml", text: text))
  }

  @Test("A number is shown as digits, that of an appendix as letters, and both are read again")
  func shown() {
    for (index, letters) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")] {
      let number = ChapterNumber(index, isAppendix: true)
      #expect(number.description == letters)
      #expect(ChapterNumber(letters) == number)
    }
    #expect(ChapterNumber("12") == ChapterNumber(12))
    #expect(ChapterNumber("") == nil)
    #expect(ChapterNumber("a") == nil)
    #expect(ChapterNumber(9) < ChapterNumber(1, isAppendix: true))
  }

  @Test("Appendices stand behind the chapters, of a list or of all files, and count by themselves")
  func appendices() {
    for chapters in ["", "chapters: [a.md, b.md]\n"] {
      let (book, diagnostics) = read("title: x\n\(chapters)appendices:\n  - d.md\n  - unnumbered: c.md\n")
      #expect(diagnostics == [])
      #expect(book?.chapterFiles == ["a.md", "b.md", "d.md", "c.md"])
      #expect(book?.chapterNumbers == ["a.md": 1, "b.md": 2, "d.md": ChapterNumber(1, isAppendix: true)])
      #expect(book?.parts.map(\.isAppendices) == [false, true])
    }
  }

  @Test("A chapter that is listed as an appendix too, and an appendix that is not there, are errors at their place")
  func wrong() {
    let marked = MarkedText("title: x\nchapters: [a.md, «d.md»]\nappendices: [d.md, «e.md»]\n")
    let diagnostics = read(marked.text).diagnostics
    #expect(diagnostics.map(\.summary) == ["the chapter 'd.md' is listed twice", "there is no chapter 'e.md'"])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
  }

  private static let chapter = """
    # Listings

    See [](#mean), [](#second) and [](#third).

    ```swift {#first}
    1
    ```

    ```python {#mean caption="The *mean* of [2](<=1 + 1>)"}
    mean()
    ```

    ```swift {.hidden}
    2
    ```

    ```c {title="only.c"}
    ```

    ```swift {#second}
    3
    ```

    ```rust {#third .numbers}
    4
    ```
    """

  @Test("Cells and fences with an id or a caption are listings of one series; a file's name gives no number")
  func listings() throws {
    let (chapter, diagnostics) = parse(Self.chapter)
    #expect(diagnostics == [])
    let outline = ChapterOutline(of: chapter, number: ChapterNumber(2, isAppendix: true))
    let listings = outline.targets.filter { $0.kind == .listing }
    #expect(listings.map(\.anchor) == ["first", "mean", "second", "third"])
    #expect(listings.map(\.number) == ["B.1", "B.2", "B.3", "B.4"])
    #expect(listings.map(\.title) == ["", "The mean of 2", "", ""])
    #expect(chapter.checkedValues.map(\.expression) == ["1 + 1"])
    #expect(outline.anchors.filter { $0 == "mean" }.count == 1)
  }

  @Test(
    "A picture's width is a part of the text's",
    arguments: [("50%", 50), ("100%", 100), ("0%", nil), ("50", nil), ("101%", nil), ("12px", nil)])
  func width(_ text: String, _ width: Int?) {
    let (chapter, diagnostics) = parse("![x](b.png){width=\(text)}\n")
    #expect(chapter.labels.map(\.options.width) == [width])
    #expect(
      diagnostics.map(\.summary)
        == (width == nil ? ["'\(text)' cannot be the width of a picture"] : []))
  }
}
