import Book
import Glibc
import Markdown
import TestSupport
import Testing

@Suite("book.yml")
struct ConfigurationTests {
  func read(
    _ text: String, files: [String] = ["a.md", "b.md"], modules: [String] = BookConfigurationReader.builtInModules
  ) -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    BookConfigurationReader(
      knownModules: modules,
      files: { folder in
        files.filter { Path.folder(of: $0) == folder }.map { Path.file(of: $0) }
      },
      status: { files.contains($0) ? .file : .missing }
    ).read(SourceText(name: "book.yml", text: text))
  }

  @Test("A title is enough")
  func defaults() {
    let (configuration, diagnostics) = read(
      "title: A book\n", files: ["b.md", "x.txt", "C.md", ".c.md", "a.md", "README.md"])
    #expect(diagnostics == [])
    #expect(configuration == BookConfiguration(title: "A book", parts: [.init(chapters: ["C.md", "a.md", "b.md"])]))
  }

  @Test("Every key is read")
  func everything() throws {
    let (read, diagnostics) = read(
      """
      title: "A: book"
      authors: [Ada, 'Grace Hopper']
      language: pt-BR
      chapters:
        - a.md
        - ./sub/d.md
        - part: Two
          chapters: [b.md]
        - c.md
      modules: [Notebook, Figures]
      limits: {timeout: 1.5, output: 512 KiB, memory: 2 GiB}
      swift: 6
      sandbox: true
      html: none
      site: ../public/
      """, files: ["a.md", "b.md", "c.md", "sub/d.md"])
    #expect(diagnostics == [])
    let configuration = try #require(read)
    #expect(configuration.title == "A: book")
    #expect(configuration.authors == ["Ada", "Grace Hopper"])
    #expect(configuration.language == "pt-BR")
    #expect(
      configuration.parts == [
        .init(chapters: ["a.md", "sub/d.md"]), .init(title: "Two", chapters: ["b.md"]), .init(chapters: ["c.md"]),
      ])
    #expect(configuration.modules == ["Notebook", "Figures"])
    #expect(configuration.limits.timeout == 1.5)
    #expect(configuration.limits.output == 512 * 1024)
    #expect(configuration.limits.memory == 2 << 30)
    #expect(configuration.swiftVersion == 6)
    #expect(configuration.isSandboxed)
    #expect(configuration.refusesHTML)
    #expect(configuration.site == "../public")
  }

  @Test(
    "A mistake is reported at its bytes",
    arguments: [
      ("title: x\n«titel»: y\n", "'titel' is not a key of book.yml", "Did you mean 'title'?"),
      ("«»authors: [x]\n", "book.yml has no title", "title:"),
      ("title:«»\n", "'title' has no value", ""),
      ("title: «»[a]", "'title' must be a text, and this is a list", ""),
      ("title: x\nauthors: «Ada»\n", "'authors' must be a list, and this is the text 'Ada'", "- "),
      ("title: x\nlanguage: «'deutsch!'»\n", "'deutsch!' is not the name of a language", "pt-BR"),
      ("title: x\nmodules: [Notebook, «Fgures»]\n", "'Fgures' is not a module that is built into the tool", "Figures"),
      ("title: x\nsite: «/srv/www»\n", "'/srv/www' is a folder of this machine only", "--output"),
      ("title: x\n«sit»: www\n", "'sit' is not a key of book.yml", "Did you mean 'site'?"),
      ("title: x\nswift: «7»\n", "'7' is not a language mode of cells", "5"),
      ("title: x\nsandbox: «on»\n", "'on' is not a value of 'sandbox'", "true"),
      ("title: x\nhtml: «all»\n", "'all' is not a value of 'html'", "none"),
      ("title: x\nlimits:\n  «memry»: 1 GiB\n", "'memry' is not a key of limits", "'memory'"),
      ("title: x\nlimits:\n  memory: «much»\n", "'much' cannot be the limit 'memory'", "4 GiB"),
      ("title: x\nlimits:\n  timeout: «0»\n", "'0' cannot be the limit 'timeout'", "60 s"),
      ("title: x\nlimits: {output: «3 min»}\n", "'3 min' cannot be the limit 'output'", "MiB"),
      ("title: x\nchapters: [a.md, «c.md»]\n", "there is no chapter 'c.md'", ""),
      ("title: x\nchapters: [a.md, «a.md»]\n", "the chapter 'a.md' is listed twice", ""),
      ("title: x\nchapters: [«a.txt»]\n", "'a.txt' is not a Markdown file", ".md"),
      ("title: x\nchapters: [«../a.md»]\n", "'../a.md' lies outside of the book's folder", ""),
      ("title: x\nchapters: [«index.md»]\n", "there is no chapter 'index.md'", ""),
      ("title: x\nchapters:\n- «prt»: y\n  chapters: [a.md]\n", "'prt' is not a key of a part", "'part'"),
      ("title: x\n«title»: y\n", "the key 'title' stands more than once", ""),
      ("title: \"x\n", "this is not YAML", ""),
      ("title: a: b\n", "this is not YAML", "A text with a colon in it stands in quotes: title: \"a: b\""),
    ])
  func mistakes(_ text: String, _ summary: String, _ explanation: String) throws {
    let marked = MarkedText(text)
    let diagnostic = try #require(read(marked.text).diagnostics.first)
    #expect(diagnostic.summary.hasPrefix(summary))
    #expect(explanation.isEmpty || diagnostic.explanation?.contains(explanation) == true)
    if let range = marked.ranges.first, !summary.contains("more than once") {
      #expect(diagnostic.location?.range == range)
    }
  }

  @Test(
    "A mistake never leaves cells outside of a sandbox that may have been asked for",
    arguments: [
      ("sandbox: true", true), ("sandbox: false", false), ("sandbox: yes", true), ("sandbox:", true),
      ("sanbox: true", true),
      ("Sandbox: true", true), ("sandbox: [true]", true), ("titel: x", false),
    ])
  func sandbox(line: String, isSandboxed: Bool) {
    #expect(read("title: x\n\(line)\n").configuration?.isSandboxed == isSandboxed)
  }

  @Test("All mistakes are reported at once, in order")
  func all() {
    let diagnostics = read("titel: x\nswift: 4\nauthors: 3\nchapters: [z.md, y.md]\n").diagnostics
    #expect(diagnostics.compactMap { $0.location?.start.line } == [1, 1, 2, 3, 4, 4])
  }

  @Test(
    "Two chapters never have one page",
    arguments: [
      ("Intro.md", "intro.md", "'Intro.md' and 'intro.md' differ only in capital letters"),
      ("a.md", "a/index.md", "the pages of 'a.md' and 'a/index.md' would have one address"),
      ("\u{E9}.md", "e\u{301}.md", "the names of two chapters differ only in how"),
      ("A/x.md", "a/X.md", "'A/x.md' and 'a/X.md' differ only in capital letters"),
    ])
  func pages(first: String, second: String, summary: String) throws {
    let diagnostics = read("title: x\nchapters: ['\(first)', '\(second)']\n", files: [first, second]).diagnostics
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.first?.summary.hasPrefix(summary) == true)
    #expect(diagnostics.first?.notes.count == 1)
    // Also where nothing is listed.
    guard !first.contains("/"), !second.contains("/") else { return }
    #expect(read("title: x\n", files: [first, second]).diagnostics.first?.summary.hasPrefix(summary) == true)
  }

  @Test("Chapters of one name in two folders are two chapters")
  func folders() {
    let (configuration, diagnostics) = read("title: x\nchapters: [a.md, sub/a.md]\n", files: ["a.md", "sub/a.md"])
    #expect(diagnostics == [])
    #expect(configuration?.chapterFiles == ["a.md", "sub/a.md"])
  }

  @Test("Without a list chapters are in the order of their names, and numbers in that of numbers")
  func order() {
    let names = ["10-x.md", "2-x.md", "02-b.md", "b10c2.md", "b10c10.md", "b9.md", "1.md", "a.md", "a-1.md"]
    #expect(
      read("title: x\n", files: names).configuration?.chapterFiles == [
        "1.md", "02-b.md", "2-x.md", "10-x.md", "a-1.md", "a.md", "b9.md", "b10c2.md", "b10c10.md",
      ])
  }

  @Test("A README is a chapter only where it is listed")
  func readme() {
    for name in ["README.md", "readme.md"] {
      let alone = read("title: x\n", files: [name])
      #expect(alone.diagnostics.map(\.summary) == ["the book has no chapters"])
      #expect(alone.diagnostics.first?.explanation?.contains("chapters: [\(name)]") == true)
      #expect(read("title: x\nchapters: [\(name)]\n", files: [name]).configuration?.chapterFiles == [name])
    }
  }

  @Test("Markdown files beside the listed chapters are reported at the list")
  func unlisted() {
    let marked = MarkedText("title: x\nchapters:\n  «»- b/1.md\n")
    let one = read(marked.text, files: ["b/1.md", "b/2.md", "b/README.md", "b/x.txt", "c.md"]).diagnostics
    #expect(one.map(\.severity) == [.note])
    #expect(one.first?.summary == "'b/2.md' is beside the chapters and not in the list, so it is not a chapter")
    #expect(one.first?.location?.range == marked.ranges[0])
    let two = read("title: x\nchapters: [a.md]\n", files: ["a.md", "10.md", "9.md"]).diagnostics
    #expect(
      two.map(\.summary) == ["2 Markdown files are beside the chapters and not in the list, so they are not chapters"])
    #expect(two.first?.explanation == "'9.md', '10.md'")
  }

  @Test(
    "Aliases, which may stand for more than anybody can look at, and absurd nesting are errors at their location",
    arguments: [
      ("title: «»*a\n", "an alias stands here, and none is taken"),
      ("a: &a [1, 1]\n? «»*a\n: 1\n", "an alias stands here, and none is taken"),
      (
        "title: " + String(repeating: "ä日", count: 100) + "\nauthors: [" + String(repeating: "é😀, ", count: 100)
          + "«»*a]\n", "an alias stands here, and none is taken"
      ),
      ("title: &a [«»*a]\n", "an alias stands here, and none is taken"),
      (
        "title: " + String(repeating: "[", count: 15) + "«»" + String(repeating: "[", count: 900), "this nests too deep"
      ),
      (
        "title: " + String(repeating: "{a: ", count: 15) + "«»" + String(repeating: "{a: ", count: 900),
        "this nests too deep"
      ),
    ])
  func excess(_ text: String, _ summary: String) {
    let marked = MarkedText(text)
    let diagnostics = read(marked.text).diagnostics
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.first?.location?.range.lowerBound == marked.ranges[0].lowerBound)
  }

  @Test("An anchor that nothing refers to, and signs that look like aliases, are let through")
  func anchors() {
    #expect(read("title: &a R&D *x* & *y*\nauthors: ['*z', \"&b\"]\n").diagnostics == [])
  }

  @Test("A book without chapters")
  func empty() {
    #expect(read("title: x\n", files: []).diagnostics.map(\.summary) == ["the book has no chapters"])
    #expect(read("", files: ["a.md"]).diagnostics.map(\.summary) == ["book.yml has no title"])
    #expect(read("- a\n", files: ["a.md"]).configuration == nil)
  }
}

