import Foundation
import TestSupport
import Testing

@Suite("A cell that is tried on the page of a preview", .enabled(if: Browser.path != nil, "chromium is not installed"))
struct ScratchTests {
  private static let chapter = """
    # A

    ```swift
    import Foundation
    let log = fopen("log.txt", "a")!
    fputs("ran\\n", log)
    _ = fclose(log)
    var total = 41
    ```

    ```swift {#second}
    total += 1
    total
    ```

    ```output
    42
    ```

    > In a quotation:
    >
    > ```swift {#third}
    > total * 2
    > ```
    >
    > ```output
    > 84
    > ```

    The end.
    """

  private func opened(
    _ preview: RunningPreview, width: Int = 1280, isPhone: Bool = false
  ) throws -> BrowserPage {
    let page = try BrowserPage(width: width, isPhone: isPhone)
    try page.open(address: preview.address + "a.html")
    #expect(
      try page.becomes("document.documentElement.dataset.preview === 'current' && document.querySelector('.try-open')"))
    return page
  }

  /// What somebody tries below a cell, as an expression of JavaScript.
  private func scratch(_ cell: String) -> String { "document.querySelector('#\(cell) + .try')" }

  private func open(below cell: String, on page: BrowserPage) throws {
    let _: Bool = try page.value("(\(scratch(cell)).querySelector('.try-open').click(), true)")
    #expect(try page.value("document.activeElement === \(scratch(cell)).querySelector('textarea')"))
  }

  private func evaluate(_ code: String, on page: BrowserPage) throws {
    let _: Bool = try page.value("(document.activeElement.select(), true)")
    try page.type(code)
    try page.press(.enter, withControl: true)
  }

  @Test("It shows what it gives in the state below its cell, and nothing of it is kept")
  func evaluated() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try open(below: "second", on: page)
    try evaluate("total += 100\nprint(total)", on: page)
    #expect(try page.becomes("\(scratch("second")).querySelector('pre.text')?.textContent.trim() === '142'"))
    try evaluate("total", on: page)
    #expect(try page.becomes("\(scratch("second")).querySelector('pre.text')?.textContent.trim() === '42'"))
    try evaluate("Tensor([[1.0, -2.0]])", on: page)
    #expect(try page.becomes("\(scratch("second")).querySelectorAll('.tensor td').length === 2"))
    try evaluate("LineChart(x: [1, 2], y: [3, 4])", on: page)
    #expect(try page.becomes("\(scratch("second")).querySelector('.picture svg[role=img]')"))
    try preview.book.replace("total * 2", by: "total * 3", in: "a.md")
    #expect(try page.becomes("document.querySelector('#third pre.text').textContent.trim() === '126'"))
    #expect(try preview.book.text("log.txt") == "ran\n")
    #expect(try preview.book.text("a.md") == Self.chapter.replacingOccurrences(of: "total * 2", with: "total * 3"))
    #expect(!preview.book.exists(preview.book.site))
  }

  @Test("What is wrong with it is told at its own line")
  func problems() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try open(below: "second", on: page)
    let problems = "\(scratch("second")).querySelector('.try-problems')"
    try evaluate("let a = 1\nlet b = undefined", on: page)
    #expect(try page.becomes("\(problems).textContent === \"line 2: cannot find 'undefined' in scope\""))
    let _: Bool = try page.value("(\(problems).querySelector('button').click(), true)")
    #expect(try page.value("getSelection().toString()") == "let b = undefined")
    try evaluate("print(1)\nfatalError(\"no\")", on: page)
    #expect(try page.becomes("\(problems).textContent === 'line 2: stopped: no'"))
    #expect(try page.value("\(scratch("second")).querySelector('pre.text').textContent.trim()") == "1")
    try evaluate("let lines = try String(contentsOfFile: \"new.txt\", encoding: .utf8)", on: page)
    #expect(try page.becomes("\(problems).textContent.startsWith('line 1: threw an error')"))
  }

  @Test("Text that is typed, focus and caret survive what happens to the page around them")
  func patches() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try open(below: "second", on: page)
    try page.type("total + total")
    let _: Bool = try page.value(
      "(document.activeElement.setSelectionRange(2, 4), window.text = document.activeElement, true)")
    func expectUntouched(below cell: String) throws {
      #expect(try page.value("document.activeElement === window.text && window.text.isConnected"))
      #expect(try page.value("window.text.value") == "total + total")
      #expect(try page.value("[window.text.selectionStart, window.text.selectionEnd].join()") == "2,4")
      #expect(try page.value("window.text.closest('.try') === \(scratch(cell))"))
    }
    // Other output, another cell above it, another id.
    try preview.book.replace("var total = 41", by: "var total = 51", in: "a.md")
    #expect(try page.becomes("document.querySelector('#second pre.text').textContent.trim() === '52'"))
    try expectUntouched(below: "second")
    try preview.book.replace("# A\n", by: "# A\n\n```swift\n\"above\"\n```\n", in: "a.md")
    #expect(try page.becomes("document.querySelector('#cell-1 pre.text')?.textContent.trim() === 'above'"))
    try expectUntouched(below: "second")
    try preview.book.replace("{#second}", by: "{#other}", in: "a.md")
    #expect(try page.becomes("document.querySelector('#other + .try')"))
    try expectUntouched(below: "other")
    #expect(try page.value("document.querySelectorAll('.try').length") == 4)
  }

  @Test("Text that is typed, focus and caret survive other titles and chapters, which are patched in too")
  func contents() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try open(below: "second", on: page)
    try page.type("total + total")
    let _: Bool = try page.value(
      "(document.activeElement.setSelectionRange(2, 4), window.text = document.activeElement, true)")
    func expectUntouched() throws {
      #expect(try page.value("document.activeElement === window.text && window.text.isConnected"))
      #expect(try page.value("[window.text.selectionStart, window.text.selectionEnd].join()") == "2,4")
    }
    let contents = "[...document.querySelectorAll('nav.book .entries a')].map(link => link.textContent.trim()).join()"
    try preview.book.write("b.md", "# Bees\n")
    #expect(try page.becomes("document.querySelector('nav.pager .next')?.textContent.includes('Bees')"))
    #expect(try page.becomes("\(contents) === '1 A,2 Bees'"))
    try expectUntouched()
    try preview.book.replace("# A\n", by: "# Ants\n", in: "a.md")
    #expect(try page.becomes("\(contents) === '1 Ants,2 Bees' && document.querySelector('h1').textContent === 'Ants'"))
    #expect(
      try page.value("document.title.includes('Ants') && document.querySelector('.bar').textContent.includes('Ants')"))
    try expectUntouched()
    try preview.book.write("b.md", "# Wasps\n")
    #expect(try page.becomes("\(contents) === '1 Ants,2 Wasps'"))
    try FileManager.default.removeItem(atPath: preview.book.folder + "/b.md")
    #expect(try page.becomes("\(contents) === '1 Ants' && !document.querySelector('nav.pager')"))
    try expectUntouched()
    #expect(try page.value("document.querySelectorAll('li.here').length === 1"))
    // Where the page has to be loaded again it comes back.
    try preview.book.write("book.yml", "title: Insects\n")
    #expect(try page.becomes("document.querySelector('.book-title').textContent === 'Insects' && \(scratch("second"))"))
    #expect(try page.becomes("document.activeElement.value === 'total + total'"))
    #expect(try page.value("document.activeElement.closest('.try') === \(scratch("second"))"))
    #expect(
      try page.value("[document.activeElement.selectionStart, document.activeElement.selectionEnd].join()") == "2,4")
  }

  @Test("It is written into the chapter below its cell where that is asked for, also within a quotation")
  func inserted() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    func insert(_ code: String, below cell: String) throws {
      try open(below: cell, on: page)
      try page.type(code)
      let _: Bool = try page.value(
        "([...\(scratch(cell)).querySelectorAll('button')].find(button => button.textContent === 'Insert below').click(), true)"
      )
    }
    try insert("let marks = \"\"\"\n  ```\n  \"\"\"\n\nmarks.count\n", below: "second")
    #expect(try page.becomes("document.querySelector('#cell-3 pre.text')?.textContent.trim() === '3'"))
    try insert("total * 4\ntotal * 5", below: "third")
    #expect(try page.becomes("document.querySelector('#cell-5 pre.text')?.textContent.trim() === '210'"))
    #expect(try page.value("\(scratch("third")).querySelector('form').hidden"))
    #expect(
      try preview.book.text("a.md")
        == Self.chapter
        .replacingOccurrences(
          of: "```output\n42\n```",
          with: "```output\n42\n```\n\n````swift\nlet marks = \"\"\"\n  ```\n  \"\"\"\n\nmarks.count\n````"
        )
        .replacingOccurrences(
          of: "> 84\n> ```", with: "> 84\n> ```\n>\n> ```swift\n> total * 4\n> total * 5\n> ```"))
  }

  @Test("What runs can be stopped, and a second attempt ends the first")
  func stopped() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try open(below: "second", on: page)
    let first = scratch("second")
    try evaluate("print(\"begun\")\nwhile true {}", on: page)
    #expect(try page.becomes("\(first).querySelector('pre.text')?.textContent.trim() === 'begun'"))
    try page.press(.escape)
    #expect(try page.becomes("\(first).querySelector('.try-problems').textContent === 'Stopped.'"))
    #expect(try page.value("\(first).querySelector('textarea').value.startsWith('print')"))
    try evaluate("while true {}", on: page)
    #expect(try page.becomes("\(first).querySelector('form').ariaBusy === 'true'"))
    #expect(try page.value("\(first).querySelector('.try-problems').textContent === ''"))
    try page.press(.enter, withControl: true)
    #expect(try page.value("\(first).querySelector('form').ariaBusy === 'true'"))
    #expect(try page.value("\(first).querySelector('.try-problems').textContent === ''"))
    try open(below: "third", on: page)
    try evaluate("total", on: page)
    #expect(try page.becomes("\(scratch("third")).querySelector('pre.text')?.textContent.trim() === '42'"))
    #expect(try page.becomes("\(first).querySelector('.try-problems').textContent.startsWith('Stopped, since')"))
    // What is saved comes first; then it is tried again.
    try evaluate("while total == 42 {}\ntotal", on: page)
    #expect(try page.becomes("\(scratch("third")).querySelector('form').ariaBusy === 'true'"))
    try preview.book.replace("var total = 41", by: "var total = 51", in: "a.md")
    #expect(try page.becomes("\(scratch("third")).querySelector('pre.text')?.textContent.trim() === '52'"))
    #expect(try page.becomes("\(scratch("third")).querySelector('form').ariaBusy === 'false'"))
    try page.press(.escape)
    #expect(try page.value("\(scratch("third")).querySelector('form').hidden"))
    #expect(try page.value("document.activeElement === \(scratch("third")).querySelector('.try-open')"))
  }

  @Test("It fits a telephone")
  func phone() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview, width: 360, isPhone: true)
    try open(below: "third", on: page)
    try evaluate("String(repeating: \"wide \", count: 80)", on: page)
    #expect(try page.becomes("\(scratch("third")).querySelector('pre.text')"))
    #expect(try page.value("document.documentElement.scrollWidth <= innerWidth"))
    #expect(try page.value("parseFloat(getComputedStyle(document.activeElement).fontSize) >= 16"))
  }
}
