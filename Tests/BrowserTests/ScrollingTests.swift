import Testing

@Suite("What is wider than its frame", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct ScrollingTests {
  private static let boxes =
    "[...document.querySelectorAll('pre, .tensor, .picture, div.math, table:not(.tensor > table)')]"

  private func open(_ page: BrowserPage, _ chapter: String = "scrolling") throws {
    try page.open(try BuiltBook.page(chapter))
    try page.draw()
  }

  @Test("A finger that begins on it moves the page up and down, and what scrolls to the side")
  func swipes() throws {
    let page = try BrowserPage(width: 390, height: 780, isPhone: true)
    try open(page)
    for selector in [
      "#small .tensor", "#wide .tensor", "#matrix .picture", "#code pre.code", "#code pre.text", "div.math",
      "#prices",
    ] {
      let box = "document.querySelector('\(selector)')"
      let center = "\(box).scrollIntoView({ block: 'center', behavior: 'instant' })"
      let before: Double = try page.value("(() => { \(center); return scrollY; })()")
      try page.swipe(on: selector, up: 200)
      #expect(try page.value("scrollY > \(before + 150)") == true, "\(selector)")
      try page.swipe(on: selector, left: 150)
      #expect(try page.value("\(box).scrollLeft > 80") == (selector != "#small .tensor"), "\(selector)")
    }
  }

  @Test(
    "Nothing is cut at its upper or lower edge, and nothing scrolls up and down inside of a page",
    arguments: [390, 1280])
  func heights(width: Int) throws {
    let page = try BrowserPage(width: width, isPhone: width < 500)
    for chapter in ["scrolling", "pictures"] {
      try open(page, chapter)
      let cut: [String] = try page.value(
        """
        [...document.querySelectorAll('pre, .tensor, .picture')]
          .filter(box => box.scrollHeight > box.clientHeight).map(box => box.closest('figure').id)
        """)
      #expect(cut == [])
    }
  }

  @Test("It can be reached with the keyboard, and nothing else of its kind", arguments: [390, 1280])
  func tabStops(width: Int) throws {
    let page = try BrowserPage(width: width, isPhone: width < 500)
    for chapter in ["scrolling", "pictures"] {
      try open(page, chapter)
      let wrong: [String] = try page.value(
        "\(Self.boxes).filter(box => (box.scrollWidth > box.clientWidth) !== (box.tabIndex === 0)).map(box => box.outerHTML)"
      )
      #expect(wrong == [])
      #expect(try page.value("\(Self.boxes).some(box => box.tabIndex === 0)") == true)
    }
  }

  @Test(
    "What went wrong is read to its end without scrolling, and other output keeps its lines", arguments: [390, 1280])
  func failures(width: Int) throws {
    let page = try BrowserPage(width: width, isPhone: width < 500)
    try page.open(try Self.failures.get().site + "/a.html")
    let wide: [Bool] = try page.value(
      "[...document.querySelectorAll('pre.text')].map(text => text.scrollWidth > text.clientWidth)")
    #expect(wide == [false, false, true])
  }

  private static let failures: Result<TemporaryBook, any Error> = Result {
    let words = "String(repeating: \"a long word \", count: 20)"
    let code = ["fatalError(\(words))", "print(\(words), to: &errors)", "print(\(words))"]
    let stream = """
      # A

      ```swift
      import Foundation
      struct Errors: TextOutputStream { func write(_ text: String) { fputs(text, stderr) } }
      var errors = Errors()
      ```

      """
    let cells = code.enumerated().map { "\n```swift\($0 == 0 ? " {.fails}" : "")\n\($1)\n```\n" }
    let book = try TemporaryBook(["a": stream + cells.joined()])
    try book.run("accept")
    try book.run()
    return book
  }

  @Test("No word and no table makes a page wider than its window", arguments: ["scrolling", "pictures", "index"])
  func widths(page name: String) throws {
    let page = try BrowserPage(width: 390, isPhone: true)
    try open(page, name)
    #expect(try page.value("document.documentElement.scrollWidth") == 390)
  }

  @Test("It fades at the edge behind which there is more of it", arguments: [true, false])
  func fades(scripts: Bool) throws {
    let page = try BrowserPage(width: 390, height: 780, isPhone: true, scripts: scripts)
    try page.open(try BuiltBook.page("scrolling"))
    func mask(_ selector: String, at position: String) throws -> String {
      let box = "document.querySelector('\(selector)')"
      _ = try page.value("(box => { box.scrollLeft = \(position) })(\(box)) ?? true") as Bool
      try page.draw()
      return try page.value("getComputedStyle(\(box)).maskImage")
    }
    for selector in ["#matrix .picture", "#wide .tensor", "#code pre.code", "div.math", "#prices"] {
      #expect(try mask(selector, at: "0").hasPrefix("linear-gradient(to left"), "\(selector)")
      #expect(try mask(selector, at: "99999").hasPrefix("linear-gradient(to right"), "\(selector)")
      #expect(try mask(selector, at: "(box.scrollWidth - box.clientWidth) / 2").contains("calc(100% - "), "\(selector)")
    }
    // What runs from right to left begins at its right end.
    #expect(try mask("#leftward", at: "0").hasPrefix("linear-gradient(to right"))
    #expect(try mask("#leftward", at: "-99999").hasPrefix("linear-gradient(to left"))
    let others: [String] = try page.value(
      """
      \(Self.boxes).filter(box => box.scrollWidth <= box.clientWidth && getComputedStyle(box).maskImage !== 'none')
        .map(box => box.outerHTML)
      """)
    #expect(others == [])
  }
}
