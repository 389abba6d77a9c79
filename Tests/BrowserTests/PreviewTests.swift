import Foundation
import TestSupport
import Testing

@Suite("A book in the browser while it is written", .enabled(if: Browser.path != nil, "chromium is not installed"))
struct PreviewTests {
  private static let long = String(repeating: "Text and more text. ", count: 400)

  /// A chapter whose first cell leaves a line in a file each time it runs.
  private static let chapter = """
    # A

    Hello.

    ```swift
    import Foundation
    let log = fopen("log.txt", "a")!
    fputs("ran\\n", log)
    _ = fclose(log)
    ```

    \(long)

    ```swift {#last .fold}
    1 + 2
    ```

    ```output
    3
    ```

    The end.
    """

  /// What the last cell shows.
  private static let output = "document.querySelector('#last pre.text')?.textContent.trim()"

  private func opened(_ preview: RunningPreview, height: Int = 800) throws -> BrowserPage {
    let page = try BrowserPage(height: height)
    try page.open(address: preview.address + "a.html")
    #expect(try page.becomes("document.documentElement.dataset.preview === 'current'"))
    return page
  }

  @Test("Prose is put into the page in place: scroll position, folds, focus and selection stay")
  func prose() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    let _: Bool = try page.value(
      """
      (() => {
        window.isSame = true;
        document.querySelector("#last details").open = true;
        document.querySelector("#last .copy").focus();
        scrollTo(0, 300);
        const text = document.querySelector("main article").lastElementChild.firstChild;
        getSelection().setBaseAndExtent(text, 0, text, 7);
        return true;
      })()
      """)
    try preview.book.replace("Hello.", by: "Hello, you.\n\nAnd you.", in: "a.md")
    #expect(try page.becomes("document.querySelector('main').textContent.includes('And you.')"))
    #expect(try page.value("window.isSame === true"))
    #expect(try page.value("document.querySelector('#last details').open"))
    #expect(try page.value("document.activeElement.matches('.copy')"))
    #expect(try page.value("getSelection().toString()") == "The end")
    #expect(try page.value("document.querySelectorAll('#last .copy').length") == 1)
    #expect(try preview.book.text("log.txt") == "ran\n")
  }

  @Test("Of a change of the prose it is not reported that anything ran")
  func quietProse() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try preview.book.replace("Hello.", by: "Hello, you.", in: "a.md")
    let isCurrent = "document.documentElement.dataset.preview === 'current'"
    #expect(try page.becomes("document.querySelector('main').textContent.includes('Hello, you.') && \(isCurrent)"))
    try preview.book.replace("1 + 2", by: "1 + 3", in: "a.md")
    #expect(try page.becomes("\(Self.output) === '4' && \(isCurrent)"))
    let reports = preview.endedReports()
    let reads = reports.indices.filter { reports[$0].hasPrefix("read a.md in ") }
    try #require(reads.count == 2)
    #expect(!reports[reads[0]..<reads[1]].contains { $0.hasPrefix("ran a in ") })
    #expect(reports[reads[1]...].contains { $0.hasPrefix("ran a in ") })
  }

  @Test("What a cell gives follows its code, and the cells above it do not run again")
  func output() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try preview.book.replace("1 + 2", by: "1 + 3", in: "a.md")
    #expect(try page.becomes("\(Self.output) === '4' && document.documentElement.dataset.preview === 'current'"))
    #expect(try preview.book.text("log.txt") == "ran\n")
    #expect(try page.becomes("document.querySelector('.preview').textContent.includes(\"3 is now 4\")"))

    // What does not compile is told at its cell, and what it gave last stays until then.
    try preview.book.replace("1 + 3", by: "1 + x", in: "a.md")
    #expect(try page.becomes("document.querySelector('#last').textContent.includes(\"cannot find 'x' in scope\")"))
    let staleWords =
      "[...document.querySelectorAll('#last .preview-stale')].map(part => part.textContent.trim()).join(' ')"
    #expect(try page.becomes("\(staleWords) === '4'"))
    // The same of one that ends badly before it has given anything.
    try preview.book.replace("1 + x", by: "[1][3 + 4]", in: "a.md")
    #expect(try page.becomes("document.querySelector('#last').textContent.includes('Index out of range')"))
    #expect(try page.becomes("\(staleWords) === '4'"))
    try preview.book.replace("[1][3 + 4]", by: "1 + 2", in: "a.md")
    #expect(try page.becomes("\(Self.output) === '3' && document.querySelector('.preview').hidden"))
    #expect(try preview.book.text("log.txt") == "ran\n")
    #expect(!preview.book.exists(preview.book.site))
  }

  @Test("What is printed is on the page before its cell has ended")
  func printed() throws {
    let preview = try RunningPreview(["a": "# A\n\n```swift {#count}\nprint(\"so far\")\nwhile true {}\n```\n"])
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    #expect(try page.becomes("document.querySelector('#count pre.text')?.textContent.trim() === 'so far'"))
    #expect(try page.becomes("document.querySelector('#count').matches('.preview-running')"))
    // What is not wanted any more ends at once.
    try preview.book.replace("while true {}", by: "print(\"done\")", in: "a.md")
    #expect(try page.becomes("document.documentElement.dataset.preview === 'current'"))
    #expect(try page.value("document.querySelector('#count pre.text').textContent.trim() === 'so far\\ndone'"))
  }

  @Test("What the compiler says of all cells is told before anything has run, on the page and in the terminal")
  func compilerErrors() throws {
    let preview = try RunningPreview([
      "a": """
      # A

      ```swift {#endless}
      var i = 0
      while true { i += 1 }
      ```

      ```swift {#one}
      i + "a"
      ```

      ```swift {#two}
      print(nothing)
      let n: Int = "text"
      ```
      """
    ])
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    let says = { (id: String, words: String) in "document.querySelector('#\(id)').textContent.includes(\"\(words)\")" }
    #expect(
      try page.becomes(
        says("one", "binary operator '+' cannot be applied") + " && " + says("two", "cannot find 'nothing' in scope")
          + " && " + says("two", "cannot convert value of type 'String'")))
    #expect(try page.becomes("document.querySelector('#endless').matches('.preview-running')"))
    let reports = preview.endedReports()
    #expect(reports.count { $0.contains("a.md:9:3: error: binary operator '+'") } == 1)
    #expect(reports.count { $0.contains("a.md:13:7: error: cannot find 'nothing' in scope") } == 1)
  }

  @Test("A drift is accepted on the page, as the command does it")
  func accepted() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try preview.book.replace("1 + 2", by: "1 + 3", in: "a.md")
    #expect(try page.becomes("document.querySelector('.preview button')"))
    let _: Bool = try page.value("(document.querySelector('.preview button').click(), true)")
    #expect(
      try page.becomes(
        "document.querySelector('.preview').hidden && document.documentElement.dataset.preview === 'current'"))
    #expect(
      try preview.book.text("a.md")
        == Self.chapter.replacingOccurrences(of: "1 + 2", with: "1 + 3")
        .replacingOccurrences(of: "```output\n3", with: "```output\n4"))
  }

  @Test("A picture that drifted stands beside the documented one, each with what it says of itself")
  func pictures() throws {
    let preview = try RunningPreview([
      "a": "# A\n\n```swift {#chart}\nLineChart(x: [1, 2], y: [3, 4])\n```\n"
    ])
    let page = try opened(preview)
    #expect(try page.becomes("document.querySelector('.preview button')"))
    let _: Bool = try page.value("(document.querySelector('.preview button').click(), true)")
    #expect(try page.becomes("document.querySelector('.preview').hidden"))
    try preview.book.replace("y: [3, 4]", by: "y: [3, 5]", in: "a.md")
    let figures = "[...document.querySelectorAll('.preview .pair figure')]"
    #expect(try page.becomes("\(figures).length === 2"))
    #expect(try page.value("\(figures).every(figure => figure.querySelector('svg[role=img]'))"))
    #expect(
      try page.value("\(figures).map(figure => figure.querySelector('b').textContent).join()") == "Documented,Fresh")
    #expect(try page.value("\(figures).map(figure => figure.querySelector('mark').textContent).join()") == "4,5")
    try FileManager.default.removeItem(atPath: preview.book.folder + "/figures/chart.svg")
    #expect(
      try page.becomes("\(figures)[0].textContent === 'Documented The file figures/chart.svg is not there any more.'"))
    #expect(try page.value("\(figures)[1].querySelector('svg[role=img]') !== null"))
  }

  @Test("Why a chapter runs from the top is told while it does")
  func restarted() throws {
    let preview = try RunningPreview([
      "a": """
      # A

      ```swift
      import Foundation
      DispatchQueue.global().async { while true { usleep(1000) } }
      ```

      ```swift {#last}
      1
      ```
      """
    ])
    let page = try opened(preview)
    try preview.book.replace("\n1\n", by: "\nprint(2)\nwhile true {}\n", in: "a.md")
    #expect(try page.becomes("document.querySelector('#last pre.text')?.textContent.trim() === '2'"))
    #expect(
      try page.value(
        "document.querySelector('.preview summary').textContent.includes(\"runs from the top: 'a#cell-1' leaves a thread running\")"
      ))
  }

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

  @Test("What a page says of other chapters and of the book's works follows these")
  func references() throws {
    let preview = try RunningPreview([
      "a": "# A\n\nSee [](b.md#x) and [@doe].\n", "b": "# B\n\n## Old {#x}\n",
      "c": "# C\n\nIt is [there](b.md#x).\n",
    ])
    let book = preview.book
    try book.write("works.bib", "@book{doe, author={Doe, Jane}, title={T}, year={2001}}\n")
    try book.write("book.yml", "title: Book\nbibliography: works.bib\nchapters: [a.md, b.md, c.md]\n")
    let page = try opened(preview)
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
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try preview.book.write("b.md", "# Bees\n")
    #expect(try page.becomes("document.querySelector('nav.book').textContent.includes('Bees')"))
    try FileManager.default.moveItem(atPath: preview.book.folder + "/b.md", toPath: preview.book.folder + "/c.md")
    #expect(try page.becomes("document.querySelector('nav.book a[href=\"c.html\"]')"))
    try FileManager.default.removeItem(atPath: preview.book.folder + "/c.md")
    #expect(try page.becomes("!document.querySelector('nav.book').textContent.includes('Bees')"))
  }

  private func move(_ file: String, to other: String, in book: TemporaryBook) throws {
    try FileManager.default.moveItem(atPath: "\(book.folder)/\(file)", toPath: "\(book.folder)/\(other)")
  }

  @Test("A page whose chapter's file is gone waits for it", arguments: [true, false])
  func gone(hasOthers: Bool) throws {
    let preview = try RunningPreview(["a": Self.chapter].merging(hasOthers ? ["b": "# Bees\n"] : [:]) { $1 })
    let page = try opened(preview)
    let notice = "document.querySelector('.preview summary').textContent"
    try move("a.md", to: "a.away", in: preview.book)
    #expect(try page.becomes("\(notice).includes(\"The chapter's file is gone; waiting for it.\")"))
    #expect(try page.value("\(Self.output) === '3'"))
    try preview.book.write("a.away", Self.chapter.replacingOccurrences(of: "Hello.", with: "Back."))
    try move("a.away", to: "a.md", in: preview.book)
    #expect(try page.becomes("document.querySelector('main').textContent.includes('Back.')"))
    #expect(try page.becomes("!\(notice).includes('gone')"))
  }

  @Test("A page whose chapter is taken out of the book says so, and not that its file is gone")
  func unlisted() throws {
    let preview = try RunningPreview(
      ["a": Self.chapter, "b": "# Bees\n"], configuration: "title: Test\nchapters: [a.md, b.md]\n")
    let page = try opened(preview)
    let notice = "document.querySelector('.preview summary').textContent"
    try preview.book.write("book.yml", "title: Test\nchapters: [b.md]\n")
    #expect(try page.becomes("\(notice).includes(\"'chapters' in book.yml\")"))
    #expect(try page.value("!\(notice).includes('gone')"))
    try move("a.md", to: "a.away", in: preview.book)
    #expect(try page.becomes("\(notice).includes(\"The chapter's file is gone; waiting for it.\")"))
    try move("a.away", to: "a.md", in: preview.book)
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
    try move("a.md", to: "a.away", in: preview.book)
    #expect(try page.becomes("document.querySelector('.preview summary').textContent.includes('gone')"))
    try preview.book.write("a.away", chapter.replacingOccurrences(of: "1 + 1", with: "1 + 2"))
    try move("a.away", to: "a.md", in: preview.book)
    #expect(try page.becomes("\(output("sum")) === '3'"))
    #expect(try page.value(output("cell-1")) == moment)
  }

  @Test("A page that is not there is one with a link to the contents, and is loaded once it is there")
  func missing() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try BrowserPage()
    try page.open(address: preview.address + "b.html")
    #expect(try page.value("document.querySelector('h1').textContent") == "There is no such page")
    #expect(try page.value("new URL(document.querySelector('main a').href).pathname") == "/index.html")
    try preview.book.write("b.md", "# Bees\n")
    #expect(try page.becomes("document.querySelector('h1').textContent === 'Bees'"))
  }

  @Test("A chapter that was renamed is named on its old page")
  func renamed() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try opened(preview)
    try move("a.md", to: "c.md", in: preview.book)
    #expect(try page.becomes("document.querySelector('.preview li a').textContent === 'c.html'"))
    let _: Bool = try page.value("(document.querySelector('.preview li a').click(), true)")
    #expect(try page.becomes("location.pathname === '/c.html' && \(Self.output) === '3'"))
    try page.open(address: preview.address + "a.html")
    #expect(try page.value("document.querySelector('main a').getAttribute('href')") == "/c.html")
  }

  /// A chapter whose first cell prints the number of its process, and goes on when that gets a signal.
  private static let waiting = """
    # A

    ```swift
    import Glibc
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGUSR1)
    sigprocmask(SIG_BLOCK, &signals, nil)
    print(getpid())
    var received: Int32 = 0
    sigwait(&signals, &received)
    print("went on")
    ```

    ```swift
    1 + 1
    ```

    """

  private static func output(_ cell: String) -> String {
    "document.querySelector('#\(cell) pre.text')?.textContent.trim()"
  }

  /// The page of a chapter whose first cell waits, and the process in which it does.
  private func waitingPage(_ preview: RunningPreview) throws -> (page: BrowserPage, process: pid_t) {
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    #expect(try page.becomes("/^[0-9]+$/.test(\(Self.output("cell-1")))"))
    return (page, try #require(pid_t(try page.value(Self.output("cell-1")) as String)))
  }

  @Test("A cell that runs goes on while cells below it change, and what does not compile there is told meanwhile")
  func goesOn() throws {
    let preview = try RunningPreview(["a": Self.waiting])
    let (page, process) = try waitingPage(preview)
    try preview.book.replace("1 + 1", by: "1 + x", in: "a.md")
    #expect(try page.becomes("document.querySelector('#cell-2').textContent.includes(\"cannot find 'x' in scope\")"))
    try preview.book.replace("1 + x", by: "1 + 2", in: "a.md")
    kill(process, SIGUSR1)
    #expect(try page.becomes("\(Self.output("cell-2")) === '3'"))
    #expect(try page.value(Self.output("cell-1")) == "\(process)\nwent on")
  }

  @Test("A text that comes back while another one runs is current at once, and the other runs no more")
  func takenBack() throws {
    let preview = try RunningPreview(["a": "# A\n\n```swift\nprint(\"done\")\n```\n"])
    let page = try opened(preview)
    let text = try preview.book.text("a.md")
    try preview.book.write("a.md", Self.waiting)
    #expect(try page.becomes("/^[0-9]+$/.test(\(Self.output("cell-1")))"))
    let process = try #require(pid_t(try page.value(Self.output("cell-1")) as String))
    try preview.book.write("a.md", text)
    #expect(
      try page.becomes(
        "\(Self.output("cell-1")) === 'done' && document.documentElement.dataset.preview === 'current'"))
    while kill(process, 0) == 0 { _ = poll(nil, 0, 5) }
  }

  @Test("A cell that becomes shorter keeps what it gave until it has run again")
  func shorterCell() throws {
    let code = ["let x = 1", "let base = 10", "print(base + x)"].map { "```swift\n\($0)\n```\n" }.joined(
      separator: "\n")
    let preview = try RunningPreview(["a": "# A\n\n\(code)"])
    let page = try opened(preview)
    #expect(try page.becomes("\(Self.output("cell-3")) === '11'"))
    try preview.book.replace("base + x", by: "x", in: "a.md")
    #expect(try page.becomes("\(Self.output("cell-3")) === '1'"))
  }

  @Test("A chapter that is renamed while it runs goes on")
  func renamedWhileRunning() throws {
    let preview = try RunningPreview(["a": Self.waiting])
    let (page, process) = try waitingPage(preview)
    try move("a.md", to: "c.md", in: preview.book)
    #expect(try page.becomes("document.querySelector('.preview li a').textContent === 'c.html'"))
    kill(process, SIGUSR1)
    try page.open(address: preview.address + "c.html")
    #expect(try page.becomes("\(Self.output("cell-2")) === '2'"))
    #expect(try page.value(Self.output("cell-1")) == "\(process)\nwent on")
  }

  @Test(
    "A new cell shows no other cell's output, and while one does not compile those below it keep what they gave, marked"
  )
  func newCell() throws {
    let preview = try RunningPreview(["a": "# A\n\n```swift\nprint(\"a\")\n```\n\n```swift\nprint(\"c\")\n```\n"])
    let page = try opened(preview)
    try preview.book.replace("```\n\n```", by: "```\n\n```swift\nlet b: Int = \"\"\n```\n\n```", in: "a.md")
    #expect(try page.becomes("document.querySelector('#cell-2').textContent.includes('cannot convert')"))
    #expect(try page.becomes("document.querySelector('#cell-3 .preview-stale')?.textContent.trim() === 'c'"))
    #expect(try page.value("document.querySelector('#cell-2 pre.text') === null"))
    #expect(try page.value(Self.output("cell-1")) == "a")
    try preview.book.replace("let b: Int = \"\"", by: "fatalError()", in: "a.md")
    #expect(try page.becomes("document.querySelector('#cell-2').textContent.includes('fatal error')"))
    #expect(try page.becomes("document.querySelector('#cell-3 .preview-stale')?.textContent.trim() === 'c'"))
    try preview.book.replace("fatalError()", by: "print(\"b\")", in: "a.md")
    #expect(try page.becomes("\(Self.output("cell-2")) === 'b' && document.querySelector('.preview-stale') === null"))
    #expect(try page.value(Self.output("cell-3")) == "c")
  }

  @Test("The corner says which cell of how many runs, and lies within the page")
  func corner() throws {
    let preview = try RunningPreview(["a": "# A\n\n```swift\n1\n```\n\n```swift\nwhile true {}\n```\n"])
    let page = try BrowserPage(width: 390)
    try page.open(address: preview.address + "a.html")
    #expect(try page.becomes("document.querySelector('.preview summary').textContent.includes('Running cell 2 of 2')"))
    #expect(try page.becomes("/cell 2 of 2, [0-9]+ s/.test(document.querySelector('.preview summary').textContent)"))
    let _: Bool = try page.value(
      "(document.querySelector('.preview summary').append('wide '.repeat(100)), true)")
    #expect(
      try page.value(
        "(({ left, right }) => Math.abs(left - (document.documentElement.clientWidth - right)) < 1)(document.querySelector('.preview').getBoundingClientRect())"
      ))
  }

  @Test("All that drifted is accepted at once by the first button")
  func acceptedAll() throws {
    let preview = try RunningPreview([
      "a": "# A\n\n```swift\n1\n```\n\n```output\n2\n```\n\n```swift\n3\n```\n\n```output\n4\n```\n"
    ])
    let page = try opened(preview)
    #expect(try page.value("document.querySelector('.preview li button').textContent") == "Accept all of this chapter")
    let _: Bool = try page.value("(document.querySelector('.preview li button').click(), true)")
    #expect(try page.becomes("document.querySelector('.preview').hidden"))
  }

  private static let drifting = "\n\n```swift\n1\n```\n\n```output\n2\n```\n"

  @Test("Accepting all of a chapter leaves the others as they are")
  func acceptedAlone() throws {
    let other = "# B" + Self.drifting
    let preview = try RunningPreview(["a": "# A" + Self.drifting + Self.drifting, "b": other])
    let page = try opened(preview)
    #expect(try page.becomes("document.querySelector('.preview').textContent.includes('b.md: 1 problem')"))
    let _: Bool = try page.value("(document.querySelector('.preview li button').click(), true)")
    #expect(try page.becomes("document.querySelector('.preview summary').textContent === 'Elsewhere in the book'"))
    #expect(
      try preview.book.text("a.md")
        == ("# A" + Self.drifting + Self.drifting).replacingOccurrences(of: "output\n2", with: "output\n1"))
    #expect(try preview.book.text("b.md") == other)
  }

  @Test("A value of the text that drifted is accepted by itself, and with all of its chapter")
  func acceptedValues() throws {
    let text = "# A\n\n```swift\nlet n = 3\n```\n\nThere are [2](<=n>) of them, and [5](<=n + 1>).\n"
    let preview = try RunningPreview(["a": text])
    let page = try opened(preview)
    let buttons = "[...document.querySelectorAll('.preview li button')]"
    #expect(
      try page.becomes(
        "\(buttons).map(button => button.textContent).join() === 'Accept all of this chapter,Accept,Accept'"))
    let _: Bool = try page.value("(\(buttons)[2].click(), true)")
    #expect(try page.becomes("\(buttons).map(button => button.textContent).join() === 'Accept'"))
    #expect(try preview.book.text("a.md") == text.replacingOccurrences(of: "[5]", with: "[4]"))
    let _: Bool = try page.value("(\(buttons)[0].click(), true)")
    #expect(try page.becomes("document.querySelector('.preview').hidden"))
    #expect(
      try preview.book.text("a.md")
        == text.replacingOccurrences(of: "[5]", with: "[4]").replacingOccurrences(of: "[2]", with: "[3]"))
  }

  @Test("Pages of other sites, and of other ports, can follow a link to a preview, and have nothing of it")
  func otherOrigins() throws {
    let preview = try RunningPreview(["a": "# A\n\nSecret.\n"])
    let foreign = """
      <a id="link" href="\(preview.address)a.html">A</a>
      <iframe src="\(preview.address)a.html"></iframe>
      """
    let other = try RunningPreview(["b": "# B\n\n\(foreign)\n"], configuration: "title: Test\nhtml: raw\n")
    let folder = try TemporaryFolder()
    try Data("<!doctype html><title>Other</title>\(foreign)".utf8).write(
      to: URL(fileURLWithPath: folder.path + "/c.html"))
    for address in [other.address + "b.html", "file://\(folder.path)/c.html"] {
      let page = try BrowserPage()
      try page.open(address: address)
      let loads = { (element: String) in
        "new Promise(done => document.body.append(Object.assign(\(element), { onload: () => done(true), onerror: () => done(false) })))"
      }
      for path in ["assets/search/text/0.js", "assets/contents.js"] {
        #expect(
          try !page.value(loads("document.createElement('script'), { src: '\(preview.address)\(path)' }")), "\(path)")
      }
      #expect(try !page.value(loads("new Image(), { src: '\(preview.address)assets/icon.svg' }")))
      #expect(
        try !page.value("fetch('\(preview.address)a.html', { mode: 'no-cors' }).then(() => true, () => false)"))
      let tree = try page.send("Page.getFrameTree")["frameTree"] as? Browser.Message
      let frames = tree?["childFrames"] as? [Browser.Message] ?? []
      // A frame with an error may belong to a process of its own, which is not among these.
      for frame in frames {
        #expect((frame["frame"] as? Browser.Message)?["url"] as? String == "chrome-error://chromewebdata/")
      }
      try page.follow("#link")
      #expect(try page.value("document.querySelector('main').textContent.includes('Secret.')"))
    }
  }

  @Test(
    "Other sites and other hosts are refused, and nothing outside of the book is served",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "curl is not installed"))
  func foreign() throws {
    let preview = try RunningPreview(["a": "# A\n"])
    try preview.book.write("../secret.txt", "secret")
    func status(_ path: String, method: String = "GET", headers: [String: String] = [:]) throws -> Int {
      let outcome = try tool(
        ["-s", "-o", "/dev/null", "-w", "%{http_code}", "--path-as-is", "-X", method, preview.address + path]
          + headers.flatMap { ["-H", "\($0.key): \($0.value)"] }, in: "/", program: "/usr/bin/curl")
      return Int(outcome.output) ?? 0
    }
    #expect(try status("a.html") == 200)
    for site in ["same-origin", "none"] { #expect(try status("a.html", headers: ["Sec-Fetch-Site": site]) == 200) }
    for site in ["same-site", "cross-site"] {
      for path in ["a.html", "_preview/events", "_preview/state?page=a.html", "assets/contents.js"] {
        #expect(try status(path, headers: ["Sec-Fetch-Site": site]) == 403, "\(path)")
        let frame = ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"]
        #expect(try status(path, headers: frame) == 403, "\(path)")
      }
      let link = ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"]
      #expect(try status("a.html", headers: link) == 200)
      #expect(try status("_preview/accept", method: "POST", headers: link) == 403)
    }
    for path in ["a.html", "assets/contents.js", "_preview/state?page=a.html", "not/there", "_preview/preview.js"] {
      let head = try tool(
        ["-s", "-D", "-", "-o", "/dev/null", preview.address + path], in: "/", program: "/usr/bin/curl"
      )
      .output
      for line in [
        "Content-Security-Policy: frame-ancestors 'none'", "X-Frame-Options: DENY",
        "Cross-Origin-Resource-Policy: same-origin",
      ] { #expect(head.split(whereSeparator: \.isNewline).contains { $0 == line }, "\(path): \(line)") }
    }
    #expect(try status("a.html", headers: ["Host": "example.org"]) == 403)
    #expect(try status("a.html", headers: ["Origin": "http://example.org"]) == 403)
    for path in ["_preview/accept", "_preview/try", "_preview/stop", "_preview/insert"] {
      #expect(try status(path, method: "POST") == 403, "\(path)")
      #expect(try status(path, method: "POST", headers: ["Origin": "http://example.org"]) == 403, "\(path)")
      #expect(try status(path, method: "POST", headers: ["Host": "example.org"]) == 403, "\(path)")
    }
    let origin = ["Origin": String(preview.address.dropLast())]
    for path in ["_preview/try", "_preview/insert"] {
      #expect(try status(path, method: "POST", headers: origin) == 400, "\(path)")
    }
    for path in [
      "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "book.yml", "_preview/../../secret.txt", "/etc/passwd",
    ] {
      #expect(try status(path) == 404, "\(path)")
    }
  }

  @Test("Ctrl-C ends it and all that it started")
  func ended() throws {
    let preview = try RunningPreview(["a": Self.chapter + "\n\n```swift\nwhile true {}\n```\n"])
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    #expect(try page.becomes("document.querySelector('.preview-running #cell-3, #cell-3.preview-running')"))
    let processes = ProcessDescendants(of: preview.process.processIdentifier).numbers
    #expect(processes.count > 2)
    let folders = { try FileManager.default.contentsOfDirectory(atPath: preview.temporary.path) }
    #expect(try folders().count == 1)
    preview.end()
    #expect(try folders() == [])
    #expect(preview.process.terminationReason == .uncaughtSignal)
    for process in processes { while kill(process, 0) == 0 { _ = poll(nil, 0, 5) } }
    #expect(!preview.book.exists(preview.book.site))
  }
}
