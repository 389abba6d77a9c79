import Foundation
import TestSupport
import Testing

/// A book in which each kind of word is somewhere.
private let book: Result<TemporaryBook, any Error> = Result {
  let book = try TemporaryBook(
    [
      "pooling": """
      # Pooling layers

      Before anything else.

      ## Taking the greatest

      The window of a `maxPooling2D` layer keeps the greatest of 60,000 values, in all 0.0725 of them. Café crème.

      ## In code

      ```swift {.no-run}
      let smallest = computeTheSmallest(of: window)
      print(snake_case_name)
      ```

      ## Of other things

      Here pooling is spoken of once, among much else such as $\\sigma$ in [](hebrew.md).
      """,
      "chinese": "# 卷积神经网络\n\n我们从一个简单的例子开始。\n\n## かなで書く\n\nここではカメラで見た画像を畳み込みます。\n",
      "hebrew": "# שכבות\n\nהַמְּכוֹנָה לומדת.\n\n## Straße\n\nÉtude naïve; Weißt du? Æsthetik.\n",
    ], configuration: "title: Everything\nchapters: [pooling.md, chinese.md, hebrew.md]\n")
  #expect(try book.run().exitCode == 0)
  return book
}

@Suite("The search", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct SearchTests {
  private func open(_ name: String = "pooling", width: Int = 1280, scripts: Bool = true) throws -> BrowserPage {
    let page = try BrowserPage(width: width, isPhone: width < 500, scripts: scripts)
    try page.open(try book.get().site + "/\(name).html")
    return page
  }

  private static let isOpen = "document.querySelector('dialog.search')?.open === true"
  private static let headings = "[...document.querySelectorAll('dialog.search .heading')].map(part => part.textContent)"
  private static let status = "document.querySelector('dialog.search .count').textContent"

  /// Opens the search and types.
  private func search(_ query: String, on page: BrowserPage) throws -> [String] {
    if try !page.value(Self.isOpen) {
      try page.press("s")
      #expect(try page.becomesTrue(Self.isOpen))
    }
    let _: Bool = try page.value("(document.querySelector('dialog.search input').select(), true)")
    try page.type(query)
    let _: Int = try page.value(
      "window.bookSearch.search(\(query.debugDescription)).then(found => found.sections.length)")
    #expect(try page.becomesTrue("\(Self.status) !== ''"))
    return try page.value(Self.headings)
  }

  @Test(
    "Sections are found by what stands in them",
    arguments: [
      ("greatest", ["Taking the greatest"]),
      // A title before the text.
      ("pooling", ["Pooling layers", "Of other things", "Taking the greatest"]),
      // Names in code, whole, begun and by their parts; parts of several words.
      ("maxPooling2D", ["Taking the greatest"]), ("maxpool", ["Taking the greatest"]), ("smallest", ["In code"]),
      ("snake_case_name", ["In code"]), ("snake name", ["In code"]),
      // From an inner part on, and from within one.
      ("theSmallest", ["In code"]), ("thesmall", ["In code"]), ("case_name", ["In code"]), ("mallest", ["In code"]),
      // Numbers, with their groups or without.
      ("60,000", ["Taking the greatest"]), ("60000", ["Taking the greatest"]), ("0.0725", ["Taking the greatest"]),
      ("0.07", ["Taking the greatest"]),
      // Accents.
      ("cafe creme", ["Taking the greatest"]), ("CAFÉ", ["Taking the greatest"]), ("etude naive", ["Straße"]),
      ("strasse", ["Straße"]), ("aesthetik", ["Straße"]), ("המכונה", ["שכבות"]),
      // A letter wrong, missing, too many, exchanged; in long words two.
      ("graetest", ["Taking the greatest"]), ("wimdow", ["Taking the greatest", "In code"]),
      ("lyer", ["Taking the greatest", "Pooling layers"]),
      ("compteTheSmalest", ["In code"]),
      // Scripts without blanks.
      ("神经网络", ["卷积神经网络"]), ("例子", ["卷积神经网络"]), ("例", ["卷积神经网络"]), ("画像", ["かなで書く"]), ("カメラ", ["かなで書く"]),
      // Formulas, and what references say.
      ("σ", ["Of other things"]), ("chapter", ["Of other things"]),
      ("nothingofthis", []),
    ])
  func found(query: String, headings: [String]) throws {
    let page = try open()
    #expect(try Set(search(query, on: page)) == Set(headings))
  }

  @Test("A title counts more than the text, and the text more than code")
  func ranking() throws {
    let page = try open()
    #expect(try search("pooling", on: page).first == "Pooling layers")
    #expect(try search("window", on: page) == ["Taking the greatest", "In code"])
  }

  @Test("A result has its chapter, its number, and an excerpt with the words marked")
  func result() throws {
    let page = try open()
    #expect(try search("grea 60,000", on: page) == ["Taking the greatest"])
    let marks: [String] = try page.value(
      "[...document.querySelectorAll('dialog.search mark')].map(mark => mark.textContent)")
    #expect(marks == ["greatest", "greatest", "60,000"])
    #expect(try page.value("document.querySelector('dialog.search .where').textContent") == "1.1 · Pooling layers")
    #expect(try page.value(Self.status) == "1 section")
    #expect(try search("computeThe", on: page) == ["In code"])
    #expect(
      try page.value("document.querySelector('dialog.search code').textContent")
        == "let smallest = computeTheSmallest(of: window)")
  }

  @Test("Arrows lead through the results, Enter to the section, Escape back to where the reader was")
  func keys() throws {
    let page = try open("chinese")
    try page.press("/")
    #expect(try page.becomesTrue(Self.isOpen))
    #expect(try page.value("document.activeElement.matches('dialog.search input')"))
    _ = try search("window", on: page)
    let focus = "document.activeElement.querySelector('.heading')?.textContent ?? document.activeElement.localName"
    try page.press(.down)
    #expect(try page.value(focus) == "Taking the greatest")
    try page.press(.down)
    try page.press(.down)
    #expect(try page.value(focus) == "In code")
    try page.press(.up)
    try page.press(.up)
    #expect(try page.value(focus) == "input")
    try page.press(.escape)
    #expect(try page.value(Self.isOpen) == false)
    #expect(try page.value("document.activeElement === document.body"))

    let _: Bool = try page.value("(document.querySelector('nav.book .find button').focus(), true)")
    try page.press(.enter)
    #expect(try page.becomesTrue(Self.isOpen))
    try page.press(.escape)
    #expect(try page.value("document.activeElement.matches('.find button')"))

    _ = try search("greatest", on: page)
    page.forgetEvents()
    try page.press(.enter)
    try page.loaded()
    #expect(try page.value("location.pathname.split('/').pop() + location.hash") == "pooling.html#taking-the-greatest")
  }

  @Test("Letters are no keys where something is typed, nor where the reader wants none")
  func letters() throws {
    let page = try open()
    try page.press("s")
    #expect(try page.becomesTrue(Self.isOpen))
    try page.press("s")
    #expect(try page.value("document.querySelector('dialog.search input').value") == "s")
    try page.press(.escape)
    try page.press("?")
    #expect(try page.becomesTrue("document.querySelector('dialog.keys')?.open === true"))
    try page.click("dialog.keys input")
    try page.press(.escape)
    try page.press("s")
    #expect(try page.value("document.querySelector('dialog[open]') === null"))
    let _: Bool = try page.value("(localStorage.clear(), true)")
  }

  @Test(
    "The page that a result opens shows where the words are, until Escape, and has its own address",
    arguments: ["pooling", "chinese"])
  func marked(from name: String) throws {
    let page = try open(name)
    _ = try search("windo", on: page)
    page.forgetEvents()
    try page.press(.enter)
    if name == "chinese" { try page.loaded() }
    let marked =
      "[...(CSS.highlights.get('search') ?? [])].map(range => range.startContainer.data.slice(range.startOffset, range.endOffset))"
    #expect(try page.becomesTrue("\(marked).join() === 'window,window'"))
    #expect(
      try page.value("location.href.split('/').pop()") == "pooling.html#taking-the-greatest")
    try page.press(.escape)
    #expect(try page.value("CSS.highlights.has('search')") == false)
    #expect(page.problems == [])
  }

  @Test("The works that the book cites are found, and lead to their entries")
  func works() throws {
    let cited = try TemporaryBook(
      ["a": "# A\n\nSee [@zoe].\n"], configuration: "title: T\nbibliography: works.bib\n")
    try cited.write("works.bib", "@book{zoe, author={Zoë Quux}, title={On gradients <&>}, year={1998}}")
    #expect(try cited.run().exitCode == 0)
    let page = try BrowserPage()
    try page.open(cited.site + "/a.html")
    #expect(try search("gradients", on: page) == ["Quux, 1998"])
    #expect(try page.value("document.querySelector('dialog.search .excerpt').textContent.includes('On gradients <&>')"))
    #expect(
      try page.value("document.querySelector('dialog.search li a').getAttribute('href').split('/').pop()")
        == "bibliography.html?find=gradients#_cite-zoe")
  }

  @Test("Arrows lead to the neighbouring chapters")
  func neighbours() throws {
    let page = try open()
    page.forgetEvents()
    try page.press(.right)
    try page.loaded()
    #expect(try page.value("location.pathname.split('/').pop()") == "chinese.html")
    page.forgetEvents()
    try page.press(.left)
    try page.loaded()
    #expect(try page.value("location.pathname.split('/').pop()") == "pooling.html")
  }

  @Test("Nothing of it is loaded before it is used, and then only what is needed")
  func loading() throws {
    let page = try open()
    #expect(page.requests.filter { $0.contains("search") } == [])
    _ = try search("greatest", on: page)
    let names = Set(
      page.requests.filter { $0.contains("search") }.map { $0.components(separatedBy: "/assets/").last ?? "" })
    #expect(names == ["search.js", "search.css", "search/index.js", "search/0.js", "search/text/0.js"])
    #expect(page.problems == [])
  }

  @Test("On a phone it fills the screen and is opened from the bar")
  func phone() throws {
    let page = try open(width: 390)
    try page.tap(".bar .find button")
    #expect(try page.becomesTrue(Self.isOpen))
    #expect(try page.value("document.querySelector('dialog.search').getBoundingClientRect().width") == 390)
    #expect(try search("greatest", on: page) == ["Taking the greatest"])
    #expect(try page.value("document.documentElement.scrollWidth") == 390)
    try page.tap("dialog.search li a")
    #expect(try page.value(Self.isOpen) == false)
    #expect(try page.value("location.hash") == "#taking-the-greatest")
  }

  @Test("Without scripts there is no button that does nothing")
  func withoutScripts() throws {
    let page = try open(scripts: false)
    #expect(
      try page.value(
        "[...document.querySelectorAll('.find')].every(part => !part.checkVisibility({ visibilityProperty: true }))"))
  }

  @Test(
    "axe finds nothing to mend in it", .enabled(if: Axe.path != nil, "AXE_CORE names no axe.min.js"),
    arguments: [390, 1280])
  func axe(width: Int) throws {
    let page = try open(width: width)
    _ = try search("window", on: page)
    #expect(try Axe.findings(on: page) == [])
    try page.press(.escape)
    try page.press("?")
    #expect(try page.becomesTrue("document.querySelector('dialog.keys')?.open === true"))
    #expect(try Axe.findings(on: page) == [])
  }
}
