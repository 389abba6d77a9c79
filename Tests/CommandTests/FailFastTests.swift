import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("build-book check --fail-fast")
struct FailFastTests {
  @Test(
    "What still runs, in the same chapter or another, is ended with the first drift or error, and nothing of it stays",
    arguments: [
      ("print(1)\n```\n\n```output\n2", "a.md:11:1: drift: the output of 'a#cell-2' drifted: 2 is now 1 (-1)"),
      ("print(1)  // Prints \"2\"", "a.md:7:22: drift: what 'a#cell-2' prints drifted: 2 is now 1 (-1)"),
      ("print(1)", "a.md:6:1: drift: 'a#cell-2' gives output that is not documented"),
      ("print(1)  // Prints \"1\"\n```\n\nIt is [2](<=1>).\n\n```swift", "a.md:10:8: drift: the value of '1' drifted"),
      ("fatalError()", "a.md:7:1: error: cell 'a#cell-2' stopped"),
    ])
  func ends(cell: String, sentence: String) throws {
    let book = try TemporaryBook([:], configuration: "title: T\nmodules: []\n")
    try book.write("../temporary/x", "")
    let temporary = book.folder + "/../temporary"
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    let wait = "while !FileManager.default.fileExists(atPath: \"../go\") { usleep(1000) }"
    try book.write(
      "a.md",
      "```swift\nimport Foundation\n\(wait)\n```\n\n```swift\n\(cell)\n```\n\n```swift\nwhile true { usleep(1000) }\n```\n"
    )
    try book.write("b.md", EndlessCell.text(pipe))
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    let outcome = Mutex<Result<Outcome, any Error>?>(nil)
    let running = DispatchGroup()
    DispatchQueue.global().async(group: running) {
      let result = Result { try book.run(["check", "--fail-fast"], environment: ["TMPDIR": temporary]) }
      outcome.withLock { $0 = result }
    }
    var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, -1) < 0 {}
    try #require(fcntl(reader, F_SETFL, 0) == 0)
    let handle = FileHandle(fileDescriptor: reader)
    try #require(try handle.read(upToCount: 8) == Data("started\n".utf8))
    try book.write("../go", "")
    running.wait()
    let result = try #require(try outcome.withLock(\.self)?.get())
    #expect(result.exitCode == (sentence.contains("error") ? 2 : 1))
    #expect(result.errors.components(separatedBy: "\n").contains { $0.hasPrefix(sentence) }, "\(result.errors)")
    #expect(result.output.hasPrefix("ended at the first problem: 1 "))
    // The end of the pipe comes when nobody holds it open any more.
    #expect(try handle.readToEnd() ?? Data() == Data())
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == ["x"])
  }

  @Test("What accept would write is known of it as of any drift")
  func replacements() throws {
    let book = try TemporaryBook(
      ["a": "```swift\nprint(1)\n```\n\n```output\n2\n```\n\n```swift\nwhile true {}\n```\n"],
      configuration: "title: T\nmodules: []\n")
    let result = try book.run("check", "--fail-fast", "--format", "json")
    #expect(result.exitCode == 1)
    #expect(result.output.contains("\"text\" : \"```output\\n1\\n```\""), "\(result.output)")
  }

  @Test("An error of the source or of the compiler ends it before anything runs")
  func before() throws {
    let endless = "```swift\nwhile true {}\n```\n"
    let source = try TemporaryBook(
      ["a": endless, "b": "```swift {.hiden}\n```\n\n[x](gone.txt)\n"], configuration: "title: T\nmodules: []\n")
    let first = try source.run("check", "--fail-fast")
    #expect(first.exitCode == 2 && first.output.hasPrefix("ended at the first problem: 1 error"))
    #expect(first.errors.hasPrefix("b.md:1:11: error: '.hiden'"))
    #expect(!first.errors.contains("gone.txt"))
    let compiled = try TemporaryBook(
      ["a": endless + "\n```swift\nnone\n```\n"], configuration: "title: T\nmodules: []\n")
    let second = try compiled.run("check", "--fail-fast")
    #expect(second.exitCode == 2 && second.output.hasPrefix("ended at the first problem: 1 error"))
    #expect(second.errors.contains("a.md:6:1: error: cannot find 'none' in scope"))
  }

  @Test("Of what an earlier run gave it names the first, and of a book without any it says what a check says")
  func wholeChapters() throws {
    let book = try FormatTests.book()
    try book.run("check")
    let first = try book.run("check", "--fail-fast", "curves", "--format", "github")
    #expect(first.exitCode == 1)
    #expect(first.output.split(separator: "\n").count == 1 && first.output.hasPrefix("::error file=curves.md,line=7,"))
    try book.run("accept")
    try book.run("build")
    let agreeing = try book.run("check", "--fail-fast")
    #expect(agreeing.exitCode == 0 && agreeing.output.contains("everything agrees"))
  }
}
