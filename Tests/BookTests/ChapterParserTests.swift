import Book
import Markdown
import TestSupport
import Testing

@Suite("Chapters")
struct ChapterParserTests {
  @Test("Cells are numbered from 1 and named by their ids")
  func names() {
    let chapter = parse(
      """
      ```swift
      1
      ```
      > ```swift {#second}
      > 2
      > ```
      - ```swift
        3
        4
        ```
      """, file: "part/pooling.md"
    ).chapter
    #expect(chapter.name == "part/pooling")
    #expect(chapter.cells.map(\.name) == ["part/pooling#cell-1", "part/pooling#second", "part/pooling#cell-3"])
    #expect(chapter.cells.map(\.code) == ["1\n", "2\n", "3\n4\n"])
    #expect(chapter.cells.map(\.linePrefix) == ["", "> ", "  "])
    #expect(chapter.cells[2].lines.map(chapter.source.text) == ["3", "4"])
  }

  @Test("Every option is read")
  func options() throws {
    let info = #"{#x .no-run .hide-output .fold .isolated tolerance=1e-3 timeout=30 caption="a \"b\" \\ {c}"}"#
    let result = parse("```swift \(info)\n1\n```\n\n```swift{.hidden .fails}\n```\n\n```swift {.volatile}\n```\n")
    #expect(result.diagnostics == [])
    let options = result.chapter.cells[0].options
    #expect(options.noRun && options.hideOutput && options.fold && options.isolated)
    #expect(options.tolerance == 0.001)
    #expect(options.timeout == 30)
    #expect(options.caption == #"a "b" \ {c}"#)
    #expect(result.chapter.cells[1].options.hidden && result.chapter.cells[1].options.fails)
    #expect(result.chapter.cells[2].options.volatile)
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var text: String
    var summary: String
    var explanation: String
    var testDescription: String { text }

    init(_ text: String, _ summary: String, _ explanation: String = "") {
      self.text = text
      self.summary = summary
      self.explanation = explanation
    }
  }

  @Test(
    "A wrong option is reported at its bytes",
    arguments: [
      Wrong("{«.flod»}", "'.flod' is not an option of a cell", "Did you mean '.fold'?"),
      Wrong("{.fold «.no-rum»}", "'.no-rum' is not an option of a cell", "Did you mean '.no-run'?"),
      Wrong("{«captoin»=x}", "'captoin' is not an option of a cell", "Did you mean 'caption='?"),
      Wrong("{«.fold=1»}", "'.fold' takes no value"),
      Wrong("{«fold=1»}", "'.fold' takes no value"),
      Wrong("{«fold»}", "'fold' may not stand in the options", "Write '.fold'"),
      Wrong("{«.tolerance»}", "'.tolerance' needs a value", "tolerance=1e-3"),
      Wrong("{tolerance=«x»}", "'x' cannot be the tolerance of a cell", "not negative"),
      Wrong("{tolerance=«-1»}", "'-1' cannot be the tolerance of a cell"),
      Wrong("{tolerance=«nan»}", "'nan' cannot be the tolerance of a cell"),
      Wrong("{timeout=«0»}", "'0' cannot be the timeout of a cell", "greater than 0"),
      Wrong("{«timeout=»}", "'' cannot be the timeout of a cell"),
      Wrong("{.fold «.fold»}", "the option 'fold' stands twice"),
      Wrong("{#a «#b»}", "a second id, '#b': the cell is called '#a' already"),
      Wrong("{«#1a»}", "'1a' cannot be an id", "begins with a letter"),
      Wrong("{«#cell-3»}", "the id 'cell-3' is what a cell without an id is called"),
      Wrong("{«#»}", "the id after '#' is missing"),
      Wrong("{«.live»}", "'.live' is not available yet"),
      Wrong("{.predict «.no-run»}", "'no-run' and 'predict' exclude each other"),
      Wrong("{.fails «.predict»}", "'fails' and 'predict' exclude each other"),
      Wrong("{.predict «.volatile»}", "'volatile' and 'predict' exclude each other", "no right answer"),
      Wrong("{«choices=\"1; 2\"»}", "'choices' are those of a question", "Add .predict"),
      Wrong("{.predict «choices=\"1\"»}", "a question needs two choices or more, each another", "semicolons"),
      Wrong("{.predict «choices=\"1; 2;1\"»}", "a question needs two choices or more, each another", "semicolons"),
      Wrong("{.no-run «.fails»}", "'no-run' and 'fails' exclude each other"),
      Wrong("«{.fold»", "the brace that opens the options is never closed"),
      Wrong("{.fold} «x»", "'x' may not stand after the options"),
      Wrong("«fold»", "'fold' may not stand here"),
      Wrong("{caption=«\"x}»", "the quote is never closed"),
    ])
  func wrongOption(_ wrong: Wrong) throws {
    let marked = MarkedText("para\n\n> ```swift \(wrong.text)\n> 1\n> ```\n")
    let diagnostics = parse(marked.text).diagnostics
    let first = try #require(diagnostics.first)
    #expect(first.summary == wrong.summary)
    #expect(first.location?.range == marked.ranges[0])
    #expect(first.severity == .error)
    #expect(first.location?.start.line == 3)
    #expect(wrong.explanation.isEmpty || first.explanation?.contains(wrong.explanation) == true)
  }

