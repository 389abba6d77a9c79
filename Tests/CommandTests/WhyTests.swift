import Foundation
import TestSupport
import Testing

@Suite("What 'why' says is why a build runs a chapter, and what it keeps")
struct WhyTests {
  private static let chapter = """
    # Numbers

    ```swift
    import Foundation
    let one = 1
    ```

    ```swift {#two .hide-output}
    let two = one + 1
    print(two)
    ```

    ```output
    2
    ```

    ```swift
    two + 1
    ```

    ```output
    3
    ```

    It is [4](<=two + 2>).

    """

  private static let unchanged = ["cell-1", "two", "cell-3"].map {
    "numbers#\($0) would not run: nothing has changed since it ran\n"
  }.joined()

  /// A book whose chapter has run, and a cell of which reads a file and a variable where that is asked for.
  private static func book(reading: String = "") throws -> TemporaryBook {
    let book = try TemporaryBook(["numbers": chapter.replacing("let one = 1", with: "let one = 1\n\(reading)")])
    try book.write("data.txt", "1")
    _ = try book.run("build")
    return book
  }

  private func lines(_ book: TemporaryBook, _ name: String = "numbers") throws -> [String] {
    let result = try book.run("why", name)
    #expect(result.exitCode == 0, "\(result.errors)")
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test("A chapter that never ran would run; what ran would not, nor after a change of what runs nothing")
  func unchanged() throws {
    let book = try TemporaryBook(["numbers": Self.chapter])
    #expect(
      try lines(book, "numbers#two") == [
        "numbers#two would run: there are no results of the chapter: it never ran, or they were removed"
      ])
    #expect(try book.run("build").exitCode == 0)
    #expect(try book.run("why", "numbers").output == Self.unchanged)
    try book.replace("# Numbers", by: "# All numbers\n\nMore words.", in: "numbers.md")
    try book.replace("let two", by: "// Two.\n\nlet two", in: "numbers.md")
    try book.replace("{#two .hide-output}", by: "{#two .fold .hidden tolerance=1 caption=\"Two\"}", in: "numbers.md")
    try book.replace("```output\n3", by: "```output\n5", in: "numbers.md")
    #expect(try book.run("why", "numbers").output == Self.unchanged)
    #expect(try book.run("check").errors.contains("numbers has not changed since it ran\n"))
  }

  @Test("It compares with the results that the last build took, whenever they were computed")
  func lastUsed() throws {
    let book = try Self.book()
    try book.replace("two + 1\n", by: "two + 5\n", in: "numbers.md")
    _ = try book.run("build")
    // The results of the first text are still there, and the next build takes them.
    try book.replace("two + 5\n", by: "two + 1\n", in: "numbers.md")
    #expect(try book.run("build").errors.contains("numbers has not changed since it ran\n"))
    try book.replace("let two = one + 1", by: "let two = one + 2", in: "numbers.md")
    #expect(try lines(book, "numbers#cell-3") == ["numbers#cell-3 would run: it stands below 'numbers#two'"])
    #expect(try lines(book, "numbers#two") == ["numbers#two would run: its code changed"])
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    var text: String
    var replacement: String
    /// What is said of the three cells, without their names, and of the checked value.
    var sentences: [String]
    var testDescription: String { "\(text) becomes \(replacement)" }
  }

  private static let below = " would run: it stands below "
  private static let above = " would run: its chapter runs from the top, because of "

  @Test(
    "The cell that changed is named, and what of it changed",
    arguments: [
      Edit(
        text: "let two = one + 1", replacement: "let two = one + 1 + 0",
        sentences: [
          "numbers#cell-1\(above)'numbers#two'", "numbers#two would run: its code changed",
          "numbers#cell-3\(below)'numbers#two'",
        ]),
      Edit(
        text: "{#two .hide-output}", replacement: "{#two .hide-output timeout=7}",
        sentences: [
          "numbers#cell-1\(above)'numbers#two'",
          "numbers#two would run: its option 'timeout' is 7, and was not given",
          "numbers#cell-3\(below)'numbers#two'",
        ]),
      Edit(
        text: "```swift {#two", replacement: "```swift {#new}\n```\n\n```swift {#two",
        sentences: [
          "numbers#cell-1\(above)'numbers#new'", "numbers#new would run: it is new",
          "numbers#two\(below)'numbers#new'", "numbers#cell-4\(below)'numbers#new'",
        ]),
      Edit(
        text: "<=two + 2>", replacement: "<=two * 2>",
        sentences: [
          "numbers#cell-1\(above)the checked value 'two * 2'", "numbers#two\(above)the checked value 'two * 2'",
          "numbers#cell-3\(above)the checked value 'two * 2'",
          "the checked value 'two * 2' would be evaluated: its code changed",
        ]),
    ])
  func edits(_ edit: Edit) throws {
    let book = try Self.book()
    try book.replace(edit.text, by: edit.replacement, in: "numbers.md")
    let lines = try lines(book)
    #expect(lines == edit.sentences)
    #expect(try book.run("build").errors.hasPrefix("ran numbers in "))
  }

