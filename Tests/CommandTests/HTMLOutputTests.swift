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

  @Test("What is left out in the documented text is left out on the page, as text")
  func ellipsis() throws {
    let book = try book()
    try book.replace("layer  share\n", by: "...\n", in: "sizes.md")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("sizes.html")
    #expect(!page.contains("<div class=\"html\">") && page.contains("Of two layers:\n...\n"))
  }
}
