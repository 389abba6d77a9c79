import TestSupport
import Testing

/// A book of sixty chapters in six parts, each with a few sections.
private let longBook: Result<TemporaryBook, any Error> = Result {
  var chapters = [String: String]()
  var configuration = "title: A long book\nchapters:\n"
  for part in 1...6 {
    configuration += "  - part: Part \(part)\n    chapters:\n"
    for number in (10 * part - 9)...(10 * part) {
      configuration += "      - c\(number).md\n"
      let text = String(repeating: "Text and more text. ", count: 200)
      chapters["c\(number)"] = "# Chapter \(number)\n\n\(text)\n\n## Early\n\n\(text)\n\n## Late\n\n\(text)\n"
    }
  }
  let book = try TemporaryBook(chapters, configuration: configuration)
  #expect(try book.run().exitCode == 0)
  return book
}

@Suite("The contents beside the text", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct ContentsTests {
  private func path(_ chapter: Int) throws -> String { try longBook.get().site + "/c\(chapter).html" }

  /// Whether the entry of the page that is shown stands within the list.
  private static let showsHere = """
    (() => {
      const box = document.querySelector('.entries').getBoundingClientRect();
      const entry = document.querySelector('.entries [aria-current=page]').getBoundingClientRect();
      return entry.height > 0 && entry.top >= box.top && entry.bottom <= box.bottom;
    })()
    """
  private static let top = "document.querySelector('.entries').scrollTop"

  @Test("The entry of the page is in sight", arguments: [1, 27, 60])
  func current(chapter: Int) throws {
    let page = try BrowserPage(height: 600)
    try page.open(try path(chapter))
    #expect(try page.value(Self.showsHere))
    #expect(
      try page.value("document.querySelector('.entries [aria-current=page]').textContent")
        == "\(chapter) Chapter \(chapter)")
  }

  @Test("They stand where the reader left them, from page to page")
  func position() throws {
    let page = try BrowserPage(height: 500)
    try page.open(try path(25))
    let _: Int = try page.value("\(Self.top) = 150")
    try page.follow("nav.book a[href=\"c26.html\"]")
    #expect(try page.value(Self.top) == 150)
    #expect(try page.value(Self.showsHere))
  }

  @Test("Of a long book the part of the page is open, and others as the reader wants them")
  func parts() throws {
    let open = "[...document.querySelectorAll('.entries details[open] summary')].map(title => title.textContent)"
    let page = try BrowserPage()
    try page.open(try path(25))
    #expect(try page.value(open) == ["Part 3"])
    try page.click("nav.book details:nth-of-type(5) summary")
    #expect(try page.value(open) == ["Part 3", "Part 5"])
    try page.follow(".pager .next")
    #expect(try page.value(open) == ["Part 3", "Part 5"])
    try page.click("nav.book details:nth-of-type(5) summary")
    try page.follow("nav.book a[href=\"c1.html\"]")
    #expect(try page.value(open) == ["Part 1"])
  }

  @Test("A short book's parts are all open")
  func shortBook() throws {
    let page = try BrowserPage()
    try page.open(packageRoot + "/site/lenet.html")
    #expect(
      try page.value("[...document.querySelectorAll('.entries details')].every(part => part.open)") == true)
  }

  @Test("On a phone they open at the chapter that is read, with the way back in reach")
  func phone() throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true)
    try page.open(try path(27))
    let _: Bool = try page.value("(scrollTo(0, 900), true)")
    try page.click(".bar a")
    #expect(try page.value(Self.showsHere))
    #expect(try page.value("document.activeElement === document.querySelector('.entries [aria-current=page]')"))
    let _: Int = try page.value("\(Self.top) = 100000")
    let hit = """
      (() => {
        const box = document.querySelector('.close').getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).className;
      })()
      """
    #expect(try page.value(hit) == "close")
    try page.click(".close")
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()") == false)
    #expect(try page.value("document.activeElement === document.querySelector('.bar a')"))
    #expect(try page.value("scrollY") == 900)
  }

  @Test("While they are open on a phone the keyboard stays within them, and Escape closes them")
  func keyboard() throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true)
    try page.open(try path(27))
    try page.click(".bar a")
    var outside = 0
    for _ in 0..<40 {
      try page.press(.tab)
      let isInside: Bool = try page.value(
        "document.activeElement === document.body || document.querySelector('nav.book').contains(document.activeElement)"
      )
      if !isInside { outside += 1 }
    }
    #expect(outside == 0)
    try page.press(.escape)
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()") == false)
    #expect(try page.value("document.activeElement === document.querySelector('.bar a')"))
    #expect(try page.value("document.querySelector('main').inert") == false)
  }

  @Test("A section chosen on a phone is gone to, and the contents are closed")
  func section() throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true)
    try page.open(try path(27))
    try page.click(".bar a")
    try page.click(".entries a[href=\"#late\"]")
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()") == false)
    #expect(try page.value("document.querySelector('main').inert") == false)
    #expect(try page.value("location.hash") == "#late")
    #expect(try page.value("document.activeElement === document.querySelector('.bar a')") == false)
    // The way back leads to the text.
    let _: Bool = try page.value(
      "new Promise(done => { addEventListener('popstate', () => setTimeout(() => done(true)), { once: true }); history.back() })"
    )
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()") == false)
  }

  @Test("However they came to be open, closing them leaves the text where it was")
  func closedInPlace() throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true)
    try page.open(try path(27))
    let _: Bool = try page.value(
      """
      new Promise(done => {
        addEventListener("hashchange", () => { scrollTo(0, 900); done(true) }, { once: true });
        location.hash = document.querySelector("nav.book").id;
      })
      """)
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()"))
    try page.press(.escape)
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()") == false)
    #expect(try page.value("scrollY") == 900)
  }

  @Test("Without scripts they are links that open and close")
  func withoutScripts() throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true, scripts: false)
    try page.open(try path(26))
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()") == false)
    try page.open(try path(27), at: "_contents")
    #expect(try page.value("document.querySelector('nav.book').checkVisibility()"))
    #expect(
      try page.value("[...document.querySelectorAll('nav.book a')].map(link => link.getAttribute('href'))")
        == ["index.html", "#_text", "c27.html", "#early", "#late", "index.html"])
  }

  @Test("What an anchor names stands there at once: nothing glides", arguments: [true, false])
  func anchors(scripts: Bool) throws {
    let page = try BrowserPage(height: 600, scripts: scripts)
    let late = "Math.round(document.getElementById('late').getBoundingClientRect().top)"
    try page.open(try path(27), at: "late")
    #expect(try page.value(late) == 27)
    #expect(try page.value("getComputedStyle(document.documentElement).scrollBehavior") == "auto")
    let _: Bool = try page.value("(scrollTo(0, 0), document.querySelector('.entries a[href=\"#late\"]').click(), true)")
    #expect(try page.value(late) == 27)
  }
}
