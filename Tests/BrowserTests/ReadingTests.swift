import TestSupport
import Testing

@Suite("What a reader does to a page", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct ReadingTests {
  /// A chapter with all that readers copy, tap and unfold.
  static let book: Result<TemporaryBook, any Error> = Result {
    let chapter = #"""
      # Reading

      ```swift {.hidden}
      let xs = [1, 2, 3]
      ```

      The mean is $\mu = \frac{1}{n} \sum_i x_i$ of [3](<=xs.count>) numbers, and

      $$
      \sigma^2 = \frac{1}{n} \sum_i (x_i - \mu)^2
      $$

      is the variance.

      ```swift {#first}
      let ys = xs
      if xs.count > 2 && xs[0] < 2 {
        print("a <b> & c")
      }
      ```

      ```output
      a <b> & c
      ```

      The first is [1](<=ys[0]>), the last [3](<=xs[2]>). A last [word](#first).

      ```swift {#long}
      for n in 1...200 { print("line \(n)") }
      ```

      ```swift {#colours}
      print("\u{1B}[1;31mred\u{1B}[0m and \u{1B}[38;2;250;250;0;44mbright\u{1B}[0m\u{1B}]0;title\u{07}")
      for percent in [0, 50, 100] { print("\(percent) % done \r", terminator: "") }
      print("\u{1B}[32mDone\u{1B}[0m.\u{1B}[K")
      ```

      """#
    let numbers = """
      # Numbers

      The first of many is [1](<=1>), in a line that is long enough to be broken on every page, however wide it is, so that there
      is text below it which could be moved, or hidden.

      | first | last |
      | --- | --- |
      | one | more |
      | [2](<=2>) | [3](<=3>) |
      | one | more |

      \((1...20).map { "Paragraph \($0)." }.joined(separator: "\n\n"))

      """
    let book = try TemporaryBook(["reading": chapter, "tables": numbers], configuration: "title: Test\nmodules: []\n")
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.run().exitCode == 0)
    return book
  }

  private func open(_ page: BrowserPage) throws { try page.open(try Self.book.get().site + "/reading.html") }

  @Test("No line of a page on a screen ends within a short formula, and long ones are as wide as the text")
  func unbrokenFormulas() throws {
    let lines = (0..<60).map { number in
      "\(String(repeating: "i", count: number)) words before it $p = (k - 1)/2$ and behind it"
    }
    let long = "$a = " + (1...40).map { "b_{\($0)}" }.joined(separator: " + ") + "$"
    let book = try TemporaryBook(["short": "# Short\n\n\((lines + [long]).joined(separator: "\n\n"))\n"])
    #expect(try book.run().exitCode == 0)
    let page = try BrowserPage()
    try page.open(book.site + "/short.html")
    let broken = """
      [...document.querySelectorAll('.katex-html')].slice(0, 60).filter((formula) =>
        formula.lastElementChild.getBoundingClientRect().left < formula.firstElementChild.getBoundingClientRect().left).length
      """
    #expect(try page.value(broken) == 0)
    #expect(try page.value("document.querySelectorAll('.katex-html').length === 61"))
    #expect(try page.value("document.documentElement.scrollWidth <= innerWidth"))
    #expect(
      try page.value(
        "[...document.querySelectorAll('.katex-html')].at(-1).getBoundingClientRect().right <= document.querySelector('article').getBoundingClientRect().right"
      ))
  }

  // MARK: Copying

  @Test("A formula is copied once, as TeX, and the text around it as it stands")
  func formulas() throws {
    let page = try BrowserPage()
    try open(page)
    let text = try page.copied(
      selecting: """
        getSelection().setBaseAndExtent(document.querySelector('article > p'), 0,
          document.querySelector('article > p + .math + p'), 1)
        """)
    #expect(
      text == #"""
        The mean is $\mu = \frac{1}{n} \sum_i x_i$ of 3 numbers, and

        $$\sigma^2 = \frac{1}{n} \sum_i (x_i - \mu)^2$$

        is the variance.
        """#)
  }

  @Test("A selection that ends within a formula has all of it")
  func partOfFormula() throws {
    let page = try BrowserPage()
    try open(page)
    let text = try page.copied(
      selecting: """
        getSelection().setBaseAndExtent(document.querySelector('article > p').firstChild, 4,
          document.querySelector('article > p .katex-html .mord').firstChild, 1)
        """)
    #expect(text == #"mean is $\mu = \frac{1}{n} \sum_i x_i$"#)
  }

  @Test("A cell is copied without its number and the button's word", arguments: [true, false])
  func cells(scripts: Bool) throws {
    let page = try BrowserPage(width: 700, scripts: scripts)
    try open(page)
    let text = try page.copied(selecting: "getSelection().selectAllChildren(document.querySelector('#first'))")
    #expect(
      text.split(separator: "\n") == [
        "let ys = xs", "if xs.count > 2 && xs[0] < 2 {", "  print(\"a <b> & c\")", "}", "a <b> & c",
      ])
  }

  @Test("The button copies the code, to the byte, and says so")
  func button() throws {
    let page = try BrowserPage()
    try open(page)
    try page.click("#first .copy")
    #expect(try page.becomesTrue("document.querySelector('#first .copy').textContent === 'Copied'"))
    #expect(try page.clipboard == "let ys = xs\nif xs.count > 2 && xs[0] < 2 {\n  print(\"a <b> & c\")\n}")
  }

  // MARK: Checked numbers

  /// What the page says of the number that has the focus; empty where it says nothing.
  private static let note = """
    (() => {
      const about = document.activeElement.querySelector(':scope > .about');
      return about?.checkVisibility({ visibilityProperty: true }) ? about.innerText : '';
    })()
    """
  /// What is to be said of the number that has the focus, said or not, without what follows the value.
  private static let value = "document.activeElement.querySelector('.about')?.textContent.split(' · ')[0]"

  private static let outside = "asked for no file, time or chance"

  @Test("A note below a line hides nothing of the text", arguments: [1440, 768, 390])
  func noteBelow(width: Int) throws {
    let page = try BrowserPage(width: width, height: 900)
    try open(page)
    let _: Bool = try page.value("(document.querySelector('#first ~ p .checked').focus(), true)")
    #expect(
      try page.value(
        """
        (() => {
          const note = document.querySelector(':focus > .about').getBoundingClientRect();
          const text = document.querySelector('#first ~ p').lastChild.previousSibling.getClientRects();
          const own = document.activeElement.getClientRects()[0];
          return note.width > 0 && note.top >= own.bottom - 3 && document.documentElement.scrollWidth <= innerWidth
            && document.querySelector('#first ~ p').nextElementSibling.getBoundingClientRect().top > note.bottom
            && [...text].every(box => box.bottom <= note.top + 3 || box.top >= note.bottom - 3);
        })()
        """))
  }

  @Test(
    "The note of a number that is pointed at, or in a table, moves nothing and lies over nothing near it",
    arguments: [390, 900, 1280, 1440, 1600])
  func noteAside(width: Int) throws {
    let boxes = """
      JSON.stringify([...document.querySelectorAll('main *:not(.about, .about *)')].map(element => element.getBoundingClientRect()))
      """
    for (selector, isPointedAt) in [("article > p .checked", true), ("td .checked", true), ("td .checked", false)] {
      let page = try BrowserPage(width: width, height: 800)
      try page.open(try Self.book.get().site + "/tables.html")
      let _: Bool = try page.value(
        "(document.querySelector('\(selector)').scrollIntoView({ block: 'center', behavior: 'instant' }), true)")
      let before: String = try page.value(boxes)
      if isPointedAt {
        try page.point(at: selector)
      } else {
        let _: Bool = try page.value("(document.querySelector('\(selector)').focus({ preventScroll: true }), true)")
      }
      let note =
        "[...document.querySelectorAll('.about')].find(note => note.checkVisibility({ visibilityProperty: true }))"
      #expect(try page.becomesTrue("\(note) !== undefined"))
      #expect(try page.value(boxes) == before, "\(selector)")
      #expect(
        try page.value(
          """
          (() => {
            const note = \(note), box = note.getBoundingClientRect(), own = note.parentNode;
            const near = own.closest('table') ? own.closest('tbody').querySelectorAll('td') : [own];
            const isApart = other => other.bottom + 8 <= box.top || other.top - 8 >= box.bottom || other.right <= box.left;
            return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
              && [...near].every(element => isApart(element.getBoundingClientRect()));
          })()
          """), "\(selector)")
    }
  }

  @Test("A number says what it is once it is tapped", arguments: [true, false])
  func tap(scripts: Bool) throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true, scripts: scripts)
    try open(page)
    #expect(try page.value(Self.note) == "")
    try page.tap(".checked")
    #expect(try page.becomesTrue("\(Self.value) === 'checked: xs.count = 3'"))
    #expect(
      try page.value(Self.note)
        == "checked: xs.count = 3 · compared exactly · may depend on code that is not shown · \(Self.outside)")
    let _: Bool = try page.value("(document.querySelector('#first ~ p').scrollIntoView({ behavior: 'instant' }), true)")
    try page.tap("#first ~ p .checked")
    #expect(
      try page.value(Self.note)
        == "checked: ys[0] = 1 · compared exactly · may depend on Listing 1.1 and code that is not shown · \(Self.outside)"
    )
    try page.tap("#first ~ p .about a")
    #expect(try page.becomesTrue("location.hash === '#first'"))
  }

  @Test("A second tap takes the note away, a third shows it again", arguments: [true, false])
  func taps(isPhone: Bool) throws {
    let page = try BrowserPage(width: isPhone ? 390 : 1280, height: 700, isPhone: isPhone)
    try open(page)
    for isShown in [true, false, true] {
      if isPhone { try page.tap(".checked") } else { try page.click(".checked") }
      #expect(try page.becomesTrue("(\(Self.note) !== '') === \(isShown)"))
      #expect(try page.value(Self.value) == "checked: xs.count = 3")
    }
  }

  @Test("So do Escape, a tap on other text and one on another number, which shows its own")
  func elsewhere() throws {
    let page = try BrowserPage(width: 390, height: 1600, isPhone: true)
    try open(page)
    let text = Self.value
    try page.tap(".checked")
    #expect(try page.becomesTrue("\(Self.note) !== ''"))
    try page.press(.escape)
    #expect(try page.value(Self.note) == "")
    try page.tap(".checked")
    #expect(try page.becomesTrue("\(Self.note) !== ''"))
    try page.tap("h1")
    #expect(try page.becomesTrue("document.querySelector('.checked:focus') === null"))
    try page.tap(".checked")
    #expect(try page.becomesTrue("\(Self.note) !== ''"))
    try page.tap("#first ~ p .checked")
    #expect(try page.becomesTrue("\(text) === 'checked: ys[0] = 1'"))
    #expect((try page.value(Self.note) as String).contains("checked: ys[0] = 1"))
  }

  @Test("What is pressed below a note is what was pressed, though the note goes", arguments: [true, false])
  func pressedBelow(isPhone: Bool) throws {
    let page = try BrowserPage(width: isPhone ? 390 : 1280, height: 900, isPhone: isPhone)
    try open(page)
    if isPhone { try page.tap(".checked") } else { try page.click(".checked") }
    #expect(try page.becomesTrue("\(Self.note) !== ''"))
    if isPhone { try page.tap("#first ~ p a.reference") } else { try page.click("#first ~ p a.reference") }
    #expect(try page.becomesTrue("location.hash === '#first'"))
    #expect(try page.becomesTrue("\(Self.note) === ''"))
  }

  @Test("The note of a number in a table is whole, also where the table is wider than a phone")
  func tableNote() throws {
    let page = try BrowserPage(width: 390, height: 800, isPhone: true)
    try page.open(packageRoot + "/site/padding-stride-dilation.html")
    let _: Bool = try page.value(
      "(document.querySelector('#tab-sizes').scrollIntoView({ block: 'center', behavior: 'instant' }), document.querySelector('#tab-sizes').scrollLeft = 999, true)"
    )
    try page.tap("table .checked")
    #expect(
      try page.becomesTrue(
        """
        (() => {
          const note = [...document.querySelectorAll('.about')].find((note) => note.checkVisibility());
          if (!note) return false;
          const box = note.getBoundingClientRect();
          return note.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2));
        })()
        """))
  }

  @Test("A finger that scrolls leaves the note")
  func scrolling() throws {
    let page = try BrowserPage(width: 390, height: 700, isPhone: true)
    try open(page)
    try page.tap(".checked")
    #expect(try page.becomesTrue("\(Self.note) !== ''"))
    try page.swipe(on: "h1", up: 100)
    #expect(try page.value("scrollY > 50"))
    #expect((try page.value(Self.note) as String).contains("checked: xs.count = 3"))
  }

  @Test("Tab reaches the numbers once, arrows lead from one to the next, Escape takes the note away")
  func keyboard() throws {
    let page = try BrowserPage()
    try open(page)
    let title = Self.value
    let _: Bool = try page.value("(document.querySelector('main').focus(), true)")
    try page.press(.tab)
    #expect(try page.value(title) == "checked: xs.count = 3")
    try page.press(.right)
    #expect(try page.value(title) == "checked: ys[0] = 1")
    try page.press(.right)
    try page.press(.right)
    #expect(try page.value(title) == "checked: xs[2] = 3")
    #expect((try page.value(Self.note) as String).contains("checked: xs[2] = 3"))
    try page.press(.escape)
    #expect(try page.value(Self.note) == "")
    #expect(try page.value(title) == "checked: xs[2] = 3")
    try page.press(.tab)
    #expect(try page.value("document.activeElement.textContent") == "word")
    try page.press(.tab, withShift: true)
    #expect(try page.value(title) == "checked: xs[2] = 3")
  }

  // MARK: Outputs

  @Test("A long output is folded after thirty lines, and the rest unfolds", arguments: [true, false])
  func long(scripts: Bool) throws {
    let page = try BrowserPage(scripts: scripts)
    try open(page)
    let rest = "document.querySelector('#long details pre').checkVisibility({ contentVisibilityAuto: true })"
    #expect(try page.value("document.querySelector('#long .long > pre').textContent.split('\\n').length") == 30)
    #expect(try page.value("document.querySelector('#long .long summary').textContent") == "170 more lines")
    #expect(try page.value(rest) == false)
    try page.click("#long .long summary")
    #expect(try page.value(rest))
  }

  @Test("All of it is printed")
  func print() throws {
    let page = try BrowserPage()
    try open(page)
    let printed = PrintedText(try page.printed()).text
    for line in ["line30", "line31", "line199", "line200"] { #expect(printed.contains(line)) }
  }

  @Test("A browser whose style sheets cannot unfold unfolds it for the time of printing")
  func printEvents() throws {
    let page = try BrowserPage()
    try open(page)
    let open = "[...document.querySelectorAll('main details:not(.how)')].map(fold => fold.open)"
    #expect(try page.value("(dispatchEvent(new Event('beforeprint')), \(open))") == [true])
    #expect(try page.value("(dispatchEvent(new Event('afterprint')), \(open))") == [false])
  }

  @Test("Colours of a terminal are colours that can be read, and a line that was written over is there once")
  func colours() throws {
    let page = try BrowserPage()
    try open(page)
    #expect(try page.value("document.querySelector('#colours pre.text').textContent") == "red and bright\nDone.")
    let spans: [String] = try page.value(
      "[...document.querySelectorAll('#colours .styled')].map(span => span.textContent)")
    #expect(spans == ["red", "bright", "Done"])
  }
}
