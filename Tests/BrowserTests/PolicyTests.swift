import Foundation
import TestSupport
import Testing

/// Pages obey what they forbid themselves: nothing is loaded or run but the files of the site.
@Suite("The content policy", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct PolicyTests {
  /// The policy of a page, empty where there is none.
  private static let policy =
    "document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]')?.content ?? ''"

  /// Opens a page and gives what broke its policy, also where it is read to the end and searched.
  private func violations(of file: String) throws -> [String] {
    let page = try BrowserPage()
    try page.send(
      "Page.addScriptToEvaluateOnNewDocument",
      [
        "source":
          "window.violations = []; document.addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));"
      ])
    try page.open(file)
    let _: Bool = try page.value("(scrollTo(0, document.body.scrollHeight), true)")
    try page.press("s")
    #expect(try page.becomesTrue("document.querySelector('dialog.search')?.open === true"), "\(file)")
    try page.type("net")
    #expect(try page.becomesTrue("document.querySelector('dialog.search .count').textContent !== ''"), "\(file)")
    #expect(page.problems == [], "\(file)")
    return try page.value("violations")
  }

  @Test("No page of this package's book breaks it, formulas, tensors and pictures among them")
  func own() throws {
    // The page for what is missing has no search where the book's address is not known.
    for name in BrowserTests.pages where name != "404.html" {
      #expect(try violations(of: packageRoot + "/site/" + name) == [], "\(name)")
    }
    for name in ["scrolling", "pictures"] { #expect(try violations(of: BuiltBook.page(name)) == [], "\(name)") }
  }

  @Test(
    "Scripts and style sheets within a page, and addresses of others, are refused; an author's own HTML is as it was written"
  )
  func refused() throws {
    let book = try TemporaryBook([
      "plain": "# A\n\n<span style=\"color: red\">red</span>\n",
      "active": "# B\n\n<script>document.title = 'ran'</script>\n",
      "click": "# C\n\n<b\nonclick = \"document.title = 'ran'\">x</b>\n",
    ])
    #expect(try book.run().exitCode == 0)
    let page = try BrowserPage()
    try page.open(book.site + "/plain.html")
    #expect(try page.value("getComputedStyle(document.querySelector('main span')).color") == "rgb(255, 0, 0)")
    let ran: Bool = try page.value(
      """
      (() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'ran'";
        document.body.append(script);
        return document.title === "ran";
      })()
      """)
    #expect(!ran)
    for name in ["active", "click"] {
      try page.open(book.site + "/\(name).html")
      #expect(try page.value(Self.policy) == "")
      let _: Bool = try page.value("(document.querySelector('b')?.click(), true)")
      #expect(try page.value("document.title") == "ran")
    }
  }
}
