import Book
import Outputs
import TestSupport
import Testing

@Suite("What looks like a cell and is none")
struct LookalikeTests {
  @Test(
    "A fence of another tool is a warning with the right form",
    arguments: [
      ("```«{swift}»", "```swift;"), ("``` «{.swift}»", "```swift;"),
      ("```«{.swift #id .fold}»", "```swift {#id .fold};"),
      ("```«{swift, echo=FALSE}»", "```swift;"), ("```«swift,ignore»", "```swift {.no-run};"),
      ("```«swift,no_run»", "```swift {.no-run};"), ("```«swift:Sources/main.swift»", "```swift;"),
      ("```«Swift»", "```swift;"), ("```«SWIFT {.fold}»", "```swift;"), ("~~~«swfit»", "```swift;"),
      ("```«Output»", "```output."), ("```«{output}»", "```output."), ("```«language-output»", "```output."),
      ("```«swift-repl»", "```swift;"), ("```«language-swift»", "```swift;"), ("```«lang-swift {.fold}»", "```swift;"),
      ("```«swift4»", "```swift;"), ("```«Swift 6»", "```swift;"), ("```«swift5.9»", "```swift;"),
      ("```«swift-6.2»", "```swift;"), ("```«Sources/main.swift»", "```swift;"), ("```«.swift»", "```swift;"),
      ("```«\"swift\"»", "```swift;"), ("```«swift-playground»", "```swift;"),
      ("```«swift-ignore»", "```swift {.no-run};"),
      ("```«swift_no_run»", "```swift {.no-run};"), ("```«swift#id»", "```swift {#id};"),
      ("```«swift.hidden»", "```swift {.hidden};"), ("```«{#id .swift}»", "```swift {#id};"),
      ("```«{.numberLines .swift}»", "```swift {.numberLines};"), ("```«{code-cell} swift»", "```swift;"),
      ("```«{.language-swift}»", "```swift;"), ("```«lang=swift»", "```swift;"), ("```«code swift»", "```swift;"),
      ("```«{class=\"swift\"}»", "```swift;"), ("```«swift.norun»", "```swift {.no-run};"),
    ])
  func fences(_ opening: String, _ form: String) throws {
    let marked = MarkedText("Text.\n\n- \(opening)\n  print(1)\n  \(opening.hasPrefix("~") ? "~~~" : "```")\n")
    let (chapter, diagnostics) = parse(marked.text)
    #expect(chapter.cells.isEmpty)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1 && diagnostic.severity == .warning)
    #expect(diagnostic.location?.range == marked.ranges[0])
    #expect(diagnostic.summary == "a fence of '\(marked.quoted[0])' is only shown")
    #expect(diagnostic.explanation?.contains(form) == true, "\(diagnostic.explanation ?? "")")
  }

  @Test(
    "Fences in other languages are what they are",
    arguments: [
      "text", "python", "swiftui", "SwiftUI", "swiftui-preview", "swift-format", "swiftinterface", "swift-output", "sh",
      "c",
      "diff", "diff-swift", "swift.json", "output.txt", "lang=python", "code", "source", "dot", "latex",
    ])
  func otherLanguages(_ language: String) {
    #expect(parse("```\(language)\nx\n```\n").diagnostics == [])
  }

  @Test(
    "A fence within text is a warning at its line",
    arguments: [
      ("<details>\n<summary>More</summary>\n«```swift»\nprint(1)\n```\n</details>\n", "blank line"),
      ("> <div>\n> «```swift {.fold}»\n> print(1)\n> ```\n> </div>\n", "blank line"),
      ("Text.\n\n    «```swift»\n    print(1)\n    ```\n", "indent it less"),
    ])
  func within(_ text: String, _ advice: String) throws {
    let marked = MarkedText(text)
    let (chapter, diagnostics) = parse(marked.text)
    #expect(chapter.cells.isEmpty)
    #expect(diagnostics.map(\.summary) == ["this fence is no cell and is only shown"])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.explanation?.contains(advice) == true)
  }

  @Test(
    "A fence with a backtick behind it is an error: it is none, and swallows what follows",
    arguments: [
      "«```swift {caption=\"`x`\"}»\nprint(1)\n```\n\nText.\n", "Text\n«```json {title=\"`x`\"}»\n{}\n```\n",
      "- «````python x`»\n  1\n  ````\n", "> «```{note} of `x`»\n> 1\n> ```\n",
    ])
  func broken(_ text: String) throws {
    let marked = MarkedText(text)
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.first?.summary == "this line begins no code, because it has more backticks further on")
    #expect(diagnostics.first?.severity == .error)
    #expect(diagnostics.first?.location?.range == marked.ranges.first)
  }

