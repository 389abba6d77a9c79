import Foundation
import TestSupport
import Testing

@Suite("build-book build")
struct BuildTests {
  static let squares = """
    # Squares

    ```swift
    (1...3).map { $0 * $0 }
    ```

    ```output
    [1, 4, 9]
    ```

    """

  @Test("A book that agrees is built, and says what was done and where the page is")
  func agrees() throws {
    let book = try TemporaryBook(["squares": Self.squares])
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.contains("1 chapter, 1 cell: 1 output and 0 numbers in the text agree"))
    #expect(result.output.contains("\(book.site)/index.html"))
    #expect(try book.page("squares.html").contains("[1, 4, 9]"))
  }

  @Test("A second build changes nothing, and runs nothing")
  func unchanged() throws {
    let book = try TemporaryBook(["squares": Self.squares])
    try book.run()
    let before = book.snapshot()
    let result = try book.run()
    #expect(result.errors.contains("squares has not changed since it ran"))
    #expect(result.output.contains("nothing changed"))
    #expect(book.snapshot() == before)
    // Prose may change without a run.
    try book.write("squares.md", Self.squares.replacingOccurrences(of: "# Squares", with: "# Square numbers"))
    #expect(try book.run().errors.contains("squares has not changed since it ran"))
    #expect(try book.page("squares.html").contains("Square numbers"))
    #expect(try book.run("--fresh").errors.contains("ran squares"))
  }

  @Test("What does not agree is counted in the last lines")
  func problems() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\n1 + 1\n```\n\n```output\n3\n```\n\n```swift\nnothing\n```\n\n```swift\nneither\n```\n"
    ])
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.output.contains("1 chapter, 3 cells: 0 outputs and 0 numbers in the text agree; 2 errors and 1 drift"))
  }

  @Test("Building or checking one chapter leaves what the others need")
  func oneChapter() throws {
    let book = try TemporaryBook(["a": "# A\n\n$x^2$\n", "b": "# B\n\n$\\mathbb{R}$ and $\\sqrt{2}$\n"])
    #expect(try book.run().exitCode == 0)
    let before = book.snapshot()
    for arguments in [["build", "a"], ["check", "a"], ["build", "b"], ["check", "b"]] {
      let result = try book.run(arguments)
      #expect(result.exitCode == 0, "\(arguments): \(result.output) \(result.errors)")
      #expect(book.snapshot() == before, "\(arguments)")
    }
  }

  @Test("The same sources give the same bytes in another folder")
  func determinism() throws {
    let first = try TemporaryBook(["squares": Self.squares])
    let second = try TemporaryBook(["squares": Self.squares])
    try first.run("build", "--quiet")
    try second.run("build", "--quiet")
    let sites = [first, second].map { $0.snapshot().filter { $0.key.hasPrefix("site/") } }
    #expect(sites[0].keys.contains("site/squares.html"))
    #expect(sites[0] == sites[1])
  }

  @Test("An error in the source is reported with its location, and nothing is written")
  func sourceError() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift {.volatil}\nprint(1)\n```\n", "b": "# B\n\n```output\n1\n```\n\n![x](missing.png)\n",
    ])
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:3:11: error:"))
    #expect(result.errors.contains("volatile"))
    #expect(result.errors.contains("b.md:3:1: error:"))
    #expect(result.errors.contains("b.md:7:6: error:"))
    #expect(!book.exists(book.site))
  }

  @Test("An error in one chapter keeps neither the others nor its own good cells from being run and reported")
  func oneBadChapter() throws {
    let book = try TemporaryBook([
      "bad": "# Bad\n\n```swift\nprint(1)\n```\n\n```swift {.foldd}\nprint(2)\n```\n\n```swift\nprint(3)\n```\n",
      "good": "# Good\n\n```swift\nprint(1)\n```\n\n```output\n2\n```\n",
    ])
    for command in ["build", "check"] {
      let result = try book.run(command)
      #expect(result.exitCode == 2)
      #expect(result.errors.contains("bad.md:7:11: error: '.foldd' is not an option of a cell"))
      #expect(result.errors.contains("bad.md:3:1: drift: 'bad#cell-1'"))
      #expect(result.errors.contains("bad.md:7:1: error: 'bad#cell-2' and 1 further cell of the chapter were not run"))
      #expect(result.errors.contains("good.md:8:1: drift: the output of 'good#cell-1' drifted: 2 is now 1 (-1)"))
      #expect(!book.exists(book.site))
    }
    let good = try book.run("check", "good")
    #expect(good.errors.contains("good.md:8:1: drift"))
  }

  @Test("A cell that fails is marked on its page, the rest of the book is built, and the command fails")
  func failingCell() throws {
    let book = try TemporaryBook([
      "bad":
        "# Bad\n\n```swift\nprint(\"before\")\nlet none: Int? = nil\nprint(none!)\n```\n\n```output\nbefore\n```\n",
      "good": Self.squares,
    ])
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("bad.md:6:"))
    #expect(result.errors.contains("Unexpectedly found nil while unwrapping an Optional value"))
    #expect(try book.page("good.html").contains("[1, 4, 9]"))
    #expect(try book.page("bad.html").contains("Unexpectedly found nil"))
  }

  @Test("What we did not write is neither overwritten nor removed")
  func foreignFiles() throws {
    let book = try TemporaryBook(["squares": Self.squares])
    try FileManager.default.createDirectory(atPath: book.site, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: book.site + "/index.html"))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: book.site + "/notes.txt"))
    let refused = try book.run()
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("index.html' stands where the site would write a file"))
    #expect(try book.page("index.html") == "mine")

    try FileManager.default.removeItem(atPath: book.site + "/index.html")
    #expect(try book.run().exitCode == 0)
    try FileManager.default.moveItem(atPath: book.folder + "/squares.md", toPath: book.folder + "/cubes.md")
    #expect(try book.run().exitCode == 0)
    #expect(!book.exists(book.site + "/squares.html"))
    #expect(book.exists(book.site + "/cubes.html"))
    #expect(try book.page("notes.txt") == "mine")
  }

  @Test("Chapters can be named; the others' pages stay as they are")
  func named() throws {
    let book = try TemporaryBook(["a": Self.squares, "b": Self.squares])
    try book.run()
    let before = try book.page("b.html")
    try book.write("a.md", Self.squares + "\nMore.\n")
    try book.write("b.md", Self.squares + "\nMore.\n")
    #expect(try book.run("build", "a").exitCode == 0)
    #expect(try book.page("a.html").contains("More."))
    #expect(try book.page("b.html") == before)
    let unknown = try book.run("build", "aa")
    #expect(unknown.exitCode == 64)
    #expect(unknown.errors.contains("no chapter 'aa'"))
  }

  @Test(
    "What cannot be done is one clear sentence",
    arguments: [
      (["--book", "/nowhere"], "error: there is no book in '/nowhere': it has no book.yml"),
      (["--output", "/proc/site"], "build-book: cannot create the folder '/proc/site': no such file or directory"),
      (
        ["dump", "--stage", "html", "/nowhere.md"],
        "build-book: cannot read '/nowhere.md': no such file or directory"
      ),
    ])
  func sentences(arguments: [String], text: String) throws {
    let book = try TemporaryBook(["a": "# No cells\n"])
    let result = try book.run(arguments)
    #expect(result.exitCode == 2)
    #expect(result.errors.hasPrefix(text + "\n"), "\(result.errors)")
  }

  @Test("A missing compiler is one clear sentence")
  func missingCompiler() throws {
    let book = try TemporaryBook(["a": Self.squares])
    let result = try book.run(environment: ["PATH": "/nowhere"])
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("cannot find 'swiftc' in the search path"))
    #expect(!book.exists(book.site))
  }

  @Test("A cell that names no module still finds the engine, and tensors and pictures are shown")
  func engine() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\nlet x: Tensor = [[1, 2], [3, 4]]\nx.sum()\n```\n\n```output\n10\n```\n"
    ])
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
  }
}
