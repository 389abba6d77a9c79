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
}
