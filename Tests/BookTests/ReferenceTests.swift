import Markdown
import TestSupport
import Testing

@testable import Book

@Suite("What links refer to")
struct ReferenceTests {
  static let pooling = """
    # Pooling

    ## Max {#max}

    ```swift {#pool caption="The *greatest* of four"}
    ```

    ```swift {.hidden}
    ```

    ```swift
    ```

    $$ a $$

    $$
    b
    $$ {#eq-softmax}

    ```math {#eq-fence}
    c
    ```

    ![Two lines](a.png "The loss"){#fig-loss}

    ![Words](b.png)

    ![Words](c.png){#fig-words}

    ## Notes {.unnumbered}

    ### Inner

    ## Mean

    | a |
    |---|
    : Sizes of `x` {#tab-sizes}

    | a |
    |---|
    | b |
    : {#tab-more}

    <a id="own"></a>
    """

  private func outline(_ texts: [String]) -> BookOutline {
    let chapters = texts.enumerated().map { index, text in
      ChapterParser(file: "\(index + 1).md").parse(SourceText(name: "\(index + 1).md", text: text)).chapter
    }
    return BookOutline(chapters, files: chapters.map(\.file))
  }

  @Test(
    "Each kind has a series of numbers in its chapter, and a title where it has words of its own",
    arguments: [
      (nil, ReferenceTarget.Kind.chapter, "2", "Pooling"), ("pooling", .chapter, "2", "Pooling"),
      ("max", .section, "2.1", "Max"), ("notes", .section, nil, "Notes"), ("inner", .section, nil, "Inner"),
      ("mean", .section, "2.2", "Mean"),
      ("pool", .listing, "2.1", "The greatest of four"), ("cell-3", .listing, "2.2", ""),
      ("eq-softmax", .equation, "2.1", ""), ("eq-fence", .equation, "2.2", ""),
      ("fig-loss", .figure, "2.1", "The loss"), ("fig-words", .figure, "2.2", "Words"),
      ("tab-sizes", .table, "2.1", "Sizes of x"), ("tab-more", .table, "2.2", ""),
    ] as [(String?, ReferenceTarget.Kind, String?, String)])
  func targets(anchor: String?, kind: ReferenceTarget.Kind, number: String?, title: String) throws {
    let target = try #require(
      outline(["# One\n", Self.pooling]).target(of: .chapter(file: "2.md", anchor: anchor)))
    #expect(target.kind == kind)
    #expect(target.number == number)
    #expect(target.title == title)
    #expect(target.file == "2.md")
    #expect(target.anchor == anchor ?? "pooling")
  }

  @Test(
    "Neither an anchor of HTML nor a cell that is not shown is something to refer to", arguments: ["own", "cell-2"])
  func none(anchor: String) {
    #expect(outline([Self.pooling]).target(of: .chapter(file: "1.md", anchor: anchor)) == nil)
  }

  @Test("A title without a number is an error that names what takes the number of a chapter away")
  func unnumberedTitle() {
    let marked = MarkedText("# Preface «{.unnumbered}»\n\n## One {.unnumbered}\n")
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.explanation?.contains("- unnumbered: ") == true)
  }

  @Test("Numbers follow what stands above, without an edit")
  func renumbering() throws {
    let before = outline([Self.pooling])
    let after = outline([Self.pooling.replacing("## Max", with: "## New\n\n```swift\n```\n\n$$ x $$ {#x}\n\n## Max")])
    let numbers = { (outline: BookOutline) in
      ["max", "pool", "eq-softmax", "fig-loss"].map {
        outline.target(of: .chapter(file: "1.md", anchor: $0))?.number
      }
    }
    #expect(numbers(before) == ["1.1", "1.1", "1.1", "1.1"])
    #expect(numbers(after) == ["1.2", "1.2", "1.2", "1.1"])
  }

  @Test(
    "An id that is given twice is an error at the second",
    arguments: [
      "## A {«#a»}\n\n## B {«#a»}\n", "```swift {«#a»}\n```\n\n## B {«#a»}\n", "![x](y){«#a»}\n\n![x](y){«#a»}\n",
      "$$ x $$ {«#a»}\n\n```math {«#a»}\nx\n```\n", "| a |\n|---|\n: b {«#a»}\n\n<p id=\"«a»\">\n",
      "<p id='«a»'>\n\n<p id=«a»>\n", "a <b id=\"«a»\"></b>\n\n# T {«#a»}\n",
    ])
  func repeatedIDs(_ text: String) {
    let marked = MarkedText(text)
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.summary) == ["the id 'a' is taken"])
    #expect(diagnostics.first?.location?.range == marked.ranges[1])
    #expect(diagnostics.first?.notes.first?.location?.range == marked.ranges[0])
  }

  @Test(
    "An id that is made of a heading's words gives way to one that is written",
    arguments: [
      ("## A\n\n## B {#a}\n", ["a-1", "a"]), ("## A\n\n<p id=a>\n", ["a-1"]), ("## A\n\n$$ x $$ {#a}\n", ["a-1"]),
    ])
  func headingIDs(_ text: String, ids: [String]) {
    let (chapter, diagnostics) = parse(text)
    #expect(diagnostics == [])
    #expect(ChapterOutline(of: chapter, number: 1).headings.map(\.id) == ids)
  }

  @Test(
    "Options that there are not are errors at their place",
    arguments: [
      ("## T {#a «.unnumberd»}\n", "'.unnumberd' is not an option of a heading"),
      ("## T {#a «wide»=1}\n", "'wide' is not an option of a heading"),
      ("## T {«#1a»}\n", "'1a' cannot be an id"),
      ("## T {#a «#b»}\n", "a second id, '#b': the heading is called '#a' already"),
      ("$$ x $$ {«.unnumbered»}\n", "'.unnumbered' is not an option of a formula"),
      ("![x](y){«.fold»}\n", "'.fold' is not an option of a picture"),
      ("| a |\n|---|\n: b {«.fold»}\n", "'.fold' is not an option of a table"),
      ("```math {#a «.fold»}\nx\n```\n", "'.fold' is not an option of a formula"),
      ("## T {#a .unnumbered «.unnumbered»}\n", "the option 'unnumbered' stands twice"),
    ])
  func wrongOptions(_ text: String, summary: String) {
    let marked = MarkedText(text)
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
  }

  @Test(
    "A reference that cannot be filled in is an error at its place",
    arguments: [
      ("[](«#fig-los»)", "this chapter has no anchor '#fig-los'", "Did you mean '#fig-loss'?"),
      (
        "[](«#own»)", "'#own' has neither a number nor a title that could be filled in here",
        "Write the text of the link"
      ),
      ("[](«https://x.org»)", "a link without a text cannot lead to 'https://x.org'", "Only what has a number"),
      ("[](«data.csv»)", "a link without a text cannot lead to 'data.csv'", "Only what has a number"),
      ("[](«#cell-2»)", "this chapter has no anchor '#cell-2'", "Did you mean '#cell-3'?"),
    ])
  func broken(_ link: String, summary: String, explanation: String) {
    let marked = MarkedText(Self.pooling + "\n\nSee \(link).\n")
    let diagnostics = parse(marked.text, chapterFiles: ["a.md"]).diagnostics
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.explanation?.hasPrefix(explanation) == true)
  }

  @Test("A reference to whatever has a number or a title is right")
  func right() {
    let anchors = ["max", "notes", "pool", "cell-3", "eq-softmax", "eq-fence", "fig-loss", "tab-sizes"]
    let text =
      Self.pooling + "\n\n" + anchors.map { "[](#\($0))" }.joined(separator: ", ") + ", [](a.md), [](a.md#pool).\n"
    #expect(parse(text, chapterFiles: ["a.md"]).diagnostics == [])
  }
}

