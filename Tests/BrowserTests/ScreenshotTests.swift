import Foundation
import TestSupport
import Testing

/// Pictures of pages for people to look at, where the environment's `SCREENSHOTS` names a folder for them: `Tests/screenshots FOLDER`.
@Suite(
  "Screenshots",
  .enabled(
    if: Screenshots.folder != nil && Browser.path != nil, "SCREENSHOTS names no folder, or chromium is not installed"),
  .serialized)
struct ScreenshotTests {
  @Test(
    "Pages on a screen, a tablet and a phone, light and dark", arguments: [1440, 768, 390], [false, true])
  func pages(width: Int, isDark: Bool) throws {
    let folder = try #require(Screenshots.folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let page = try BrowserPage(width: width, height: 900, isPhone: width < 500, isDark: isDark)
    for file in try Screenshots.pages() {
      try page.open(file)
      let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      let path = "\(folder)/\(name)-\(width)-\(isDark ? "dark" : "light").png"
      let image = try page.screenshot(atMost: 6000)
      #expect(image.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      try image.write(to: URL(fileURLWithPath: path))
    }
  }
}

private enum Screenshots {
  static let folder = ProcessInfo.processInfo.environment["SCREENSHOTS"]

  /// Those that `SCREENSHOT_PAGES` names, or all of the committed site.
  static func pages() throws -> [String] {
    if let names = ProcessInfo.processInfo.environment["SCREENSHOT_PAGES"] {
      return names.split(separator: " ").map(String.init)
    }
    let folder = packageRoot + "/site"
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".html") }.sorted()
      .map { folder + "/" + $0 }
  }
}