@Suite("Where a book is")
struct BookLocationTests {
  func find(_ name: String? = nil, in folder: String, _ files: Set<String>) -> String? {
    try? BookLocation.find(named: name, workingFolder: folder, fileExists: files.contains).folder
  }

  @Test("The nearest book.yml counts, in the folder or its chapters, then upward")
  func upward() {
    let files: Set = ["/w/book.yml", "/w/b/chapters/book.yml", "/w/b/c/book.yml"]
    #expect(find(in: "/w/b/c/d", files) == "/w/b/c")
    #expect(find(in: "/w/b/x", files) == "/w/b/chapters")
    #expect(find(in: "/w/x/y", files) == "/w")
    #expect(find(in: "/w/b/chapters", files) == "/w/b/chapters")
    #expect(find(in: "/v", files) == nil)
    #expect(find(in: "/v", ["/book.yml"]) == "/")
  }

  @Test("A book of another user is refused where it was found, and not where it was named")
  func otherUser() throws {
    func find(_ name: String? = nil, owners: [String: FileOwner]) throws -> String {
      try BookLocation.find(
        named: name, workingFolder: "/w/b", fileExists: ["/w/chapters/book.yml"].contains, owner: { owners[$0] }
      ).folder
    }
    let other = FileOwner(user: geteuid() + 1)
    #expect(
      try find(owners: ["/w/chapters": FileOwner(user: geteuid()), "/w/chapters/book.yml": FileOwner(user: 0)])
        == "/w/chapters")
    for path in ["/w/chapters", "/w/chapters/book.yml"] {
      let refusal = try #require(throws: BookLocation.NotFound.self) { try find(owners: [path: other]) }
      #expect(
        refusal.description
          == "the book in '/w/chapters' belongs to \(other.name), and to build a book is to run its author's code")
      #expect(refusal.diagnostic.explanation == "If you want that, name the book: --book '/w/chapters'.")
      #expect(try find("/w", owners: [path: other]) == "/w/chapters")
    }
  }

  @Test("A folder can be named")
  func named() {
    #expect(find("../b", in: "/w/a", ["/w/b/book.yml"]) == "/w/b")
    #expect(find("/w/b/", in: "/w/a", ["/w/b/chapters/book.yml"]) == "/w/b/chapters")
    #expect(find("b/book.yml", in: "/w", ["/w/b/book.yml"]) == "/w/b")
    #expect(find("c", in: "/w", ["/w/book.yml"]) == nil)
  }

  @Test(
    "The site is beside a folder called chapters, else within the book's, else where book.yml says",
    arguments: [
      ("/w/chapters", nil, "/w/site"), ("/w/book", nil, "/w/book/site"), ("/w/chapters", "../public", "/w/public"),
      ("/w/book", "out/html", "/w/book/out/html"), ("/w/book", ".", "/w/book"),
    ])
  func site(folder: String, key: String?, site: String) {
    var configuration = BookConfiguration(title: "x", parts: [])
    configuration.site = key
    #expect(BookLocation(folder: folder, workingFolder: "/w").siteFolder(configuration) == site)
  }

  @Test("Files are named as the working folder sees them")
  func displayName() {
    #expect(
      BookLocation(folder: "/w/chapters", workingFolder: "/w/x").displayName(of: "/w/chapters/a.md")
        == "../chapters/a.md")
  }

  @Test("Where there is no book, the message says what to create")
  func notFound() {
    #expect(throws: BookLocation.NotFound.self) {
      try BookLocation.find(workingFolder: "/w", fileExists: { _ in false })
    }
    do {
      _ = try BookLocation.find(named: "x", workingFolder: "/w", fileExists: { _ in false })
    } catch {
      #expect(error.diagnostic.summary == "there is no book in 'x': it has no book.yml")
      #expect(error.diagnostic.explanation?.contains("title:") == true)
    }
  }

  @Test(
    "Paths",
    arguments: [("/a/b/../c/./d//e", "/a/c/d/e"), ("a/../..", ".."), ("./", "."), ("/..", "/"), ("../x", "../x")])
  func normalise(_ path: String, _ expected: String) {
    #expect(Path.normalise(path) == expected)
  }

  @Test(
    "One file of a folder as another one names it",
    arguments: [
      ("b/two.md", "a", "../b/two.md"), ("a/one.md", "a", "one.md"), ("one.md", "", "one.md"),
      ("one.md", "a/b", "../../one.md"), ("a/b/c.md", "a", "b/c.md"),
    ])
  func reference(path: String, folder: String, expected: String) {
    #expect(Path.reference(to: path, from: folder) == expected)
  }
}
