import Book
import Execution
import Foundation
import Outputs
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("A session gives what a run from scratch gives, and runs no more than it must")
struct SessionTests {
  @Test("Cells above the first that is another are not run again")
  func above() throws {
    let book = try Workshop("var x = 1\nx", "x += 1\nx", "x * 10", "x + 5")
    #expect(try book.run().cells.map(\.text) == ["1\n", "2\n", "20\n", "7\n"])
    #expect(book.began == [0, 1, 2, 3])
    book.cells[2] = "x * 100"
    #expect(try book.run().cells.map(\.text) == ["1\n", "2\n", "200\n", "7\n"])
    #expect(book.began == [2, 3])
    book.cells[3] = "x + 6"
    #expect(try book.run().cells.map(\.text) == ["1\n", "2\n", "200\n", "8\n"])
    #expect(book.began == [3])
    book.cells.append("x = 7\nx")
    #expect(try book.run().cells.map(\.text) == ["1\n", "2\n", "200\n", "8\n", "7\n"])
    #expect(book.began == [4])
    book.cells[4] = "x"
    #expect(try book.run().cells[4].text == "2\n")
    #expect(book.began == [4])
    book.cells.removeLast()
    book.cells.remove(at: 1)
    #expect(try book.run().cells.map(\.text) == ["1\n", "100\n", "7\n"])
    #expect(book.began == [1, 2])
  }

  @Test("Nothing is run where only the text around the cells is another, and messages have the new lines")
  func prose() throws {
    let book = try Workshop("let x = 1", "func f() -> Int { [x][x] }", "print(x)")
    try book.run()
    book.title = "# A chapter\n\nwith more\nthan before"
    try book.run()
    #expect(book.began == [])
    book.cells[2] = "f()"
    try book.check()
    #expect(book.began == [2])
    book.title = "# Less"
    try book.check()
  }

  @Test("Nor where a comment or an empty line is another")
  func comments() throws {
    let book = try Workshop(
      "let x = 1  // one", "/// Doubles.\nfunc f() -> Int { x * 2 }", "f() // two\n// three", "\"// four\"")
    try book.run()
    book.cells = ["let x = 1  // another", "/// Doubles it.\nfunc f() -> Int { x * 2 }", "f()\n// none", "\"// four\""]
    try book.check()
    #expect(book.began == [])
    book.cells = [
      "\n// About one.\nlet x = 1\n\n", "/* Doubles\n   it. */\n\nfunc f() -> Int {\n// twice\nx * 2 }",
      "f() /* two */\n\n",
      "\"// four\"",
    ]
    try book.check()
    #expect(book.began == [1, 2, 3])
    book.cells = [
      "let x = 1", "func f() -> Int {\n  /* So\n many */\n\nx * 2 }", "/// Both.\nf() /* two */", "\"// four\"",
    ]
    try book.check()
    #expect(book.began == [])
    book.cells[3] = "\"// five\""
    try book.check()
    #expect(book.began == [3])
  }

  @Test("Lines of a text are no empty lines, and where lines are shown none is one too many")
  func meaningfulLines() throws {
    let book = try Workshop("let text = \"\"\"\n  a\n\n  // b\n  \"\"\"", "text")
    #expect(try book.run().cells.map(\.text) == ["", "a\n\n// b\n"])
    book.cells[0] = "let text = \"\"\"\n  a\n\n\n  // c\n  \\(1 // one\n  )\n  \"\"\""
    #expect(try book.run().cells.map(\.text) == ["", "a\n\n\n// c\n1\n"])
    book.cells.append("#line - #line")
    #expect(try book.run().cells.last?.text == "0\n")
    book.cells[2] = "let line = #line\n// More.\n\n#line - line"
    #expect(try book.run().cells.last?.text == "3\n")
  }

  @Test("Errors and warnings stand on their lines, whatever comments and empty lines are above")
  func locations() throws {
    let book = try Workshop(
      "let n = 0\nfunc f() -> Int {\n  [1][n + 1]\n}", "f()", "var unused: Int { let a = 1; return 2 }")
    func lines() throws -> [Int?] { try book.run().diagnostics.map { $0.location?.start.line } }
    let before = try lines()
    book.cells[0] = "// One.\n\nlet n = 0\n\nfunc f() -> Int {\n  // Fails.\n  [1][n + 1]\n}"
    let after = try lines()
    #expect(after.count == before.count && after.allSatisfy { $0 != nil })
    #expect(zip(after, before).map { $0! - $1! } == [4, 4])
    // It would fail again.
    #expect(book.began == [])
    try book.check()
  }

