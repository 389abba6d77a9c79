import Foundation
import TestSupport
import Testing

@Suite(
  "Figures with steps, and questions, in a browser", .enabled(if: Browser.path != nil, "chromium is not installed"),
  .serialized)
struct StepTests {
  static let chapter = packageRoot + "/site/padding-stride-dilation.html"
  /// The index of the step that is displayed, by each group of steps.
  static let step = """
    [...new Set([...document.querySelectorAll('#three-choices .steps')].map(group =>
      [...group.children].map(state => state.getAttribute('display') !== 'none').join()))]
      .map(shown => shown.split(',').indexOf('true'))
    """

  private func opened(width: Int = 1280, scripts: Bool = true) throws -> BrowserPage {
    let page = try BrowserPage(width: width, isPhone: width < 500, scripts: scripts)
    try page.open(Self.chapter)
    return page
  }

  private func show(_ page: BrowserPage) throws {
    let _: Bool = try page.value(
      "(document.querySelector('#three-choices').scrollIntoView({ behavior: 'instant' }), true)")
  }

  @Test("Buttons, the slider's keys and arrows on buttons move it, and it stops at its ends")
  func buttons() throws {
    let page = try opened()
    #expect(try page.value(Self.step) as [Int] == [0])
    try page.click("#three-choices .stepper button:last-of-type")
    #expect(try page.value(Self.step) as [Int] == [1])
    try page.press(.right)
    #expect(try page.value(Self.step) as [Int] == [2])
    let _: Bool = try page.value("(document.querySelector('#three-choices .stepper input').focus(), true)")
    try page.press(.right)
    #expect(try page.value(Self.step) as [Int] == [3])
    #expect(try page.value("document.querySelector('#three-choices .stepper button:last-of-type').disabled"))
    try page.press(.right)
    #expect(try page.value(Self.step) as [Int] == [3])
    #expect(try page.value("document.querySelector('#three-choices .position').textContent") == "Step 4 of 4")
    let name: String = try page.value("document.querySelector('#three-choices svg').getAttribute('aria-label')")
    #expect(name.hasPrefix("Step 4 of 4: Cross-correlation"))
    #expect(try page.value("document.querySelector('#three-choices .stepper input').ariaValueText") == name)
    // The page is still this one: arrows that move a figure lead to no other chapter.
    #expect(try page.value("location.pathname.endsWith('/padding-stride-dilation.html')"))
  }

  @Test("Pointing at an element of the output shows its step; a finger moves it sideways, and the page upwards")
  func pointer() throws {
    let page = try opened()
    try show(page)
    try page.point(at: "#three-choices .step-areas > :nth-child(3)")
    #expect(try page.value(Self.step) as [Int] == [2])
    let phone = try opened(width: 390)
    try show(phone)
    try phone.tap("#three-choices svg.narrow .step-areas > :nth-child(2)")
    #expect(try phone.value(Self.step) as [Int] == [1])
    try phone.swipe(on: "#three-choices .picture", left: 60)
    #expect(try phone.value(Self.step) as [Int] == [2])
  }

