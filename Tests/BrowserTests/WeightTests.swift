import CZlib
import Foundation
import TestSupport
import Testing

/// What the first visit of a page costs, compressed as hosts compress it.
@Suite("The weight of pages", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct WeightTests {
  @Test("The first visit of a chapter is 130 kB with fonts at most, and 15 kB of scripts", arguments: [390, 1280])
  func firstVisit(width: Int) throws {
    let page = try BrowserPage(width: width, isPhone: width < 500)
    for name in BrowserTests.pages {
      try page.open(packageRoot + "/site/" + name)
      var sizes: [String: Int] = [:]
      for address in page.requests {
        let path = try #require(URL(string: address)).path
        sizes[path] = try Self.size(of: path)
      }
      let all = sizes.values.reduce(0, +)
      let scripts = sizes.filter { $0.key.hasSuffix(".js") }.values.reduce(0, +)
      #expect(all <= 130_000, "\(name): \(all) bytes, \(sizes)")
      #expect(scripts <= 15_000, "\(name): \(scripts) bytes of scripts")
    }
  }

  /// What Lighthouse takes for a slow phone: 150 ms for each way there and back, and 1.6 Mbit/s. The times are computed from what the
  /// page asks for, and after which answers, so they are the same on each machine; what the phone computes is not in them, and
  /// `Tests/measure pages` measures that.
  @Test("On a slow phone's network a chapter can be painted after 1 s, and is whole with its fonts within 1.5 s")
  func slowPhone() throws {
    let (trip, bytesInSecond) = (0.15, 1638.4 * 1000 / 8)
    for name in BrowserTests.pages {
      let page = try BrowserPage(width: 390, isPhone: true)
      try page.open(packageRoot + "/site/" + name)
      func seconds(_ isNeeded: (String) -> Bool) throws -> Double {
        let needed = page.roundTrips.filter { isNeeded($0.key) }
        let bytes = try needed.keys.reduce(0) { try $0 + Self.size(of: #require(URL(string: $1)).path) }
        // One more for the connection.
        return trip * Double(1 + (needed.values.max() ?? 0)) + Double(bytes) / bytesInSecond
      }
      // Text is painted in the fonts of the system until its own are there.
      let painted = try seconds { !$0.hasSuffix(".woff2") }
      let whole = try seconds { _ in true }
      #expect(painted <= 1, "\(name)")
      #expect(whole <= 1.5, "\(name)")
    }
  }

  @Test("Nothing moves on a phone when the fonts come after the text has been painted without them")
  func shift() throws {
    for name in BrowserTests.pages {
      let page = try BrowserPage(width: 390, isPhone: true)
      try page.open(name, ofSite: packageRoot + "/site")
      let shifts: [String] = try page.value(
        """
        new Promise(done => {
          const shifts = ["0"];
          new PerformanceObserver(list => {
            for (const entry of list.getEntries())
              shifts.push(`${entry.value} ${entry.sources.map(({ node, previousRect: from, currentRect: to }) =>
                `${node?.textContent.slice(0, 40)}: ${from.top} ${from.height} to ${to.top} ${to.height}`).join("; ")}`);
          }).observe({ type: "layout-shift", buffered: true });
          document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shifts)))));
        })
        """)
      let shift = shifts.compactMap { $0.split(separator: " ").first.flatMap { Double($0) } }.reduce(0, +)
      #expect(shift <= 0.02, "\(name): \(shifts)")
    }
  }

  @Test(
    "What stands in for a font is as wide as it", arguments: ["Book DejaVu", "Book Noto", "Book Times", "Book Georgia"])
  func fallback(family: String) throws {
    let page = try BrowserPage()
    try page.open(packageRoot + "/site/index.html")
    // One that is not installed is shown in the last one of all.
    let widths: [Double] = try page.value(
      """
      (() => {
        const width = (family, style) => {
          const line = document.createElement("span");
          line.style.cssText = `position: absolute; white-space: nowrap; font: ${style} 40px ${family}`;
          line.textContent = "Slide a small grid of weights, the kernel, over the image, and add up what the window covers.";
          document.body.append(line);
          return line.getBoundingClientRect().width;
        };
        return ["400", "italic 400", "600"].flatMap(style => {
          const [own, other, last] = ["Book", "'\(family)', monospace", "monospace"].map(family => width(family, style));
          return other === last ? [] : [other / own];
        });
      })()
      """)
    for width in widths { #expect(abs(width - 1) < 0.04, "\(widths)") }
  }

  static func size(of path: String) throws -> Int {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    if path.hasSuffix(".woff2") { return bytes.count }
    var compressed = [UInt8](repeating: 0, count: Int(compressBound(uLong(bytes.count))))
    var count = uLong(compressed.count)
    let status = bytes.withUnsafeBytes {
      compress2(&compressed, &count, $0.bindMemory(to: UInt8.self).baseAddress, uLong(bytes.count), 6)
    }
    try #require(status == Z_OK)
    return Int(count)
  }
}
