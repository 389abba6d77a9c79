import Foundation
import TestSupport
import Testing

@Suite("HTML that a cell gives, in a book")
struct HTMLOutputTests {
  private static let chapter = """
    # Sizes

    ```swift {#sizes}
    let share = 0.25
    HTML("<p>Of <b>two</b> layers:</p><table><tr><th>layer</th><th>share</th></tr><tr><td>dense</td><td>\\(share)</td></tr></table>")
    ```

    """

  private func book(_ configuration: String = "title: Test\n") throws -> TemporaryBook {
    let book = try TemporaryBook(["sizes": Self.chapter], configuration: configuration)
    try #require(book.run("accept").exitCode == 0)
    return book
  }

  private static let output = """
    ```output
    Of two layers:
    layer  share
    -----  -----
    dense   0.25
    ```

    """

  @Test("accept documents its words, and the page shows it")
  func accept() throws {
    let book = try book()
    #expect(try book.text("sizes.md") == Self.chapter + "\n" + Self.output)
    #expect(try book.run().exitCode == 0)
    let page = try book.page("sizes.html")
    #expect(page.contains("<div class=\"html\">\n<p>Of <b>two</b> layers:</p>\n<div class=\"table\" "))
    #expect(page.contains("<tr><td>dense</td><td class=\"right\">0.25</td></tr>"))
  }

