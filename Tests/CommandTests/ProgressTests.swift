import Foundation
import Pipeline
import TestSupport
import Testing

@Suite("What is seen while a book is built")
struct ProgressTests {
  private static func chapter(_ code: String) -> String {
    "# A\n\n```swift\n1\n```\n\n```swift {#last}\n\(code)\n```\n"
  }

  @Test("A terminal shows a line for the running chapter and a bar for the book, and in the end neither")
  func terminal() throws {
    let book = try TemporaryBook(["a": Self.chapter("2")])
    let written = try PseudoTerminal().run(
      ["build"], in: book.folder, environment: ["COLOPHON_CACHE": "", "NO_COLOR": "1"])
    let drawings = written.components(separatedBy: "\u{1B}[J")
    let bar = { (filled: Int) in
      "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled) + "] 0 of 1 chapter"
    }
    #expect(drawings[0] == "compiling a\r\n\(bar(0))\r\u{1B}[1A")
    #expect(drawings.contains("running a, cell 1 of 2, #cell-1, 0 s\r\n\(bar(0))\r\u{1B}[1A"), "\(drawings)")
    #expect(drawings.contains("running a, cell 2 of 2, #last, 0 s\r\n\(bar(15))\r\u{1B}[1A"), "\(drawings)")
    #expect(drawings.last?.hasPrefix("ran a in ") == true)
  }

  @Test("Cells are counted as they run: those that are isolated after all others, and those that do not run never")
  func isolated() throws {
    let book = try TemporaryBook([
      "a": "```swift {.isolated #alone}\n1\n```\n\n```swift {.no-run}\n2\n```\n\n```swift {#last}\n3\n```\n"
    ])
    let written = try PseudoTerminal().run(
      ["build"], in: book.folder, environment: ["COLOPHON_CACHE": "", "NO_COLOR": "1"])
    let cells = written.components(separatedBy: "running a, ").dropFirst().map { $0.components(separatedBy: ", 0")[0] }
    #expect(cells.first == "cell 1 of 2, #last")
    #expect(cells.last == "cell 2 of 2, #alone")
  }

  @Test("Lines are no wider than the terminal")
  func narrow() throws {
    let book = try TemporaryBook(["a-chapter-with-a-long-name": Self.chapter("2")])
    let written = try PseudoTerminal(columns: 30).run(
      ["build"], in: book.folder, environment: ["COLOPHON_CACHE": "", "NO_COLOR": "1"])
    #expect(written.contains("running a-chapter-with-a-long\r\n"), "\(written)")
    #expect(written.contains("[...........] 0 of 1 chapter"), "\(written)")
  }

  @Test("Elsewhere nothing is drawn")
  func plain() throws {
    let book = try TemporaryBook(["a": Self.chapter("2")])
    let lines = try book.run("check").errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("ran a in ") == true)
    #expect(!lines.joined().contains("\u{1B}"))
  }

  @Test("A cell is named after 5 s, and at doubled intervals")
  func notices() {
    var status = BuildStatus()
    status.note(.starting(chapters: 1), at: 0)
    status.note(.compiling(chapter: "a"), at: 0)
    #expect(status.notices(at: 7) == [])
    status.note(.running(chapter: "a", cell: 1, of: 2, name: "a#one"), at: 10)
    var notices: [String] = []
    for time in 10...60 { notices += status.notices(at: Double(time)) }
    #expect(notices == [5, 10, 20, 40].map { "a#one has been running for \($0) s" })
    status.note(.running(chapter: "a", cell: 2, of: 2, name: "a#two"), at: 60)
    #expect(status.notices(at: 64) == [])
    #expect(status.notices(at: 65) == ["a#two has been running for 5 s"])
  }

  @Test("Of many chapters those are shown for which there are lines")
  func manyChapters() {
    var status = BuildStatus()
    status.note(.starting(chapters: 5), at: 0)
    for name in ["a", "b", "c", "d"] { status.note(.compiling(chapter: name), at: 0) }
    status.note(.reused(chapter: "e"), at: 0)
    status.note(.running(chapter: "b", cell: 2, of: 4, name: "b#x"), at: 1)
    #expect(
      status.lines(at: 4.5, columns: 60, rows: 5) == [
        "compiling a", "running b, cell 2 of 4, #x, 3 s", "and 2 chapters more",
        "[#######.......................] 1 of 5 chapters",
      ])
    for name in ["a", "b", "c", "d"] {
      status.note(.finished(chapter: name, seconds: 1, didRun: true, cells: []), at: 5)
    }
    #expect(status.lines(at: 5, columns: 60, rows: 5) == [])
  }

  @Test("The end names the three cells that took longest, of those that took more than a second")
  func slowest() {
    var status = BuildStatus()
    #expect(status.slowestCells == nil)
    let cells = [("a#1", 1.0), ("a#2", 1.26), ("a#3", 20), ("a#4", 3), ("a#5", 2)].map {
      Progress.CellTime(cell: $0.0, seconds: $0.1)
    }
    status.note(.finished(chapter: "a", seconds: 30, didRun: true, cells: Array(cells.prefix(2))), at: 30)
    #expect(status.slowestCells == "longest: a#2 1.3 s")
    status.note(.finished(chapter: "b", seconds: 30, didRun: true, cells: Array(cells.dropFirst(2))), at: 30)
    #expect(status.slowestCells == "longest: a#3 20.0 s, a#4 3.0 s, a#5 2.0 s")
  }

  // MARK: The order

  @Test("Chapters run longest first, as their last runs say")
  func order() throws {
    let names = ["a", "b", "c"]
    let book = try TemporaryBook([
      "a": Self.chapter("2"), "b": Self.chapter("import Foundation\nusleep(900_000)"),
      "c": Self.chapter("import Foundation\nusleep(300_000)"),
    ])
    try book.run("check", "--jobs", "1")
    for name in names { try book.replace("swift\n1\n", by: "swift\n3\n", in: name + ".md") }
    let again = try book.run("check", "--jobs", "1")
    let ran = again.errors.split(separator: "\n").filter { $0.hasPrefix("ran ") }.map { $0.dropFirst(4).prefix(1) }
    #expect(ran == ["b", "c", "a"])
    #expect(try book.run("check", "--jobs", "0").exitCode == 64)
  }

  @Test("All chapters are compiled before cells run, and what does not compile is reported while they run")
  func compiledAhead() throws {
    let book = try TemporaryBook(["wrong": "# A\n\n```swift\nlet a: Int = \"x\"\n```\n"])
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    // Waits until somebody writes.
    try book.write("a.md", Self.chapter("import Foundation\nclose(open(\"pipe\", O_RDONLY))"))
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.arguments = ["check", "--jobs", "1"]
    process.currentDirectoryURL = URL(fileURLWithPath: book.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["COLOPHON_CACHE": ""]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    var text = ""
    while !text.contains("wrong.md:4:14: error: "), case let data = errors.fileHandleForReading.availableData,
      !data.isEmpty
    {
      text += String(decoding: data, as: UTF8.self)
    }
    #expect(!text.contains("ran a in "))
    close(open(pipe, O_WRONLY | O_NONBLOCK))
    text += String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text.components(separatedBy: "wrong.md:4:14: error: ").count == 2)
    #expect(text.contains("ran a in "))
  }
}