  @Test("An id is given once in a chapter")
  func duplicateID() throws {
    let marked = MarkedText("```swift {«#a»}\n```\n\n```swift {«#a» .fold}\n```\n")
    let diagnostic = try #require(parse(marked.text).diagnostics.first)
    #expect(diagnostic.summary == "the id 'a' is taken")
    #expect(diagnostic.location?.range == marked.ranges[1])
    #expect(diagnostic.notes.first?.location?.range == marked.ranges[0])
  }

  @Test("All problems are reported, in the order of the text")
  func allProblems() {
    let text = """
      ---
      titel: x
      ---
      ```output
      ```
      ```swift {.flod}
      ```
      ![](missing.png)
      """
    #expect(
      parse(text, files: []).diagnostics.map { $0.location?.start.line } == [2, 4, 6, 8])
  }

  @Test("An output fence needs a cell directly above it")
  func strayOutput() {
    let marked = MarkedText("```swift\n1\n```\n\ntext\n\n«```output»\n1\n```\n")
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.summary) == ["this output fence does not follow a cell"])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
  }

  @Test("What follows a cell directly documents its output")
  func documented() throws {
    let text = """
      - ```swift {#a}
        1
        ```

        ```output
        1
         2
        ```
        ![One](figures/a.svg)
        ![Two](figures/a-2.svg)

        ~~~~output
        ~~~~

        text
      """
    let (chapter, diagnostics) = parse(text, figures: ["figures/a.svg": "<svg/>"])
    #expect(diagnostics == [])
    let outputs = chapter.cells[0].documented
    try #require(outputs.count == 4)
    guard case .text(let fence) = outputs[0], case .picture(let one) = outputs[1], case .picture(let two) = outputs[2]
    else { return #expect(Bool(false)) }
    #expect(fence.text == "1\n 2\n")
    #expect(fence.lines.map(chapter.source.text) == ["1", " 2"])
    #expect(fence.linePrefix == "  ")
    #expect(one.file?.svg == "<svg/>" && one.description == "One" && one.path == "figures/a.svg")
    #expect(two.file == nil && chapter.source.text(in: two.range) == "![Two](figures/a-2.svg)")
  }

  @Test("An image of something else is prose")
  func otherImages() {
    let text = "```swift {#a}\n1\n```\n\n![x](photo.png)\n\n```output\n1\n```\n"
    #expect(parse(text).chapter.cells[0].documented == [])
    #expect(parse(text).diagnostics.count == 1)
  }

  @Test("A cell that documents pictures needs an id")
  func pictureWithoutID() throws {
    let marked = MarkedText("«```swift»\n1\n```\n\n«![x](figures/loss.svg)»\n")
    let diagnostic = try #require(parse(marked.text).diagnostics.first)
    #expect(diagnostic.summary == "this cell documents a picture and needs an id")
    #expect(diagnostic.location?.range == marked.ranges[0])
    #expect(diagnostic.explanation?.contains("{#loss}") == true)
  }

  @Test("A figure file belongs to one cell")
  func sharedFigure() {
    let text =
      "```swift {#a}\n```\n![](figures/a.svg)\n![](figures/a-2.svg)\n\n```swift {#a-2}\n```\n![](figures/a-2.svg)\n"
    #expect(parse(text).diagnostics.map(\.summary) == ["the figure file 'figures/a-2.svg' is documented twice"])
  }

  @Test("An image that stands twice below its cell is parted by text, where it is shown once more")
  func sameFigureTwice() {
    let image = "![x](figures/a.svg)\n"
    let diagnostics = parse("```swift {#a}\n```\n\n\(image)\(image)").diagnostics
    #expect(diagnostics.map(\.summary) == ["the figure file 'figures/a.svg' is documented twice"])
    #expect(diagnostics.first?.explanation?.contains("put text between the images") == true)
    #expect(parse("```swift {#a}\n```\n\n\(image)\nAgain:\n\n\(image)").diagnostics == [])
  }

  @Test("A picture of a cell is as wide as its cell")
  func widePicture() {
    let marked = MarkedText(
      "```swift {#a}\n```\n\n![x](figures/a.svg)«{#fig-a .wide}»\n\nText.\n\n![x](figures/a.svg){.wide}\n")
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.summary) == ["'.wide' changes nothing at a picture that 'a#a' shows"])
    #expect(diagnostics.first?.severity == .warning)
    #expect(diagnostics.first?.location?.range == marked.ranges[0])
  }

  @Test(
    "Options that stand within the angle brackets of a checked value are one error, which says where they stand",
    arguments: [
      ("[2](<=slope \"tolerance=0.5\">)", "Write [2](<=slope> \"tolerance=0.5\")."),
      ("[2](<=f(x)  \"tolerence=0.5\">)", "Write [2](<=f(x)> \"tolerence=0.5\")."),
      ("[2](<=x ?? \"volatile\">)", nil), ("[2](<=try \"volatile\">)", nil), ("[2](<=\"volatile\">)", nil),
    ])
  func optionsInExpression(_ text: String, _ advice: String?) {
    let diagnostics = parse(text).diagnostics
    #expect(diagnostics.map(\.explanation) == (advice.map { [$0] } ?? []))
    #expect(diagnostics.allSatisfy { $0.summary == "the options of a checked value stand behind its '>'" })
  }

  @Test(
    "Attributes that others write with commas or as id= come with what is written here",
    arguments: [
      ("{«#insertion,» caption=\"x\"}", "Write #insertion without the comma", "#insertion"),
      ("{«.fold,» caption=\"x\"}", "Write .fold without the comma", ".fold"),
      ("{caption=\"x\"«,» .fold}", "Leave the comma out", nil), ("{«id=foo»}", "with its sign: #foo.", "#foo"),
    ])
  func commas(_ attributes: String, _ advice: String, _ instead: String?) throws {
    let marked = MarkedText("```swift \(attributes)\n1\n```\n")
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.count == 1)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.explanation?.contains(advice) == true, "\(diagnostic)")
    #expect(diagnostic.location?.range == marked.ranges[0])
    #expect(diagnostic.replacements.map(\.text) == [instead].compactMap(\.self))
  }

  @Test("A fence that is never closed, options on an output fence and a misspelt language are reported")
  func otherFences() {
    #expect(parse("```swift\n1\n").diagnostics.map(\.summary) == ["this cell is never closed"])
    #expect(
      parse("```swift\n1\n```\n```output {.fold}\n```\n").diagnostics.map(\.summary)
        == ["an output fence takes no options"])
    let slip = parse("```swfit\n1\n```\n\n```ouput\n1\n```\n```python\n```\n").diagnostics
    #expect(slip.map(\.severity) == [.warning, .warning])
  }

  @Test("Links to files that are not there, and to chapters that are not in the book")
  func links() {
    let marked = MarkedText(
      """
      [a](pooling.md#max) [b](«poling.md») [c](https://x.org/y.md) [d](<>) ![e](«pic.png») ![f](a%20b.png)
      [g](mailto:a@b.c) [h](data.csv)
      """)
    let diagnostics = parse(
      marked.text, chapterFiles: ["a.md", "pooling.md"], files: ["a b.png", "data.csv"]
    ).diagnostics
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(
      diagnostics.map(\.summary) == ["'poling.md' is not a chapter of this book", "there is no picture 'pic.png'"])
    #expect(diagnostics.first?.explanation?.hasPrefix("Did you mean 'pooling.md'?") == true)
  }

  @Test("Front matter is read and left out of the text")
  func frontMatter() {
    let (chapter, diagnostics) = parse("---\ntitle: \"A: b\"\ndescription: c\n---\n# Heading\n")
    #expect(diagnostics == [])
    #expect(chapter.frontMatter.title == "A: b" && chapter.frontMatter.description == "c")
    #expect(chapter.source.text(in: chapter.frontMatter.range) == "---\ntitle: \"A: b\"\ndescription: c\n---\n")
    #expect(chapter.document.nodes.count == 3)
  }

  @Test("A wrong key in the front matter is reported at its location")
  func wrongFrontMatter() throws {
    let marked = MarkedText("---\ntitle: x\n«descripton»: y\n---\n")
    let diagnostic = try #require(parse(marked.text).diagnostics.first)
    #expect(diagnostic.summary == "'descripton' is not a key of the front matter")
    #expect(diagnostic.explanation?.hasPrefix("Did you mean 'description'?") == true)
    #expect(diagnostic.location?.range == marked.ranges[0])
  }

  @Test("A checked value in the front matter is an error at its location", arguments: ["title", "description"])
  func valuesInFrontMatter(_ key: String) {
    let marked = MarkedText("---\n\(key): «'[6](<=2 * 3>) things'»\n---\n")
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.summary == "a checked value cannot stand in the front matter")
  }

  @Test("Dashes that enclose nothing are thematic breaks", arguments: ["---\n\ntext\n\n---\n", "---\ntext\n", "---"])
  func thematicBreak(_ text: String) {
    #expect(parse(text).chapter.frontMatter.range.isEmpty)
    #expect(parse(text).diagnostics == [])
  }
}

