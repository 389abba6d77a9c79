import Foundation
import TestSupport
import Testing

@Suite("The page of drifts in a browser", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct DriftPageTests {
  private static func page() throws -> (book: TemporaryBook, path: String) {
    let long = String(repeating: "abcdefghij", count: 20)
    let cell =
      "```swift {#curve}\nLineChart([1.0, 2.0, 1.5], name: \"loss\")\n```\n\n```swift\nprint(\"\(long)\", 1)\n```\n"
    let book = try TemporaryBook(["a": cell])
    try book.run("accept")
    try book.replace("1.5]", by: "2.5]", in: "a.md")
    try book.replace("\", 1)", by: "\", 2)", in: "a.md")
    #expect(try book.run("check", "--report", "drifts.html").exitCode == 1)
    return (book, book.folder + "/drifts.html")
  }

  @Test(
    "It asks for nothing, fits its width, and has both sides side by side or one below the other",
    arguments: [390, 1280])
  func layout(width: Int) throws {
    let (book, path) = try Self.page()
    let page = try BrowserPage(width: width, isPhone: width < 500)
    try page.open(path)
    #expect(try page.value("document.documentElement.scrollWidth == document.documentElement.clientWidth") == true)
    let boxes = "[...document.querySelectorAll('.line, figure')].map(e => e.getBoundingClientRect())"
    #expect(try page.value("\(boxes).every(b => b.left >= 0 && b.right <= \(width) && b.width > 0)") == true)
    // Each pair of them: in one row, or in one column.
    let isBeside = "\(boxes).every((b, i, all) => i % 2 == 0 || (all[i - 1].right <= b.left) == \(width > 500))"
    #expect(try page.value(isBeside) == true)
    let shown = "[...document.querySelectorAll('figure svg')].filter(e => e.getBoundingClientRect().width > 0).length"
    #expect(try page.value(shown) == 2)
    #expect(Set(page.requests).subtracting(["data:,"]) == [URL(fileURLWithPath: path).absoluteString])
    withExtendedLifetime(book) {}
  }

  @Test("It is light or dark as the system is", arguments: [false, true])
  func colours(isDark: Bool) throws {
    let (book, path) = try Self.page()
    let page = try BrowserPage(isDark: isDark)
    try page.open(path)
    let paper: String = try page.value("getComputedStyle(document.documentElement).backgroundColor")
    #expect(paper == (isDark ? "rgb(21, 23, 27)" : "rgb(253, 252, 250)"))
    withExtendedLifetime(book) {}
  }
}