  @Test(
    "A number that moves, in a table too, is a drift at its line; within the last digit the page shows the documented one"
  )
  func drift() throws {
    let book = try book()
    try book.replace("share = 0.25", by: "share = 0.29", in: "sizes.md")
    let result = try book.run("check")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("sizes.md:12:"), "\(result.errors)")
    #expect(result.errors.contains("+0.04"), "\(result.errors)")
    try book.run()
    let drifted = try book.page("sizes.html")
    #expect(drifted.contains("<div class=\"drifted\">\n<div class=\"html\">"))
    #expect(drifted.contains(">0.29</td>"))
    try book.replace("share = 0.29", by: "share = 0.2549", in: "sizes.md")
    #expect(try book.run().exitCode == 0)
    #expect(try book.page("sizes.html").contains(">0.25</td>"))
    try book.replace("{#sizes}", by: "{#sizes tolerance=0.1}", in: "sizes.md")
    try book.replace("share = 0.2549", by: "share = 0.34", in: "sizes.md")
    #expect(try book.run().exitCode == 0)
    #expect(try book.page("sizes.html").contains(">0.25</td>"))
    try book.replace("two</b>", by: "three</b>", in: "sizes.md")
    #expect(try book.run("check").exitCode == 1)
  }

  @Test("Emphasis is a look: it changes the page and is no drift")
  func emphasis() throws {
    let book = try book()
    try book.replace("<b>two</b>", by: "<mark>two</mark>", in: "sizes.md")
    #expect(try book.run().exitCode == 0)
    #expect(try book.page("sizes.html").contains("<p>Of <mark>two</mark> layers:</p>"))
  }

  @Test("It is no HTML of the author's own, which 'html: none' refuses")
  func policy() throws {
    let book = try book("title: Test\nhtml: none\n")
    #expect(try book.run().exitCode == 0)
    #expect(try book.page("sizes.html").contains("<div class=\"html\">"))
  }

  @Test(
    "A word that stands in another cell, or at another level, is a drift; how wide columns are is none",
    arguments: [
      (
        "<table><tr><th>city</th><th>area</th><th>people</th></tr><tr><td>A</td><td>5</td><td></td></tr></table>",
        "A        5", "A                5"
      ),
      ("<table><tr><td>a b</td><td>c</td></tr></table>", "a b  c", "a  b c"),
      ("<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>", "  - c", "    - c"),
      ("<pre>a\\n  b</pre>", "\n  b", "\n b"),
    ])
  func places(html: String, line: String, elsewhere: String) throws {
    let book = try TemporaryBook(["a": "# A\n\n```swift\nHTML(\"\(html)\")\n```\n"])
    try #require(book.run("accept").exitCode == 0)
    let accepted = try book.text("a.md")
    try #require(accepted.contains(line), "\(accepted)")
    try book.replace(line + "\n", by: elsewhere + "\n", in: "a.md")
    let result = try book.run("check")
    #expect(result.exitCode == 1 && result.errors.contains("drift"), "\(result.errors)")
    try #require(book.run("accept").exitCode == 0)
    #expect(try book.text("a.md") == accepted)
  }

  @Test("So is a word of a table that stands beside an empty entry")
  func tables() throws {
    let book = try TemporaryBook([
      "a": """
      # A

      ```swift
      var sizes = Table("city", "area", "people")
      sizes.append("A", 5.25, "")
      sizes
      ```

      ```output
      city  area  people
      ----  ----  ------
      A     5.2
      ```

      """
    ])
    #expect(try book.run("check").exitCode == 0)
    try book.replace("A     5.2\n", by: "A             5.2\n", in: "a.md")
    let result = try book.run("check")
    #expect(result.exitCode == 1 && result.errors.contains("words of it stand elsewhere"), "\(result.errors)")
  }

  @Test("Columns of a table may be as wide as the documented numbers are")
  func widths() throws {
    let book = try TemporaryBook([
      "a": """
      # A

      ```swift
      HTML("<table><tr><th>n</th><th>x</th><th>y</th></tr><tr><td>a</td><td>3.14159</td><td>1</td></tr></table>")
      ```

      ```output
      n  x     y
      -  -     -
      a  3.14  1
      ```

      """
    ])
    #expect(try book.run("check").exitCode == 0)
  }

  @Test(
    "The answer to a question is its words, without the marks of lists and quotations, and with dashes that are words")
  func answers() throws {
    func answer(_ html: String) throws -> Substring? {
      let book = try TemporaryBook(["a": "# A\n\n```swift {.predict}\nHTML(\"\(html)\")\n```\n"])
      try #require(book.run("accept").exitCode == 0)
      try #require(book.run().exitCode == 0)
      return try book.page("a.html").firstMatch(of: /data-answer="([^"]*)">/)?.output.1
    }
    #expect(try answer("<ul><li>3</li><li>5</li></ul>") == "3 5")
    #expect(try answer("<blockquote>six</blockquote>") == "six")
    #expect(try answer("<table><tr><td>1</td><td>2</td></tr><tr><td>-</td><td>-</td></tr></table>") == "1 2 - -")
  }

  @Test(
    "Of an output that is not compared the documented words are shown as text: nobody knows what each of them is now")
  func volatile() throws {
    let book = try book()
    try book.replace("{#sizes}", by: "{#sizes .volatile}", in: "sizes.md")
    try book.replace("<b>two</b>", by: "<mark>three</mark>", in: "sizes.md")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("sizes.html")
    #expect(page.contains("Of two layers:") && !page.contains("<mark>") && !page.contains("<div class=\"html\">"))
  }

  @Test("What is interpolated is text but for fragments, in whatever they are gathered")
  func interpolation() throws {
    let book = try TemporaryBook([
      "a": """
      # A

      ```swift
      let none: [String] = []
      let parts = ["a", "b", "c"].map { HTML("<li>\\($0)</li>") }
      let any: Any = parts
      HTML("<p>\\(none) \\(Optional(1)!)</p><ul>\\(parts.dropFirst())\\(parts.lazy.filter { _ in false })\\(any)</ul>")
      ```

      """
    ])
    try #require(book.run("accept").exitCode == 0)
    let text = try book.text("a.md")
    #expect(text.contains("[] 1\n- b\n- c\n- a\n- b\n- c\n"), "\(text)")
  }

  @Test("What is left out in the documented text is left out on the page, as text")
  func ellipsis() throws {
    let book = try book()
    try book.replace("layer  share\n", by: "...\n", in: "sizes.md")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("sizes.html")
    #expect(!page.contains("<div class=\"html\">") && page.contains("Of two layers:\n...\n"))
  }
}
