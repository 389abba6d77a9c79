import Foundation
import TestSupport
import Testing

/// The pages as a browser shows them, from the folder of the site and without a server.
@Suite("In a browser", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct BrowserTests {
  /// The pages of this package's book.
  static let pages: [String] = {
    let site = packageRoot + "/site"
    func pages(_ folder: String) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: "\(site)/\(folder)")) ?? []).map { folder + $0 }
    }
    return (pages("") + pages("reference/")).filter { $0.hasSuffix(".html") }.sorted()
  }()

  private func path(_ page: String) -> String { packageRoot + "/site/" + page }

  @Test("A page loads without an error, and asks for nothing but files of its site")
  func loads() throws {
    #expect(Self.pages.contains("index.html") && Self.pages.contains("lenet.html"))
    let page = try BrowserPage()
    let site = URL(fileURLWithPath: packageRoot + "/site/").absoluteString
    for name in Self.pages {
      try page.open(path(name))
      #expect(page.problems == [], "\(name)")
      // The page for what is not there stands for itself, as long as nobody says where the site is.
      #expect(page.requests.contains { $0.hasSuffix("/book.css") } == (name != "404.html"), "\(name)")
      #expect(page.requests.filter { !$0.hasPrefix(site) } == [], "\(name)")
    }
  }

  @Test("No page is wider than the screen, on a phone or enlarged to 200 or 400 %", arguments: [360, 640, 320])
  func narrow(width: Int) throws {
    let page = try BrowserPage(width: width, height: 740, isPhone: true)
    for name in Self.pages {
      try page.open(path(name))
      #expect(try page.value("document.documentElement.clientWidth") == width, "\(name)")
      #expect(try page.value("document.documentElement.scrollWidth") == width, "\(name)")
    }
  }

  @Test(
    "Nor is one wider than a window with a scroll bar, be its margin used or not",
    arguments: [1280, 1440, 1490, 1515, 1700])
  func wide(width: Int) throws {
    let page = try BrowserPage(width: width, height: 740)
    for name in Self.pages {
      try page.open(path(name))
      #expect(try page.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "\(name)")
    }
  }

  @Test("With scripts the contents list every chapter of the book")
  func contents() throws {
    let page = try BrowserPage()
    let chapters = Self.pages.filter { !["index.html", "404.html"].contains($0) }
    for name in chapters {
      try page.open(path(name))
      let links: [String] = try page.value(Self.visibleLinks("nav.book"))
      let root = name.hasPrefix("reference/") ? "../" : ""
      #expect(Set(chapters.map { root + $0 }).subtracting(links) == [], "\(name)")
    }
  }

  @Test("Without scripts a page has its own sections and the way to all chapters, and its cells and formulas are there")
  func withoutScripts() throws {
    let page = try BrowserPage(scripts: false)
    try page.open(path("lenet.html"))
    let links: [String] = try page.value(Self.visibleLinks("nav.book"))
    #expect(Set(["index.html", "lenet.html", "#right-and-wrong"]).subtracting(links) == [])
    let text: String = try page.value("document.querySelector('main').innerText")
    #expect(text.contains("let data = try FashionMNIST.load()"))
    #expect(text.contains("60000 images of shape [28, 28, 1] in 10 classes"))
    #expect(try page.value("document.querySelector('main .katex-html').checkVisibility()"))
    #expect(page.problems == [])

    try page.open(path("index.html"))
    let chapters: [String] = try page.value(Self.visibleLinks("main"))
    #expect(Set(Self.pages).subtracting(chapters) == ["index.html", "404.html"])
  }

  @Test("On paper stands what is folded on the screen")
  func print() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift {.fold}\nlet folded = 6 * 7 // and so on\nfolded\n```\n\n```output\n42\n```\n\nThe end.\n"
    ])
    #expect(try book.run().exitCode == 0)
    let page = try BrowserPage()
    try page.open(book.site + "/a.html")
    #expect(try !page.value("document.querySelector('pre.code').checkVisibility({contentVisibilityAuto: true})"))
    let printed = PrintedText(try page.printed()).text
    for text in ["letfolded=6*7//andsoon", "42", "Theend."] {
      #expect(printed.contains(text), "\(text) is not in \(printed)")
    }
  }

  /// Where the links of an element lead that can be seen.
  private static func visibleLinks(_ element: String) -> String {
    "[...document.querySelectorAll('\(element) a')].filter(a => a.checkVisibility()).map(a => a.getAttribute('href'))"
  }
}
