import Foundation
import TestSupport
import Testing

@Suite("'clean' removes what the tool made, and nothing else")
struct CleanTests {
  private static let chapter = "# A\n\nOf $x$:\n\n```swift\n1 + 1\n```\n\n```output\n2\n```\n"

  private func files(_ folder: String) -> Set<String> {
    Set(FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
  }

  @Test("The results of the book are removed, those of another one and what is no result are not")
  func results() throws {
    let cache = try TemporaryFolder()
    let environment = ["COLOPHON_CACHE": cache.path]
    let book = try TemporaryBook(
      ["a": Self.chapter, "deep/b": Self.chapter], configuration: "title: T\nchapters: [a.md, deep/b.md]\n")
    let other = try TemporaryBook(["a": Self.chapter])
    #expect(try other.run(["build"], environment: environment).exitCode == 0)
    // One that lies within the folder of the book.
    try book.write("deep/inner/book.yml", "title: Inner\n")
    try book.write("deep/inner/c.md", Self.chapter)
    #expect(try book.run(["check", "--book", "deep/inner"], environment: environment).exitCode == 0)
    let before = files(cache.path)
    #expect(try book.run(["build"], environment: environment).exitCode == 0)
    try cache.write("mine", to: "chapters/notes.txt")
    try cache.write("mine", to: "chapters/0123456789abcdef0123456789abcdef")
    let site = book.snapshot()
    let result = try book.run(["clean"], environment: environment)
    #expect(result.exitCode == 0 && result.errors == "")
    #expect(result.output.hasPrefix("removed 4 files of results of this book, "), "\(result.output)")
    #expect(
      files(cache.path).subtracting(before) == ["chapters/notes.txt", "chapters/0123456789abcdef0123456789abcdef"])
    #expect(book.snapshot() == site)
    #expect(try other.run(["build"], environment: environment).errors == "a has not changed since it ran\n")
    #expect(try book.run(["build", "a"], environment: environment).errors.hasPrefix("ran a in "))
    #expect(
      try book.run(["clean"], environment: environment).output.hasPrefix("removed 2 files of results of this book, "))
    #expect(try book.run(["clean"], environment: environment).output == "removed no file of results of this book\n")
  }

  @Test("With --all the cache is empty, but for what is no result; that needs no book")
  func all() throws {
    let cache = try TemporaryFolder()
    let environment = ["COLOPHON_CACHE": cache.path]
    let book = try TemporaryBook(["a": Self.chapter])
    #expect(try book.run(["build"], environment: environment).exitCode == 0)
    try cache.write("mine", to: "math/notes.txt")
    let folder = try TemporaryFolder()
    let result = try tool(["clean", "--all"], in: folder.path, environment: environment)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.contains(" files of results of all books, "))
    #expect(files(cache.path) == ["math", "math/notes.txt"])
  }

  @Test("With --site the files of its list are removed, and others stay")
  func site() throws {
    let book = try TemporaryBook(["a": Self.chapter])
    #expect(try book.run("build").exitCode == 0)
    try book.write("../site/CNAME", "example.org")
    let result = try book.run("clean", "--site")
    #expect(result.exitCode == 0)
    #expect(result.output.contains(" files of the site, "))
    #expect(files(book.site) == ["CNAME"])
    #expect(try book.run("clean", "--site").output.contains("removed no file of the site\n"))
    #expect(try book.run("build").exitCode == 0)
  }

  @Test("The site of another book is not removed")
  func otherSite() throws {
    let book = try TemporaryBook(["a": Self.chapter])
    let other = try TemporaryBook(["a": Self.chapter])
    #expect(try book.run("build").exitCode == 0)
    let before = book.snapshot()
    #expect(try other.run("clean", "--site", "--output", book.site).exitCode == 2)
    #expect(book.snapshot() == before)
  }
}
