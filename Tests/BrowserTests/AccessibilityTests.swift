import Foundation
import TestSupport
import Testing

/// The rules of axe-core, whose file `axe.min.js` the environment's `AXE_CORE` names.
@Suite(
  "Accessibility, by axe",
  .enabled(if: Browser.path != nil && Axe.path != nil, "chromium is not installed, or AXE_CORE names no axe.min.js"),
  .serialized)
struct AccessibilityTests {
  @Test(
    "axe finds nothing to mend in light and dark, on a telephone and on a desk", arguments: [390, 1280], [false, true])
  func axe(width: Int, isDark: Bool) throws {
    let page = try BrowserPage(width: width, isPhone: width < 500, isDark: isDark)
    let own = try ["boxes", "scrolling", "pictures"].map { try BuiltBook.page($0) }
    for file in BrowserTests.pages.map({ packageRoot + "/site/" + $0 }) + own {
      try page.open(file)
      #expect(try Axe.findings(on: page) == [], "\(file)")
    }
  }

  @Test(
    "Nor does it where outputs have colours and folds, and where the contents of a telephone are open",
    arguments: [false, true])
  func input(isDark: Bool) throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true, isDark: isDark)
    try page.open(try ReadingTests.book.get().site + "/reading.html")
    try page.tap(".checked")
    #expect(try Axe.findings(on: page) == [])
    try page.click(".bar a")
    #expect(try Axe.findings(on: page) == [])
  }
}

enum Axe {
  static let path = ProcessInfo.processInfo.environment["AXE_CORE"].flatMap { path in
    FileManager.default.fileExists(atPath: path) ? path : nil
  }

  static func findings(on page: BrowserPage) throws -> [String] {
    let rules = try String(contentsOfFile: try #require(path), encoding: .utf8)
    _ = try page.value(rules + "\ntrue") as Bool
    return try page.value(
      """
      axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`)))
      """)
  }
}
