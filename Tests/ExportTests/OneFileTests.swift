import Foundation
import TestSupport
import Testing

@Suite("HTML in single files")
struct OneFileTests {
  @Test("The first page has the cover and the contents, and leads to the bibliography and the index")
  func firstPage() throws {
    let book = try ExportSample.bookWithWorks()
    try #require(ExportSample.export(book, to: "html").exitCode == 0)
    let page = try book.exported("html/index.html")
    #expect(page.contains("<title>Test</title>"))
    for link in [
      "<a href=\"first.html\">Start reading: First</a>", "<a href=\"second.html\"><span class=\"number\">2</span>",
      "<a href=\"bibliography.html\">Bibliography</a>", "<a href=\"terms.html\">Index</a>",
    ] { #expect(page.contains(link), "\(link)") }
    #expect(
      try book.exported("html/first.html").contains("<p class=\"book-title\"><a href=\"index.html\">Test</a></p>"))
    #expect(try book.exported("html/bibliography.html").contains("<cite>On learning</cite>"))
    #expect(try book.exported("html/terms.html").contains("<a href=\"second.html#curve\">Chapter"))
  }

  @Test("What the author wrote for the first page stands on it, with its picture, and is no chapter")
  func coverText() throws {
    let book = try ExportSample.bookWithWorks()
    try book.write("index.md", "# A promise\n\nWelcome, ![a dot](dot.svg)\n")
    try book.write("dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    let result = try ExportSample.export(book, to: "html")
    try #require(result.exitCode == 0, "\(result.errors)")
    let page = try book.exported("html/index.html")
    #expect(page.contains("Welcome, <img src=\"data:image/svg+xml;base64,"))
    #expect(page.contains("<a href=\"second.html\"><span class=\"number\">2</span>"))
    #expect(!(try book.exported("html/first.html")).contains("class=\"previous\""))
  }

  @Test("Each link within the pages leads to something that is there, and nothing is asked for from elsewhere")
  func links() throws {
    for book in [try ExportSample.book(), try ExportSample.bookWithWorks()] {
      try #require(ExportSample.export(book, to: "html").exitCode == 0)
      let folder = book.folder + "/../export/html/"
      let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
      let pages = try Dictionary(
        uniqueKeysWithValues: files.filter { $0.hasSuffix(".html") }.map {
          // Style sheets are no tags.
          ($0, HTMLChecker(try book.exported("html/" + $0).replacing(/<style>(?s:.*?)<\/style>/, with: "")))
        })
      for (path, page) in pages {
        #expect(page.problems == [], "\(path)")
        for tag in page.tags {
          if let source = tag.attributes["src"] { #expect(source.hasPrefix("data:"), "\(path): \(source)") }
          guard tag.name == "a", let href = tag.attributes["href"], !href.contains(":") else { continue }
          let parts = href.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
          let target =
            parts[0].isEmpty
            ? path
            : URL(fileURLWithPath: "/" + path).deletingLastPathComponent().appending(path: parts[0])
              .standardized.path.dropFirst().description
          #expect(files.contains(target), "\(path): \(href)")
          guard parts.count == 2 else { continue }
          #expect(pages[target]?.tags.contains { $0.attributes["id"] == parts[1] } == true, "\(path): \(href)")
        }
      }
    }
  }
}
