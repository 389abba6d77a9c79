import Foundation
import TestSupport
import Testing

@Suite("A book in the browser while it is written", .enabled(if: Browser.path != nil, "chromium is not installed"))
struct PreviewTests {
  private static let long = String(repeating: "Text and more text. ", count: 400)

  /// A chapter whose first cell leaves a line in a file each time it runs.
  static let chapter = """
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
  static let output = "document.querySelector('#last pre.text')?.textContent.trim()"

  @Test("Prose is put into the page in place: scroll position, folds, focus and selection stay")
  func prose() throws {
    let preview = try RunningPreview(["a": Self.chapter])
    let page = try preview.opened()
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
    let page = try preview.opened()
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
    let page = try preview.opened()
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
    let page = try preview.opened()
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
    let page = try preview.opened()
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
    let page = try preview.opened()
    try preview.book.replace("\n1\n", by: "\nprint(2)\nwhile true {}\n", in: "a.md")
    #expect(try page.becomes("document.querySelector('#last pre.text')?.textContent.trim() === '2'"))
    #expect(
      try page.value(
        "document.querySelector('.preview summary').textContent.includes(\"runs from the top: 'a#cell-1' leaves a thread running\")"
      ))
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
    let page = try preview.opened()
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
    let page = try preview.opened()
    #expect(try page.becomes("\(Self.output("cell-3")) === '11'"))
    try preview.book.replace("base + x", by: "x", in: "a.md")
    #expect(try page.becomes("\(Self.output("cell-3")) === '1'"))
  }

  @Test("A chapter that is renamed while it runs goes on")
  func renamedWhileRunning() throws {
    let preview = try RunningPreview(["a": Self.waiting])
    let (page, process) = try waitingPage(preview)
    try preview.move("a.md", to: "c.md")
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
    let page = try preview.opened()
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
    let page = try preview.opened()
    #expect(try page.value("document.querySelector('.preview li button').textContent") == "Accept all of this chapter")
    let _: Bool = try page.value("(document.querySelector('.preview li button').click(), true)")
    #expect(try page.becomes("document.querySelector('.preview').hidden"))
  }

  private static let drifting = "\n\n```swift\n1\n```\n\n```output\n2\n```\n"

  @Test("Accepting all of a chapter leaves the others as they are")
  func acceptedAlone() throws {
    let other = "# B" + Self.drifting
    let preview = try RunningPreview(["a": "# A" + Self.drifting + Self.drifting, "b": other])
    let page = try preview.opened()
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
    let page = try preview.opened()
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
