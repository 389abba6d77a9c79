import TestSupport
import Testing

@Suite("Included files, by the built tool")
struct IncludeTests {
  @Test("They run, drift and are accepted in their own files; a change of one runs the chapter again")
  func whole() throws {
    let book = try TemporaryBook([
      "a":
        "# A\n\n::: include {file=\"parts/b.md\"}\n\n```swift {include=\"code/c.swift\" part=\"sum\"}\n```\n\n```output\n3\n```\n"
    ])
    try book.write("parts/b.md", "```swift\nlet one = 1\n```\n\nIt is [2](<=one>).\n")
    try book.write("code/c.swift", "// part: sum\none + 2\n// end: sum\n")
    let check = try book.run("check")
    #expect(check.exitCode == 1)
    #expect(check.errors.contains("parts/b.md:5:8: drift: the value of 'one' drifted: 2 is now 1 (-1)\n    5 - 2\n"))
    let accepted = try book.run("accept")
    #expect(accepted.exitCode == 0)
    #expect(accepted.output.contains("parts/b.md"))
    #expect(try book.text("parts/b.md") == "```swift\nlet one = 1\n```\n\nIt is [1](<=one>).\n")
    #expect(try book.run("build").exitCode == 0)
    #expect(try book.page("a.html").contains("It is <span class=\"checked\""))
    #expect(try !book.page("a.md").contains("let one"))
    try book.write("code/c.swift", "// part: sum\none + undefined\n// end: sum\n")
    let changed = try book.run("check")
    #expect(changed.exitCode == 2)
    #expect(changed.errors.contains("code/c.swift:2:7: error: cannot find 'undefined' in scope"))
  }

  @Test("What fails as it runs is reported at its line in the included file, called from there or from the chapter")
  func failures() throws {
    let book = try TemporaryBook([
      "a":
        "# A\n\n```swift\nlet k = 1\n```\n\n```swift {#code include=\"c.swift\"}\n```\n\n```swift {.isolated}\n[1][3]\n```\n\n::: include {file=\"parts/b.md\"}\n"
    ])
    try book.write("c.swift", "// c\nfunc f(_ a: [Int]) -> Int {\n  a[4]\n}\nf([k])\n")
    try book.write("parts/b.md", "Text.\n\n```swift {#b .isolated}\nlet n = 0\n[1][n + 7]\n```\n")
    let errors = try book.run("check").errors
    #expect(errors.contains("c.swift:3:3: error: cell 'a#code' "), "\(errors)")
    #expect(errors.contains("a.md:11:1: error: cell 'a#cell-3' "), "\(errors)")
    #expect(errors.contains("parts/b.md:5:1: error: cell 'a#b' "), "\(errors)")
  }

  @Test("A file of two chapters that agree is written once; where they disagree both are named, and nothing flips")
  func shared() throws {
    let include = "::: include {file=\"parts/b.md\"}\n"
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\nlet x = 1\n```\n\n\(include)", "b": "# B\n\n```swift\nlet x = 2\n```\n\n\(include)",
    ])
    try book.write("parts/b.md", "It is [3](<=x>), not [4](<=x - x>).\n")
    for names in [[], ["a"], ["b"]] {
      let accept = try book.run(["accept"] + names)
      #expect(accept.exitCode == 2, "\(accept.errors)")
      #expect(
        accept.errors.contains(
          "parts/b.md:1:7: error: this gives different results where it stands, included in a.md:7 and included in b.md:7, so nothing "
            + "is accepted here\n"), "\(accept.errors)")
      #expect(!accept.errors.contains("has changed since"))
      #expect(try book.text("parts/b.md") == "It is [3](<=x>), not [0](<=x - x>).\n")
    }
    try book.write("b.md", "# B\n\n```swift\nlet x = 1\n```\n\n\(include)")
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.text("parts/b.md") == "It is [1](<=x>), not [0](<=x - x>).\n")
    #expect(try book.run("check").exitCode == 0)
  }

  @Test(
    "So it is with what code is expected to print, which several cells include", arguments: ["accept", "accept one"])
  func sharedCode(command: String) throws {
    let chapter = { (number: Int) in
      "# N\n\n```swift\nlet n = \(number)\n```\n\n```swift {include=\"c.swift\"}\n```\n"
    }
    let code = "let m = n  // a line\nprint(n)  // Prints \"4\"\nprint(1)  // Prints \"2\"\n"
    let book = try TemporaryBook(["one": chapter(5), "two": chapter(7)])
    try book.write("c.swift", code)
    let result = try book.run(command.split(separator: " ").map(String.init))
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("c.swift:2:1: error: this gives different results where it stands"))
    #expect(!result.errors.contains("has changed since it was read"))
    // What agrees everywhere is written, once.
    #expect(try book.text("c.swift") == code.replacingOccurrences(of: "\"2\"", with: "\"1\""))
    let again = try book.run(command.split(separator: " ").map(String.init))
    #expect(again.exitCode == 2)
    #expect(try book.text("c.swift").contains("Prints \"4\""))
  }

  @Test(
    "Lines that another chapter includes by their numbers stay what they are",
    arguments: [["accept"], ["accept", "b"]])
  func numberedElsewhere(command: [String]) throws {
    let book = try TemporaryBook([
      "a": "# A\n\n::: include {file=\"q.txt\" part=11-11}\n", "b": "# B\n\n::: include {file=\"q.txt\"}\n",
    ])
    let text = "```swift\nprint(\"a\")\n```\n\nx\n\nx\n\nx\n\nThe last line.\n"
    try book.write("q.txt", text)
    let result = try book.run(command)
    #expect(result.exitCode == 2)
    #expect(
      result.errors.contains("the output of 'b#cell-1' is not accepted: it would move the lines of 'q.txt'"),
      "\(result.errors)")
    #expect(result.errors.contains("a.md:3:20: note: they are included here"), "\(result.errors)")
    #expect(try book.text("q.txt") == text)
    try book.write("a.md", "# A\n\n::: include {file=\"q.txt\" part=later}\n")
    try book.write("q.txt", text + "\n<!-- part: later -->\n\nLater.\n\n<!-- end: later -->\n")
    #expect(try book.run(command).exitCode == 0)
  }

  @Test("Marks of parts are no HTML of the author's")
  func marks() throws {
    let book = try TemporaryBook(
      ["a": "# A\n\n::: include {file=\"b.txt\"}\n\n```swift {include=\"c.swift\"}\n```\n"],
      configuration: "title: T\nhtml: none\nchapters: [a.md]\n")
    try book.write("b.txt", "<!-- part: x -->\nText.\n\n<!-- end: x -->\n")
    try book.write("c.swift", "// part: y\nlet y = 1\n// end: y\n")
    let build = try book.run()
    #expect(build.exitCode == 0, "\(build.errors)")
  }
}
