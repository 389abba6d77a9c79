import Foundation
import TestSupport
import Testing

@Suite("The chapters of a book while it is written", .enabled(if: Browser.path != nil, "chromium is not installed"))
struct PreviewBookTests {
  @Test("A file that a cell read, and what links of other chapters lead to, is followed as the chapter is")
  func others() throws {
    let preview = try RunningPreview([
      "a":
        "# A\n\n```swift {#read}\nimport Foundation\nprint(try String(contentsOfFile: \".n.txt\", encoding: .utf8))\n```\n\n[b](b.md#there)\n",
      "b": "# B\n\n## There\n",
    ])
    try preview.book.write(".n.txt", "old")
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    try preview.book.write("a.md", try preview.book.text("a.md") + "\nMore.\n")
    let output = "document.querySelector('#read pre.text')?.textContent.trim()"
    #expect(try page.becomes("\(output) === 'old'"))
    try preview.book.write(".n.txt", "new")
    #expect(try page.becomes("\(output) === 'new'"))
    try preview.book.write("b.md", "# B\n\n## Elsewhere\n")
    #expect(try page.becomes("document.querySelector('.preview').textContent.includes(\"has no anchor '#there'\")"))
    try preview.book.write("book.yml", "title: [\n")
    #expect(try page.becomes("document.querySelector('.preview').textContent.includes('book.yml')"))
  }

  @Test("The modules of the book's reference are followed as they stand in book.yml")
  func reference() throws {
    let preview = try RunningPreview(["a": "# A\n\n```swift\nTensor([1])\n```\n"])
    let page = try preview.opened()
    let links = "[...document.querySelectorAll('nav.book a[href*=\"reference/\"]')].length"
    #expect(try page.becomes("\(links) === 0"))
    try preview.book.write("book.yml", "title: Test\nreference: [Tensors]\n")
    #expect(try page.becomes("\(links) === 1"))
    #expect(try page.becomes("document.querySelector('pre.code a[href*=\"reference/tensors.html#\"]')"))
    try preview.book.write("book.yml", "title: Test\nreference: [Tensors, Figures]\n")
    #expect(try page.becomes("\(links) === 2"))
    try page.open(address: preview.address + "reference/figures.html")
    #expect(try page.value("document.querySelector('h1').textContent.includes('Figures')"))
    try preview.book.write("book.yml", "title: Test\n")
    try page.open(address: preview.address + "a.html")
    #expect(try page.becomes("\(links) === 0"))
  }

  @Test("What a page says of other chapters and of the book's works follows these")
  func references() throws {
    let preview = try RunningPreview([
      "a": "# A\n\nSee [](b.md#x) and [@doe].\n", "b": "# B\n\n## Old {#x}\n",
      "c": "# C\n\nIt is [there](b.md#x).\n",
    ])
    let book = preview.book
    try book.write("works.bib", "@book{doe, author={Doe, Jane}, title={T}, year={2001}}\n")
    try book.write("book.yml", "title: Book\nbibliography: works.bib\nchapters: [a.md, b.md, c.md]\n")
    let page = try preview.opened()
    let text =
      "[...document.querySelectorAll('main p')].find((text) => text.textContent.startsWith('See ')).textContent"
    #expect(try page.becomes("\(text) === 'See Section\u{A0}2.1, Old and (Doe, 2001).'"))
    try book.replace("Old", by: "New", in: "b.md")
    #expect(try page.becomes("\(text).startsWith('See Section\u{A0}2.1, New ')"))
    try book.replace("# B", by: "# B\n\n## First", in: "b.md")
    #expect(try page.becomes("\(text).startsWith('See Section\u{A0}2.2, New ')"))
    try book.replace("Doe, Jane", by: "Roe, Jane", in: "works.bib")
    #expect(try page.becomes("\(text).endsWith('and (Roe, 2001).')"))
    #expect(try page.becomes("document.querySelector('nav.pager').textContent.includes('B')"))
    try page.open(address: preview.address + "b.html")
    let uses = "[...document.querySelectorAll('.uses a')].map((link) => link.textContent).join()"
    #expect(try page.becomes("\(uses) === 'Chapter\u{A0}1,Chapter\u{A0}3'"))
    try book.replace("It is [there](b.md#x)", by: "It is gone", in: "c.md")
    #expect(try page.becomes("\(uses) === 'Chapter\u{A0}1'"))
  }

  @Test(
    "An error in a link of one chapter that the text of another makes is told, and so is one about files of the site")
  func errorsElsewhere() throws {
    let preview = try RunningPreview([
      "a": "# A\n\n## Kernel {#kernel}\n\nKernel\n\n: What it is.\n", "b": "# B\n\n[k](a.md#kernel), [f](c.html)\n",
      "c": "# C\n",
    ])
    let book = preview.book
    try book.write("c.html", "")
    let page = try BrowserPage()
    try page.open(address: preview.address + "b.html")
    let problems = "(document.querySelector('.preview')?.textContent ?? '')"
    let clash = "\(problems).includes(\"'c.html' has the name of a file of the site\")"
    let ambiguous = "\(problems).includes(\"'#kernel' is a heading and a term\")"
    #expect(try page.becomes(clash))
    #expect(try page.value("!\(ambiguous)"))
    try book.replace(" {#kernel}", by: "", in: "a.md")
    #expect(try page.becomes(ambiguous))
    #expect(try page.value(clash))
    try book.replace("## Kernel", by: "## Kernel {#kernel}", in: "a.md")
    #expect(try page.becomes("!\(ambiguous)"))
    try book.replace("# B", by: "# Bees", in: "b.md")
    #expect(try page.becomes("document.querySelector('h1').textContent.includes('Bees')"))
    #expect(try page.value(clash))
  }

