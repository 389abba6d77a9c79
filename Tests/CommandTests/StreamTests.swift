import Foundation
import TestSupport
import Testing

@Suite("The standard streams")
struct StreamTests {
  @Test(
    "A stream that is closed, full or gone stops no work, gets into no file, and is what the exit code says",
    arguments: [
      ("build", ">/dev/full", 74), ("build", "2>/dev/full", 74), ("build", ">&-", 74), ("build", "2>&-", 74),
      ("build", "<&- >&- 2>&-", 74), ("build", "2>&1 | true", 0), ("build --quiet", ">&- 2>&-", 74),
      ("build wrong", "2>&-", 64),
      ("dump --stage html a.md", ">/dev/full", 74), ("dump --stage html a.md", ">&-", 74),
      ("check", ">/dev/full 2>&1", 1),
      ("accept", "2>/dev/full >&2", 74),
    ])
  func broken(command: String, streams: String, exitCode: Int32) throws {
    let book = try TemporaryBook(["a": "# A\n\nA :smile: here.\n"])
    try #require(try book.run("build").exitCode == 0)
    let before = book.snapshot()
    try FileManager.default.removeItem(atPath: book.site + "/a.html")
    let result = try tool(
      ["-c", "\"$TOOL\" \(command) \(streams)"], in: book.folder,
      environment: ["TOOL": toolPath, "COLOPHON_CACHE": ""],
      program: "/bin/sh")
    #expect(result.exitCode == exitCode)
    if exitCode == 74, streams == ">/dev/full" {
      #expect(result.errors.hasSuffix("build-book: the output could not be written: no space left on device\n"))
    }
    try book.run("build")
    #expect(book.snapshot() == before)
  }

  @Test("A reader that has read enough ends nothing")
  func readerGone() throws {
    let book = try TemporaryBook(["a": "# A\n\nA :smile: here.\n"])
    _ = try tool(
      ["-c", "\"$TOOL\" build 2>&1 | true"], in: book.folder, environment: ["TOOL": toolPath, "COLOPHON_CACHE": ""],
      program: "/bin/sh")
    // The shell waits for all of the line.
    #expect(book.exists(book.site + "/a.html"))
  }
}
