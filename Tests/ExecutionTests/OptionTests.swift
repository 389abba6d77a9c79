import Book
import Execution
import Foundation
import Markdown
import Storage
import TestSupport
import Testing

@Suite("Options and results")
struct OptionTests {
  @Test(
    "A result holds for another value of an option where that touches no execution, and for no other",
    arguments: CellOption.allCases)
  func cells(option: CellOption) throws {
    let folder = try TemporaryFolder()
    let executor = executor(cache: Cache(folder: folder.path + "/cache"))
    let chapter = { (options: String) in
      let text = "```swift {\(options)}\n1\n```\n\n```swift\n2\n```\n"
      return ChapterParser(file: "a.md", in: BookFiles(folder.path)).parse(SourceText(name: "a.md", text: text)).chapter
    }
    _ = try executor.run(chapter(""))
    #expect(try executor.earlierResults(of: chapter("")) != nil)
    #expect(
      try (executor.earlierResults(of: chapter(option.example)) != nil) == (option.declaration.effect != .execution))
  }
}
