import Testing

@Suite("On paper", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct PaperTests {
  @Test("Nothing is wider than the paper: lines are broken, tensors and pictures are smaller")
  func widths() throws {
    // A4 and a letter without their margins, in pixels.
    for width in [642, 665] {
      let page = try BrowserPage(width: width, isPrinted: true)
      for chapter in ["scrolling", "pictures"] {
        try page.open(try BuiltBook.page(chapter))
        let cut: [String] = try page.value(
          """
          [...document.querySelectorAll('pre, .tensor, .picture, table, .picture svg, div.math, .katex .base')]
            .filter(box => box.checkVisibility())
            .filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth || box.getBoundingClientRect().right > \(width))
            .map(box => `${box.closest('figure')?.id} ${box.className} ${box.scrollWidth} ${box.clientWidth}`)
          """)
        #expect(cut == [], "\(width), \(chapter)")
        #expect(try page.value("document.documentElement.scrollWidth <= \(width)") == true)
        let faded: Int = try page.value(
          "[...document.querySelectorAll('article *')].filter(box => getComputedStyle(box).maskImage !== 'none').length"
        )
        #expect(faded == 0)
      }
    }
  }

  @Test("Each page has its number, and all that stands on the screen is there")
  func numbers() throws {
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("scrolling"))
    let pages = PrintedText(try page.printed()).pages
    #expect(pages.count == 6)
    for (index, text) in pages.enumerated() { #expect(text.hasPrefix("\(index + 1)"), "\(text)") }
    let text = pages.joined()
    for part in ["6.71429", "393", "andonitgoes,toitsend.", "xxxy", "Ankleboot", "letline70=70", "Theend."] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("A cell that does not fit begins where it stands and goes on on the next page")
  func breaks() throws {
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("scrolling"))
    let pages = PrintedText(try page.printed()).pages
    let first = try #require(pages.firstIndex { $0.contains("letline1=1") })
    #expect(pages[first].contains("Theleastis"), "the sentence above the cell")
    #expect(!pages[first].contains("letline70=70"))
    #expect(pages[first + 1].contains("letline50=50"))
    #expect(pages[(first + 1)...].joined().contains("letline70=70"))
  }

  @Test("No picture is higher than two fifths of a page")
  func pictures() throws {
    let page = try BrowserPage(width: 642, isPrinted: true)
    try page.open(try BuiltBook.page("pictures"))
    let heights: [Double] = try page.value(
      "[...document.querySelectorAll('.picture')].map(picture => picture.getBoundingClientRect().height)")
    #expect(heights.filter { $0 > 0.4 * 971 } == [])
  }
}
