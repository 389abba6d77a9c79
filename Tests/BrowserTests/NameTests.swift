import TestSupport
import Testing

@Suite("Names in code, in a browser", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct NameTests {
  private static let site: Result<String, any Error> = Result {
    let book = try TemporaryBook(
      [
        "one": """
        # One

        ```swift
        /// Half of a number. It is exact.
        func half(_ x: Double) -> Double { x / 2 }
        let quarter = half(half(1))
        ```

        ```swift {.volatile}
        let data = Tensor([1, 2])
        print(quarter, data.sum().scalar)
        ```
        """
      ], configuration: "title: Test\nchapters: [one.md]\nreference: [Tensors]\n")
    #expect(try book.run().exitCode == 0)
    kept = book
    return book.site
  }
  nonisolated(unsafe) private static var kept: TemporaryBook?

  private let shown = "document.querySelector('.preview:not([hidden])')"

  private func open(scripts: Bool = true) throws -> BrowserPage {
    let page = try BrowserPage(scripts: scripts)
    try page.open(try Self.site.get() + "/one.html")
    return page
  }

  @Test("The pointer on a name shows its declaration, and what it does in a sentence")
  func pointer() throws {
    let page = try open()
    try page.point(at: "pre a[href=\"#_n-half\"][tabindex]")
    #expect(try page.becomesTrue("\(shown) != null"))
    #expect(
      try page.value("\(shown).innerText") == "func half(_ x: Double) -> Double\n\nHalf of a number.")
    try page.point(at: "h1")
    #expect(try page.becomesTrue("\(shown) == null"))
    try page.point(at: "#_n-data")
    #expect(try page.becomesTrue("\(shown)?.innerText == 'let data: Tensor'"))
    try page.point(at: "h1")
    #expect(try page.becomesTrue("\(shown) == null"))
    try page.point(at: "pre a[href$=\"Tensor.sum()\"]")
    #expect(try page.becomesTrue("\(shown)?.innerText.startsWith('func sum() -> Tensor') == true"))
    let text: String = try page.value("\(shown).innerText")
    #expect(text.contains("The sum of all elements"))
  }

  @Test("On the page of a module a name shows the declaration that stands there")
  func reference() throws {
    let page = try BrowserPage()
    try page.open(try Self.site.get() + "/reference/tensors.html")
    let _: Bool = try page.value(
      "(document.querySelector('pre a[href=\"#Tensor\"]').scrollIntoView({ block: 'center' }), true)")
    try page.point(at: "pre a[href=\"#Tensor\"]")
    #expect(try page.becomesTrue("\(shown)?.innerText.includes('struct Tensor') == true"))
    #expect(page.problems == [])
  }

  @Test("The keyboard meets each name of a cell once, hears what it is, and follows it")
  func keyboard() throws {
    let page = try open()
    let stops: [String] = try page.value(
      "[...document.querySelectorAll('pre a')].filter(link => link.tabIndex == 0).map(link => link.textContent)")
    #expect(stops == ["half", "quarter", "data", "Tensor", "quarter", "sum", "scalar"])
    let _: Bool = try page.value("(document.querySelector('#_n-half').focus(), true)")
    try page.press(.tab)
    #expect(try page.becomesTrue("document.activeElement.getAttribute('aria-describedby') == '_preview'"))
    #expect(try page.value("document.activeElement.id") == "_n-quarter")
    #expect(try page.value("\(shown).innerText") == "let quarter: Double")
  }

  @Test("A first tap on a name shows what it is, the next one follows it, and one elsewhere hides it")
  func taps() throws {
    let page = try BrowserPage(width: 390, isPhone: true)
    try page.open(try Self.site.get() + "/one.html")
    try page.tap("pre a[href$=\"Tensor.sum()\"]")
    #expect(try page.becomesTrue("\(shown)?.innerText.startsWith('func sum() -> Tensor') == true"))
    #expect(try page.value("location.pathname.endsWith('/one.html') && location.hash == ''"))
    try page.tap("h1")
    #expect(try page.becomesTrue("\(shown) == null"))
    try page.tap("pre a[href$=\"Tensor.sum()\"]")
    #expect(try page.becomesTrue("\(shown) != null"))
    try page.tap("pre a[href$=\"Tensor.sum()\"]")
    #expect(try page.becomesTrue("location.pathname.endsWith('/reference/tensors.html')"))
  }

  @Test("Without scripts a name leads to its definition and to the reference")
  func withoutScripts() throws {
    let page = try open(scripts: false)
    try page.click("pre a[href$=\"Tensor.sum()\"]")
    #expect(try page.becomesTrue("location.pathname.endsWith('/reference/tensors.html')"))
    #expect(
      try page.becomesTrue("document.querySelector(':target')?.textContent.trim() == 'func sum() -> Tensor'"))
  }
}
