import Foundation
import TestSupport
import Testing

@Suite(
  "Values of figures, and notes about outputs, in a browser",
  .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct ValueTests {
  /// A chapter with a chart of two lines, a map and steps.
  static let book: Result<TemporaryBook, any Error> = Result {
    let chapter = #"""
      # Values

      ```swift {#base}
      let losses: [Double] = [8, 4, 2.5]
      ```

      ```swift {#lines}
      LineChart([.init("loss", y: losses), .init("a, \"b\"", y: [1, 2, -3] as [Double])], xLabel: "step")
      ```

      ```swift {#apart}
      LineChart([.init("even", x: [0, 2.5, 5], y: [1, 2, 3]), .init("odd", x: [1, 3.5], y: [5, 6])])
      ```

      ```swift {#heat}
      HeatMap([[1, 2], [3, -0.5]], name: "m")
      ```

      ```swift {#stepping}
      SteppingFigure([1, 2]) { LineChart([0, Double($0)], name: "y", xLabel: "x") }
      ```

      ```swift {#window}
      CorrelationDiagram(input: [[0, 1, 2], [3, 4, 5], [6, 7, 8]], kernel: [[0, 1], [2, 3]])
      ```

      ```swift {#time .volatile}
      print(losses.count)
      ```

      ```swift {#other tolerance=0.5}
      print(1.5)
      ```

      """#
    let book = try TemporaryBook(["values": chapter], configuration: "title: Test\n")
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.run().exitCode == 0)
    return book
  }

  private func opened(width: Int = 1280, isPhone: Bool = false, scripts: Bool = true) throws -> BrowserPage {
    let page = try BrowserPage(width: width, height: 900, isPhone: isPhone, scripts: scripts)
    try page.open(try Self.book.get().site + "/values.html")
    return page
  }

  private static let value = "(document.querySelector('.value')?.textContent ?? '')"

  /// Brings a picture into the window, and with it the script of figures.
  private func show(_ page: BrowserPage, _ id: String) throws {
    let _: Bool = try page.value(
      "(document.querySelector('#\(id) .picture').scrollIntoView({ block: 'center', behavior: 'instant' }), true)")
    try page.press(.up)
    #expect(try page.becomesTrue("document.querySelectorAll('.values').length === 5"))
  }

  @Test("The pointer shows the value that is nearest, which a script brings once it is needed")
  func pointer() throws {
    let page = try opened()
    try show(page, "lines")
    #expect(!page.requests.contains { $0.hasSuffix("/values/values.js") })
    // The mark of the second value of the first line.
    try page.point(at: "#lines svg:first-of-type circle:nth-of-type(3)")
    #expect(try page.becomesTrue("\(Self.value) === 'step 2, loss: 4.000'"))
    #expect(page.requests.contains { $0.hasSuffix("/values/values.js") })
    try page.point(at: "#lines .cell-number")
    #expect(try page.value(Self.value) == "")
    try show(page, "heat")
    try page.point(at: "#heat svg text:nth-of-type(4)")
    #expect(try page.value(Self.value) == "row 1, column 1: \u{2212}0.5")
  }

  @Test("Arrows go through the values of a picture that has the focus, and say each")
  func keyboard() throws {
    let page = try opened()
    try show(page, "heat")
    let _: Bool = try page.value("(document.querySelector('#heat .values').focus(), true)")
    #expect(try page.becomesTrue("\(Self.value) === 'row 0, column 0: 1.0'"))
    for (key, text) in [
      (BrowserPage.Key.right, "row 0, column 1: 2.0"), (.down, "row 1, column 1: \u{2212}0.5"),
      (.left, "row 1, column 0: 3.0"), (.up, "row 0, column 0: 1.0"), (.up, "row 0, column 0: 1.0"),
    ] {
      try page.press(key)
      #expect(try page.becomesTrue("\(Self.value) === '\(text)'"))
      #expect(try page.value("document.querySelector('#heat .values').ariaValueText") == text)
    }
    #expect(try page.value("location.pathname.endsWith('/values.html')"))
    try page.press(.tab)
    #expect(try page.value(Self.value) == "")
  }

  @Test(
    "Up and down lead from row to row, left and right along a row; along a line of a chart, and from line to line",
    arguments: [
      (
        "window",
        [
          (BrowserPage.Key.right, "input, row 0, column 1: 1"), (.down, "input, row 1, column 1: 4"),
          (.right, "input, row 1, column 2: 5"), (.right, "input, row 1, column 2: 5"),
          (.left, "input, row 1, column 1: 4"), (.left, "input, row 1, column 0: 3"),
          (.down, "input, row 2, column 0: 6"),
          (.down, "kernel, row 0, column 0: 0"), (.right, "kernel, row 0, column 1: 1"),
          (.right, "kernel, row 0, column 1: 1"), (.down, "kernel, row 1, column 1: 3"),
          (.down, "output, row 0, column 1: 25"), (.up, "kernel, row 1, column 1: 3"),
          (.up, "kernel, row 0, column 1: 1"), (.up, "input, row 2, column 1: 7"),
        ]
      ),
      (
        "lines",
        [
          (.right, "step 2, loss: 4.000"), (.down, "step 2, a, \"b\": 2"), (.right, "step 3, a, \"b\": \u{2212}3"),
          (.up, "step 3, loss: 2.500"), (.left, "step 2, loss: 4.000"), (.left, "step 1, loss: 8.000"),
          (.left, "step 1, loss: 8.000"),
        ]
      ),
      (
        "apart",
        [
          (.right, "2.5, even: 2"), (.right, "5, even: 3"), (.down, "3.5, odd: 6"), (.left, "1, odd: 5"),
          (.down, "1, odd: 5"), (.up, "0, even: 1"),
        ]
      ),
    ])
  func rows(id: String, steps: [(BrowserPage.Key, String)]) throws {
    let page = try opened()
    try show(page, id)
    let _: Bool = try page.value("(document.querySelector('#\(id) .values').focus(), true)")
    #expect(try page.becomesTrue("\(Self.value) !== ''"))
    for (key, text) in steps {
      try page.press(key)
      let isShown = try page.becomesTrue("\(Self.value) === '\(text)'")
      let shown: String = try page.value(Self.value)
      #expect(isShown, "\(shown), not \(text)")
    }
  }

  @Test("A finger shows values where the picture is enlarged; on the page it opens it")
  func finger() throws {
    let page = try opened(width: 390, isPhone: true)
    try show(page, "heat")
    try page.tap("#heat svg text:nth-of-type(1)")
    #expect(try page.becomesTrue("document.querySelector('dialog.enlarged')?.open === true"))
    #expect(try page.becomesTrue("document.querySelectorAll('.picture-tools > *').length === 3"))
    try page.tap("dialog svg text:nth-of-type(3)")
    #expect(try page.becomesTrue("\(Self.value) === 'row 1, column 0: 3.0'"))
    let box: [Double] = try page.value(
      "(() => { const note = document.querySelector('.value span').getBoundingClientRect(); return [note.left, innerWidth - note.right, note.top]; })()"
    )
    for distance in box { #expect(distance >= 0) }
  }

  @Test(
    "The numbers are saved as CSV, of a figure with steps those of the step that is seen",
    arguments: [
      ("lines", "step,loss,\"a, \"\"b\"\"\"\n1,8,1\n2,4,2\n3,2.5,-3\n"),
      ("heat", "row,column 0,column 1\n0,1,2\n1,3,-0.5\n"), ("stepping", "x,y\n1,0\n2,2\n"),
    ])
  func csv(id: String, text: String) throws {
    let page = try opened()
    try show(page, id)
    if id == "stepping" {
      let _: Bool = try page.value("(document.querySelector('#stepping .stepper button:last-of-type').focus(), true)")
      try page.press(.right)
      #expect(try page.becomesTrue("document.querySelector('#stepping .picture').dataset.step === '1'"))
    }
    let _: Bool = try page.value("(document.querySelector('#\(id) .enlarge').click(), true)")
    #expect(try page.becomesTrue("document.querySelector('.picture-tools a:nth-of-type(2)') !== null"))
    #expect(try page.value("document.querySelector('.picture-tools a:nth-of-type(2)').download") == "\(id).csv")
    let saved: String = try page.value(
      """
      (() => {
        const link = document.querySelector('.picture-tools a:nth-of-type(2)');
        let saved;
        URL.createObjectURL = blob => { saved = blob; return '#'; };
        link.click();
        return saved.text();
      })()
      """)
    #expect(saved == text)
  }

  @Test(
    "A sign at an output unfolds how it was compared and whose names it was computed with", arguments: [true, false])
  func outputNotes(scripts: Bool) throws {
    let page = try opened(scripts: scripts)
    func note(_ id: String) throws -> String {
      try page.value("document.querySelector('#\(id) .how > p').textContent")
    }
    #expect(try page.value("document.querySelector('#lines .how > p').checkVisibility()") == false)
    try page.click("#lines .how > summary")
    #expect(try page.value("document.querySelector('#lines .how > p').checkVisibility()"))
    let end = "may depend on Listing 1.1 · asked for no file, time or chance"
    let lastDigit =
      "numbers with a decimal point compared to the last digit shown, which may be another on another machine, all else exactly"
    #expect(try note("lines") == "A picture · \(lastDigit) · \(end)")
    #expect(try note("time") == "Printed text · not compared: it may be another each time · \(end)")
    let other = "compared within 0.5: its numbers may move by as much · depends on no code above · "
    #expect(try note("other") == "Printed text · \(other)asked for no file, time or chance")
    // It hides nothing of the picture.
    #expect(
      try page.value(
        "document.querySelector('#lines .how').getBoundingClientRect().bottom <= document.querySelector('#lines .picture').getBoundingClientRect().top"
      ))
    try page.click("#lines .how > p > a")
    #expect(try page.becomesTrue("location.hash === '#base'"))
  }

  @Test("Paper has neither")
  func paper() throws {
    let text = PrintedText(try opened().printed()).text
    #expect(!text.contains("Comparedtothelast") && !text.contains("Enlarge"))
  }
}
