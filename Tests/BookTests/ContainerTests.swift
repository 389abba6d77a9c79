import Book
import TestSupport
import Testing

@Suite("Containers and listings of a chapter")
struct ContainerTests {
  @Test(
    "Cells, outputs and checked values inside of containers are those of the chapter, and accepted where they stand")
  func cells() throws {
    let text =
      "::: exercise Is it [1](<=x>)?\n- a\n\n  :::: solution\n  ```swift\n  f()\n  ```\n\n  ```output\n  1\n  ```\n  ::::\n:::\n\nT\n"
      + ": [2](<=y>)\n\n    ```swift\n    g()\n    ```\n"
    let chapter = parse(text).chapter
    #expect(parse(text).diagnostics.map(\.summary) == [])
    #expect(chapter.cells.map(\.code) == ["f()\n", "g()\n"])
    #expect(chapter.checkedValues.map(\.expression) == ["x", "y"])
    let fixture = Fixture(text, [.text("5\n"), .text("6\n")], values: [.value("3"), .value("4")])
    #expect(
      try fixture.accepted().text
        == "::: exercise Is it [3](<=x>)?\n- a\n\n  :::: solution\n  ```swift\n  f()\n  ```\n\n  ```output\n  5\n  ```\n  ::::\n:::\n\nT\n"
        + ": [4](<=y>)\n\n    ```swift\n    g()\n    ```\n\n    ```output\n    6\n    ```\n")
  }

  @Test("Exercises are numbered, and links can lead to whatever has an id")
  func anchors() {
    let text =
      "::: exercise {#a} One\n:::\n\n::: exercise\n:::\n\n::: note {#n}\n:::\n\n```c {#c}\n1\n```\n\n[x](#a) [x](#exercise-2) [x](#n) "
      + "[x](#c)\n"
    let (chapter, diagnostics) = parse(text)
    #expect(diagnostics.map(\.summary) == [])
    let targets = ChapterOutline(of: chapter, number: 3).targets.filter { $0.kind == .exercise }
    #expect(targets.map(\.number) == ["3.1", "3.2"])
    #expect(targets.map(\.title) == ["One", ""])
    #expect(targets.map(\.anchor) == ["a", "exercise-2"])
  }

  @Test(
    "What is wrong with a container or a listing is an error at its place",
    arguments: [
      ("::: «asid»\n:::\n", "'asid' is not a container"), ("::: «{.note}»\n:::\n", "this container has no name"),
      ("::: «solution»\n:::\n", "'solution' may not stand here"),
      ("::: «tab»  \n:::\n", "this 'tab' has no title"),
      (":::: tabs\n«Text.»\n::::\n", "this may not stand directly in 'tabs'"),
      (":::: columns «Title»\n::::\n", "'columns' has no title"),
      ("::: note {«.fold»}\n:::\n", "'.fold' is not an option of a note"),
      ("::: exercise Title «{#a}»\n:::\n", "attributes may not stand behind a title"),
      ("```swift {#a}\n```\n\n::: note {«#a»}\n:::\n", "the id 'a' is taken"),
      ("«::: note»\n", "`::: note` is never closed."),
      ("```c {lines=\"«2»\"}\n1\n```\n", "there is no line 2"),
      ("```c {lines=«x»}\n1\n```\n", "'x' cannot be the lines of a fence of code"),
      ("```c {«titel»=x}\n1\n```\n", "'titel' is not an option of a fence of code"),
      ("```c {«.number»}\n1\n```\n", "'.number' is not an option of a fence of code"),
      ("```c {diff=\"«#b»\"}\n1\n```\n", "no listing above has the id 'b'"),
      (
        "```swift {#b .hidden}\n1\n```\n\n```swift {diff=\"«#b»\"}\n1\n```\n",
        "the listing 'b' is hidden, so nobody could see what changed since"
      ),
      ("```c {#b}\n1\n```\n\n```c {diff=«b»}\n1\n```\n", "'b' is not the id of a listing"),
      ("```swift\n«// show»\n```\n", "there is nothing hidden above this line"),
      ("```swift\na // (1)\nb «// (2)»\n```\n\n1. One\n", "the note (2) has no text"),
      ("```swift\na // (1)\n```\n\n1. One\n«2. Two»\n", "the note (2) stands at no line of the code"),
    ])
  func errors(_ text: String, _ summary: String) {
    let marked = MarkedText(text)
    let diagnostics = parse(marked.text).diagnostics.filter { $0.severity == .error }
    #expect(diagnostics.map(\.summary).contains(summary), "\(diagnostics.map(\.summary))")
    let found = diagnostics.first { $0.summary == summary }?.location?.range
    let expected =
      summary.hasPrefix("the note (2) has")
      ? marked.ranges[0].lowerBound - 1..<marked.ranges[0].upperBound : marked.ranges[0]
    #expect(found == expected)
  }

  @Test("A misspelt name comes with the right one, as a replacement")
  func spelling() {
    let diagnostic = parse("::: execrise\n:::\n").diagnostics[0]
    #expect(diagnostic.explanation?.hasPrefix("Did you mean 'exercise'?") == true)
    #expect(diagnostic.replacements.map(\.text) == ["exercise"])
  }

  @Test("What other tools write behind a language is no option")
  func foreign() {
    #expect(parse("```js foo bar=1\n1\n```\n").diagnostics.isEmpty)
    let titled = parse("```js title=\"x\" foo\n1\n```\n")
    #expect(titled.diagnostics.map(\.severity) == [.warning])
    #expect(titled.chapter.listings.first?.options.title == nil)
    #expect(parse("```js:file.js\n1\n```\n").diagnostics.isEmpty)
  }

  @Test(
    "A container that is never closed is that error alone, whatever should stand in it",
    arguments: [
      ("::: exercise\nWhat?\n\n::: solution\nThat.\n:::\n", "`::: exercise` is never closed."),
      (":::: tabs\n\n::: tab A\na\n:::\n", "`:::: tabs` is never closed."),
    ])
  func unclosed(_ text: String, _ summary: String) {
    #expect(parse(text).diagnostics.map(\.summary) == [summary])
  }

  @Test(
    "Comments that are numbers above a list of as many items are no notes, which is said",
    arguments: [
      ("a  «// 1»\nb // 2\n", "1. One\n2. Two\n", true), ("a // 1\n", "1. One\n2. Two\n", false),
      ("a // 10\n", "1. One\n", false), ("let a = 1\n", "1. One\n", false), ("a // (1)\n", "1. One\n", false),
      ("\"\"\"\na // 1\n\"\"\"\n", "1. One\n", false),
    ])
  func bareNumbers(_ code: String, _ list: String, isReported: Bool) {
    let marked = MarkedText("```swift\n\(code)```\n\n\(list)")
    let warnings = parse(marked.text).diagnostics
    #expect(
      warnings.map(\.summary)
        == (isReported ? ["the numbers in these comments are no notes, and the list below is an ordinary one"] : []))
    #expect(warnings.map(\.severity) == (isReported ? [.warning] : []))
    if isReported { #expect(warnings[0].explanation?.contains("`// (1)`") == true) }
  }
}
