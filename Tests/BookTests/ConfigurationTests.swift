import Book
import Markdown
import Testing

@Suite("book.yml")
struct ConfigurationTests {
  func read(
    _ text: String, files: [String] = ["a.md", "b.md"], modules: [String] = BookConfigurationReader.builtInModules
  ) -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    BookConfigurationReader(knownModules: modules, folderFiles: files, fileExists: files.contains)
      .read(SourceText(name: "book.yml", text: text))
  }

  @Test("A title is enough")
  func defaults() {
    let (configuration, diagnostics) = read("title: A book\n", files: ["b.md", "x.txt", "B.md", ".c.md", "a.md"])
    #expect(diagnostics == [])
    #expect(configuration == BookConfiguration(title: "A book", parts: [.init(chapters: ["B.md", "a.md", "b.md"])]))
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
      ("title: x\nswift: «7»\n", "'7' is not a language mode of cells", "5"),
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

  @Test("All mistakes are reported at once, in order")
  func all() {
    let diagnostics = read("titel: x\nswift: 4\nauthors: 3\nchapters: [z.md, y.md]\n").diagnostics
    #expect(diagnostics.compactMap { $0.location?.start.line } == [1, 1, 2, 3, 4, 4])
  }

  @Test("Two chapters cannot have one page")
  func pages() {
    let diagnostics = read("title: x\nchapters: [a.md, sub/a.md]\n", files: ["a.md", "sub/a.md"]).diagnostics
    #expect(diagnostics.map(\.summary) == ["two chapters are called 'a'"])
    #expect(diagnostics.first?.notes.count == 1)
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

  @Test("A folder can be named")
  func named() {
    #expect(find("../b", in: "/w/a", ["/w/b/book.yml"]) == "/w/b")
    #expect(find("/w/b/", in: "/w/a", ["/w/b/chapters/book.yml"]) == "/w/b/chapters")
    #expect(find("b/book.yml", in: "/w", ["/w/b/book.yml"]) == "/w/b")
    #expect(find("c", in: "/w", ["/w/book.yml"]) == nil)
  }

  @Test("The site stands beside the book")
  func site() {
    #expect(BookLocation(folder: "/w/chapters", workingFolder: "/w").siteFolder == "/w/site")
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
}
