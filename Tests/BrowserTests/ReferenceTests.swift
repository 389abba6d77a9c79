import TestSupport
import Testing

@Suite("Previews of references", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct ReferenceTests {
  private static let book: Result<TemporaryBook, any Error> = Result {
    let one = """
      # One

      See [](#eq-mean), [](sub/two.md#other), [](sub/two.md#second) and [](#long). A [link](sub/two.md), [](#bare) and [](#terms).

      $$ \\mu $$ {#eq-mean}

      ```swift {#long}
      \((1...40).map { "let x\($0) = \($0)" }.joined(separator: "\n"))
      ```

      ## Bare {#bare}

      ### Inner

      What belongs to the inner one.

      ## Terms {#terms}

      ```swift
      2
      ```

      - Not its beginning.
      """
    let two = """
      # Two

      Back to [](../one.md#eq-mean).

      ## Second

      Its first paragraph.

      Its second.

      ```swift {#other caption="A caption"}
      1 + 1
      ```
      """
    let book = try TemporaryBook(
      ["one": one, "sub/two": two], configuration: "title: Test\nchapters: [one.md, sub/two.md]\nmodules: []\n")
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.run().exitCode == 0)
    return book
  }

  private func open(_ file: String = "one.html") throws -> BrowserPage {
    let page = try BrowserPage()
    try page.open(try Self.book.get().site + "/" + file)
    return page
  }

  private let shown = "document.querySelector('.preview:not([hidden])')"

  @Test("The pointer on a reference shows what it leads to, of this page and of others, and takes it away again")
  func pointer() throws {
    let page = try open()
    try page.point(at: "#_use-1")
    #expect(try page.becomesTrue("\(shown)?.querySelector('.katex') != null"))
    try page.point(at: "#_use-2")
    #expect(try page.becomesTrue("\(shown)?.querySelector('figure.cell code')?.textContent == '1 + 1'"))
    let caption: String = try page.value("\(shown).querySelector('figcaption').textContent")
    #expect(caption == "A caption")
    #expect(try page.value("\(shown).querySelector('.cell-number').innerText") == "Listing 2.1")
    // Onto what is shown the pointer may go.
    try page.point(at: ".preview")
    #expect(try page.value("\(shown) != null"))
    try page.point(at: "h1")
    #expect(try page.becomesTrue("\(shown) == null"))
    let ids: Int = try page.value("document.querySelectorAll('#eq-mean').length")
    #expect(ids == 1)
  }

  @Test(
    "Of a section and of a chapter the title is shown, with the text that directly follows it",
    arguments: [
      ("#_use-3", ["2.1 Second", "Its first paragraph."]), ("article a[href$=html]", ["Two", "Back to Equation 1.1."]),
      ("#_use-5", ["1.1 Bare"]), ("#_use-6", ["1.2 Terms"]),
    ])
  func sections(link: String, lines: [String]) throws {
    let page = try open()
    try page.point(at: link)
    #expect(try page.becomesTrue("\(shown) != null"))
    let text: String = try page.value("\(shown).innerText")
    #expect(
      text.replacing("\u{A0}", with: " ").split(whereSeparator: \.isNewline).map(String.init) == lines)
  }

  @Test("Where something is used says a sign, which the keyboard and a tap open, and which a pointer sees only there")
  func uses() throws {
    let page = try open()
    let sign = "#eq-mean .uses > summary"
    let isSeen = "getComputedStyle(document.querySelector('#eq-mean .uses')).opacity"
    #expect(try page.value("matchMedia('(hover: hover)').matches ? \(isSeen) : '0'") == "0")
    let _: Bool = try page.value("(document.querySelector('\(sign)').focus({ focusVisible: true }), true)")
    #expect(try page.becomesTrue("\(isSeen) === '1'"))
    try page.press(.enter)
    #expect(try page.becomesTrue("document.querySelector('#eq-mean .uses p').checkVisibility()"))
    #expect(
      try page.value("document.querySelector('#eq-mean .uses p').innerText.replace('\\u00a0', ' ')")
        == "Used in Chapter 2.")
    let phone = try BrowserPage(width: 390, height: 800, isPhone: true)
    try phone.open(try Self.book.get().site + "/one.html")
    #expect(
      try phone.value(
        "document.querySelector('#eq-mean .uses p').checkVisibility({ contentVisibilityAuto: true, opacityProperty: true }) && document.querySelector('#eq-mean .uses p').getClientRects().length > 0"
      ) == false)
    try phone.tap(sign)
    #expect(try phone.becomesTrue("document.querySelector('#eq-mean .uses').open"))
    #expect(try phone.value("document.documentElement.scrollWidth <= innerWidth"))
  }

  @Test("The keyboard shows it with the focus, Escape and the way on take it away, and nothing in it takes the focus")
  func keyboard() throws {
    let page = try open()
    let _: Bool = try page.value("(document.querySelector('#_use-1').focus({ focusVisible: true }), true)")
    #expect(try page.becomesTrue("\(shown) != null"))
    #expect(try page.value("document.activeElement.getAttribute('aria-describedby') == '_preview'"))
    try page.press(.escape)
    #expect(try page.becomesTrue("\(shown) == null"))
    try page.press(.tab)
    #expect(try page.becomesTrue("\(shown)?.querySelector('figure.cell') != null"))
    #expect(try page.value("document.activeElement.id == '_use-2'"))
    #expect(try page.value("\(shown).querySelectorAll('a[href], [tabindex], button').length == 0"))
    try page.press(.tab)
    #expect(try page.value("document.activeElement.id == '_use-3'"))
  }

  @Test("What is long is cut, and stays within the window of a telephone")
  func size() throws {
    let page = try BrowserPage(width: 390, height: 800)
    try page.open(try Self.book.get().site + "/one.html")
    let _: Bool = try page.value("(document.querySelector('#_use-4').focus({ focusVisible: true }), true)")
    #expect(try page.becomesTrue("\(shown)?.classList.contains('cut')"))
    #expect(
      try page.value(
        "(() => { const box = \(shown).getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight })()"
      ))
  }

  @Test("In a folder a reference back finds what the page above has")
  func folders() throws {
    let page = try open("sub/two.html")
    try page.point(at: "#_use-1")
    #expect(try page.becomesTrue("\(shown)?.querySelector('.katex') != null"))
  }

  @Test("A tap follows the reference")
  func tap() throws {
    let page = try BrowserPage(width: 390, height: 800, isPhone: true)
    try page.open(try Self.book.get().site + "/one.html")
    try page.tap("#_use-1")
    #expect(try page.becomesTrue("location.hash == '#eq-mean'"))
    #expect(try page.value("\(shown) == null"))
  }
}
