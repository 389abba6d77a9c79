import Book
import Markdown
import TestSupport
import Testing

@Suite("What a chapter includes")
struct IncludeTests {
  private func parse(_ text: String, _ files: [String: String]) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    ChapterParser(
      file: "sub/a.md", status: { files[$0] == nil ? ($0.hasPrefix("out") ? .outside : .missing) : .file },
      readIncluded: { files[$0].map { Array($0.utf8) } }
    ).parse(SourceText(name: "book/sub/a.md", text: text))
  }

  @Test("Markdown is read in its place, whatever stands in it, and each position is one of its file")
  func markdown() throws {
    let (chapter, diagnostics) = parse(
      "# A\n\n::: include {file=\"b.md\"}\n\n- x[^n]\n\n  ::: include {file=\"b.md\"}\n\n[^n]: Own.\n",
      ["sub/b.md": "## B[^n]\n\n[^n]: Theirs [1](<=x>).\n\n```swift {.flod}\nf()\n```\n"])
    #expect(chapter.document.children(of: 0).map { chapter.document.nodes[$0].kind }.first == .heading(level: 1))
    #expect(ChapterOutline(of: chapter, number: 2).headings.map(\.number) == ["2.1", nil])
    #expect(chapter.cells.map(\.code) == ["f()\n", "f()\n"])
    #expect(chapter.checkedValues.map(\.expression) == ["x", "x"])
    let numbers = chapter.document.nodes.compactMap { node in
      if case .footnoteReference(let note) = node.kind { note.number } else { nil }
    }
    #expect(numbers == [1, 2, 3])
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.location?.file) == ["book/sub/b.md", "book/sub/b.md"])
    #expect(
      errors.map(\.location?.start) == [SourcePosition(line: 5, column: 11), SourcePosition(line: 5, column: 11)])
    #expect(errors.map(\.location?.sourceLine) == ["```swift {.flod}", "```swift {.flod}"])
    #expect(String(decoding: chapter.source.ownBytes, as: UTF8.self).hasSuffix("Own.\n"))
  }

  @Test(
    "Code is that of a file, or of a part of it, without the indentation of all its lines",
    arguments: [
      ("", "import A\n\n  loop {\n    f()\n\n    inner()\n  }\n"),
      (" part=\"loop\"", "loop {\n  f()\n\n  inner()\n}\n"),
      (" part=inner", "inner()\n"), (" part=\"3-4\"", "loop {\n"), (" part=1", "import A\n"),
    ])
  func code(part: String, code: String) {
    let file =
      "import A\n\n// part: loop\n  loop {\n    f()\n\n    # part: inner\n    inner()\n    # end: inner\n  }\n// end: loop\n"
    for language in ["swift", "python"] {
      let (chapter, diagnostics) = parse(
        "> ```\(language) {include=\"../code/a.swift\"\(part)}\n> ```\n", ["code/a.swift": file])
      #expect(diagnostics.map(\.summary) == [])
      #expect((chapter.cells.map(\.code) + chapter.listings.map(\.code)) == [code])
      for cell in chapter.cells {
        #expect(cell.lines.map { chapter.source.text(in: $0) + "\n" }.joined() == code)
        #expect(Diagnostic.Location(cell.lines[0], in: chapter.source).file == "book/code/a.swift")
      }
    }
  }

  @Test(
    "What cannot be included is an error at its place",
    arguments: [
      ("::: include {file=\"«c.md»\"}\n", "there is no file 'sub/c.md'"),
      ("::: «include»\n", "nothing says what is included"),
      ("::: include {file=«\"/b.md\"»}\n", "'/b.md' is no file of the book"),
      ("::: include {file=«../../b.md»}\n", "'../../b.md' is no file of the book"),
      ("::: include {file=\"«../out.md»\"}\n", "'out.md' is no file of the book"),
      ("::: include {file=\"«a.md»\"}\n", "'sub/a.md' includes itself"),
      ("::: include {file=\"b.md\" part=\"«lop»\"}\n", "'sub/b.md' has no part 'lop'"),
      ("::: include {file=\"b.md\" «parts»=x}\n", "'parts' is not an option of a container 'include'"),
      ("```swift {include=\"b.md\" part=\"«1-9»\"}\n```\n", "'sub/b.md' has no part '1-9'"),
      ("```swift {include=\"c.swift\" part=\"«f»\"}\n```\n", "'sub/c.swift' has several parts 'f'"),
      ("```swift {«part=x»}\n```\n", "'part' says of nothing which part it is"),
      ("```swift {include=\"b.md\"}\n«f()»\n```\n", "a fence that includes a file has no code of its own"),
    ])
  func errors(_ text: String, _ summary: String) {
    let marked = MarkedText(text)
    let files = [
      "sub/b.md": "<!-- part: loop -->\ntext\n<!-- end: loop -->\n", "sub/a.md": text,
      "sub/c.swift": "// part: f\n1\n// end: f\n\n// part: f\n2\n// end: f\n",
    ]
    let diagnostics = parse(marked.text, files).diagnostics.filter { $0.severity == .error }
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
  }

  @Test("A circle is an error where it closes, and what includes ever more has an end")
  func circles() {
    let circle = parse(
      "::: include {file=\"b.md\"}\n",
      ["sub/b.md": "::: include {file=\"c.md\"}\n", "sub/c.md": "x\n\n::: include {file=\"b.md\"}\n"])
    #expect(circle.diagnostics.map(\.summary) == ["'sub/b.md' includes itself"])
    #expect(circle.diagnostics[0].location?.file == "book/sub/c.md")
    #expect(circle.diagnostics[0].location?.start.line == 3)
    var files: [String: String] = [:]
    for level in 0..<20 {
      files["sub/\(level).md"] = String(repeating: "::: include {file=\"\(level + 1).md\"}\n\n", count: 4)
    }
    files["sub/20.md"] = "x\n"
    let many = parse("::: include {file=\"0.md\"}\n", files)
    #expect(Set(many.diagnostics.map(\.summary)) == ["too much is included"])
  }

  @Test("Of parts of one name the file and the lines are said")
  func partsOfOneName() {
    let (_, diagnostics) = parse(
      "```swift {include=\"c.swift\" part=f}\n```\n", ["sub/c.swift": "// part: f\n// part: f\n1\n// end: f\n"])
    #expect(diagnostics.map { $0.location?.start.line } == [1])
    #expect(diagnostics.first?.notes.map { $0.location?.file } == ["book/sub/c.swift", "book/sub/c.swift"])
    #expect(diagnostics.first?.notes.map { $0.location?.start.line } == [1, 2])
  }

  @Test("Footnotes and definitions of links are there for all files of a chapter, at their own positions")
  func definitions() throws {
    let (chapter, diagnostics) = parse(
      "A[^theirs] [own], [theirs] and [both].\n\n::: include {file=\"b.md\"}\n\n> [own]: /own\n\n[both]: /mine\n\n[^own]: Own.\n",
      [
        "sub/b.md":
          "    code\n\nB[^own] [own] [theirs] [both].\n\n[^theirs]: Theirs.\n\n[theirs]: <their s> 'T'\n[both]: /b\n"
      ])
    #expect(diagnostics == [])
    let document = chapter.document
    let links = document.nodes.compactMap { node -> String? in
      if case .link(let destination, _) = node.kind { destination } else { nil }
    }
    #expect(links == ["/own", "their%20s", "/mine", "/own", "their%20s", "/b"].map { $0.replacing("%20", with: " ") })
    let notes = document.nodes.compactMap { node -> [String]? in
      switch node.kind {
      case .footnoteReference(let note): ["ref", note.label, "\(note.number)"]
      case .footnote(let note): ["note", note.label, "\(note.number)", "\(note.references)"]
      default: nil
      }
    }
    #expect(
      notes == [
        ["ref", "theirs", "1"], ["ref", "own", "2"], ["note", "theirs", "1", "1"], ["note", "own", "2", "1"],
      ])
    for node in document.nodes {
      guard case .text(let text) = node.kind else { continue }
      #expect(chapter.source.text(in: node.range) == text)
    }
    #expect(
      document.nodes.contains { if case .codeBlock(let block) = $0.kind { block.literal == "code\n" } else { false } })
    let missing = parse(
      "A[^none]\n\n::: include {file=\"b.md\"}\n", ["sub/b.md": "B [^nothing]\n\n[^unused]: x\n"]
    ).diagnostics
    #expect(missing.map(\.severity) == [.error, .error, .warning].sorted { $0 > $1 } || missing.count == 3)
    #expect(Set(missing.map { $0.location?.file }) == ["book/sub/a.md", "book/sub/b.md"])
  }

  @Test("What is written has the line ending of its file", arguments: [("\n", "\r\n"), ("\r\n", "\n"), ("\n", "\r")])
  func lineEndings(own: String, included: String) throws {
    let text = "# A\n\n```swift\n1\n```\n\n::: include {file=\"b.md\"}\n".replacing("\n", with: own)
    let file = "```swift\n2\n```\n\n```output\nx\n```\n\n```swift {#p}\n3\n```\n".replacing("\n", with: included)
    let (chapter, _) = parse(text, ["sub/b.md": file])
    let results = ChapterResults(
      cells: [.text("1\n"), .text("2\n3\n"), .outputs([.picture(svg: "<svg/>", description: "d")])], checkedValues: [])
    let written = try AcceptedChapter.editedFiles([(chapter, Acceptance(chapter, results))])
    #expect(written.map(\.file) == ["sub/a.md", "sub/b.md"])
    for (file, ending) in zip(written, [own, included]) {
      let rest = String(decoding: file.new, as: UTF8.self).replacing(ending, with: "|")
      #expect(!rest.contains("\n") && !rest.contains("\r"), "\(rest.debugDescription)")
    }
  }

  @Test("What is written into an included file is known by its place there")
  func replacements() throws {
    let (chapter, _) = parse(
      "::: include {file=\"b.md\" part=p}\n", ["sub/b.md": "x\n\n<!-- part: p -->\n\n[2](<=x>)\n\n<!-- end: p -->\n"])
    let results = ChapterResults(cells: [], checkedValues: [.value("3")])
    let drift = try #require(ChapterReport(chapter, results).diagnostics.first)
    let replacement = try #require(Acceptance(chapter, results).replacements(for: drift, of: chapter).first)
    #expect(replacement.file == "book/sub/b.md" && replacement.text == "3")
    #expect(replacement.location?.file == "book/sub/b.md")
    #expect(replacement.location?.start == SourcePosition(line: 5, column: 2))
  }

  @Test("Places that include one text and give different results are named, and nothing is written there")
  func disagreement() throws {
    let (chapter, _) = parse(
      "::: include {file=\"b.md\"}\n\n```swift\n9\n```\n\n::: include {file=\"b.md\"}\n",
      ["sub/b.md": "[1](<=x>) and [5](<=y>)\n"])
    // The first place agrees as it is.
    let results = ChapterResults(
      cells: [.text("9\n")], checkedValues: [.value("1"), .value("6"), .value("2"), .value("6")])
    let acceptance = Acceptance(chapter, results)
    #expect(
      acceptance.refusals.map(\.summary) == [
        "this gives different results where it stands, included in book/sub/a.md:1 and included in book/sub/a.md:7, so nothing is "
          + "accepted here"
      ])
    #expect(acceptance.refusals.first?.location?.file == "book/sub/b.md")
    #expect(acceptance.refusals.first?.notes.map(\.text) == ["here it gives '1'", "here it gives '2'"])
    let written = try AcceptedChapter.editedFiles([(chapter, acceptance)])
    #expect(written.map { String(decoding: $0.new, as: UTF8.self) }.last == "[1](<=x>) and [6](<=y>)\n")
    #expect(acceptance.changes.filter { $0.location?.file == "book/sub/b.md" }.count == 2)
  }

  @Test("What would move lines that are included by their numbers is not accepted, and all else is")
  func numberedLines() throws {
    let file = "```swift\nf()\n```\n\n```output\n1\n```\n\n```swift\ng()\n```\n\n```output\n1\n```\n\n[2](<=x>)\n"
    let results = ChapterResults(
      cells: [.text("5\n"), .text("6\n7\n")], checkedValues: [.value("3")])
    func accepted(_ attributes: String) throws -> (acceptance: Acceptance, text: String?) {
      let (chapter, _) = parse("::: include {file=\"b.md\"\(attributes)}\n", ["sub/b.md": file])
      let acceptance = Acceptance(chapter, results)
      let files = try AcceptedChapter.editedFiles([(chapter, acceptance)])
      return (acceptance, files.first.map { String(decoding: $0.new, as: UTF8.self) })
    }
    let numbered = try accepted(" part=\"1-17\"")
    #expect(
      numbered.acceptance.refusals.map(\.summary) == [
        "the output of 'sub/a#cell-2' is not accepted: it would move the lines of 'sub/b.md', of which some are included by their "
          + "numbers"
      ])
    #expect(
      numbered.text
        == file.replacing("output\n1\n```\n\n```swift", with: "output\n5\n```\n\n```swift").replacing(
          "[2]", with: "[3]"))
    #expect(numbered.acceptance.changes.count == 2)
    let whole = try accepted("")
    #expect(whole.acceptance.refusals.isEmpty && whole.text?.contains("6\n7\n") == true)
  }

  @Test("Outputs in an included file are accepted there")
  func acceptance() throws {
    let (chapter, _) = parse(
      "::: include {file=\"b.md\"}\n\n```swift {include=\"c.swift\"}\n```\n",
      [
        "sub/b.md": "```swift\nf()\n```\n\n```output\n1\n```\n\n[2](<=x>)",
        "sub/c.swift": "print(2)  // Prints \"1\"\n",
      ])
    let results = ChapterResults(
      cells: [.text("5\n"), .outputs([.text("2\n")], byStatement: 0, ofCell: 1)], checkedValues: [.value("3")])
    let acceptance = Acceptance(chapter, results)
    #expect(try acceptance.applied(to: chapter.source.ownBytes, of: chapter) == chapter.source.ownBytes)
    let files = try AcceptedChapter.editedFiles([(chapter, acceptance)])
    #expect(files.map(\.file) == ["sub/b.md", "sub/c.swift"])
    #expect(
      files.map { String(decoding: $0.new, as: UTF8.self) } == [
        "```swift\nf()\n```\n\n```output\n5\n```\n\n[3](<=x>)", "print(2)  // Prints \"2\"\n",
      ])
  }
}
