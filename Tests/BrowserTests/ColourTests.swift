import Foundation
import TestSupport
import Testing

@Suite("Colours in a browser", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct ColourTests {
  private static let paper = "getComputedStyle(document.documentElement).backgroundColor"

  @Test("A page follows the system's choice of light and dark")
  func follows() throws {
    for (isDark, paper) in [(false, "rgb(253, 252, 250)"), (true, "rgb(21, 23, 27)")] {
      let page = try BrowserPage(isDark: isDark)
      try page.open(packageRoot + "/site/engine.html")
      #expect(try page.value(Self.paper) == paper)
    }
  }

  @Test("A browser that does not know light-dark() shows the light page")
  func fallback() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: packageRoot + "/site", toPath: folder.path + "/site")
    let css = folder.path + "/site/assets/book.css"
    let text = try String(contentsOfFile: css, encoding: .utf8)
    let unknown = text.replacing("light-dark(", with: "unknown-to-all(")
    #expect(text != unknown)
    try unknown.write(toFile: css, atomically: true, encoding: .utf8)
    let page = try BrowserPage(isDark: true)
    try page.open(folder.path + "/site/engine.html")
    #expect(try page.value(Self.paper) == "rgb(253, 252, 250)")
    #expect(try page.value("getComputedStyle(document.body).color") == "rgb(28, 30, 33)")
  }

  @Test("In the system's own colours a tensor keeps its scale and a picture its colours and text")
  func forced() throws {
    let page = try BrowserPage(isDark: true)
    try page.open(try BuiltBook.page("scrolling"))
    let colours = """
      [['#small td.plus', 'backgroundColor'], ['#small td.minus', 'backgroundColor'], ['#small td', 'color'],
       ['#matrix svg rect', 'fill'], ['#matrix svg text', 'fill']]
        .map(([selector, property]) => getComputedStyle(document.querySelector(selector))[property])
      """
    let before: [String] = try page.value(colours)
    try page.forceColours()
    #expect(try page.value("matchMedia('(forced-colors: active)').matches") == true)
    #expect(try page.value(colours) == before)
  }
}