  @Test(
    "A cell that fails can be mended, whatever it failed of",
    arguments: [
      "undefined()", "fatalError(\"no\")", "[1][n]", "import Foundation\nexit(3)", "while true {}", "throw E()",
      "let = 3",
    ])
  func mended(code: String) throws {
    let book = try Workshop("let n = 3\nstruct E: Error {}", "n + 1", code, "n")
    book.options[2] = { $0.timeout = 1 }
    try book.check()
    book.cells[2] = "n * 2"
    let mended = try book.run()
    #expect(book.began == [2, 3])
    #expect(mended.cells.map(\.text) == ["", "4\n", "6\n", "3\n"])
    #expect(mended.diagnostics == [])
  }

  @Test(
    "What the code stops is told again below another text, and not run again; what a limit or chance stops is",
    arguments: [
      ("fatalError(\"no\")", false), ("[1][n]", false), ("import Foundation\nexit(3)", false), ("throw E()", false),
      ("while true {}", true), ("if Bool.random() { fatalError() } else { fatalError() }", true),
    ])
  func knownFailure(code: String, runsAgain: Bool) throws {
    let book = try Workshop("let n = 3\nstruct E: Error {}", "n + 1", code, "n")
    book.options[2] = { $0.timeout = 1 }
    let first = try book.run()
    book.cells[3] = "n * 2"
    let second = try book.run()
    #expect(book.began == (runsAgain ? [2] : []))
    #expect(second.cells == first.cells && second.diagnostics == first.diagnostics)
    try book.check()
  }

  @Test("A cell that must fail is edited, added and removed without a run of those above it")
  func failingCells() throws {
    let book = try Workshop("print(\"above\")", "1")
    _ = try book.run()
    book.cells.insert("fatalError(\"a\")", at: 1)
    book.options[1] = { $0.fails = true }
    try book.check()
    #expect(book.began == [1, 2])
    book.cells[1] = "let s: String = 1"
    try book.check()
    #expect(!book.began.contains(0))
    book.cells[1] = "fatalError(\"b\")"
    try book.check()
    #expect(book.began == [1, 2])
    book.cells.insert("fatalError(\"c\")", at: 2)
    book.options[2] = { $0.fails = true }
    try book.check()
    #expect(book.began == [2, 3])
    book.cells[2] = "fatalError(\"d\")"
    try book.check()
    #expect(book.began == [2, 3])
    book.cells[3] = "2"
    try book.check()
    #expect(book.began == [3])
    book.options = [:]
    book.cells.removeSubrange(1...2)
    try book.check()
    #expect(!book.began.contains(0))
  }

  @Test("A cell that shows its line is none of those above it")
  func shownLines() throws {
    let book = try Workshop("print(\"above\")", "print(1)", "print(2)")
    _ = try book.run()
    for last in ["print(#line)", "print(\"#line\")", "print(3)"] {
      book.cells[2] = last
      try book.check()
      #expect(book.began == [2])
    }
    book.cells[1] = "func line(_ line: Int = #line) -> Int { line }\nprint(line())"
    book.cells[2] = "print(line())"
    try book.check()
    #expect(book.began == [1, 2])
  }

  @Test("A file that a cell read belongs to the state: where it has changed, that cell runs again")
  func files() throws {
    let book = try Workshop(
      "import Foundation", "let text = try String(contentsOfFile: \"n.txt\", encoding: .utf8)", "text")
    try book.write("one", to: "n.txt")
    #expect(try book.run().cells[2].text == "one\n")
    book.cells[2] = "text.count"
    #expect(try book.run().cells[2].text == "3\n")
    #expect(book.began == [2])
    try book.write("three", to: "n.txt")
    #expect(try book.run().cells[2].text == "5\n")
    #expect(book.began == [1, 2])
  }

  @Test("What cells that run again have left in files is no part of a state: then the chapter runs from the top")
  func writtenFiles() throws {
    let book = try Workshop(
      "import Foundation\ntry? FileManager.default.removeItem(atPath: \"out\")\ntry FileManager.default.createDirectory(atPath: \"out\", withIntermediateDirectories: false)",
      "try \"1\".write(toFile: \"out/one.txt\", atomically: true, encoding: .utf8)",
      "print(try FileManager.default.contentsOfDirectory(atPath: \"out\").sorted())")
    #expect(try book.run().cells[2].text == "[\"one.txt\"]\n")
    book.cells[1] = "try \"2\".write(toFile: \"out/two.txt\", atomically: true, encoding: .utf8)"
    #expect(try book.run().cells[2].text == "[\"two.txt\"]\n")
    book.cells[2] = "print(try FileManager.default.contentsOfDirectory(atPath: \"out\").count)"
    #expect(try book.run().cells[2].text == "1\n")
    #expect(book.began == [2])
    book.cells[1] = ""
    #expect(try book.run().cells[2].text == "0\n")
  }

