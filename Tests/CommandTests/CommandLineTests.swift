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
