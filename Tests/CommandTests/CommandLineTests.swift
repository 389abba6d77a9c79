import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "Every command's help says what it does and shows examples",
    arguments: [
      ([], "build-book accept --list"), (["build"], "build-book build --fresh"),
      (["check"], "build-book check --fresh --exact"), (["accept"], "build-book accept 'pooling#max'"),
      (["dump"], "build-book dump --stage html --commonmark -"),
    ])
  func help(command: [String], example: String) throws {
    for arguments in [command + ["--help"], ["help"] + command] {
      let result = try tool(arguments, in: "/")
      #expect(result.exitCode == 0)
      #expect(result.errors.isEmpty)
      #expect(result.output.hasPrefix("OVERVIEW: "))
      #expect(result.output.contains("EXAMPLES"))
      #expect(result.output.contains(example))
      #expect(!result.output.contains("cell-host"))
    }
  }

  @Test(
    "No line of a help page is wider than a terminal or broken in the middle",
    arguments: [nil, "build", "check", "accept", "dump"])
  func helpFits(command: String?) throws {
    let result = try tool([command, "--help"].compactMap(\.self), in: "/", environment: ["COLUMNS": "80"])
    // How to call it is one line, however long.
    let lines = result.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE:") }
    #expect(lines.allSatisfy { $0.count <= 80 })
    let examples = try #require(result.output.components(separatedBy: "EXAMPLES\n").last)
      .components(separatedBy: "\n\n")[0]
    // An example that is too long goes on at the margin.
    #expect(examples.split(separator: "\n").allSatisfy { $0.hasPrefix("  ") }, "\(examples)")
  }

  @Test(
    "What is wrong in the arguments is reported with what is near, and the code is 64",
    arguments: [
      (["build", "--frsh"], "Did you mean '--fresh'?"), (["check", "--exat"], "Did you mean '--exact'?"),
      (["dump", "x.md"], "--stage"), (["dump", "--stage", "html"], "<file>"), (["build", "--book"], "--book"),
    ])
  func wrongUsage(arguments: [String], text: String) throws {
    let result = try tool(arguments, in: "/")
    #expect(result.exitCode == 64)
    #expect(result.errors.contains(text))
    #expect(result.output.isEmpty)
  }

  @Test(
    "The commands of other tools are answered with those that there are, also where only help is asked for",
    arguments: [
      (["serve"], "'build-book preview'"), (["serve", "--help"], "'build-book preview'"),
      (["help", "serve"], "'build-book preview'"), (["watch", "--port", "3000"], "'build-book preview'"),
      (["init", "my-book"], "'build-book new'"), (["init", "-h"], "'build-book new'"),
      (["test"], "'build-book check'"), (["render", "--help"], "'build-book build'"),
      (["update"], "'build-book accept'"),
      (["acept"], "There is a command 'accept'."), (["version"], "'build-book --version'"),
      (["pdf"], "'build-book export --to pdf'"), (["build", "--to", "pdf"], "'build-book export --to pdf'"),
      (["build", "pdf"], "'build-book export --to pdf'"),
      (["check", "--format", "epub"], "'build-book export --to epub'"),
      (["export", "pdf"], "build-book export --to pdf"), (["build", "--watch"], "'build-book preview'"),
      (["help", "nothing"], "The commands are build, check,"), (["chapter", "A"], "'build-book add'"),
    ])
  func otherTools(arguments: [String], text: String) throws {
    let book = try TemporaryBook(["a": "# A\n"])
    for folder in ["/", book.folder] {
      let result = try tool(arguments, in: folder)
      #expect(result.exitCode == 64)
      #expect(result.errors.contains(text), "\(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test("A chapter may have the name of another tool's command")
  func chapterNamedAsCommand() throws {
    let book = try TemporaryBook(["test": "# A\n"])
    #expect(try book.run("test").exitCode == 0)
  }

  @Test(
    "What cannot be is said in a sentence, and nothing is done",
    arguments: [
      ["new"], ["new", "a", "b"], ["add"], ["add", "A", "B"], ["why"], ["why", "nothing"], ["why", "a#nothing"],
      ["accept", "nothing"], ["accept", "a#nothing"], ["export"], ["export", "--to", "docx"],
      ["export", "--to", "md", "nothing"],
      ["clean", "a"], ["lsp", "a"], ["preview", "a"], ["preview", "--port", "x"],
      ["check", "nothing"], ["check", "--format", "xml"], ["check", "--report"], ["build", "--jobs", "0"],
      ["build", "--jobs", "x"],
      ["build", "--output"], ["dump"], ["dump", "--stage", "x", "a.md"], ["dump", "--stage", "html", "nothing.md"],
      ["--nothing"],
    ])
  func newcomer(arguments: [String]) throws {
    let book = try TemporaryBook(["a": "# A\n"])
    let before = book.snapshot()
    let result = try tool(arguments, in: book.folder)
    #expect([2, 64].contains(result.exitCode))
    #expect(result.output.isEmpty)
    let starts = ["build-book: ", "Error: ", "error: "]
    #expect(starts.contains { result.errors.hasPrefix($0) }, "\(result.errors)")
    #expect(book.snapshot() == before)
  }

  @Test("The book is found by its folder, by its file, from below, and in a folder 'chapters'")
  func book() throws {
    let book = try TemporaryBook(
      ["part/squares": BuildTests.squares], configuration: "title: T\nchapters: [part/squares.md]\n")
    let parent = (book.folder as NSString).deletingLastPathComponent
    for (folder, arguments) in [
      ("/", ["--book", parent + "/chapters"]), (parent, ["--book", "chapters/book.yml"]), (parent, []),
      (parent + "/chapters/part", []),
    ] {
      let result = try tool(["check"] + arguments, in: folder, environment: ["COLOPHON_CACHE": parent + "/cache"])
      #expect(result.output.contains("1 chapter, 1 cell: 1 output"), "\(folder) \(arguments) \(result.errors)")
    }
  }

  @Test("--quiet says nothing where all is well, and only what is wrong where not")
  func quiet() throws {
    let book = try TemporaryBook(["squares": BuildTests.squares])
    let well = try book.run("build", "--quiet")
    #expect(well.exitCode == 0)
    #expect(well.output.isEmpty && well.errors.isEmpty)
    try book.replace("[1, 4, 9]", by: "[1, 4, 8]", in: "squares.md")
    let wrong = try book.run("build", "-q")
    #expect(wrong.exitCode == 1)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errors.hasPrefix("squares.md:8:8: drift:"))
  }
}
