import Foundation
import TestSupport
import Testing

@Suite("build-book check")
struct CheckTests {
  static let drift = """
    # Drift

    ```swift {#loss}
    print("loss \\(0.25)")
    print("done")
    ```

    ```output
    loss 0.25
    done
    ```

    The loss is [0.25](<=0.5 / 2>).

    """

  @Test("Where everything agrees it gives 0, and not a file is touched")
  func agrees() throws {
    let book = try TemporaryBook(["drift": Self.drift])
    try book.run()
    let (contents, numbers) = (book.snapshot(), try book.fileNumbers())
    let result = try book.run("check", "--fresh")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.contains("1 chapter, 1 cell: 1 output and 1 number in the text agree"))
    #expect(result.output.contains("everything agrees"))
    #expect(book.snapshot() == contents)
    #expect(try book.fileNumbers() == numbers)
  }

  @Test(
    "An expression without a value is an error at its location, and accept writes nothing",
    arguments: [
      ("f()", "the checked value 'f()' stopped: a checked value is an expression that has a value"),
      ("n = 4", "a checked value is an expression that has a value, and no statement"),
      ("let m = 4", "a checked value is an expression that has a value, and no statement"),
      ("return", "a checked value is an expression that has a value, and no statement"),
      ("n = 4; n", "a checked value is an expression that has a value, and no statement"),
    ])
  func noValue(expression: String, sentence: String) throws {
    let text = "# A\n\n```swift\nvar n = 3\nfunc f() {}\n```\n\nIt is [4](<=\(expression)>).\n"
    let book = try TemporaryBook(["a": text])
    let result = try book.run("check")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:8:13: error: \(sentence)\n"), "\(result.errors)")
    #expect(result.errors.components(separatedBy: "error: ").count == 2)
    #expect(try book.run("accept").exitCode == 2)
    #expect(try book.text("a.md") == text)
  }

  @Test("A drift is reported with its line, its cell, both lines, the number that moved and by how much")
  func drift() throws {
    let book = try TemporaryBook(["drift": Self.drift.replacingOccurrences(of: "\nloss 0.25", with: "\nloss 0.27")])
    try book.run()
    let (contents, numbers) = (book.snapshot(), try book.fileNumbers())
    let result = try book.run("check")
    #expect(result.exitCode == 1)
    #expect(
      result.errors.contains(
        """
        drift.md:9:6: drift: the output of 'drift#loss' drifted: 0.27 is now 0.25 (-0.02)
            9 - loss 0.27
              + loss 0.25
                     ~~~~ -0.02

        """))
    #expect(result.output.contains("1 drift"))
    #expect(book.snapshot() == contents)
    #expect(try book.fileNumbers() == numbers)
  }

  @Test("A checked value that drifted is reported at its location in the sentence")
  func checkedValue() throws {
    let book = try TemporaryBook(["drift": Self.drift.replacingOccurrences(of: "[0.25]", with: "[0.75]")])
    try book.run()
    let result = try book.run("check")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("drift.md:13:14: drift: the value of '0.5 / 2' drifted: 0.75 is now 0.25 (-0.50)"))
  }

  @Test("A last digit that moved by one agrees and is reported; with --exact it is a drift")
  func exact() throws {
    let book = try TemporaryBook(["drift": Self.drift.replacingOccurrences(of: "\nloss 0.25", with: "\nloss 0.26")])
    try book.run()
    let lenient = try book.run("check")
    #expect(lenient.exitCode == 0)
    #expect(lenient.errors.contains("drift.md:9:6: note: 0.26 is now 0.25 (-0.01)"))
    let exact = try book.run("check", "--exact")
    #expect(exact.exitCode == 1)
    #expect(exact.errors.contains("drift.md:9:6: drift: the output of 'drift#loss' drifted: 0.26 is now 0.25 (-0.01)"))
  }

  @Test("An output that nothing documents gives 1 and is shown")
  func undocumented() throws {
    let book = try TemporaryBook(["a": "# A\n\n```swift\nprint(42)\n```\n"])
    try book.run()
    let result = try book.run("check")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("a.md:3:1: drift: 'a#cell-1' gives output that is not documented"))
    #expect(result.errors.contains("+ 42"))
  }

  @Test("A failed cell gives 2, also where something else drifted")
  func failure() throws {
    let failing = "# B\n\n```swift\nlet none: Int? = nil\nnone!\n```\n"
    let book = try TemporaryBook([
      "a": Self.drift.replacingOccurrences(of: "\nloss 0.25", with: "\nloss 0.27"), "b": failing,
    ])
    let result = try book.run("check")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:9:6: drift:"))
    #expect(result.errors.contains("b.md:5:"))
    #expect(!book.exists(book.site))
  }

  @Test("An error in the source gives 2; what can be run is run and reported, and nothing is written")
  func sourceError() throws {
    let book = try TemporaryBook(["a": Self.drift, "b": "# B\n\n```swift {.hiden}\n```\n"])
    let result = try book.run("check")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("b.md:3:11: error: '.hiden' is not an option of a cell"))
    #expect(result.errors.contains("Did you mean '.hidden'?"))
    #expect(result.errors.contains("ran a"))
    #expect(!book.exists(book.site))
  }

  @Test("A drift in a cell that asked for the time or for random numbers says so")
  func variations() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\nimport Foundation\nprint(Date().timeIntervalSince1970 > 1, Int.random(in: 1...1))\n```\n\n"
        + "```output\nfalse 1\n```\n\n```swift\n1 + 1\n```\n\n```output\n3\n```\n"
    ])
    let errors = try book.run("check").errors
    #expect(errors.components(separatedBy: "the cell asked for").count == 2)
    #expect(errors.contains("note: the cell asked for random numbers without a seed and for the time"))
  }

  enum Change: String, CaseIterable {
    case prose = "a chapter's prose that changed"
    case edited = "a page that somebody edited"
    case removed = "a page that is gone"
    case chapter = "a page whose chapter is gone"
  }

  @Test("A site that is not what the chapters give gives 1 and is named", arguments: Change.allCases)
  func stale(_ change: Change) throws {
    let book = try TemporaryBook(["drift": Self.drift, "other": BuildTests.squares])
    try book.run()
    switch change {
    case .prose: try book.replace("The loss is", by: "This loss is", in: "drift.md")
    case .edited: try book.write("../site/drift.html", "mine")
    case .removed: try FileManager.default.removeItem(atPath: book.site + "/drift.html")
    case .chapter: try FileManager.default.removeItem(atPath: book.folder + "/drift.md")
    }
    let contents = book.snapshot()
    let result = try book.run("check")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("drift: the site in '../site' is not what the chapters give: "))
    #expect(result.errors.contains("drift.html"))
    #expect(result.errors.contains("build-book build"))
    #expect(book.snapshot() == contents)
    try book.run()
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("The page of a chapter that drifted is no drift of the site; that of another chapter is")
  func siteFollowsChapters() throws {
    let book = try TemporaryBook(["drift": Self.drift, "other": BuildTests.squares])
    try book.run()
    try book.replace("\\(0.25)", by: "\\(0.75)", in: "drift.md")
    let drifted = try book.run("check")
    #expect(drifted.exitCode == 1)
    #expect(drifted.output.contains("1 drift,"))
    #expect(!drifted.errors.contains("is not what the chapters give"))
    try book.write("other.md", try book.text("other.md") + "\nMore prose.\n")
    let both = try book.run("check")
    #expect(both.output.contains("2 drifts,"))
    #expect(both.errors.contains("the site in '../site' is not what the chapters give: other.html\n"), "\(both.errors)")
  }

  @Test("What is wrong with the source of another chapter is a warning where one is named")
  func otherErrors() throws {
    let book = try TemporaryBook(["drift": Self.drift, "other": "# B\n\n```swift {.hiden}\n```\n\n[x](gone.txt)\n"])
    for command in ["check", "accept"] {
      let result = try book.run(command, "drift")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.errors.contains("warning: 'other.md' has 2 errors of its source"))
      #expect(!result.errors.contains(".hiden"))
      #expect(try book.run(command, "other").exitCode == 2)
      #expect(try book.run(command).exitCode == 2)
    }
    // A site has pages of all chapters.
    #expect(try book.run("build", "drift").exitCode == 2)
    #expect(!book.exists(book.site))
  }

  @Test("Of many lines that differ the first are shown, and the others counted")
  func manyLines() throws {
    let cell = "```swift\nfor i in 1...30 { print(i, true) }\n```\n"
    let book = try TemporaryBook(["a": cell + "\n```output\n1 false\n```\n", "b": cell])
    let errors = try book.run("check").errors
    #expect(
      errors.contains(
        """
        a.md:6:3: drift: the output of 'a#cell-1' drifted: 'false' is now 'true', and 29 more lines differ
            6 - 1 false
              + 1 true
                  ~~~~
              + 2 true
        """))
    #expect(errors.contains("\n      + 12 true\n      … 18 further lines\n"))
    #expect(errors.components(separatedBy: "… 18 further lines").count == 3)
  }

  @Test("Each error of the compiler is reported once, and a chapter of which nothing compiles did not run")
  func compileErrors() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\nlet x: String = 3\n```\n\n```swift\nx\n```\n\n```swift\nx\n```\n\n[1](<=x>)\n"
    ])
    for command in ["check", "accept", "build"] {
      let result = try book.run(command)
      #expect(result.exitCode == 2)
      #expect(result.errors.hasPrefix("nothing of a could run\na.md:4:17: error: cannot convert value"))
      #expect(result.errors.components(separatedBy: "cannot convert value").count == 2)
      #expect(result.errors.components(separatedBy: "error: ").count == 3)
    }
  }

  @Test("One chapter can be checked, whatever the others say")
  func named() throws {
    let book = try TemporaryBook(["drift": Self.drift, "other": BuildTests.squares])
    try book.run()
    try book.replace("[1, 4, 9]", by: "[1, 4, 8]", in: "other.md")
    #expect(try book.run("check", "drift").exitCode == 0)
    #expect(try book.run("check", "other").exitCode == 1)
    #expect(try book.run("check", "drfit").errors.contains("Did you mean 'drift'?"))
  }
}