  @Test("The engine's own threads end with the cell that used them")
  func threads() throws {
    let book = try Workshop("let a = Tensor(ones: [700, 700])\nlet b = matmul(a, a)", "b.shape", "b[0, 0]")
    try book.run()
    book.cells[2] = "b[1, 1]"
    try book.check()
    #expect(book.began == [2])
  }

  @Test(
    "What a copy of the process would lack or share is no state: such chapters run from above it, and say why",
    arguments: [
      (
        "import Dispatch\nlet queue = DispatchQueue(label: \"q\")\nqueue.async { while true { usleep(1000) } }",
        "'test#cell-2' leaves a thread running, as 'await', tasks and queues do for some seconds"
      ),
      ("let file = fopen(\"lines.txt\", \"r\")!", "'test#cell-2' leaves a file open"),
      (
        "let program = try Process.run(URL(fileURLWithPath: \"/bin/true\"), arguments: [])\nprogram.waitUntilExit()",
        "nobody can say what 'test#cell-2' reads, as where it starts another program or asks the network"
      ),
      (
        "let memory = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)!",
        "'test#cell-2' shares memory with others"
      ),
    ])
  func states(code: String, reason: String) throws {
    let book = try Workshop("import Foundation\nvar n = 1", code, "n += 1\nn", "n")
    try book.write("a\nb\n", to: "lines.txt")
    #expect(try book.run().cells[3].text == "2\n")
    book.cells[3] = "n * 10"
    #expect(try book.run().cells[3].text == "20\n")
    #expect(book.began == [1, 2, 3])
    #expect(book.restarts == ["runs from 'test#cell-2' on: \(reason)"])
  }

  @Test("A chapter that runs from the top says so")
  func restarts() throws {
    let book = try Workshop("try \"1\".write(toFile: \"n.txt\", atomically: true, encoding: .utf8)", "1", "2")
    book.cells[0] = "import Foundation\n" + book.cells[0]
    try book.run()
    #expect(book.restarts == [])
    book.cells[2] = "3"
    try book.run()
    #expect(book.restarts == [])
    book.cells[1] = "try \"2\".write(toFile: \"n.txt\", atomically: true, encoding: .utf8)"
    try book.run()
    book.cells[1] = "4"
    try book.run()
    #expect(book.began == [0, 1, 2])
    #expect(book.restarts == ["runs from the top: 'test#cell-2' writes files, and is to find them as they were"])
  }

  @Test("It names what kept the nearest state from being there, and not what runs again only for want of that")
  func nearest() throws {
    let book = try Workshop(
      "import Foundation", "let file = fopen(\"lines.txt\", \"r\")!",
      "try \"1\".write(toFile: \"n.txt\", atomically: true, encoding: .utf8)", "4")
    try book.write("a\n", to: "lines.txt")
    try book.run()
    book.cells[3] = "5"
    try book.run()
    #expect(book.began == [0, 1, 2, 3])
    #expect(book.restarts == ["runs from the top: 'test#cell-2' leaves a file open"])
    // What is edited writes itself: then no state would have helped.
    book.cells[2] += "\n"
    book.cells[2] += "6"
    try book.run()
    #expect(book.restarts == ["runs from the top: 'test#cell-3' writes files, and is to find them as they were"])
  }

  @Test("Cells of which results are known, but no state, run once, and it is said why")
  func known() throws {
    let book = try Workshop("var x = 1", "x += 1", "x", "x + 1")
    try book.run(known: [0, 1])
    #expect(book.restarts == ["runs from the top: no state of these cells is kept yet, so they run once"])
    book.cells[2] = "while true {}"
    #expect(throws: Cancellation.Cancelled.self) { try book.run { if $0 == 2 { book.cancel() } } }
    #expect(book.restarts == [])
    book.cells[3] = "x + 2"
    #expect(throws: Cancellation.Cancelled.self) { try book.run(known: [0, 1, 2]) { if $0 == 2 { book.cancel() } } }
    #expect(book.restarts == ["runs from 'test#cell-3' on: no state of these cells is kept yet, so they run once"])
    book.cells[2] = "x"
    try book.run(known: [0, 1])
    #expect(book.began == [2, 3])
    #expect(book.restarts == [])
  }