  @Test(
    "A diagram without steps shows the window of the element that is pointed at, tapped, or reached with arrow keys")
  func plain() throws {
    let book = try TemporaryBook([
      "one": """
      # One

      ```swift {#conv}
      CorrelationDiagram(input: [[0, 1, 2], [3, 4, 5], [6, 7, 8]], kernel: [[0, 1], [2, 3]])
      ```

      ```swift {#pool}
      PoolingDiagram(input: Tensor(0..<16).reshaped(to: [4, 4]), size: 2)
      ```
      """
    ])
    try book.run("accept")
    #expect(try book.run().exitCode == 0)
    func step(_ id: String) -> String { Self.step.replacing("three-choices", with: id) }
    let page = try BrowserPage()
    try page.open(book.site + "/one.html")
    for id in ["conv", "pool"] {
      #expect(try page.value(step(id)) as [Int] == [0])
      #expect(try page.value("document.querySelector('#\(id) .stepper').clientWidth") <= 1)
      let _: Bool = try page.value("(document.querySelector('#\(id)').scrollIntoView({ behavior: 'instant' }), true)")
      try page.point(at: "#\(id) .step-areas > :nth-child(4)")
      #expect(try page.value(step(id)) as [Int] == [3])
      let _: Bool = try page.value("(document.querySelector('#\(id) .stepper input').focus(), true)")
      try page.press(.left)
      #expect(try page.value(step(id)) as [Int] == [2])
      #expect(
        try page.value("document.querySelector('#\(id) .stepper').clientWidth > 200"), "the keyboard sees where it is")
      // It hides nothing of the drawing.
      #expect(
        try page.value(
          "document.querySelector('#\(id) .stepper').getBoundingClientRect().top >= document.querySelector('#\(id) svg').getBoundingClientRect().bottom - 1"
        ))
      let name: String = try page.value("document.querySelector('#\(id) svg').ariaLabel")
      #expect(name.contains("its element at row 1, column 0"))
    }
    let still = try BrowserPage(scripts: false)
    try still.open(book.site + "/one.html")
    #expect(try still.value(step("conv")) as [Int] == [0])
    #expect(try still.value("document.querySelector('.stepper') === null"))
    let paper = try BrowserPage()
    try paper.open(book.site + "/one.html")
    let text = PrintedText(try paper.printed()).text
    #expect(text.contains("0·0+1·1+3·2+4·3=19") && !text.contains("5·3=25") && !text.contains("Step1of"))
    let phone = try BrowserPage(width: 390, isPhone: true)
    try phone.open(book.site + "/one.html")
    try phone.tap("#conv svg.narrow .step-areas > :nth-child(2)")
    #expect(try phone.value(step("conv")) as [Int] == [1])
    #expect(try phone.value("document.querySelector('dialog') === null"))
  }

  @Test("Without scripts, and on paper, the step of the chapter is seen and nothing that moves it")
  func still() throws {
    let page = try opened(scripts: false)
    #expect(try page.value(Self.step) as [Int] == [0])
    #expect(try page.value("document.querySelector('.stepper') === null"))
    let text = PrintedText(try opened().printed()).text
    #expect(text.contains("0·1+0·2+0·3+6·4=24") && !text.contains("Step1of4"))
  }

  @Test("Scripts come to pages that need them; those of steps are 2 kB at most, and all together 4 kB")
  func weight() throws {
    let page = try opened()
    #expect(
      page.requests.contains { $0.hasSuffix("/steps.js") } && page.requests.contains { $0.hasSuffix("/questions.js") }
    )
    let other = try BrowserPage()
    try other.open(packageRoot + "/site/index.html")
    #expect(!other.requests.contains { $0.hasSuffix("/steps.js") || $0.hasSuffix("/questions.js") })
    // What compression gives, and 12 bytes more of a served file's own head.
    let sizes = try ["steps", "figures", "questions"].map {
      try WeightTests.size(of: packageRoot + "/site/assets/\($0).js") + 12
    }
    #expect(sizes[0] <= 2048 && sizes.reduce(0, +) <= 4096, "\(sizes)")
  }

  @Test(
    "A picture is shown as large as the window, once the script for it has come with a reader's first move, and goes back"
  )
  func enlarge() throws {
    let page = try BrowserPage()
    try page.open(packageRoot + "/site/lenet.html")
    #expect(!page.requests.contains { $0.hasSuffix("/figures.js") })
    try page.click("#losses svg")
    #expect(try page.becomesTrue("document.querySelectorAll('.enlarge').length > 3"))
    let picture = "document.querySelector('#losses .picture')"
    let width: Double = try page.value("\(picture).getBoundingClientRect().width")
    try page.click("#losses svg")
    #expect(try page.value("document.querySelector('dialog.enlarged').open"))
    #expect(try page.value("document.querySelector('dialog .picture').getBoundingClientRect().width > \(width) * 1.2"))
    #expect(try page.value("document.querySelector('dialog a').download") == "fig-losses.svg")
    try page.press(.escape)
    #expect(try page.value("document.querySelector('dialog.enlarged') === null"))
    #expect(try page.value("\(picture).getBoundingClientRect().width") == width)
    #expect(try page.value("document.activeElement.textContent") == "Enlarge")
    // It came once.
    #expect(page.requests.count { $0.hasSuffix("/figures.js") } == 1)
  }

  @Test("A choice says whether it is right, and the right one unfolds the output")
  func choices() throws {
    let page = try opened()
    let state =
      "[document.querySelector('#narrow-border .verdict').textContent, String(document.querySelector('#narrow-border .answer').open)]"
    #expect(try page.value(state) as [String] == ["", "false"])
    try page.click("#narrow-border .choices li:nth-child(1) button")
    #expect(try page.value(state) as [String] == ["It is something else.", "false"])
    try page.click("#narrow-border .choices li:nth-child(3) button")
    #expect(try page.value(state) as [String] == ["That is right.", "true"])
  }

  @Test(
    "An answer is right as readers write it",
    arguments: [
      ("15 8", true), (" 15, 8 ", true), ("[15, 8]", true), ("(15,8)", true), ("15 \u{D7} 8", true), ("8 15", false),
      ("15", false), ("x", false),
    ])
  func field(answer: String, isRight: Bool) throws {
    let page = try opened()
    try page.click("#twice .field input")
    try page.type(answer)
    try page.press(.enter)
    #expect(try page.value("document.querySelector('#twice .verdict').dataset.right") == String(isRight))
    #expect(try page.value("document.querySelector('#twice .answer').open") == isRight)
  }

  @Test("What was said of an answer goes with the answer, and is not printed, nor is the answer")
  func changed() throws {
    let page = try opened()
    let verdict = "document.querySelector('#twice .verdict').textContent"
    try page.click("#twice .field input")
    try page.type("7 8")
    try page.press(.enter)
    #expect(try page.value(verdict) == "It is something else.")
    try page.press("1")
    #expect(try page.value(verdict) == "")
    try page.press(.enter)
    let text = PrintedText(try page.printed()).text
    #expect(text.contains("Whatdoesitgive?"))
    #expect(!text.contains("Itissomethingelse") && !text.contains("Check"))
  }

  @Test("A number is right as it is, and rounded to two digits or more; a table by what stands in it")
  func rounded() throws {
    let book = try TemporaryBook([
      "one": """
      # One

      ```swift {#half .predict}
      print(-0.5)
      ```

      ```swift {#long .predict}
      print(12.345)
      ```

      ```swift {#thousands .predict}
      print(1234.5678)
      ```

      ```swift {#nested .predict}
      print([[1, 2], [3, 4]])
      ```

      ```swift {#pair .predict}
      print((2, 3))
      ```

      ```swift {#special .predict}
      print(Float.nan, Float.infinity)
      ```

      ```swift {#great .predict}
      print(9007199254740993)
      ```

      ```swift {#below .predict}
      print(-12345)
      ```

      ```swift {#differences .predict}
      print([-7, 5])
      ```

      ```swift {#near .predict tolerance=2}
      print(9007199254740993)
      ```

      ```swift {#about .predict tolerance=0.5}
      print(10.25)
      ```

      ```swift {#dots .predict}
      print("to be continued ...")
      ```

      ```swift {#words .predict}
      print("it's \\"so\\": -3")
      ```

      ```swift {#shape .predict}
      print("28 × 28 × 3")
      ```

      ```swift {#table .predict}
      var table = Table("a", "b")
      table.append("x", 1)
      table
      ```
      """
    ])
    try book.run("accept")
    #expect(try book.run().exitCode == 0)
    let page = try BrowserPage()
    try page.open(book.site + "/one.html")
    for (cell, answer, isRight) in [
      ("half", "-0.4", false), ("half", "-0.6", false), ("half", "-.50", true), ("half", ".5", false),
      ("half", "-.9", false),
      ("long", "12.3", true),
      ("long", "12.35", true),
      ("long", "12.33", false), ("long", "12.4", false), ("long", "12", true), ("long", "1", false),
      ("long", "12.345", true),
      ("thousands", "1,234.5678", true), ("thousands", "1.234,5678", true), ("thousands", "1235", true),
      ("thousands", "1.23e3", true), ("thousands", "1e3", false), ("thousands", "1234", false),
      ("thousands", "1200", true), ("thousands", "1230", true), ("thousands", "1300", false),
      ("thousands", "1000", false), ("thousands", "1200.0", false), ("thousands", "1'234.5678", true),
      ("great", "9007199254740993", true), ("great", "9,007,199,254,740,993", true),
      ("great", "9007199254740992", false),
      ("great", "+9007199254740993", true), ("great", "9007199254740990", false),
      ("near", "9007199254740995", true), ("near", "9007199254740996", false),
      ("below", "- 12345", true), ("below", "\u{2212}12\u{2019}345", true), ("below", "\u{2013}12345", true),
      ("below", "-12'345", true), ("below", "\u{2212} 12 345", true), ("below", "12345", false),
      ("below", "-12300", false),
      ("differences", "- 7, 5", true), ("differences", "[\u{2212} 7 5]", true), ("differences", "7 - 5", false),
      ("nested", "[1,2,3,4]", true), ("nested", "1 2 3 4", true), ("nested", "[[1, 2, 3], [4]]", false),
      ("nested", "[[1,2],[3,4]]", true), ("pair", "[2,3]", true), ("pair", "3, 2", false),
      ("special", "NaN inf", true), ("special", "nan, inf", true), ("special", "nan -inf", false),
      ("about", "10.5", true), ("about", "10.8", false), ("about", "11", false),
      ("dots", "to be continued ...", true), ("dots", "to be continued", false),
      ("words", "it\u{2019}s \u{201E}so\u{201C}: -3", true),
      ("shape", "28x28x3", true), ("shape", "28 * 28 * 3", true), ("shape", "(28, 28, 3)", true),
      ("shape", "28 \u{D7} 28", false), ("shape", "28 28 1", false),
      ("table", "x 1", false),
      ("table", "a b x 1", true),
    ] {
      let _: Bool = try page.value("(document.querySelector('#\(cell) .field input').value = '', true)")
      try page.click("#\(cell) .field input")
      try page.type(answer)
      try page.press(.enter)
      #expect(
        try page.value("document.querySelector('#\(cell) .verdict').dataset.right") == String(isRight), "\(answer)")
    }
  }

  @Test("Without scripts an answer is unfolded; paper has the question and no answer")
  func paper() throws {
    let page = try opened(scripts: false)
    #expect(try page.value("document.querySelectorAll('.field :is(input, button)').length") == 0)
    #expect(try page.value("document.querySelector('#twice .answer > summary').checkVisibility()"))
    let text = PrintedText(try opened().printed()).text
    #expect(text.contains("Whatdoesitgive?") && !text.contains("168"))
  }
}