  @Test("Chapters that are added, renamed and removed are so in the contents")
  func chapters() throws {
    let preview = try RunningPreview(["a": PreviewTests.chapter])
    let page = try preview.opened()
    try preview.book.write("b.md", "# Bees\n")
    #expect(try page.becomes("document.querySelector('nav.book').textContent.includes('Bees')"))
    try preview.move("b.md", to: "c.md")
    #expect(try page.becomes("document.querySelector('nav.book a[href=\"c.html\"]')"))
    try FileManager.default.removeItem(atPath: preview.book.folder + "/c.md")
    #expect(try page.becomes("!document.querySelector('nav.book').textContent.includes('Bees')"))
  }

  @Test("A page whose chapter's file is gone waits for it", arguments: [true, false])
  func gone(hasOthers: Bool) throws {
    let preview = try RunningPreview(["a": PreviewTests.chapter].merging(hasOthers ? ["b": "# Bees\n"] : [:]) { $1 })
    let page = try preview.opened()
    let notice = "document.querySelector('.preview summary').textContent"
    try preview.move("a.md", to: "a.away")
    #expect(try page.becomes("\(notice).includes(\"The chapter's file is gone; waiting for it.\")"))
    #expect(try page.value("\(PreviewTests.output) === '3'"))
    try preview.book.write("a.away", PreviewTests.chapter.replacingOccurrences(of: "Hello.", with: "Back."))
    try preview.move("a.away", to: "a.md")
    #expect(try page.becomes("document.querySelector('main').textContent.includes('Back.')"))
    #expect(try page.becomes("!\(notice).includes('gone')"))
  }

  @Test("A page whose chapter is taken out of the book says so, and not that its file is gone")
  func unlisted() throws {
    let preview = try RunningPreview(
      ["a": PreviewTests.chapter, "b": "# Bees\n"], configuration: "title: Test\nchapters: [a.md, b.md]\n")
    let page = try preview.opened()
    let notice = "document.querySelector('.preview summary').textContent"
    try preview.book.write("book.yml", "title: Test\nchapters: [b.md]\n")
    #expect(try page.becomes("\(notice).includes(\"'chapters' in book.yml\")"))
    #expect(try page.value("!\(notice).includes('gone')"))
    try preview.move("a.md", to: "a.away")
    #expect(try page.becomes("\(notice).includes(\"The chapter's file is gone; waiting for it.\")"))
    try preview.move("a.away", to: "a.md")
    try preview.book.write("book.yml", "title: Test\nchapters: [a.md, b.md]\n")
    #expect(try page.becomes("document.querySelector('.preview').hidden"))
  }

  @Test("A chapter that went and comes back goes on from the states of its cells")
  func back() throws {
    let chapter = "# A\n\n```swift {.volatile}\nContinuousClock.now\n```\n\n```swift {#sum}\n1 + 1\n```\n"
    let preview = try RunningPreview(["a": chapter, "b": "# Bees\n"])
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    let output = { (id: String) in "document.querySelector('#\(id) .output')?.textContent.trim()" }
    #expect(try page.becomes("\(output("sum")) === '2' && !document.querySelector('.preview-stale')"))
    let moment: String = try page.value(output("cell-1"))
    try preview.move("a.md", to: "a.away")
    #expect(try page.becomes("document.querySelector('.preview summary').textContent.includes('gone')"))
    try preview.book.write("a.away", chapter.replacingOccurrences(of: "1 + 1", with: "1 + 2"))
    try preview.move("a.away", to: "a.md")
    #expect(try page.becomes("\(output("sum")) === '3'"))
    #expect(try page.value(output("cell-1")) == moment)
  }

  @Test("A page that is not there is one with a link to the contents, and is loaded once it is there")
  func missing() throws {
    let preview = try RunningPreview(["a": PreviewTests.chapter])
    let page = try BrowserPage()
    try page.open(address: preview.address + "b.html")
    #expect(try page.value("document.querySelector('h1').textContent") == "There is no such page")
    #expect(try page.value("new URL(document.querySelector('main a').href).pathname") == "/index.html")
    try preview.book.write("b.md", "# Bees\n")
    #expect(try page.becomes("document.querySelector('h1').textContent === 'Bees'"))
  }

  @Test("A chapter that was renamed is named on its old page")
  func renamed() throws {
    let preview = try RunningPreview(["a": PreviewTests.chapter])
    let page = try preview.opened()
    try preview.move("a.md", to: "c.md")
    #expect(try page.becomes("document.querySelector('.preview li a').textContent === 'c.html'"))
    let _: Bool = try page.value("(document.querySelector('.preview li a').click(), true)")
    #expect(try page.becomes("location.pathname === '/c.html' && \(PreviewTests.output) === '3'"))
    try page.open(address: preview.address + "a.html")
    #expect(try page.value("document.querySelector('main a').getAttribute('href')") == "/c.html")
  }
}
