import Foundation
import TestSupport
import Testing

@Suite("Names in code lead somewhere")
struct NameTests {
  private static let chapter = """
    # One

    ```swift
    /// Half of a number. It is exact.
    func half(_ x: Double) -> Double { x / 2 }
    let quarter = half(half(1))
    ```

    ```swift {.volatile}
    let data = Tensor([1, 2])
    print(quarter, data.sum().scalar, Conv2D.self)
    ```
    """

  private func links(_ page: String) -> [String] {
    page.matches(of: /<a[^>]* href="([^"]*)"[^>]*>/).map { String($0.output.1) }
  }

  @Test("To where the chapter defines them, and to the pages of the modules that book.yml names")
  func leads() throws {
    let book = try TemporaryBook(
      ["one": Self.chapter], configuration: "title: Test\nchapters: [one.md]\nreference: [Tensors]\n")
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    let page = try book.page("one.html")
    let code = page.matches(of: /(?s)<pre[^>]* class="code".*?<\/pre>/).map { String($0.output) }
    #expect(
      code.map(links) == [
        ["#_n-half", "#_n-x", "#_n-x", "#_n-quarter", "#_n-half", "#_n-half"],
        [
          "#_n-data", "reference/tensors.html#Tensor.init(_:)-8", "#_n-quarter", "#_n-data",
          "reference/tensors.html#Tensor.sum()",
          "reference/tensors.html#Tensor.scalar",
        ],
      ])
    try #require(code.count == 2)
    #expect(code[0].contains("<a class=\"f\" id=\"_n-half\" href=\"#_n-half\">half</a>"))
    try #require(code.count == 2)
    #expect(code[0].contains("<a class=\"f\" href=\"#_n-half\" tabindex=\"-1\">half</a>"))
    for link in links(page) where link.hasPrefix("#_n-") { #expect(page.contains("id=\"\(link.dropFirst())\"")) }
    let reference = try book.page("reference/tensors.html")
    for anchor in ["Tensor.init(_:)", "Tensor.sum()", "Tensor.scalar"] {
      #expect(reference.contains("id=\"\(anchor)\""))
    }
    for link in Set(links(reference)) where link.hasPrefix("#") && !link.hasPrefix("#_") {
      let anchor = (link.dropFirst().replacing("&amp;", with: "&").removingPercentEncoding ?? "").replacing(
        "&", with: "&amp;"
      )
      .replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      #expect(reference.contains("id=\"\(anchor)\""), "\(link)")
    }
    let own = try book.page("assets/targets/one.js")
    #expect(own.contains("Half of a number.") && !own.contains("It is exact"))
    #expect(own.contains(#"<span class=\"k\">let</span> quarter: <span class=\"t\">Double</span>"#))
    #expect(try book.page("assets/targets/reference/tensors.js").contains("The sum of all elements"))
    #expect(try book.page("assets/contents.js").contains(#"["reference/tensors.html","","Tensors"]"#))
    #expect(try book.page("index.html").contains("reference/tensors.html"))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("What was built before is what a build from nothing gives")
  func secondBuild() throws {
    let configuration = "title: Test\nchapters: [one.md]\nreference: [Tensors, Networks]\n"
    let book = try TemporaryBook(["one": Self.chapter], configuration: configuration)
    try book.run()
    try book.replace("quarter = half(half(1))", by: "quarter = half(half(half(2)))", in: "one.md")
    try book.run()
    let other = try TemporaryBook(["one": try book.text("one.md")], configuration: configuration)
    try other.run()
    for file in ["one.html", "assets/targets/one.js", "reference/networks.html", "assets/targets/reference/tensors.js"]
    {
      #expect(try book.page(file) == other.page(file), "\(file)")
    }
  }

  @Test("Without a reference only the chapter's own names do, and what a hidden cell defines does not")
  func withoutReference() throws {
    let book = try TemporaryBook([
      "one":
        "# One\n\n```swift {.hidden}\n/// Nobody sees it.\nlet secret = 1\n```\n\n```swift\nlet own = secret + secret\n```\n"
    ])
    try book.run()
    let code = try book.page("one.html").matches(of: /(?s)<pre[^>]* class="code".*?<\/pre>/).map { String($0.output) }
    #expect(code.map(links) == [["#_n-own"]])
    // It is shown what they are, by the pointer and once by the keyboard.
    let page = try book.page("one.html")
    #expect(page.ranges(of: "<a data-name=\"#_n-secret\" tabindex=\"0\">secret</a>").count == 1)
    #expect(page.ranges(of: "<a data-name=\"#_n-secret\" tabindex=\"-1\">secret</a>").count == 1)
    #expect(!page.contains("id=\"_n-secret\""))
    let targets = try book.page("assets/targets/one.js")
    #expect(targets.contains("Nobody sees it.") && targets.contains(#"secret: <span class=\"t\">Int</span>"#))
    #expect(!book.exists(book.site + "/reference"))
  }

  /// The links in the note about the output of a cell.
  private func dependences(of cell: String, on page: String) -> [String] {
    guard let start = page.firstRange(of: "id=\"\(cell)\""),
      let note = page[start.upperBound...].firstMatch(of: /(?s)<details class="how">.*?<\/details>/)
    else { return [] }
    return links(String(note.output))
  }

  @Test(
    "The note about an output names the cells that it may depend on: what defines its names, what changes these, and through functions and references"
  )
  func outputNotes() throws {
    let cells = [
      ("a", "let x = 1\nvar total = 0\nvar list = [1]"),
      ("f", "func all() { add(1) }\nfunc add(_ n: Int) { total += n }\nfunc twice() -> Int { x * 2 }"),
      ("box", "final class Box { var n = 0 }\nlet box = Box()\nlet later = { box.n += 1 }"),
      ("change", "list.append(2)"), ("call", "add(3)"),
      ("call-all", "all()"),
      ("touch", "box.n = 5"), ("closure", "later()"), ("none", "let own = 1"), ("uses-x", "print(twice() + x)"),
      ("uses-total", "print(total)"),
      ("uses-list", "print(list)"), ("uses-box", "print(box.n)"), ("shadow", "print([1].map { x in x + 1 })"),
    ]
    let page = try noted(cells, modules: "[]")
    #expect(dependences(of: "uses-x", on: page) == ["#a", "#f"])
    #expect(dependences(of: "uses-total", on: page) == ["#a", "#f", "#call", "#call-all"])
    #expect(dependences(of: "uses-list", on: page) == ["#a", "#change"])
    #expect(dependences(of: "uses-box", on: page) == ["#box", "#touch", "#closure"])
    #expect(dependences(of: "shadow", on: page) == [])
  }

  /// The page of a chapter of some cells, by their ids or options.
  private func noted(_ cells: [(String, String)], modules: String = "[Notebook]") throws -> String {
    let text = cells.map { "```swift {\($0.0.hasPrefix(".") ? $0.0 : "#" + $0.0)}\n\($0.1)\n```\n" }.joined(
      separator: "\n")
    let book = try TemporaryBook(["one": "# One\n\n" + text], configuration: "title: Test\nmodules: \(modules)\n")
    try book.run("accept")
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    return try book.page("one.html")
  }

  /// Pieces of a program: what stands first, what changes something, and what prints it. All of it has to be in the list of the last.
  static let changes: [[String]] = [
    ["var scale = 1\nfunc scaled(_ x: Int) -> Int { x * scale }", "scale = 3", "print(scaled(2))"],
    ["var scale = 1\nlet scaledBy = { (x: Int) in x * scale }", "scale = 3", "print(scaledBy(2))"],
    [
      "var scale = 1\nstruct Ruler { func length() -> Int { scale } }\nlet ruler = Ruler()", "scale = 3",
      "print(ruler.length())",
    ],
    [
      "enum Settings { static var digits = 2 }\nfunc fmt(_ x: Int) -> Int { x * Settings.digits }",
      "Settings.digits = 7", "print(fmt(1))",
    ],
    ["var x = 1\nlet addX = { x += 10 }\nlet readX = { x }", "addX()", "print(readX())"],
    [
      "var x = 1\nvar handlers: [() -> Void] = []", "handlers.append { x += 1 }", "handlers.forEach { $0() }",
      "print(x)",
    ],
    ["var log: [Int] = []\nvar watched = 0 { didSet { log.append(watched) } }", "watched = 2", "print(log)"],
    [
      "var stored = 0\nvar computed: Int { get { stored } set { stored = newValue } }", "computed = 5", "print(stored)",
    ],
    [
      "var last = 0\nstruct Grid { subscript(i: Int) -> Int { get { i } set { last = newValue } } }\nvar grid = Grid()",
      "grid[1] = 4", "print(last)",
    ],
    [
      "var ended = 0\nfinal class Guest { deinit { ended += 1 } }\nvar guest: Guest? = Guest()", "guest = nil",
      "print(ended)",
    ],
    ["struct P {}", "extension P: CustomStringConvertible { var description: String { \"p\" } }", "print(P())"],
    ["extension Bool: Error {}", "print(1)"],
    ["final class Box { var n = 0 }\nlet box = Box()", "let others = [box]", "others[0].n = 2", "print(box.n)"],
    [
      "final class Box { var n = 0 }\nlet box = Box()\nlet boxes: [Any] = [box]", "(boxes[0] as! Box).n = 2",
      "print(box.n)",
    ],
    [
      "protocol Shape { func area() -> Int }\nvar side = 1\nstruct Square: Shape { func area() -> Int { side } }\nlet shape: any Shape = Square()",
      "side = 4", "print(shape.area())",
    ],
    ["struct Pair { var a = 1 }\nvar pair = Pair()", "pair.a = 2", "print(pair)"],
    ["var numbers = [1, 2]", "numbers[0] = 5", "print(numbers)"],
    ["var a = 1, b = 2", "(a, b) = (b, a)", "print(a)"],
    ["var a = 1\nfunc change(_ x: inout Int) { x += 1 }", "change(&a)", "print(a)"],
    [
      "struct Settings { var n = 1 }\nvar settings = Settings()\nlet path = \\Settings.n",
      "settings[keyPath: path] = 3", "print(settings.n)",
    ],
  ]

  @Test("A change through functions, closures, types and objects is listed wherever it is written", arguments: changes)
  func listsChanges(cells: [String]) throws {
    let page = try noted(cells.enumerated().map { ("c\($0)", $1) }, modules: "[]")
    #expect(dependences(of: "c\(cells.count - 1)", on: page) == (0..<cells.count - 1).map { "#c\($0)" })
  }

  @Test("Layers are parts of the networks that they were handed to, and whoever only looks at them changes nothing")
  func layers() throws {
    let page = try noted([
      ("build", "let layer = Dense(inputs: 1, outputs: 1)\nlet net = Model(Sequential { layer })"),
      ("other", "let other = Tensor([1, 2])"),
      ("define", "func summed(_ network: some Layer) -> Float { network(Tensor([[1]])).sum().scalar }"),
      ("look", "print(net.trainableCount, summed(net))"),
      ("draw", "HeatMap(layer.weights.value, name: \"w\")"),
      (
        "train",
        """
        var optimiser = SGD(learningRate: 0.1)
        let (loss, slopes) = valueWithGradient(at: net) { net in net(Tensor([[1]])).sum() }
        optimiser.update(net, along: slopes)
        """
      ),
      ("read", "layer.weights.value"),
    ])
    #expect(dependences(of: "draw", on: page) == ["#build"])
    #expect(dependences(of: "read", on: page) == ["#build", "#train"])
  }

  @Test(
    "What is changed far from where it is seen is listed: the environment, the time zone, the rounding of numbers",
    arguments: [
      (
        "setenv(\"COLOPHON_TEST\", \"1\", 1)",
        "print(ProcessInfo.processInfo.environment[\"COLOPHON_TEST\"] ?? \"none\")"
      ),
      ("NSTimeZone.default = TimeZone(secondsFromGMT: 3600)!", "print(DateFormatter().timeZone.secondsFromGMT())"),
      ("_ = fesetround(0x800)", "print(1.0 / 3)"),
      ("func turn() { fesetround(0x400) }\nturn()", "print(1.0 / 3)"),
      ("FileManager.default.changeCurrentDirectoryPath(\"/\")", "print(FileManager.default.currentDirectoryPath)"),
    ])
  func far(change: String, look: String) throws {
    let page = try noted(
      [
        ("import", "import Foundation"), ("read", "print(NSTimeZone.default.secondsFromGMT())"), ("change", change),
        ("look", look),
      ], modules: "[]")
    let found = dependences(of: "look", on: page)
    #expect(found.contains("#change") && !found.contains("#read"))
  }

  @Test("Whoever draws from the default generator depends on those who drew before")
  func generator() throws {
    let page = try noted([
      ("begin", "seed(1)"),
      ("own", "var dice = RandomGenerator(seed: 3)\nlet y = Tensor(randomNormal: [1], using: &dice)"),
      ("draw", "let x = Tensor(randomNormal: [2])"),
      ("layer", "print(Dense(inputs: 1, outputs: 1).weights.value.shape)"),
      ("none", "print(y.shape)"),
    ])
    #expect(dependences(of: "layer", on: page) == ["#begin", "#draw"])
    #expect(dependences(of: "none", on: page) == ["#own"])
  }

  @Test("What draws or is called without being named: dropout, and what is put into strings")
  func unnamed() throws {
    let page = try noted([
      (
        "model",
        "seed(1)\nlet model = Sequential { Dense(inputs: 2, outputs: 2)\nDropout(0.5) }\nlet x: Tensor = [[1, 2]]"
      ),
      ("go", "let slopes = gradient(at: model) { m in m(x).sum() }"),
      ("draw", "print(Tensor(randomUniform: [2]).shape)"), ("base", "var base = 10"),
      (
        "extension",
        "extension String.StringInterpolation { mutating func appendInterpolation(pct x: Int) { appendLiteral(\"\\(x * base)%\") } }"
      ),
      ("function", "func report(_ n: Int) -> String { \"\\(pct: n)\" }"), ("set", "base = 100"),
      ("report", "print(report(5))"),
    ])
    #expect(dependences(of: "draw", on: page).contains("#go"))
    #expect(Set(["#base", "#extension", "#function", "#set"]).isSubset(of: dependences(of: "report", on: page)))
  }

  @Test("Code that is not shown is said to be there, also behind a checked number")
  func hidden() throws {
    let book = try TemporaryBook([
      "one": """
      # One

      ```swift {#origin}
      var n = 1
      ```

      ```swift {#middle}
      let unrelated = 2
      ```

      ```swift {.hidden}
      n = 7
      ```

      It is [7](<=n>), of a half [3.5](<=Double(n) / 2>) and of many [3,000,000](<=3_000_000>).

      ```swift {#end}
      print(n)
      ```

      """
    ])
    try book.run("accept")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("one.html")
    let all =
      "may depend on <a href=\"#origin\">Listing 1.1</a> and code that is not shown · asked for no file, time or chance"
    #expect(page.contains("checked: <code translate=\"no\">n</code> = 7 · compared exactly · \(all)"))
    #expect(page.contains("checked: <code translate=\"no\">Double(n) / 2</code> is within 0.1 of 3.5 · \(all)"))
    #expect(
      page.contains("<code translate=\"no\">3_000_000</code> = 3,000,000 · compared exactly · depends on no code above")
    )
    #expect(page.contains("Printed text · compared exactly · \(all)"))
  }

  @Test("What was asked for outside the program is said of all that depends on it")
  func outside() throws {
    let page = try noted([
      ("read", "import Foundation\nlet text = try String(contentsOfFile: \"one.md\", encoding: .utf8)"),
      ("use", "print(text.hasPrefix(\"#\"))"), ("none", "print(1)"),
    ])
    let notes = page.matches(of: /<details class="how">.*<p>(.*)<\/p>/).map { String($0.output.1) }
    #expect(notes.count == 2 && notes[0].contains("may change with files that were read"), "\(notes)")
    #expect(
      notes.last == "Printed text · compared exactly · depends on no code above · asked for no file, time or chance"
    )
  }

  @Test("An extension, a capture, an initialiser, a subscript and an operator lead to what they name")
  func special() throws {
    let code = """
      let counter = 1
      struct Pair { var a: Int; init(_ a: Int) { self.a = a }; subscript(i: Int) -> Int { a + i } }
      extension Pair { func twice() -> Int { a * 2 } }
      extension Tensor { var half: Tensor { self / 2 } }
      infix operator +++
      func +++ (x: Pair, y: Pair) -> Int { x.a + y.a }
      let cap = { [counter] in Pair(counter) +++ Pair(2) }
      let t = Tensor([1, 2]).half
      """
    let book = try TemporaryBook(
      ["one": "# One\n\n```swift\n\(code)\n```\n"], configuration: "title: Test\nreference: [Tensors]\n")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("one.html")
    let targets = try book.page("assets/targets/one.js")
    #expect(!targets.contains("$s") && !targets.contains("_n-self") && !targets.contains("_n-Tensor"))
    #expect(targets.contains(#"subscript"#) && targets.contains("_n-Pair"))
    #expect(page.contains("<a class=\"t\" href=\"#_n-init\""), "the initialiser of the chapter's type")
    #expect(page.contains("href=\"reference/tensors.html#Tensor.init"))
    #expect(page.contains("extension</span> <a class=\"t\" href=\"#_n-Pair\""))
    #expect(page.contains("href=\"#_n-+++\""))
  }

  @Test("Operators and subscripts of the engine lead to the reference, those of Swift's own library nowhere")
  func operators() throws {
    let code = """
      var t = Tensor([1, 2])
      let shifted = -(t + 1)
      t += shifted[0..<2] * 2
      let mask = t .> 2
      let own = [1 + 2, 3 - 1][0]
      """
    let book = try TemporaryBook(
      ["one": "# One\n\n```swift\n\(code)\n```\n"], configuration: "title: Test\nreference: [Tensors]\n")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("one.html")
    let code2 = try #require(page.firstMatch(of: /(?s)<pre[^>]* class="code".*?<\/pre>/)).output
    let signs = code2.matches(of: /<a[^>]* href="reference\/tensors.html#([^"]*)"[^>]*>([^A-Za-z<]*|&gt;|\.&gt;)<\/a>/)
      .map {
        String($0.output.2)
      }
    #expect(signs == ["-", "+", "+=", "[", "*", ".&gt;"])
    let anchors = code2.matches(of: /href="reference\/tensors.html#([^"]*)"/).map { String($0.output.1) }
    let reference = try book.page("reference/tensors.html")
    for anchor in anchors {
      let id = anchor.replacing("&amp;", with: "&").removingPercentEncoding ?? ""
      #expect(reference.contains("id=\"\(id.replacing("<", with: "&lt;").replacing(">", with: "&gt;"))\""), "\(anchor)")
    }
    let targets = try book.page("assets/targets/reference/tensors.js")
    #expect(targets.contains("Tensor.-(_:)") && targets.contains("subscript"))
  }

  @Test(
    "Each declaration of the engine's modules says in its first sentence what it is",
    arguments: ["Tensors", "Networks", "Figures", "DataSets", "Notebook"])
  func sentences(module: String) throws {
    let book = try TemporaryBook(
      ["one": "# One\n"], configuration: "title: Test\nreference: [\(module)]\n")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("reference/\(module.lowercased()).html")
    let declarations = page.matches(
      of: /(?s)<pre class="code"[^>]*><code class="language-swift">(.*?)<\/code><\/pre>\n(<p>)?([^\n]*)/)
    #expect(declarations.count > 10)
    for declaration in declarations {
      let (code, paragraph, words) = (declaration.output.1, declaration.output.2, declaration.output.3)
      let name = code.replacing(/<[^>]*>/, with: "")
      #expect(paragraph != nil, "\(name) has no documentation")
      for beginning in ["The same", "Stops", "See ", "As above"] {
        #expect(!words.hasPrefix(beginning), "\(name): \(words)")
      }
    }
  }

  @Test("A type that is called says what it is, before what its initialiser does")
  func calls() throws {
    let book = try TemporaryBook(
      [
        "one":
          "# One\n\n```swift\nlet layers = (ReLU(), Conv2D(inputChannels: 1, outputChannels: 1, kernelSize: (3, 3)))\n```\n"
      ],
      configuration: "title: Test\nreference: [Networks]\n")
    #expect(try book.run().exitCode == 0)
    let targets = try book.page("assets/targets/reference/networks.js").replacing(/<[^>]*>/, with: "")
    #expect(targets.contains("ReLU.init()") && targets.contains("Conv2D.init(inputChannels: Int"))
    #expect(targets.contains("A layer whose kernel is drawn by the default generator"))
  }

  @Test(
    "An anchor that the author's own HTML has is given to no name, and the index leads where a name is meant for certain"
  )
  func anchors() throws {
    let book = try TemporaryBook(
      [
        "one":
          "# One\n\n<a id=\"_n-x\"></a>\n\n```swift\nlet x = Tensor([1, 2]).relu().reshaped(to: [2])\n```\n\n```swift\nx\n```\n"
      ],
      configuration: "title: Test\nreference: [Tensors]\n")
    try book.run("accept")
    #expect(try book.run().exitCode == 0)
    let page = try book.page("one.html")
    #expect(page.ranges(of: "id=\"_n-x\"").count == 1)
    #expect(page.contains("id=\"_n-x-2\" href=\"#_n-x-2\""))
    let index = try book.page("terms.html")
    #expect(index.contains("<a href=\"reference/tensors.html#Tensor\"><code translate=\"no\">Tensor</code></a>"))
    #expect(index.contains("<a href=\"reference/tensors.html#Tensor.relu-\">"))
    // Of this there is one for tensors of whole numbers too.
    #expect(index.contains("<code translate=\"no\">reshaped</code>") && !index.contains("reshaped-"))
  }

  @Test("A module that there is not is an error at its place")
  func unknownModule() throws {
    let book = try TemporaryBook(["one": "# One\n"], configuration: "title: Test\nreference: [Tensor]\n")
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("book.yml:2:13: error: 'Tensor' is not a module that is built into the tool"))
    #expect(result.errors.contains("Tensors"))
  }
}
