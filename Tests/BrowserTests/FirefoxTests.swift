import TestSupport
import Testing

@Suite("Pages in Firefox", .enabled(if: Firefox.path != nil, "firefox is not installed"), .serialized)
struct FirefoxTests {
  @Test("What is wider than its frame scrolls within it, and the page does not", arguments: [500, 1280])
  func scrolling(width: Int) throws {
    let browser = try Firefox(width: width)
    try browser.open(try BuiltBook.page("scrolling"))
    #expect(try browser.value("return document.documentElement.scrollWidth <= innerWidth") == true)
    for selector in ["#row .tensor", "#code pre.code", "div.math"] {
      let box = "document.querySelector('\(selector)')"
      #expect(
        try browser.value("const box = \(box); box.scrollLeft = 1e6; return box.scrollLeft > 80") == true, "\(selector)"
      )
    }
    let cut: [String] = try browser.value(
      """
      return [...document.querySelectorAll('pre, .tensor, .picture')]
        .filter(box => box.scrollHeight > box.clientHeight).map(box => box.closest('figure').id)
      """)
    #expect(cut == [])
  }

  @Test("A tensor is whole: its last column can be scrolled to, each entry has its colour, and none is cut")
  func tensors() throws {
    let browser = try Firefox(width: 500)
    try browser.open(try BuiltBook.page("scrolling"))
    let hidden: [String] = try browser.value(
      """
      return [...document.querySelectorAll('.tensor')].filter(box => {
        box.scrollLeft = 1e6;
        const last = box.querySelector('tr').lastElementChild.getBoundingClientRect();
        return last.right > box.getBoundingClientRect().right + 1;
      }).map(box => box.closest('figure').id)
      """)
    #expect(hidden == [])
    let narrow: [String] = try browser.value(
      """
      return [...document.querySelectorAll('.tensor td')].filter(cell => cell.scrollWidth > cell.clientWidth)
        .map(cell => cell.textContent)
      """)
    #expect(narrow == [])
    #expect(
      try browser.value(
        "return new Set([...document.querySelectorAll('#small td')].map(c => getComputedStyle(c).backgroundColor)).size"
      )
        == 4)
  }

  @Test("Its pages load without an error in their scripts, light-dark() and all")
  func errors() throws {
    let browser = try Firefox()
    for page in BrowserTests.pages {
      try browser.open(packageRoot + "/site/" + page)
      // Only the page for what is not there stands for itself.
      let styled = page == "404.html" ? "true" : "document.styleSheets.length > 0"
      #expect(try browser.value("return \(styled) && document.readyState") == "complete")
      #expect(try browser.value("return getComputedStyle(document.body).color") != "")
    }
  }
}
