import Foundation
import TestSupport
import Testing

@Suite("build-book dump")
struct DumpTests {
  static let chapter = packageRoot + "/chapters/convolutions-for-images.md"

  private func dump(_ arguments: String..., input: String = "") throws -> Outcome {
    // A folder without a book: a dump needs none.
    let folder = try TemporaryBook([:])
    try FileManager.default.removeItem(atPath: folder.folder + "/book.yml")
    return try folder.run(
      ["dump"] + arguments, input: Data(input.utf8), environment: ["COLOPHON_CACHE": sharedCache])
  }

  private func json(_ outcome: Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test("The stage 'markdown' gives the nodes of the text in order, each with its location")
  func markdown() throws {
    let outcome = try dump("--stage", "markdown", Self.chapter)
    #expect(outcome.exitCode == 0)
    let nodes = try #require(try json(outcome)["nodes"] as? [[String: Any]])
    #expect(nodes.first?["kind"] as? String == "document")
    #expect(nodes[1]["kind"] as? String == "heading")
    #expect(nodes[1]["start"] as? String == "8:1")
    #expect(nodes.contains { $0["text"] as? String == "Convolutions for images" })
    #expect(Set(nodes.compactMap { $0["kind"] as? String }).isSuperset(of: ["codeBlock", "math", "checkedValue"]))
  }

  @Test("The stage 'cells' gives every cell with its name, line, options and documented outputs")
  func cells() throws {
    let cells = try #require(try json(dump("--stage", "cells", Self.chapter))["cells"] as? [[String: Any]])
    #expect(cells.count == 12)
    let learn = try #require(cells.first { $0["name"] as? String == "convolutions-for-images#learn" })
    #expect((learn["code"] as? String)?.contains("valueWithGradient(at: model)") == true)
    let documented = try #require(learn["documented"] as? [String])
    #expect(documented.count == 1 && documented[0].hasPrefix("step  2   loss 6.740\n"))
    let lines = try String(contentsOfFile: Self.chapter, encoding: .utf8).components(separatedBy: "\n")
    #expect(lines[try #require(learn["line"] as? Int) - 1].hasPrefix("```swift {#learn"))
  }

  @Test("Options have the names that an author writes, and those that are not given are left out")
  func options() throws {
    let book = try TemporaryBook(["a": "```swift {.hide-output timeout=5}\n1\n```\n\n```swift\n2\n```\n"])
    let cells = try #require(
      try json(book.run("dump", "--stage", "cells", "a.md"))["cells"] as? [[String: Any]])
    #expect(cells.map { $0["options"] as? [String: String] } == [[".hide-output": "true", "timeout": "5"], [:]])
  }

  @Test("The stage 'segments' gives Swift, with the chapter's lines")
  func segments() throws {
    let outcome = try dump("--stage", "segments", Self.chapter)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasPrefix("// module0, compiled with -O\n"))
    #expect(outcome.output.contains("import Notebook"))
    #expect(outcome.output.contains("#sourceLocation(file: \"convolutions-for-images.md\", line: "))
    #expect(outcome.output.contains("func corr2d(_ x: Tensor, _ k: Tensor) -> Tensor {"))
  }

  @Test("A cell says whether it is optimised, for itself alone, and otherwise what it has to gain decides")
  func optimization() throws {
    let book = try TemporaryBook([
      "a": """
      ```swift
      var n = 3
      ```

      ```swift {optimize=off}
      for i in 0..<10 { n += i }
      ```

      ```swift
      for i in 0..<10 { n += i }
      ```

      ```swift {optimize=on}
      n
      ```

      ```output
      93
      ```

      """
    ])
    let sources = try book.run("dump", "--stage", "segments", "a.md").output
    let levels = sources.split(separator: "\n").filter { $0.hasPrefix("// module") }.map {
      $0.split(separator: " ").last
    }
    #expect(levels == ["-Onone", "-Onone", "-O", "-O"])
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("The stage 'results' gives what a run gave, cell by cell and value by value")
  func results() throws {
    let results = try json(dump("--stage", "results", Self.chapter))
    #expect((results["cells"] as? [Any])?.count == 12)
    let values = try #require(results["checkedValues"] as? [[String: Any]])
    #expect(values.count == 12)
    let first = try #require(values.first?["value"] as? [String: Any])
    #expect(first["_0"] as? String == "3,000,000")
  }

  @Test("The stage 'html' gives the bare text: formulas set, figures in place, values marked")
  func html() throws {
    let outcome = try dump("--stage", "html", Self.chapter)
    #expect(outcome.exitCode == 0)
    #expect(!outcome.output.contains("<html"))
    for part in [
      "<p>A photograph is a grid of numbers.", "class=\"katex\"", "<svg", "class=\"checked\"",
      ">3,000,000<span class=\"about\">",
    ] {
      #expect(outcome.output.contains(part), "\(part) is missing")
    }
  }

  @Test("Standard input is read as a chapter, without a book")
  func standardInput() throws {
    let input = "# Hi\n\n```swift\nprint(6 * 7)\n```\n\n```output\n42\n```\n"
    let outcome = try dump("--stage", "html", "-", input: input)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("42"))
    let drifted = try dump("--stage", "html", "-", input: input.replacingOccurrences(of: "42", with: "41"))
    #expect(drifted.errors.contains("standard input:8:1: drift:"))
  }

  /// What CommonMark says of texts in which a chapter would have something else.
  static let commonMark: [(String, String)] = [
    ("---\ntitle: x\n---\n", "<hr />\n<h2>title: x</h2>\n"),
    ("*x* $y$\n", "<p><em>x</em> $y$</p>\n"),
    ("[1](<=2>)\n", "<p><a href=\"=2\">1</a></p>\n"),
    ("```swift {.volatil}\nlet x = 1\n```\n", "<pre><code class=\"language-swift\">let x = 1\n</code></pre>\n"),
    ("$$\nx\n$$\n", "<p>$$\nx\n$$</p>\n"),
    ("```output\n1\n```\n", "<pre><code class=\"language-output\">1\n</code></pre>\n"),
    ("", ""),
  ]

  @Test("--commonmark is CommonMark alone", arguments: commonMark)
  func commonMarkAlone(markdown: String, html: String) throws {
    let outcome = try dump("--stage", "html", "--commonmark", "-", input: markdown)
    #expect(outcome.output == html)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.exitCode == 0)
  }

  @Test("--commonmark knows no cells, and says which stages it has")
  func commonMarkCells() throws {
    let outcome = try dump("--stage", "cells", "--commonmark", "-", input: "x")
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.contains("choose the stage 'markdown' or 'html' instead of 'cells'"))
  }

  @Test("A byte that is not UTF-8 is reported with line and column", arguments: [[], ["--commonmark"]])
  func invalid(options: [String]) throws {
    let book = try TemporaryBook([:])
    let input = Data("first\nsec".utf8) + [0xFF] + Data("nd\n".utf8)
    let outcome = try book.run(["dump", "--stage", "html"] + options + ["-"], input: input)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("standard input:2:4: error: The byte 0xFF at offset 9 is not UTF-8."))
  }

  @Test("A stage that is not one is reported with the choices")
  func unknownStage() throws {
    let outcome = try dump("--stage", "htm", "-")
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.contains("'htm'"))
    #expect(outcome.errors.contains("html"))
  }
}