  @Test(
    "A setting of the book is named",
    arguments: [
      ("modules: []", "the list of modules that cells import is [], and was [\"Notebook\"]"),
      ("limits:\n  timeout: 30 s", "the limit 'timeout' of book.yml is 30, and was 60"),
      ("swift: 6", "the language mode of cells is 6, and was 5"),
    ])
  func settings(configuration: String, sentence: String) throws {
    let book = try Self.book()
    try book.write("book.yml", "title: Other\nauthors: [A]\nlanguage: de\nhtml: none\n" + configuration + "\n")
    #expect(try lines(book, "numbers#two") == ["numbers#two would run: \(sentence)"])
    try book.write("book.yml", "title: Other\nauthors: [A]\nlanguage: de\nhtml: none\n")
    #expect(try lines(book, "numbers#two") == ["numbers#two would not run: nothing has changed since it ran"])
  }

  @Test("A file and a variable that a cell read are named, at the cell that read them")
  func inputs() throws {
    let book = try Self.book(
      reading: "let all = try! String(contentsOfFile: \"data.txt\", encoding: .utf8)\nlet user = getenv(\"USER\")")
    #expect(try book.run("why", "numbers").output == Self.unchanged)
    try book.write("data.txt", "2")
    let lines = try lines(book)
    #expect(
      lines[0].hasPrefix("numbers#cell-1 would run: ")
        && lines[0].contains("the file '\(book.folder)/data.txt', which it reads, changed")
        || lines[0].contains("the file 'data.txt', which it reads, changed"), "\(lines)")
    #expect(lines[1] == "numbers#two would run: it stands below 'numbers#cell-1'")
    try book.write("data.txt", "1")
    let user = try book.run(["why", "numbers#cell-1"], environment: ["USER": "somebody-else"])
    #expect(
      user.output.contains("the variable 'USER' of the environment, which it asks for, changed"), "\(user.output)")
  }

  @Test("So are a failure, another program, and results that are gone")
  func noResults() throws {
    let stopping = try Self.book(reading: "fatalError()")
    #expect(
      try lines(stopping, "numbers#two") == [
        "numbers#two would not run: 'numbers#cell-1' above it does not come to its end"
      ])
    let failing = try Self.book(reading: "abort()")
    #expect(
      try lines(failing, "numbers#two") == [
        "numbers#two would run: the last run of its program did not come to its end"
      ])
    let starting = try Self.book(
      reading: "let p = Process(); p.executableURL = URL(fileURLWithPath: \"/bin/true\"); try! p.run()")
    #expect(
      try lines(starting, "numbers#cell-1") == [
        "numbers#cell-1 would run: it starts another program, asks the network, or reads in a way that nobody sees, so its chapter runs each time"
      ])
    let cleaned = try Self.book()
    try FileManager.default.removeItem(atPath: cleaned.folder + "/../cache/chapters")
    #expect(
      try lines(cleaned, "numbers#two") == [
        "numbers#two would run: the results of its last run are not in the cache any more"
      ])
  }

  @Test("A failure that is in the code is kept like any result, and told again; one that may not come again is not")
  func keptFailure() throws {
    for (code, isKept) in [
      ("fatalError(\"no\")", true), ("print([1][two])", true), ("struct E: Error {}; throw E()", true),
      ("if Bool.random() || true { fatalError() }", false), ("abort()", false),
    ] {
      let book = try TemporaryBook(["numbers": Self.chapter])
      try book.replace("two + 1\n", by: code + "\n", in: "numbers.md")
      try book.write("numbers.md", try book.text("numbers.md") + "\n```swift {#below}\n3\n```\n")
      let first = try book.run("check")
      #expect(first.exitCode == 2)
      let words = isKept ? "nothing has changed since it ran" : "the last run of its program did not come to its end"
      #expect(
        try lines(book, "numbers#two") == ["numbers#two would \(isKept ? "not run" : "run"): \(words)"], "\(code)")
      if isKept {
        #expect(
          try lines(book, "numbers#below") == [
            "numbers#below would not run: 'numbers#cell-3' above it does not come to its end"
          ])
      }
      let second = try book.run("check")
      #expect(second.exitCode == 2)
      let reported = { (errors: String) in errors.split(separator: "\n").filter { $0.contains("numbers.md:") } }
      #expect(reported(first.errors) == reported(second.errors))
      #expect(!reported(first.errors).isEmpty)
    }
  }

  @Test("Who names no chapter or no cell is told which there are")
  func names() throws {
    let book = try Self.book()
    #expect(try book.run("why", "nombers").errors.contains("Did you mean 'numbers'?"))
    #expect(try book.run("why", "numbers#tow").errors.contains("Did you mean 'numbers#two'?"))
  }

  // MARK: What is kept

  private func rename(_ book: TemporaryBook) throws {
    try FileManager.default.moveItem(atPath: book.folder + "/numbers.md", toPath: book.folder + "/renamed.md")
  }

  @Test("A renamed chapter keeps its results")
  func renamed() throws {
    let book = try Self.book()
    try rename(book)
    #expect(try lines(book, "renamed#two") == ["renamed#two would not run: nothing has changed since it ran"])
    let build = try book.run("build")
    #expect(build.exitCode == 0 && build.errors == "renamed has not changed since it ran\n", "\(build.errors)")
  }

  @Test("Of one that is renamed and edited it says what changed since it had its old name")
  func renamedAndEdited() throws {
    let book = try Self.book()
    // A chapter that is still there is none that was renamed.
    let edited = try book.text("numbers.md").replacing("let two = one + 1", with: "let two = one + 1 + 0")
    try book.write("copy.md", edited + "\n```swift\nlet more = 1\n```\n")
    #expect(try book.run("build", "copy").exitCode == 0)
    try rename(book)
    try book.write("renamed.md", edited)
    #expect(
      try lines(book, "renamed") == [
        "renamed#cell-1\(Self.above)'renamed#two'", "renamed#two would run: its code changed",
        "renamed#cell-3\(Self.below)'renamed#two'",
      ])
    try FileManager.default.removeItem(atPath: book.folder + "/renamed.md")
    try book.write("other.md", "# Other\n\n```swift\nprint(\"other\")\n```\n")
    #expect(
      try lines(book, "other") == [
        "other#cell-1 would run: there are no results of the chapter: it never ran, or they were removed"
      ])
  }

  @Test(
    "Unless its cells show its name, by themselves or in a message",
    arguments: ["print(#fileID)", "print(\"numbers.md\")"])
  func renamedAndShown(statement: String) throws {
    let book = try Self.book(reading: statement)
    try rename(book)
    #expect(try lines(book, "renamed#two").first?.hasPrefix("renamed#two would run: ") == true)
    #expect(try book.run("build").errors.hasPrefix("ran renamed in "))
  }

  @Test("A damaged entry is computed again, which one line says")
  func damage() throws {
    let book = try Self.book()
    let folder = book.folder + "/../cache/chapters"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    try book.write("../cache/chapters/\(name)", "damaged")
    let build = try book.run("build")
    #expect(build.exitCode == 0)
    let lines = build.errors.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("a result that was kept is damaged, and is computed again: '"))
    #expect(lines.last?.hasPrefix("ran numbers in ") == true)
    #expect(try book.run("build").errors == "numbers has not changed since it ran\n")
  }

  @Test("Several builds at once share a cache")
  func shared() async throws {
    let cache = try TemporaryFolder()
    let books = try (0..<3).map { _ in try TemporaryBook(["numbers": Self.chapter]) }
    try await withThrowingTaskGroup { group in
      for book in books {
        group.addTask {
          let build = try book.run(["build"], environment: ["COLOPHON_CACHE": cache.path])
          #expect(build.exitCode == 0)
        }
      }
      try await group.waitForAll()
    }
    for book in books {
      let again = try book.run(["build"], environment: ["COLOPHON_CACHE": cache.path])
      #expect(again.errors == "numbers has not changed since it ran\n")
    }
  }
}