  @Test(
    "Code in a text that begins with three backticks is none", arguments: ["```a `b` c``` is code.\n", "``` `` ```\n"])
  func spans(_ text: String) { #expect(parse(text).diagnostics == []) }

  @Test(
    "What shows a fence on purpose is no warning",
    arguments: [
      "````markdown\n```swift\n1\n```\n````\n", "<!--\n```swift\n1\n```\n-->\n", "`` ```swift `` begins a cell.\n",
      "<details>\n\n```swift\n1\n```\n\n</details>\n", "<pre>\n```swift\n</pre>\n",
    ])
  func onPurpose(_ text: String) { #expect(parse(text).diagnostics == []) }

  @Test(
    "A comment that means to say what is printed is a warning with the right form",
    arguments: [
      #"// prints "2""#, #"// Prints: "2""#, "// Prints '2'", #"//Prints "2"."#, #"// PRINTS  "2""#, "// Prints “2”",
      #"// Print "2""#, "// prints `2`", #"/* Prints "2" */"#, #"/* prints "2". */"#, #"/// Prints "2""#,
      #"/** Prints: '2' **/"#, "// Prints 2", "// prints: 2", "// Prints 2.", "/* Prints 2 */",
    ])
  func comments(_ comment: String) throws {
    let marked = MarkedText("1. ```swift\n\tprint(1) «\(comment)»\n\t```\n")
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.explanation == #"Write it as // Prints "2""#)
  }

  @Test("A comment of several lines, and one that documents nothing, are warnings at their first line")
  func commentsOfSeveralLines() throws {
    let marked = MarkedText(
      "> ~~~swift\n> let x = 1\n> print(x) /* a */ «/*»\n>   Prints \"1\"\n> */\n> «/// Prints \"2\"»\n> print(2)\n> ~~~\n"
    )
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.location?.range) == [marked.ranges[0]])
    #expect(diagnostics.first?.explanation == "Write it as // Prints \"1\"\nThe same holds for line 6.")
  }

  @Test(
    "Other comments are comments",
    arguments: [
      "// Prints the sum", "// prints", "// Prints 2 lines", "// Prints 3 of them.", "// Prints:",
      #"// Print "hello" three times"#, #"// It prints "2""#,
      #"let s = "// prints \"2\"""#,
      "// Prints, among others, 'a'", "/* prints the sum */", "/// Prints \"2\".\nfunc f() {}",
      "struct S {\n  /** Prints \"2\". */\n  @discardableResult public func f() -> Int { 2 }\n}",
      "/// Prints \"2\".\n/// More.\nlet f = { print(2) }",
    ])
  func otherComments(_ comment: String) {
    #expect(parse("```swift\n\(comment)\n```\n").diagnostics == [])
  }

  @Test("Of many of one kind the first is shown, and the others are counted")
  func many() throws {
    let text = String(repeating: "```{swift}\n1\n```\n\n", count: 8) + "```swift,ignore\n1\n```\n"
    let diagnostics = parse(text).diagnostics
    #expect(diagnostics.map { $0.location?.start.line } == [1, 33])
    #expect(diagnostics[0].explanation?.hasSuffix("\nThe same holds for lines 5, 9, 13, 17, 21 and 2 more.") == true)
  }
}
