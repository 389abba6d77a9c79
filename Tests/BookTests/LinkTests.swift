import Markdown
import TestSupport
import Testing

@testable import Book

@Suite("Links")
struct LinkTests {
  @Test(
    "A link leads where RFC 3986 says",
    arguments: [
      ("two.md", LinkTarget.chapter(file: "a/two.md", anchor: nil)),
      ("two.md#why", .chapter(file: "a/two.md", anchor: "why")),
      ("./two.md?x#y", .chapter(file: "a/two.md", anchor: "y")),
      ("../b/one.md", .chapter(file: "b/one.md", anchor: nil)),
      ("%2e%2e/b/one.md", .chapter(file: "b/one.md", anchor: nil)),
      ("#learn", .chapter(file: "a/one.md", anchor: "learn")),
      ("#gr%C3%B6%C3%9Fe", .chapter(file: "a/one.md", anchor: "größe")),
      ("#", .chapter(file: "a/one.md", anchor: nil)), ("#top", .chapter(file: "a/one.md", anchor: nil)),
      ("#a:~:text=b", .chapter(file: "a/one.md", anchor: "a")), ("#:~:text=b", .chapter(file: "a/one.md", anchor: nil)),
      ("b/one.md", .file("a/b/one.md")), ("x%20y.png", .file("a/x y.png")), ("%2520.png", .file("a/%20.png")),
      ("data.csv?x=1#y", .file("a/data.csv")), ("50%.txt", .file("a/50%.txt")), ("10:30.svg", .file("a/10:30.svg")),
      ("1a:b", .file("a/1a:b")), ("./x:y", .file("a/x:y")), ("a%3Ab", .file("a/a:b")), ("C%23.png", .file("a/C#.png")),
      ("é:x", .file("a/é:x")), (":x", .file("a/:x")),
      ("../../x.png", .outside("../x.png")), ("%2e%2e/%2E%2e/x", .outside("../x")), ("..%2f..%2fx", .outside("../x")),
      ("%2fetc%2fpasswd", .outside("/etc/passwd")), ("../..", .outside("..")), ("...", .file("a/...")),
      ("https://example.org/two.md", .elsewhere), ("mailto:ada@example.org", .elsewhere), ("x-y+z.1:q", .elsewhere),
      ("HTTP:two.md", .elsewhere), ("/root.png", .root("root.png")), ("/a/../%62.md?q#a", .root("b.md")),
      ("/", .root(".")), ("//example.org/x.md", .elsewhere), ("", .elsewhere),
      ("?q", .elsewhere), ("?q#a", .elsewhere),
    ])
  func targets(link: String, target: LinkTarget) {
    let chapters: Set = ["a/one.md", "a/two.md", "b/one.md"]
    #expect(LinkTarget(URIReference(link), in: "a/one.md", of: chapters) == target)
  }

  /// The problems of the first of some chapters.
  private func problems(
    _ texts: KeyValuePairs<String, String>, status: @escaping (String) -> BookFiles.Status = { _ in .missing }
  ) -> [Diagnostic] {
    let chapters = texts.map { file, text in
      ChapterParser(file: file).parse(SourceText(name: file, text: text)).chapter
    }
    return LinkChecker(chapters, files: chapters.map(\.file), status: status).problems(of: chapters[0])
  }

  @Test("An anchor is one of a heading, a cell, or the author's own HTML, in the chapter or in another")
  func anchors() {
    let two = """
      # Two things

      ## Why? `Conv2D`!

      ## Why? `Conv2D`!

      ```swift {#learn}
      ```

      ```swift
      ```

      <a id="own"></a> <img name=x>

      <details><summary id='folded'>x</summary></details>
      """
    let good = [
      "two.md", "two.md#two-things", "two.md#why-conv2d", "two.md#why-conv2d-1", "two.md#learn", "two.md#cell-2",
      "two.md#own", "two.md#x", "two.md#folded", "two.md#", "#one", "one.md#gr%C3%B6%C3%9Fe", "#größe",
    ]
    let text = "# One\n\n## Größe\n\n" + good.map { "[x](\($0)) " }.joined()
    #expect(problems(["one.md": text, "two.md": two]).map(\.summary) == [])
  }

