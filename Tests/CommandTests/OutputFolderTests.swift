import Foundation
import Testing

@Suite("The site's folder")
struct OutputFolderTests {
  @Test("A folder that cannot be made is one sentence that names it", arguments: ["file/site", "file"])
  func belowFile(output: String) throws {
    let book = try TemporaryBook(["squares": BuildTests.squares, "../file": ""])
    try book.write("../file", "mine")
    try FileManager.default.removeItem(atPath: book.folder + "/../file.md")
    let result = try book.run("build", "--output", "../" + output)
    #expect(result.exitCode == 2)
    let problem = try #require(result.errors.split(separator: "\n").last)
    #expect(problem.hasPrefix("build-book: cannot create the folder '"))
    #expect(problem.hasSuffix("/\(output)': not a directory"))
    #expect(try book.text("../file") == "mine")
  }

  /// A file system that refuses to be written, for root too.
  @Test("A system that is read-only is one sentence that names the folder")
  func readOnly() throws {
    let book = try TemporaryBook(["squares": BuildTests.squares])
    let result = try book.run("build", "--output", "/proc/site")
    #expect(result.exitCode == 2)
    #expect(result.errors.split(separator: "\n").last == "build-book: cannot create the folder '/proc/site': no such file or directory")
  }

  @Test("A symbolic link as the site's folder is followed and stays")
  func symbolicLink() throws {
    let book = try TemporaryBook(["squares": BuildTests.squares])
    let elsewhere = book.folder + "/../elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: book.site, withDestinationPath: "elsewhere")
    #expect(try book.run().exitCode == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: book.site) == "elsewhere")
    #expect(book.exists(elsewhere + "/squares.html"))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("The book's own folder holds the site beside the chapters, and loses none")
  func sameFolder() throws {
    let book = try TemporaryBook(["squares": BuildTests.squares])
    let result = try book.run("build", "--output", ".")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try book.text("squares.md") == BuildTests.squares)
    #expect(book.exists(book.folder + "/squares.html"))
    #expect(try book.run("build", "--output", ".").exitCode == 0)
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