  @Test("What each step gave is heard before the chapter has come to its end")
  func reports() throws {
    let book = try Workshop("print(1)", "2", "print(3)")
    try book.run()
    #expect(book.gave.mapValues(\.outputs) == [0: [.text("1\n")], 1: [.value("2\n")], 2: [.text("3\n")]])
    book.cells[1] = "4"
    try book.run()
    #expect(book.gave.mapValues(\.outputs) == [1: [.value("4\n")], 2: [.text("3\n")]])
  }

  @Test("How long all cells took is known to the next build, also where most were not run again")
  func seconds() throws {
    let folder = try TemporaryFolder()
    let book = try Workshop("1", "2", "3", cache: Cache(folder: folder.path))
    try book.run()
    let first = book.seconds
    #expect(first.keys.sorted() == [0, 1, 2])
    book.cells[2] = "4"
    try book.run()
    #expect(book.began == [2])
    #expect(book.seconds[0] == first[0] && book.seconds[1] == first[1] && book.seconds[2] != nil)
    #expect(book.lastSeconds == book.seconds.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value })
  }

  @Test("A cell that must fail leaves nothing behind, here as well")
  func failing() throws {
    let book = try Workshop("var n = 1", "n = 5\nfatalError(\"stop\")", "n", "n + 1")
    book.options[1] = { $0.fails = true }
    try book.check()
    book.cells[3] = "n + 2"
    try book.check()
    #expect(book.began == [3])
    book.cells[1] = "n = 6\nfatalError(\"halt\")"
    try book.check()
  }

  @Test("A run that is not wanted any more can be cancelled, and the next goes on from there")
  func cancelled() throws {
    let book = try Workshop("var n = 1", "n += 1\nn", "while true {}", "n")
    #expect(throws: Cancellation.Cancelled.self) { try book.run { if $0 == 2 { book.cancel() } } }
    book.cells[2] = "n += 1"
    #expect(try book.run().cells.map(\.text) == ["", "2\n", "", "3\n"])
    #expect(book.began == [2, 3])
  }

  @Test("Also while it is being compiled: then nothing of it runs")
  func cancelledEarly() throws {
    let book = try Workshop("var n = 1", "n += 1\nn")
    #expect(throws: Cancellation.Cancelled.self) { try book.run { if $0 == nil { book.cancel() } } }
    #expect(book.began == [])
    #expect(try book.run().cells.map(\.text) == ["", "2\n"])
  }

  @Test("Any sequence of edits ends in what a run from scratch gives", arguments: 1...seedCount)
  func edits(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let book = try Workshop("var n = 1", "n", "let name = \"a\"", "print(n, name)")
    var versions = [book.cells]
    for _ in 0..<Self.editCount {
      switch Int.random(in: 0..<7, using: &random) {
      case 6:
        let index = Int.random(in: 0..<book.cells.count, using: &random)
        book.cells[index] = "// Said.\n\n" + book.cells[index].replacing("{", with: "{\n  // Done.\n")
      case 0: book.cells.insert(Self.code(&random), at: Int.random(in: 0...book.cells.count, using: &random))
      case 1 where book.cells.count > 2: book.cells.remove(at: Int.random(in: 0..<book.cells.count, using: &random))
      case 2:
        book.cells.swapAt(
          Int.random(in: 0..<book.cells.count, using: &random), Int.random(in: 0..<book.cells.count, using: &random))
      case 3: book.cells = versions[Int.random(in: 0..<versions.count, using: &random)]
      default: book.cells[Int.random(in: 0..<book.cells.count, using: &random)] = Self.code(&random)
      }
      versions.append(book.cells)
      try book.check("seed \(seed): \(book.cells)")
    }
  }

  static let seedCount = UInt64(ProcessInfo.processInfo.environment["SESSION_SEEDS"] ?? "") ?? 4
  static let editCount = Int(ProcessInfo.processInfo.environment["SESSION_EDITS"] ?? "") ?? 6

  /// A cell that does something to what others see.
  static func code(_ random: inout SplitMix) -> String {
    let number = Int.random(in: 1..<9, using: &random)
    return [
      "n += \(number)\nn", "var n = \(number)", "n * \(number)", "print(n, name)", "let name = \"x\(number)\"",
      "func f(_ x: Int) -> Int { x + \(number) }", "f(n)", "struct P { var x = \(number) }", "P()",
      "extension P: CustomStringConvertible { var description: String { \"P\\(x)\" } }", "Int.random(in: n...n)",
      "Tensor(randomNormal: [2])", "for i in 0..<\(number) { n += i }\nn", "fatalError(\"\(number)\")", "[1, 2][n]",
      "func f(_ x: Int) -> String { \"f\\(x)\" }", "guard let m = Int(\"\(number)\") else { fatalError() }\nm",
    ].randomElement(using: &random)!
  }
}
