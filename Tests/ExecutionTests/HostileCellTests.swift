import Book
import Execution
import Foundation
import Testing

@Suite("Whatever a cell does, its limits hold")
struct HostileCellTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var code: String
    var message: String
    var testDescription: String { name }
  }

  static let ranTooLong = "ran longer than its limit of 1 s and was stopped"
  static let forged = "wrote into what its program says to whoever runs it, and was stopped"

  /// Sends a message as the cells' program does: a kind, a number, an empty text and no second one.
  static let sending = """
    func send(_ kind: Int, _ number: Int) {
      var message = [kind, number, 0].flatMap { number in withUnsafeBytes(of: Int64(number)) { Array($0) } } + [0]
      message = withUnsafeBytes(of: UInt32(message.count)) { Array($0) } + message
      for descriptor in 3..<64 { Glibc.send(Int32(descriptor), message, message.count, Int32(MSG_NOSIGNAL)) }
    }

    """

  static let cases: [Case] = [
    .init(
      name: "bytes to whatever is open",
      code: "for d in 3..<64 { Glibc.send(Int32(d), [1], 1, Int32(MSG_NOSIGNAL)) }\nsleep(100)", message: ranTooLong),
    .init(
      name: "all that is open, closed", code: "for d in 3..<64 { close(Int32(d)) }\nsleep(100)", message: ranTooLong),
    .init(name: "a step that does not exist", code: sending + "send(0, 200)\nsleep(100)", message: forged),
    .init(name: "a step below the first", code: sending + "send(0, -5)\nsleep(100)", message: forged),
    .init(name: "its own beginning, again and again", code: sending + "while true { send(0, 1) }", message: forged),
    .init(name: "a kind that does not exist", code: sending + "send(99, 0)\nsleep(100)", message: forged),
    .init(name: "somebody else's process as its own", code: sending + "send(6, 1)\nsleep(100)", message: forged),
    .init(
      name: "an exit handler that never returns", code: "atexit { while true { sleep(1) } }\nexit(0)",
      message: ranTooLong),
    .init(
      name: "the group of whoever watches", code: "setpgid(0, getpgid(getppid()))\nwhile true { sleep(1) }",
      message: ranTooLong),
    .init(name: "a session of its own", code: "setsid()\nwhile true { sleep(1) }", message: ranTooLong),
    .init(
      name: "signals to whoever watches",
      code:
        "for signal in [SIGSTOP, SIGKILL] { for p in [getppid(), -getpgid(getppid()), -1] { kill(p, signal) } }\nsleep(100)",
      message: ranTooLong),
    .init(
      name: "all signals blocked",
      code: "var all = sigset_t()\nsigfillset(&all)\nsigprocmask(SIG_BLOCK, &all, nil)\nwhile true { sleep(1) }",
      message: ranTooLong),
  ]

  @Test("The cell is stopped, and its chapter's other cells are what they were", arguments: cases)
  func hostile(_ example: Case) throws {
    let results = try run(
      cells: "import Foundation\nprint(\"above\")", example.code, "print(\"below\")",
      options: [1: { $0.timeout = 1 }])
    #expect(results.cells[0].text == "above\n")
    #expect(results.cells[1].failure?.message == example.message)
    #expect(results.cells[2].outcome == .notRun(.earlierFailure))
  }

  @Test("An exit handler that never returns is stopped below a top-level await too, and where the program has ended")
  func exitHandlers() throws {
    for last in ["await Task.yield()\nexit(0)", "await Task.yield()", "print(1)"] {
      let results = try run(
        cells: "import Foundation\n_ = atexit { while true { sleep(1) } }", last, options: [1: { $0.timeout = 1 }])
      #expect(results.cells[1].failure?.message == Self.ranTooLong)
    }
  }

  @Test("What a cell writes over the page of its state stops nobody else")
  func overwrittenState() throws {
    let results = try run(
      cells: "print(\"above\")",
      """
      import Foundation
      for line in try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\\n")
      where line.contains("rw-s") && line.contains("/dev/zero") {
        let ends = line.prefix { $0 != " " }.split(separator: "-").map { UInt($0, radix: 16)! }
        let page = UnsafeMutablePointer<Int32>(bitPattern: ends[0])!
        for index in 0..<Int((ends[1] - ends[0]) / 4) { page[index] = Int32.min }
      }
      fatalError("own words")
      """)
    #expect(results.cells[0].text == "above\n")
    #expect(results.cells[1].failure?.message == "stopped: own words")
  }

  @Test(
    "A value that a cell makes up is shown if it is one, and with an element that does not exist is none",
    arguments: [("b", ranTooLong, 1), ("script", forged, 0)])
  func forgedHTML(element: String, message: String, shown: Int) throws {
    let results = try run(
      cells: """
        import Glibc
        func bytes(_ number: Int) -> [UInt8] { withUnsafeBytes(of: Int64(number)) { Array($0) } }
        func bytes(_ text: String) -> [UInt8] { bytes(text.utf8.count) + Array(text.utf8) }
        // Shown, with a text, as HTML without a name: an element without attributes that has a text.
        var message = bytes(1) + bytes(0) + bytes("") + bytes(1) + bytes(1) + bytes("a\\n") + bytes(1) + bytes(2) + [0]
        message += bytes(1) + bytes(1) + bytes("\(element)") + bytes(0) + bytes(1) + bytes(0) + bytes("a")
        message = withUnsafeBytes(of: UInt32(message.count)) { Array($0) } + message
        for descriptor in 3..<64 { Glibc.send(Int32(descriptor), message, message.count, Int32(MSG_NOSIGNAL)) }
        sleep(100)
        """, options: [0: { $0.timeout = 1 }])
    #expect(results.cells[0].failure?.message == message)
    #expect(results.cells[0].outputs.count { $0.form != nil } == shown)
  }

  @Test("Who watches cannot be stopped, and the cell learns that it may not")
  func refusedSignal() throws {
    let results = try run(
      cells: "import Foundation\nprint(kill(getppid(), SIGSTOP), errno == EPERM, kill(getpid(), 0))")
    #expect(results.cells[0].text == "-1 true 0\n")
  }
}

