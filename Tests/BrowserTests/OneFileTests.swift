import Foundation
import TestSupport
import Testing

@Suite("Chapters as files of their own", .enabled(if: Browser.path != nil))
struct OneFileTests {
  @Test("They ask for nothing, have their fonts and pictures, and lead to each other")
  func whole() throws {
    let book = try TemporaryBook(
      [
        "first": """
        # First

        With $x^2$ and ![a dot](dot.png), on to [the second](more/second.md#there).

        ```swift {#curve}
        LineChart([3, 2, 1], name: "loss")
        ```

        <img src="https://example.org/x.png" alt="far away"><script>document.title = "run"</script>

        """,
        "more/second": "# Second\n\n## There\n\nThe end.\n",
      ], configuration: "title: Test\nchapters: [first.md, more/second.md]\n")
    let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    try #require(Data(base64Encoded: dot)).write(to: URL(fileURLWithPath: book.folder + "/dot.png"))
    try #require(book.run("accept").exitCode == 0)
    let result = try book.run("export", "--to", "html", "--output", "../export")
    try #require(result.exitCode == 0, "\(result.errors)")
    // Nothing stands beside the pages.
    #expect(
      book.snapshot().filter { $0.key.hasPrefix("export/") && !$0.value.isEmpty }.keys.sorted() == [
        "export/.colophon-manifest", "export/first.html", "export/index.html", "export/more/second.html",
        "export/terms.html",
      ])
    let page = try BrowserPage()
    try page.open(book.folder + "/../export/first.html")
    #expect(page.requests.map { ($0 as NSString).lastPathComponent } == ["first.html"])
    #expect(try page.value("document.querySelector('a[href*=example]').textContent") == "far away")
    #expect(try page.value("document.title") == "First · Test")
    #expect(try page.value("document.fonts.check('16px Book') && document.fonts.check('16px KaTeX_Math')") == true)
    #expect(try page.value("document.querySelector('img[alt=\"a dot\"]').naturalWidth") == 1)
    #expect(try page.value("document.querySelectorAll('.picture svg').length > 0") == true)
    #expect(try page.value("document.documentElement.scrollWidth <= innerWidth") == true)
    try page.follow("a[href*=there]")
    #expect(try page.value("document.querySelector('h2').textContent.trim()") == "2.1 There")
    try page.follow("a.previous")
    #expect(try page.value("document.querySelector('h1').textContent") == "First")
  }
}
