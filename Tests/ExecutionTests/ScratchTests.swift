import Book
import Execution
import Foundation
import TestSupport
import Testing

@Suite("A cell that is tried runs in the state below another one, and nothing of it is kept")
struct ScratchTests {
  private typealias Workshop = SessionTests.Workshop

  @Test("It sees what the cells above it leave, and none of them runs again")
  func state() throws {
    let book = try Workshop("var x = 1", "x += 1\nlet y = x", "x *= 10")
    try book.run()
    #expect(try book.evaluate("x", below: 2).cells[3].text == "20\n")
    #expect(book.began == [3])
    #expect(try book.evaluate("x += 100\nprint(x, y)", below: 1).cells[2].text == "102 2\n")
    #expect(book.began == [2])
    #expect(try book.evaluate("y", below: 0).cells[1].failure?.message == "cannot find 'y' in scope")
    #expect(book.began == [])
  }

  @Test("The states below and above it stay, and the next run is what it would have been")
  func kept() throws {
    let book = try Workshop("var x = 1", "x += 1\nx", "x * 10")
    try book.run()
    try book.evaluate("x = 1000\nfunc f() {}\nvar z = 1", below: 0)
    try book.run()
    #expect(book.began == [])
    book.cells.append("x")
    #expect(try book.run().cells.map(\.text) == ["", "2\n", "20\n", "2\n"])
    #expect(book.began == [3])
    book.cells[2] = "x * 100"
    #expect(try book.run().cells.map(\.text) == ["", "2\n", "200\n", "2\n"])
    #expect(book.began == [2, 3])
    book.cells[3] = "z"
    #expect(try book.run().cells[3].failure?.message == "cannot find 'z' in scope")
  }

  @Test("It may be just what stands there")
  func same() throws {
    let book = try Workshop("var x = 1", "x += 1\nx", "x += 10\nx")
    try book.run()
    #expect(try book.evaluate("x += 1\nx", below: 0).cells[1].text == "2\n")
    #expect(try book.evaluate("x += 10\nx", below: 1).cells[2].text == "12\n")
    #expect(try book.evaluate("x += 10\nx", below: 2).cells[3].text == "22\n")
    try book.run()
    #expect(book.began == [])
  }

  @Test("Below an isolated cell it is in that cell's program")
  func isolated() throws {
    let book = try Workshop("let x = \"chapter\"", "let x = \"isolated\"\nlet here = 1", "x")
    book.options[1] = { $0.isolated = true }
    try book.run()
    #expect(try book.evaluate("print(x, here)", below: 1).cells[2].text == "isolated 1\n")
    #expect(try book.evaluate("x", below: 2).cells[3].text == "chapter\n")
    try book.run()
    #expect(book.began == [])
  }

  @Test("It can be tried before anything has run")
  func early() throws {
    let book = try Workshop("var x = 1", "x += 1")
    #expect(try book.evaluate("x", below: 1).cells[2].text == "2\n")
    #expect(try book.run().cells.map(\.text) == ["", ""])
  }

  @Test("What stands above it runs once where no state of that is kept, which is said, and the next is quick")
  func aboveOnce() throws {
    let book = try Workshop("import Foundation\nvar x = 1", "x += 1", "x += 1\nx")
    #expect(try book.evaluate("x", below: 1).cells[2].text == "2\n")
    #expect(book.began == [0, 1, 2])
    #expect(book.restarts == ["runs from the top: no state of these cells is kept yet, so they run once"])
    #expect(try book.evaluate("x * 10", below: 1).cells[2].text == "20\n")
    #expect(book.began == [2])
    #expect(book.restarts == [])
    #expect(try book.evaluate("x", below: 2).cells[3].text == "3\n")
    #expect(book.began == [2, 3])
    #expect(book.restarts == ["runs from 'test#cell-3' on: no state of these cells is kept yet, so they run once"])
    #expect(try book.run().cells[2].text == "3\n")
    #expect(book.began == [])
  }

  @Test("A cell above that fails is reported, and mended it is gone on from")
  func failingAbove() throws {
    let book = try Workshop("var x = 1", "fatalError(\"no\")", "x")
    #expect(try book.evaluate("x", below: 2).cells[1].failure?.message == "stopped: no")
    book.cells[1] = "x += 1"
    #expect(try book.evaluate("x", below: 2).cells[3].text == "2\n")
    #expect(book.began == [1, 2, 3])
  }