@Suite("The compiler has limits")
struct CompilerLimitTests {
  private func results(_ cells: [String], _ change: (inout CompilerLimits) -> Void) throws -> ChapterResults {
    var test = TestChapter()
    for cell in cells { test.add(cell) }
    var executor = executor()
    change(&executor.compilerLimits)
    return try executor.run(test.chapter())
  }

  @Test("Time: the cells that it was compiling fail with a sentence")
  func time() throws {
    let rows = (0..<4000).map { "(\($0), \"a\", [\($0)].map { $0 + 1 })" }.joined(separator: ", ")
    let results = try results(["let table = [\(rows)]\ntable.count"]) { $0.seconds = 1 }
    #expect(results.diagnostics.map(\.summary) == ["the compiler needed more than its limit of 1 s and was stopped"])
    #expect(results.diagnostics.first?.explanation?.contains("give it its type") == true)
    #expect(results.cells[0].failure?.isCompileError == true)
  }

  @Test("Memory")
  func memory() throws {
    let rows = (0..<3000).map { "(\($0), \"a\", [\($0)])" }.joined(separator: ", ")
    let results = try results(["let table: [(Int, String, [Int])] = [\(rows)]\ntable.count"]) { $0.memory = 100 << 20 }
    #expect(
      results.diagnostics.map(\.summary) == ["the compiler needed more memory than its limit of 100 MiB"])
  }

  @Test("A cell of thousands of statements is compiled in parts")
  func longCell() throws {
    let statements = (0..<250).map { "let a\($0) = \($0)\nprint(a\($0))" }.joined(separator: "\n")
    let results = try run(cells: statements + "\na249", "a0 + a249")
    #expect(results.cells[0].text == (0..<250).map { "\($0)\n" }.joined() + "249\n")
    #expect(results.cells[1].text == "249\n")
  }
}
