import Foundation
import TestSupport
import Testing

@Suite("The site's folder")
struct OutputFolderTests {
  @Test("A folder that cannot be made is one sentence that names it", arguments: ["file/site", "file"])
  func belowFile(output: String) throws {
    let book = try TemporaryBook(["squares": BuildTests.squares])
    try book.write("../file", "mine")
    let result = try book.run("build", "--output", "../" + output)
    #expect(result.exitCode == 2)
    let problem = try #require(result.errors.split(separator: "\n").last)
    #expect(problem.hasPrefix("build-book: cannot create the folder '"))
    #expect(problem.hasSuffix("/\(output)': not a directory"))
    #expect(try book.text("../file") == "mine")
  }

  @Test("A symbolic link as the site's folder is followed where it is named, and stays")
  func symbolicLink() throws {
    let book = try TemporaryBook(["squares": BuildTests.squares])
    let elsewhere = book.folder + "/../elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: book.site, withDestinationPath: "elsewhere")
    #expect(try book.run().exitCode == 2)
    #expect(try book.run("build", "--output", "../site").exitCode == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: book.site) == "elsewhere")
    #expect(book.exists(elsewhere + "/squares.html"))
    #expect(try book.run("check", "--output", "../site").exitCode == 0)
  }

  /// Its copies of the chapters would count as its own files, which later builds overwrite and remove.
  @Test("The folder of the chapters cannot be the site's, by whatever name", arguments: [".", "part", "../link"])
  func amongChapters(output: String) throws {
    let book = try TemporaryBook(
      ["part/squares": BuildTests.squares], configuration: "title: T\nchapters: [part/squares.md]\n")
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/../link", withDestinationPath: "chapters/part")
    let before = book.snapshot()
    for command in ["build", "check"] {
      let result = try book.run(command, "--output", output)
      #expect(result.exitCode == 64)
      #expect(
        result.errors == "build-book: the site cannot be in '\(output)': the chapters are there. Name another folder "
          + "with --output\n")
    }
    #expect(book.snapshot() == before)
  }

  @Test(
    "A folder with the sources of a book in it or below it cannot be the site's",
    arguments: [
      ("..", "the book itself is in that folder"), (".", "the chapters are there"), ("../../", "the book itself is in"),
      ("../other", "another book is there"), ("../link", "another book is there"),
    ])
  func amongSources(site: String, problem: String) throws {
    let book = try TemporaryBook(["squares": BuildTests.squares], configuration: "title: T\nsite: \(site)\n")
    try book.write("../other/book.yml", "title: Other\n")
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/../link", withDestinationPath: "other")
    let before = book.snapshot()
    for command in ["build", "check"] {
      let result = try book.run(command)
      #expect(result.exitCode == 2)
      #expect(result.errors.contains("book.yml:2:7: error: the site cannot be in '\(site)': \(problem)"))
    }
    try book.write("book.yml", "title: T\n")
    let named = try book.run("build", "--output", site)
    #expect(named.exitCode == 64)
    #expect(named.errors.contains(problem))
    try book.write("book.yml", "title: T\nsite: \(site)\n")
    #expect(book.snapshot() == before)
  }

  @Test("Two builds at once both succeed, and the site is whole")
  func together() throws {
    let book = try TemporaryBook(["squares": BuildTests.squares, "other": BuildTests.squares])
    let alone = try TemporaryBook(["squares": BuildTests.squares, "other": BuildTests.squares])
    try alone.run()
    nonisolated(unsafe) var outcomes: [Result<Outcome, any Error>?] = [nil, nil]
    outcomes.withUnsafeMutableBufferPointer { outcomes in
      nonisolated(unsafe) let outcomes = outcomes
      let folder = book.folder
      DispatchQueue.concurrentPerform(iterations: 2) { index in
        outcomes[index] = Result {
          try tool(["build", "--fresh"], in: folder, environment: ["COLOPHON_CACHE": folder + "/../cache"])
        }
      }
    }
    for outcome in outcomes {
      let outcome = try #require(outcome).get()
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }
    #expect(book.snapshot() == alone.snapshot())
  }
}
