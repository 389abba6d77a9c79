import TestSupport
import Testing

@Suite("Previews of references", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct ReferenceTests {
  private static let book: Result<TemporaryBook, any Error> = Result {
    let one = """
      # One

      See [](#eq-mean), [](sub/two.md#other), [](sub/two.md#second) and [](#long). No [link](sub/two.md).

      $$ \\mu $$ {#eq-mean}

      ```swift {#long}
      \((1...40).map { "let x\($0) = \($0)" }.joined(separator: "\n"))
      ```
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
    #expect(caption == "Listing 2.1 A caption ")
    // Onto what is shown the pointer may go.
    try page.point(at: ".preview")
    #expect(try page.value("\(shown) != null"))
    try page.point(at: "h1")
    #expect(try page.becomesTrue("\(shown) == null"))
    let ids: Int = try page.value("document.querySelectorAll('#eq-mean').length")
    #expect(ids == 1)
  }

  @Test("Of a section the beginning is shown, a link to a whole chapter shows nothing")
  func sections() throws {
    let page = try open()
    try page.point(at: "#_use-3")
    #expect(try page.becomesTrue("\(shown) != null"))
    let text: String = try page.value("\(shown).innerText")
    #expect(text.split(whereSeparator: \.isNewline).map(String.init) == ["2.1 Second", "Its first paragraph."])
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