@Suite("A link leads to what it says")
struct AnchorTests {
  private func problems(_ texts: [String]) -> [Diagnostic] {
    let chapters = texts.enumerated().map { parse($1, file: "\($0 + 1).md").chapter }
    let checker = LinkChecker(chapters, files: chapters.map(\.file)) { _ in .missing }
    return chapters.flatMap(checker.problems)
  }

  @Test("Words that a heading and a term share lead to neither, until the heading has an id of its own")
  func headingAndTerm() {
    let glossary = "# Glossary\n\n## Kernel\n\nKernel\n: A grid of weights.\n"
    let found = problems([glossary, "# Two\n\n[](1.md#kernel), [a](1.md#kernel-1)\n"])
    #expect(
      found.map(\.summary) == ["'#kernel' is a heading and a term, so nobody can say where this leads"])
    #expect(found.first?.explanation?.contains("## Kernel {#about-kernel}") == true)
    #expect(found.first?.notes.map { $0.location?.start.line } == [3, 5])
    #expect(found.first?.notes.map { $0.location?.file } == ["1.md", "1.md"])
    let named = glossary.replacing("## Kernel", with: "## Kernel {#about}")
    #expect(problems([named, "# Two\n\n[](1.md#kernel)\n"]) == [])
    let outline = BookOutline([parse(named, file: "1.md").chapter], files: ["1.md"])
    #expect(outline.target(of: .chapter(file: "1.md", anchor: "kernel"))?.kind == .term)
  }

  @Test("So do two terms of the same words, and a title; two headings are told apart as elsewhere")
  func others() {
    let twice = "Kernel\n: One.\n\nText.\n\nKernel\n: Two.\n"
    #expect(
      problems(["# G\n\n\(twice)\n[](#kernel)\n"]).map(\.summary)
        == ["'#kernel' is two terms, so nobody can say where this leads"])
    #expect(problems(["# Kernel\n\nKernel\n: One.\n\n[](#kernel)\n"]).count == 1)
    #expect(problems(["# G\n\n## A\n\n## A\n\n[](#a), [](#a-1)\n"]) == [])
    #expect(problems(["# G\n\n```swift {#kernel}\n1\n```\n\nKernel\n: One.\n\n[](#kernel), [](#kernel-1)\n"]) == [])
  }

  @Test("What a run writes into a heading or a term is no part of its anchor")
  func checkedValues() {
    func anchors(_ value: String) -> [String?] {
      let text =
        "# The loss is [\(value)](<=loss>) now\n\n## [\(value)](<=a>)\n\n### 3 [\(value)](<=a>)\n\nLoss [\(value)](<=b>)\n: Low.\n"
      return ChapterOutline(of: parse(text).chapter, number: 1).targets.map(\.anchor)
    }
    #expect(anchors("0.072") == ["the-loss-is-now", "section", "3", "loss"])
    #expect(anchors("0.072") == anchors("**1**"))
  }
}
