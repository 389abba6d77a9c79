import Foundation
import Testing

@Suite("Pictures in a browser", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct PictureTests {
  @Test("No text of a picture reaches into another or out of the drawing", arguments: [390, 1280])
  func collisions(width: Int) throws {
    let page = try BrowserPage(width: width, isPhone: width < 500)
    try page.open(try BuiltBook.page("pictures"))
    let problems: [String] = try page.value(Self.collisions)
    #expect(problems == [])
  }

  @Test("A chart takes the width of its frame, on a telephone in a drawing of its own whose text can be read")
  func widths() throws {
    let charts = ["many-lines", "crowded-axis", "bars", "histogram"]
    for (width, classes) in [(1280, ""), (390, "narrow")] {
      let page = try BrowserPage(width: width, isPhone: width < 500)
      try page.open(try BuiltBook.page("pictures"))
      for chart in charts {
        let shown: [String] = try page.value(
          "[...document.querySelectorAll('#\(chart) svg')].filter(svg => svg.checkVisibility()).map(svg => svg.classList.value)"
        )
        #expect(shown == [classes], "\(chart) at \(width)")
        let sizes: [Double] = try page.value(
          """
          (() => {
            const svg = document.querySelector('#\(chart) svg\(classes.isEmpty ? "" : "." + classes)');
            return [svg.getBoundingClientRect().width / svg.parentElement.clientWidth, 14 * svg.getScreenCTM().a];
          })()
          """)
        #expect(sizes[0] > 0.97, "\(chart) at \(width)")
        #expect(sizes[1] > 12, "\(chart) at \(width)")
      }
    }
  }

  @Test("Two charts stand side by side, each in its drawing for a narrow frame")
  func sideBySide() throws {
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("pictures"))
    let tops: [Double] = try page.value(
      """
      [...document.querySelectorAll('#two svg')].filter(svg => svg.checkVisibility() && svg.matches('.narrow'))
        .map(svg => svg.getBoundingClientRect().top)
      """)
    #expect(tops.count == 2 && Set(tops).count == 1)
  }

  @Test("Numbers below zero have a true minus sign in tensors, pictures and sentences")
  func minus() throws {
    let page = try BrowserPage()
    for (chapter, expected) in [
      ("scrolling", ["−2", "−0.5", "−6.00000"]), ("pictures", ["−0.75", "−450", "−2.00000e9"]),
    ] {
      try page.open(try BuiltBook.page(chapter))
      let text: String = try page.value(
        "[...document.querySelectorAll('.tensor, .picture text, .checked')].map(set => set.textContent).join(' ')")
      for number in expected { #expect(text.contains(number), "\(number)") }
      #expect(!text.contains(/-[\d.]/))
    }
  }

  @Test(
    "A number is copied with the sign of code",
    arguments: ["#small tr", "#small td:nth-child(2)", "p:has(.checked)", ".checked"])
  func copies(selector: String) throws {
    let page = try BrowserPage()
    try page.open(try BuiltBook.page("scrolling"))
    let text = try page.copied(selecting: "getSelection().selectAllChildren(document.querySelector('\(selector)'))")
    let expected = ["#small tr": "1.0\t-2.0", "#small td:nth-child(2)": "-2.0", ".checked": "-0.5"]
    #expect(text.trimmingCharacters(in: .whitespacesAndNewlines) == expected[selector] ?? "The least is -0.5.")
  }

  /// Texts as they stand on the screen, turned ones too: two convex shapes do not meet if a side of one parts them.
  private static let collisions = """
    (() => {
      const problems = [];
      const parted = (a, b) => [a, b].some(shape => shape.some(([x, y], index) => {
        const [u, v] = shape[(index + 1) % 4], along = ([p, q]) => p * (y - v) + q * (u - x);
        const [one, other] = [a.map(along), b.map(along)];
        return Math.max(...one) <= Math.min(...other) || Math.max(...other) <= Math.min(...one);
      }));
      for (const svg of document.querySelectorAll('.picture svg')) {
        if (!svg.checkVisibility()) continue;
        const frame = svg.getBoundingClientRect();
        const name = text => `${svg.closest('figure').id}: ${text.textContent}`;
        // Chromium says of texts in a group that is not displayed that they can be seen.
        const texts = [...svg.querySelectorAll('text')].filter(text => !text.closest('g[display=none]')).map(text => {
          // Of a line's height letters take about the middle three fifths.
          const { x, y, width, height } = text.getBBox(), matrix = text.getScreenCTM();
          const corners = [[x, y + height * .2], [x + width, y + height * .2], [x + width, y + height * .8], [x, y + height * .8]];
          return [text, corners.map(([x, y]) => { const p = new DOMPoint(x, y).matrixTransform(matrix); return [p.x, p.y]; })];
        });
        texts.forEach(([text, corners], index) => {
          if (corners.some(([x, y]) => x < frame.left || x > frame.right || y < frame.top || y > frame.bottom))
            problems.push(`${name(text)} leaves the drawing`);
          for (const [other, others] of texts.slice(index + 1))
            if (!parted(corners, others)) problems.push(`${name(text)} meets ${other.textContent}`);
        });
      }
      return problems;
    })()
    """
}
