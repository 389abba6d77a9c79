import Foundation
import TestSupport
import Testing

@Suite("The page of drifts")
struct DriftReportTests {
  @Test("It has every drift with the documented beside the fresh, what moved marked, and both pictures")
  func content() throws {
    let book = try FormatTests.book()
    let result = try book.run("check", "--report", "../drifts.html")
    #expect(result.exitCode == 1)
    let path = book.folder + "/../drifts.html"
    let html = try String(contentsOfFile: path, encoding: .utf8)
    let page = HTMLChecker(html)
    #expect(page.problems == [])
    #expect(Set(page.ids).count == page.ids.count)
    #expect(page.count("article") == 5)
    #expect(page.text.contains("5 drifts"))
    for part in [
      "<mark>0.33</mark>", "<mark>0.5</mark> <span class=\"by\">+0.17</span>", "<mark>1.50</mark>", "<mark>2.50</mark>",
    ] {
      #expect(html.contains(part), "\(part)")
    }
    #expect(page.tags.filter { $0.name == "figure" }.map { $0.attributes["class"] } == ["documented", "fresh"])
    let pictures = page.tags.filter { $0.attributes["role"] == "img" }.compactMap { $0.attributes["aria-label"] }
    #expect(
      Set(pictures) == ["Line chart: loss is 1.00 at 1 and 1.50 at 3.", "Line chart: loss is 1.00 at 1 and 2.50 at 3."])
    // It is whole by itself, and the same at each run.
    #expect(page.count("script") == 0 && !html.contains("src=") && !html.contains("url("))
    #expect(try book.run("check", "--fresh", "--report", "../drifts.html").exitCode == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == html)
  }

  @Test("Where everything agrees it says so, and a report is no text of the book's that names figures")
  func agrees() throws {
    let book = try FormatTests.book()
    try book.run("check", "--report", "drifts.html")
    #expect(try book.text("drifts.html").contains("figures/curve.svg"))
    try book.run("accept")
    try book.replace("{#curve}", by: "{#bend}", in: "curves.md")
    #expect(try book.run("accept").output.contains("1 figure file removed"))
    try book.run("check", "--report", "drifts.html")
    #expect(try book.text("drifts.html").contains("<h1>Everything agrees</h1>"))
  }

  @Test("What cells print and books are called is text on it, whatever stands in it")
  func hostile() throws {
    let words = "</style><script>alert(1)</script><img src=x onerror=alert(1)>"
    let book = try TemporaryBook(
      [
        "a": "```swift\nprint(\"\(words)\")\n```\n\n"
          + "[\(words.replacing("<", with: "\\<"))](<=1>)\n"
      ], configuration: "title: '\(words)'\n")
    try book.run("check", "--report", "drifts.html")
    let page = HTMLChecker(try book.text("drifts.html"))
    #expect(page.problems == [])
    #expect(page.count("script") == 0 && page.count("img") == 0)
    #expect(page.text.contains(words))
  }

  @Test("A failed cell is on it, with what else the run gave")
  func errors() throws {
    let book = try FormatTests.failing()
    #expect(try book.run("check", "--report", "drifts.html").exitCode == 2)
    let html = try book.text("drifts.html")
    #expect(html.contains("3 errors and 5 drifts"))
    #expect(html.contains("<span class=\"line source\" role=\"cell\"><mark>none!</mark></span>"))
  }

  @Test(
    "Where it cannot be written a sentence says so before anything runs, and what stands there stays",
    arguments: [
      ("nowhere/drifts.html", "there is no folder"), (".", "the report needs the name of a file"),
      ("", "the report needs the name of a file"), ("a.md", "'a.md' is there, and is no report that build-book wrote"),
      ("a.md/drifts.html", "there is no folder"), ("/dev/null", "is there, and is no report"),
    ])
  func badPath(path: String, sentence: String) throws {
    let book = try TemporaryBook(["a": "```swift\nprint(1)\n```\n"], configuration: "title: T\nmodules: []\n")
    let contents = book.snapshot()
    for format in ["text", "json"] {
      let result = try book.run("check", "--report", path, "--format", format)
      #expect(result.errors.contains(sentence) || result.output.contains(sentence), "\(result)")
      #expect(result.errors.split(separator: "\n").count <= 3)
      #expect([2, 64].contains(result.exitCode))
    }
    #expect(book.snapshot() == contents)
  }

  @Test("Where writing it fails in the end that is an error among all that was found")
  func failedWrite() throws {
    let book = try FormatTests.book()
    let result = try book.run("check", "--report", "/proc/drifts.html")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("error: cannot write '/proc/drifts.html': "))
    #expect(result.output.contains("1 error and 5 drifts"))
  }
}
