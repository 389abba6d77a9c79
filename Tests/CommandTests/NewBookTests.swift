import Foundation
import TestSupport
import Testing

@Suite("A new book, and a new chapter")
struct NewBookTests {
  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Outcome {
    try tool(arguments, in: folder.path, environment: ["COLOPHON_CACHE": folder.path + "/cache"])
  }

  private func files(_ folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
  }

  private static let bookFiles = [".gitignore", "book.yml", "figures", "figures/growth.svg", "first-steps.md"]

  @Test("'new' makes a book with outputs, a checked value and a figure, which builds and checks at once")
  func new() throws {
    let folder = try TemporaryFolder()
    let made = try run("new", "shelf/my-book", in: folder)
    #expect(made.exitCode == 0 && made.errors == "", "\(made.errors)")
    #expect(made.output == "made a book in 'shelf/my-book': its first chapter is 'shelf/my-book/first-steps.md'\n")
    #expect(files(folder.path + "/shelf") == ["my-book"] + Self.bookFiles.map { "my-book/" + $0 })
    #expect(folder.text("shelf/my-book/book.yml") == "title: My book\nchapters:\n  - first-steps.md\n")
    let chapter = try #require(folder.text("shelf/my-book/first-steps.md"))
    #expect(chapter.contains("```output\nThe sum of 5 squares is 55.\n[1, 4, 9, 16, 25]\n```\n"))
    #expect(chapter.contains("](<=") && chapter.contains("](figures/growth.svg)"))
    #expect(try run("check", "--book", "shelf/my-book", in: folder).exitCode == 0)
    #expect(try run("build", "--book", "shelf/my-book", in: folder).exitCode == 0)
    #expect(folder.text("shelf/my-book/site/first-steps.html") != nil)
    #expect(folder.text("shelf/my-book/.gitignore") == "/site/\n/export/\n")
    let added = try run("add", "Next", "--book", "shelf/my-book", in: folder)
    #expect(added.output.contains("as chapter 2, after 'First steps'; "), "\(added.output)\(added.errors)")
    #expect(added.output.contains("book.yml lists it"))
  }

  @Test("An empty folder becomes the book, be it the working folder")
  func emptyFolder() throws {
    let folder = try TemporaryFolder()
    let result = try tool(["new", "."], in: folder.path, environment: ["COLOPHON_CACHE": folder.path + "/cache"])
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(files(folder.path) == Self.bookFiles)
  }