@Suite("Prints comments")
struct ExpectedCommentTests {
  @Test("Comments document lines; text in strings and other comments do not")
  func expectedComments() {
    let marked = MarkedText(
      #"""
      > ```swift
      > print(1) // Prints "«1»".
      > let s = "// Prints \"no\""
      > /// Prints "no"
      > func f() {}
      > // Prints the sum
      > if true {
      >   // Prints "«a \"b\" \\ é\n»"
      >   // Prints "«...»"
      > }
      > // Prints "«»".
      > ```
      """#)
    let (chapter, diagnostics) = parse(marked.text)
    #expect(diagnostics == [])
    #expect(chapter.cells[0].expectedComments.map(\.text) == ["1", "a \"b\" \\ é\n", "...", ""])
    #expect(chapter.cells[0].expectedComments.map(\.range) == marked.ranges)
  }

  @Test(
    "The text ends at the last quote of the line",
    arguments: [
      (#"// Prints "«["a"]»""#, #"["a"]"#), (#"// Prints "«say "no"»"."#, #"say "no""#),
      (#"// Prints "«a\\»""#, #"a\"#),
      (#"// Prints "«"a" "b"»"  "#, #""a" "b""#), (#"// Prints "«""»""#, #""""#),
    ])
  func quotes(_ comment: String, _ text: String) {
    let marked = MarkedText("```swift\nprint(1) \(comment)\n```\n")
    let (chapter, diagnostics) = parse(marked.text)
    #expect(diagnostics == [])
    #expect(chapter.cells[0].expectedComments.map(\.text) == [text])
    #expect(chapter.cells[0].expectedComments.map(\.range) == marked.ranges)
  }

  @Test("An expected comment that cannot be read is reported")
  func wrongExpectedComments() {
    let marked = MarkedText(
      "```swift\n1 «// Prints \"x»\n2 «// Prints \"x\" and more»\n«3 // Prints \"\u{0}\"»\n4 «// Prints \"x\\\"»\n```\n"
    )
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.severity) == [.error, .warning, .warning, .error])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
  }
}

@Suite("Large chapters")
struct LargeChapterTests {
  @Test("A megabyte of cells, outputs and prose is read and compared whole")
  func large() {
    let part = """
      Some prose with a value [0.5](<=x>) and *words*.

      ```swift
      let x = 0.5
      print(x)
      ```

      ```output
      0.5
      ```


      """
    let count = 1_000_000 / part.utf8.count
    let fixture = Fixture(
      String(repeating: part, count: count), Array(repeating: .text("0.5\n"), count: count),
      values: Array(repeating: .value("0.5"), count: count))
    let report = fixture.report()
    // Counted first, because the expectation would reflect every value that stands in it.
    let agreeing = report.cells.count { $0.verdict == .agrees }
    let values = report.checkedValues.count { $0.verdict == .agrees }
    #expect(agreeing == count)
    #expect(values == count)
    #expect(report.diagnostics == [])
  }
}