  @Test(
    "An anchor that is not there is reported at its location, with the nearest that is",
    arguments: [
      ("[x](«#nowhere»)", "this chapter has no anchor '#nowhere'", "Its anchors are #one, #learning, #cell-1."),
      ("[x](«#lerning»)", "this chapter has no anchor '#lerning'", "Did you mean '#learning'?"),
      ("[x](two.md«#nowhere» \"t\")", "'two.md' has no anchor '#nowhere'", "Its anchors are #two, #what."),
      ("[x](two.md«#wat»)", "'two.md' has no anchor '#wat'", "Did you mean '#what'?"),
      ("[x](two.md«#What»)", "'two.md' has no anchor '#What'", "Did you mean '#what'?"),
      ("«[x][r]»\n\n[r]: two.md#wat", "'two.md' has no anchor '#wat'", "Did you mean '#what'?"),
      ("[x](«#secret»)", "this chapter has no anchor '#secret'", "Its anchors are #one, #learning, #cell-1."),
    ])
  func missingAnchors(link: String, summary: String, explanation: String) {
    let marked = MarkedText(
      "# One\n\n\(link)\n\n## Learning\n\n```swift\n```\n\n```swift {.hidden #secret}\n```\n")
    let diagnostics = problems(["one.md": marked.text, "two.md": "# Two\n\n## What\n"])
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.map(\.explanation) == [explanation])
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
  }

  @Test(
    "A chapter without the ending of its file, or with that of its page, is not found",
    arguments: ["two", "two.html", "two#x"])
  func withoutEnding(path: String) {
    let marked = MarkedText("# One\n\n[](«\(path)») and [x](\(path))\n")
    let diagnostics = problems(["one.md": marked.text, "two.md": "# Two\n\n## X\n"])
    #expect(diagnostics.map(\.summary) == Array(repeating: "there is no file '\(path.prefix { $0 != "#" })'", count: 2))
    #expect(diagnostics.first?.location?.range == marked.ranges.first)
    #expect(diagnostics.first?.explanation == "Did you mean 'two.md'? A link to a chapter names its file.")
  }

  @Test(
    "A file outside of the book's folder is an error at its link, however it is written",
    arguments: ["../up.png", "%2e%2e/up.png", "%2fetc%2fpasswd", "sub/../../up.png", "linked.png"])
  func outside(path: String) {
    for link in ["![x](«\(path)»)", "[x](«\(path)»)"] {
      let marked = MarkedText("# One\n\n\(link)\n")
      let diagnostics = problems(["one.md": marked.text]) { $0 == "linked.png" ? .outside : .missing }
      #expect(diagnostics.map(\.location?.range) == marked.ranges)
      #expect(
        diagnostics.first?.summary.hasSuffix("is outside of the book's folder and is not copied into the site") == true)
    }
  }

  @Test(
    "A path from the root of the server is an error where the book has it, and a warning elsewhere",
    arguments: [
      ("«/b/two.md»", Diagnostic.Severity.error, "From the folder of this chapter it is '../b/two.md'."),
      ("«/a/x%20y.png»", .error, "From the folder of this chapter it is 'x%20y.png'."),
      ("«/gone.md#x»", .error, "A link to a chapter is written from the folder of the chapter that holds it."),
      ("«/blog/»", .warning, "Nothing is known of what is there."),
    ])
  func root(link: String, severity: Diagnostic.Severity, explanation: String) {
    for text in ["[x](\(link))", "![x](\(link))", "<img src=\"\(link)\">"] {
      let marked = MarkedText("Text \(text)\n")
      let diagnostics = problems(["a/one.md": marked.text, "b/two.md": "# Two\n"]) {
        $0 == "a/x y.png" ? .file : .missing
      }
      #expect(diagnostics.map(\.severity) == [severity])
      #expect(diagnostics.first?.summary.hasSuffix("at the root of whatever serves the pages, not in the book") == true)
      #expect(diagnostics.first?.explanation?.hasPrefix(explanation) == true)
      if !text.hasPrefix("<") { #expect(diagnostics.map(\.location?.range) == marked.ranges) }
    }
  }

  @Test("What was to be a checked value is one error", arguments: ["[5](=6)", "![5](=6)", "[5][x]\n\n[x]: =6"])
  func noCheckedValue(text: String) {
    let (_, diagnostics) = parse(text + "\n", chapterFiles: ["a.md"], files: [])
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.first?.summary.contains("not a checked value") == true)
  }

  @Test("A reference to the picture of a cell that has no id says how it gets one")
  func figureWithoutID() {
    let text = "# A\n\n[](#fig-passes)\n\n```swift {#passes}\n```\n\n![x](figures/passes.svg)"
    let found = problems(["a.md": text + "\n"])
    #expect(found.map(\.summary) == ["this chapter has no anchor '#fig-passes'"])
    #expect(
      found.first?.explanation
        == "The picture of 'a#passes' has no id: give it one where it stands, ![…](figures/passes.svg){#fig-passes}.")
    #expect(problems(["a.md": text + "{#fig-passes}\n"]).isEmpty)
  }

  @Test("Of many chapters the nearest is named, and not all of them")
  func manyChapters() {
    let file = { (number: Int) in "chapter-\(number).md" }
    let one = ChapterParser(file: file(100)).parse(SourceText(name: "x", text: "[x](chaptr-101.md)\n")).chapter
    let problems = LinkChecker([one], files: (100..<400).map(file)) { _ in .missing }.problems(of: one)
    #expect(problems.map(\.summary) == ["'chaptr-101.md' is not a chapter of this book"])
    #expect(
      problems.first?.explanation?.hasPrefix("Did you mean 'chapter-101.md'? The chapters are chapter-100.md,") == true)
    #expect(problems.first?.explanation?.hasSuffix(", chapter-123.md and 276 more.") == true)
  }

  @Test("A file that is there and not listed is named where no chapter is near")
  func unlistedChapters() {
    let one = ChapterParser(file: "a/one.md").parse(SourceText(name: "x", text: "[x](poling.md)\n")).chapter
    let checker = LinkChecker(
      [one], files: ["a/one.md"], names: { $0 == "a" ? ["one.md", "pooling.md", "pooling.txt", "README.md"] : [] },
      status: { _ in .missing })
    #expect(
      checker.problems(of: one).map(\.explanation)
        == ["Did you mean 'pooling.md'? That file is there, and book.yml has to list it under 'chapters:'."])
  }

  @Test("An anchor of another chapter that is misspelt comes with the nearest, in a reference too")
  func otherAnchors() {
    let marked = MarkedText("[x](b.md«#maks») [](b.md«#maks»)\n")
    let found = problems(["a.md": marked.text, "b.md": "# B\n\n## Max\n"])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.map(\.explanation) == ["Did you mean '#max'?", "Did you mean '#max'?"])
  }

  @Test("Chapters in other folders are named as the chapter sees them")
  func otherFolders() {
    let marked = MarkedText("# One\n\n[x](../b/two.md) [y](«two.md») ![z](../images/p.svg)\n")
    let diagnostics = problems(["a/one.md": marked.text, "b/two.md": "# Two\n"]) {
      $0 == "images/p.svg" ? .file : .missing
    }
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.map(\.summary) == ["'two.md' is not a chapter of this book"])
    #expect(diagnostics.first?.explanation == "The chapters are one.md, ../b/two.md.")
    let unlisted = problems(["one.md": "[x](parts/two.md)\n"]) { $0 == "parts/two.md" ? .file : .missing }
    #expect(unlisted.map(\.summary) == ["'parts/two.md' is not a chapter of this book"])
    #expect(unlisted.first?.explanation == "The file is there: book.yml has to list it under 'chapters:'.")
  }
}