  @Test("What is there already is not touched", arguments: ["full", "file", "link"])
  func notEmpty(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "full/.notes")
    try folder.write("mine", to: "file")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "nowhere")
    let before = files(folder.path)
    let result = try run("new", name, in: folder)
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("'\(name)' is"))
    #expect(files(folder.path) == before)
  }

  @Test("Where nothing can run, nothing is made")
  func noCompiler() throws {
    let folder = try TemporaryFolder()
    let result = try tool(["new", "book"], in: folder.path, environment: ["PATH": "/nowhere"])
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("cannot find 'swiftc'"))
    #expect(files(folder.path) == [])
  }

  @Test("What a 'new' that is killed has left the next one removes, beside the book's folder or in it")
  func killed() throws {
    let folder = try TemporaryFolder()
    // A compiler that kills who asks where it is.
    try folder.write("#!/bin/sh\nkill -9 $PPID\n", to: "bin/swiftc")
    try #require(chmod(folder.path + "/bin/swiftc", 0o755) == 0)
    for place in ["shelf", "shelf/empty"] {
      try FileManager.default.createDirectory(atPath: folder.path + "/shelf/empty", withIntermediateDirectories: true)
      let name = place == "shelf" ? "shelf/book" : place
      let killed = try tool(
        ["new", name], in: folder.path,
        environment: ["PATH": folder.path + "/bin", "COLOPHON_CACHE": folder.path + "/cache"])
      #expect(killed.exitCode != 0)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + place)
      #expect(left.count { $0.hasPrefix(".colophon-") } == 1)
      let made = try run("new", name, in: folder)
      #expect(made.exitCode == 0, "\(made.errors)")
      #expect(files(folder.path + "/" + name) == Self.bookFiles)
      #expect(!files(folder.path + "/shelf").contains { $0.hasPrefix(".colophon-") })
    }
  }

  @Test("'add' names the file by the title; without a list the book has it at once")
  func add() throws {
    let book = try TemporaryBook(["a": "# A\n"])
    let result = try book.run("add", "Gradient *descent*, part 2")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output == "added 'gradient-descent-part-2.md' as chapter 2, after 'A'\n")
    #expect(try book.run("add", "0").output == "added '0.md' as chapter 1, before 'A'\n")
    try FileManager.default.removeItem(atPath: book.folder + "/0.md")
    #expect(try book.text("gradient-descent-part-2.md") == "# Gradient *descent*, part 2\n")
    #expect(try book.text("book.yml") == "title: Test\n")
    #expect(try book.run("check").output.hasPrefix("2 chapters"))
  }

  struct List: Sendable, CustomTestStringConvertible {
    var before: String
    var after: String
    var part: String?
    var testDescription: String { before }
  }

  @Test(
    "A list in book.yml gets it at its end, and stays as it was otherwise",
    arguments: [
      List(
        before: "chapters: [a.md]   # all\nlanguage: en\n", after: "chapters: [a.md, new.md]   # all\nlanguage: en\n"),
      List(before: "chapters: [\"a.md\",]\n", after: "chapters: [\"a.md\", new.md,]\n"),
      List(
        before: "chapters:\n  - a.md   # first\n  # that is all\nlanguage: en\n",
        after: "chapters:\n  - a.md   # first\n  - new.md\n  # that is all\nlanguage: en\n"),
      List(before: "chapters:\n- a.md", after: "chapters:\n- a.md\n- new.md\n"),
      List(
        before: "language: en\r\nchapters:\r\n  - a.md\r\n",
        after: "language: en\r\nchapters:\r\n  - a.md\r\n  - new.md\r\n"),
      List(
        before: "chapters:\n  - part: One\n    chapters:\n      - a.md\n",
        after: "chapters:\n  - part: One\n    chapters:\n      - a.md\n      - new.md\n", part: "One"),
      List(
        before: "chapters:\n  - part: One\n    chapters: [a.md]\n",
        after: "chapters:\n  - part: One\n    chapters: [a.md, new.md]\n", part: "One"),
      List(
        before: "chapters:\n  - part: One\n    chapters: [a.md]\n  - unnumbered: b.md\n",
        after: "chapters:\n  - part: One\n    chapters: [a.md, new.md]\n  - unnumbered: b.md\n", part: "One"),
      List(
        before: "chapters:\n  - a.md\n  - unnumbered: b.md\n",
        after: "chapters:\n  - a.md\n  - new.md\n  - unnumbered: b.md\n"),
      List(
        before:
          "chapters:\n  - unnumbered: b.md\n  - part: One\n    chapters:\n      - a.md\n      - unnumbered: c.md  # end\n",
        after:
          "chapters:\n  - unnumbered: b.md\n  - part: One\n    chapters:\n      - a.md\n      - new.md\n      - unnumbered: c.md  # end\n",
        part: "One"),
    ])
  func list(_ list: List) throws {
    var chapters = ["a": "# A\n"]
    for name in ["b", "c"] where list.before.contains(name + ".md") { chapters[name] = "# \(name)\n" }
    let book = try TemporaryBook(chapters, configuration: "title: Test\n" + list.before)
    let result = try book.run("add", "New")
    #expect(result.exitCode == 0, "\(result.errors)")
    let part = list.part.map { ", in the part '\($0)'" } ?? ""
    #expect(result.output == "added 'new.md' as chapter 2, after 'A'\(part); book.yml lists it\n")
    #expect(try book.text("book.yml") == "title: Test\n" + list.after)
    #expect(try book.run("check").output.hasPrefix("\(chapters.count + 1) chapters"))
  }

  @Test(
    "What cannot be a chapter is refused, and nothing is written",
    arguments: [
      ("A", "", 64, "there is a file 'a.md' already"), ("Readme", "", 64, "'readme.md' describes a book"),
      ("Index", "", 2, "'index.md' cannot be a chapter"), ("…", "", 64, "has no letter and no digit"),
      ("One\n\nTwo", "", 64, "a title is one line"), ("New", "chapters: 3\n", 2, "must be a list"),
      ("New", "chapters:\n  - \"a\\\n    .md\"\n", 64, "cannot be added"),
      ("New", "chapters: [{unnumbered: a.md}]\n", 64, "cannot be added"),
    ])
  func refused(title: String, configuration: String, exitCode: Int32, message: String) throws {
    let book = try TemporaryBook(["a": "# A\n"], configuration: "title: Test\n" + configuration)
    let before = book.snapshot()
    let result = try book.run("add", title)
    #expect(result.exitCode == exitCode)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(book.snapshot() == before)
  }
}
