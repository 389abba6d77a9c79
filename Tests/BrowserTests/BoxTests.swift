import Foundation
import TestSupport
import Testing

@Suite(
  "Containers and listings in a browser", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct BoxTests {
  @Test("Tabs show one panel, follow the arrow keys, and open for an anchor inside of them")
  func tabs() throws {
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("boxes"))
    let shown =
      "[...document.querySelectorAll('.tab')].map(tab => tab.checkVisibility({ contentVisibilityAuto: true }) && tab.clientHeight > 0)"
    #expect(try page.value(shown) as [Bool] == [true, false])
    #expect(try page.value("document.querySelectorAll('[role=tablist] > [role=tab]').length") == 2)
    #expect(try page.value("document.querySelector('.tab-name').checkVisibility()") == false)
    try page.click("[role=tab]")
    try page.press(.right)
    #expect(try page.value(shown) as [Bool] == [false, true])
    #expect(try page.value("document.activeElement.textContent") == "Debian")
    try page.press(.right)
    #expect(try page.value(shown) as [Bool] == [true, false])
    let other = try BrowserPage()
    try other.open(try BuiltBook.page("boxes"), at: "inside")
    #expect(try other.becomesTrue("\(shown)[1]"))
  }

  @Test("Without scripts, and on paper, all tabs stand below each other, and solutions and hidden lines are printed")
  func whole() throws {
    let still = try BrowserPage(scripts: false)
    try still.open(try BuiltBook.page("boxes"))
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("boxes"))
    let text = PrintedText(try page.printed()).text
    for word in ["macOS", "brewinstall", "Debian", "insideofatab", "Thesolution", "hiddenhelper"] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test(
    "A button copies the code and nothing else, hidden lines where they are open, and its name is the listing's",
    arguments: [
      ("#notes", "Copy notes.swift", "let helper = visible\nhelper"),
      ("#console", "Copy Listing 1.5", "brew install x\nbrew list"),
      ("#changed", "Copy Listing 1.2", "let helper = visible + \"!\"\nhelper"),
    ])
  func copies(selector: String, name: String, code: String) throws {
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("boxes"))
    #expect(try page.value("document.querySelector('\(selector) .copy').getAttribute('aria-label')") == name)
    try page.click("\(selector) .copy")
    #expect(try page.becomesTrue("document.querySelector('\(selector) .copy').textContent === 'Copied'"))
    #expect(try page.value("navigator.clipboard.readText()") == code)
  }

  @Test("Hidden lines are copied where they are open, with the button of their listing")
  func hiddenLines() throws {
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("boxes"))
    try page.click("#notes .hidden-lines summary")
    try page.click("#notes .copy")
    #expect(try page.becomesTrue("document.querySelector('#notes .copy').textContent === 'Copied'"))
    #expect(
      try page.value("navigator.clipboard.readText()") == "let visible = \"hiddenhelper\"\nlet helper = visible\nhelper"
    )
  }

  @Test(
    "Columns stand beside each other and on a telephone below; nothing is wider than the page", arguments: [390, 1280])
  func widths(width: Int) throws {
    let page = try BrowserPage(width: width, isPhone: width < 500)
    try page.open(try BuiltBook.page("boxes"))
    let isBeside: Bool = try page.value(
      "(([a, b]) => a.getBoundingClientRect().top === b.getBoundingClientRect().top)([...document.querySelectorAll('.column')])"
    )
    #expect(isBeside == (width > 500))
    #expect(try page.value("document.documentElement.scrollWidth <= innerWidth"))
    let wide: Bool = try page.value(
      "document.querySelector('figure.wide').offsetWidth > document.querySelector('#notes').offsetWidth")
    #expect(wide == (width > 1200))
  }
}