  @Test(
    "It changes no file, and neither does a program that it starts",
    arguments: [
      "try Data().write(to: URL(fileURLWithPath: \"new\"))", "print(fopen(\"new\", \"w\") as Any)",
      "try FileManager.default.removeItem(atPath: \"old\")", "print(rename(\"old\", \"new\"))",
      "print(mkdir(\"new\", 0o777), symlink(\"old\", \"new\"))", "print(truncate(\"old\", 0))",
      "print(open(\"old\", O_WRONLY | O_TRUNC))",
      """
      let program = Process()
      program.executableURL = URL(fileURLWithPath: "/bin/sh")
      program.arguments = ["-c", "rm old; echo 1 > new; echo 2 >> old"]
      try program.run()
      program.waitUntilExit()
      """,
    ])
  func files(code: String) throws {
    let book = try Workshop("import Foundation")
    try book.write("kept", to: "old")
    try book.run()
    try book.evaluate(code, below: 0)
    #expect(book.began == [1])
    #expect(!book.exists("new"))
    #expect(try book.read("old") == "kept")
    // What has no content can be written to.
    #expect(try book.evaluate("print(fopen(\"/dev/null\", \"w\") != nil)", below: 0).cells[1].text == "true\n")
  }

  @Test(
    "Nor does it change a file's mode, owner, times and attributes, and it learns that it may not",
    arguments: [
      "chmod(\"old\", 0o777)", "fchmod(file, 0o777)", "fchmodat(AT_FDCWD, \"old\", 0o777, 0)",
      "chown(\"old\", getuid(), getgid())",
      "lchown(\"old\", getuid(), getgid())", "fchown(file, getuid(), getgid())", "utimes(\"old\", nil)",
      "futimens(file, nil)",
      "ioctl(file, 0x4008_6602, UnsafeMutablePointer<Int>.allocate(capacity: 1))",
    ])
  func attributes(call: String) throws {
    let book = try Workshop("import Foundation")
    try book.write("kept", to: "old")
    try book.run()
    let before = try book.attributes(of: "old")
    let code = "let file = open(\"old\", O_RDONLY)\nprint(\(call), errno == EACCES || errno == EPERM)"
    #expect(try book.evaluate(code, below: 0).cells[1].text == "-1 true\n")
    let program = """
      let program = Process()
      program.executableURL = URL(fileURLWithPath: "/bin/sh")
      program.arguments = ["-c", "chmod 777 old; touch -d 2001-01-01 old"]
      try program.run()
      program.waitUntilExit()
      """
    try book.evaluate(program, below: 0)
    #expect(try book.attributes(of: "old") == before)
  }

  @Test("Where no state is kept the cells above run as well, and it is said why")
  func noState() throws {
    let book = try Workshop(
      "import Dispatch\nimport Foundation\nDispatchQueue.global().async { while true { usleep(1000) } }", "var n = 1",
      "n += 1")
    try book.run()
    #expect(try book.evaluate("n", below: 2).cells[3].text == "2\n")
    #expect(book.began == [0, 1, 2, 3])
    #expect(
      book.restarts == [
        "runs from the top: 'test#cell-1' leaves a thread running, as 'await', tasks and queues do for some seconds"
      ])
  }

  @Test(
    "What is wrong with it is told, and leaves nothing behind",
    arguments: ["fatalError(\"no\")", "[1][n]", "exit(3)", "let = 1"])
  func failures(code: String) throws {
    let book = try Workshop("import Foundation\nlet n = 3", "n")
    try book.run()
    try book.check(code, below: 0)
    #expect(try book.evaluate("n + 1", below: 1).cells[2].text == "4\n")
    #expect(book.began == [2])
  }

  @Test("It has the time of any cell, and can be stopped before that")
  func time() throws {
    var limits = BookConfiguration.Limits()
    limits.timeout = 1
    let book = try Workshop("var n = 1", "n += 1", limits: limits)
    try book.run()
    #expect(try book.evaluate("while true {}", below: 1).cells[2].failure?.cause == .timeout(1))
    #expect(throws: Cancellation.Cancelled.self) {
      try book.evaluate("while true {}", below: 1) { if $0 == 2 { book.cancel() } }
    }
    #expect(throws: Cancellation.Cancelled.self) {
      try book.evaluate("n", below: 1) { if $0 == nil { book.cancel() } }
    }
    #expect(try book.evaluate("n", below: 1).cells[2].text == "2\n")
    #expect(book.began == [2])
  }

  @Test("It gives what the chapter gives that has it", arguments: [11, 12] as [UInt64])
  func sameAsInserted(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let book = try Workshop("var n = 1", "struct P { var x = 1 }", "let name = \"a\"", "n += 1")
    try book.run()
    for _ in 0..<SessionTests.editCount {
      let (code, index) = (SessionTests.code(&random), Int.random(in: 0..<book.cells.count, using: &random))
      try book.check(code, below: index, "seed \(seed): \(code) below \(index) of \(book.cells)")
      if Bool.random(using: &random) {
        book.cells[Int.random(in: 0..<book.cells.count, using: &random)] = SessionTests.code(&random)
        try book.check("seed \(seed): \(book.cells)")
      }
    }
  }
}
