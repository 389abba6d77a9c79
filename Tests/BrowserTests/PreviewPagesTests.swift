import Foundation
import TestSupport
import Testing

@Suite("Pages of a preview that are no chapters'", .enabled(if: Browser.path != nil), .serialized)
struct PreviewPagesTests {
  private static let configuration = """
    title: Test
    url: https://example.org/book/
    bibliography: works.bib
    chapters: [more/a.md]
    redirects:
      old/page.html: more/a.md#there
      gone.html: https://example.org/elsewhere

    """

  private func book() throws -> RunningPreview {
    let chapter = "# Ants\n\nSee @x and [](#word).\n\n## There\n\nword\n: A *term*.\n"
    let preview = try RunningPreview(
      ["more/a": chapter], configuration: Self.configuration,
      files: ["works.bib": "@book{x, author={Doe, Ann}, title={On ants}, year={2001}}\n"])
    return preview
  }

  @Test("Redirects lead to what has taken the place of a page, and the bibliography and the index are there")
  func served() throws {
    let preview = try book()
    let page = try BrowserPage()
    try page.open(address: preview.address + "more/a.html")
    try page.open(address: preview.address + "bibliography.html")
    #expect(try page.value("document.querySelector('.bibliography li cite').textContent") == "On ants")
    try page.open(address: preview.address + "terms.html")
    #expect(try page.value("document.querySelector('.terms a').textContent") == "word")
    try page.open(address: preview.address + "old/page.html")
    #expect(try page.becomesTrue("location.pathname + location.hash === '/more/a.html#there'"))
    try preview.book.write("book.yml", Self.configuration.replacingOccurrences(of: "old/page", with: "older/page"))
    try page.open(address: preview.address + "older/page.html")
    #expect(try page.becomesTrue("location.pathname + location.hash === '/more/a.html#there'"))
    let redirect = try fetched(preview, "gone.html")
    #expect(redirect.contains("content=\"0; url=https://example.org/elsewhere\""))
    #expect(!redirect.contains("_preview"))
    let missing = try fetched(preview, "old/page.html")
    #expect(missing.contains("_preview/missing.js"))
  }

  @Test("In place of a page that is not there is the book's own page, with its contents, at whatever address")
  func missing() throws {
    let preview = try book()
    let page = try BrowserPage()
    try page.open(address: preview.address + "not/there.html")
    #expect(try page.value("document.querySelector('h1').textContent") == "There is no such page")
    #expect(try page.becomesTrue("document.querySelector('nav.book').textContent.includes('Ants')"))
    #expect(try page.value("getComputedStyle(document.querySelector('nav.book')).position") == "sticky")
    try page.follow("nav.book li a")
    #expect(try page.value("document.querySelector('h1').textContent") == "Ants")
  }

  @Test("The first question and the first figure with steps of a page can be used without loading it again")
  func firstScripts() throws {
    let chapter = "# A\n\nText.\n\n```swift {#picture}\nimport Notebook\nLineChart([1, 2, 3])\n```\n"
    let preview = try RunningPreview(["a": chapter])
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    #expect(try page.becomes("document.querySelector('#picture svg') !== null"))
    let _: Bool = try page.value("window.isSame = true")
    try preview.book.replace(
      "Text.", by: "Text.\n\n```swift {#ask .predict}\n1 + 2\n```\n\n```output\n3\n```\n", in: "a.md")
    #expect(try page.becomes("document.querySelector('#ask .question input') !== null"))
    try preview.book.replace(
      "LineChart([1, 2, 3])",
      by: "SteppingFigure((1...3).map { LineChart([1, Float($0)]) })", in: "a.md")
    #expect(try page.becomes("document.querySelectorAll('#picture .stepper').length === 1"))
    let _: Bool = try page.value(
      "(document.querySelector('#picture .stepper button:last-of-type').click(), true)")
    #expect(try page.value("document.querySelector('#picture .position').textContent") == "Step 2 of 3")
    #expect(try page.value("window.isSame === true"))
  }

  private func fetched(_ preview: RunningPreview, _ path: String) throws -> String {
    try tool(["-s", preview.address + path], in: "/", program: "/usr/bin/curl").output
  }
}
