import Book
import Execution
import Foundation
import TestSupport
import Testing

@Suite("A session gives what a run from scratch gives, and runs no more than it must")
struct SessionTests {
  /// A chapter that is edited, and run in one session.
  final class Workshop {
    var cells: [String]
    var options: [Int: (inout CellOptions) -> Void] = [:]
    var title = "# A chapter"
    private let folder: TemporaryFolder
    private let session: ChapterSession
    private let executor: Executor
    /// The steps that began in the last run.
    private(set) var began: [Int] = []

    init(_ cells: String...) throws {
      self.cells = cells
      folder = try TemporaryFolder()
      executor = ExecutionTests.executor()
      session = try executor.session()
    }

    private var chapter: Chapter {
      var test = TestChapter()
      test.text = title + "\n\n"
      for (index, code) in cells.enumerated() { test.add(code, options[index] ?? { _ in }) }
      return test.chapter(folder: folder.path)
    }

    func write(_ text: String, to file: String) throws { try folder.write(text, to: file) }

    @discardableResult
    func run(_ progress: (Int) -> Void = { _ in }) throws -> ChapterResults {
      began = []
      return try withoutActuallyEscaping(progress) { progress in
        try session.run(chapter) { event in
          guard case .running(_, let step) = event else { return }
          self.began.append(step)
          progress(step)
        }
      }
    }

    func cancel() { session.cancel() }

    /// Runs it, and compares with a run from scratch.
    func check(_ comment: @autoclosure () -> Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
      let (session, scratch) = (try run(), try fromScratch())
      #expect(session.cells == scratch.cells, comment(), sourceLocation: sourceLocation)
      #expect(session.diagnostics == scratch.diagnostics, comment(), sourceLocation: sourceLocation)
    }

    private func fromScratch() throws -> ChapterResults { try executor.run(chapter) }
  }

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

  @Test("Nor where a comment to the end of its line is another")
  func comments() throws {
    let book = try Workshop(
      "let x = 1  // one", "/// Doubles.\nfunc f() -> Int { x * 2 }", "f() // two\n// three", "\"// four\"")
    try book.run()
    book.cells = ["let x = 1  // another", "/// Doubles it.\nfunc f() -> Int { x * 2 }", "f()\n// none", "\"// four\""]
    try book.check()
    #expect(book.began == [])
    book.cells[3] = "\"// five\""
    try book.check()
    #expect(book.began == [3])
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
    "What a copy of the process would lack or share is no state: such chapters run from above it",
    arguments: [
      "import Dispatch\nlet queue = DispatchQueue(label: \"q\")\nqueue.async { while true { usleep(1000) } }",
      "let file = fopen(\"lines.txt\", \"r\")!",
      "let memory = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)!",
    ])
  func states(code: String) throws {
    let book = try Workshop("import Foundation\nvar n = 1", code, "n += 1\nn", "n")
    try book.write("a\nb\n", to: "lines.txt")
    #expect(try book.run().cells[3].text == "2\n")
    book.cells[3] = "n * 10"
    #expect(try book.run().cells[3].text == "20\n")
    #expect(book.began == [1, 2, 3])
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
    #expect(throws: ChapterSession.Cancelled.self) { try book.run { if $0 == 2 { book.cancel() } } }
    book.cells[2] = "n += 1"
    #expect(try book.run().cells.map(\.text) == ["", "2\n", "", "3\n"])
    #expect(book.began == [2, 3])
  }

  @Test("Any sequence of edits ends in what a run from scratch gives", arguments: [1, 2, 3, 4] as [UInt64])
  func edits(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let book = try Workshop("var n = 1", "n", "let name = \"a\"", "print(n, name)")
    var versions = [book.cells]
    for _ in 0..<Self.editCount {
      switch Int.random(in: 0..<6, using: &random) {
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

  private static let editCount = Int(ProcessInfo.processInfo.environment["SESSION_EDITS"] ?? "") ?? 6

  /// A cell that does something to what others see.
  private static func code(_ random: inout SplitMix) -> String {
    let number = Int.random(in: 1..<9, using: &random)
    return [
      "n += \(number)\nn", "var n = \(number)", "n * \(number)", "print(n, name)", "let name = \"x\(number)\"",
      "func f(_ x: Int) -> Int { x + \(number) }", "f(n)", "struct P { var x = \(number) }", "P()",
      "extension P: CustomStringConvertible { var description: String { \"P\\(x)\" } }", "Int.random(in: 0...n)",
      "Tensor(randomNormal: [2])", "for i in 0..<\(number) { n += i }\nn", "fatalError(\"\(number)\")", "[1, 2][n]",
      "func f(_ x: Int) -> String { \"f\\(x)\" }", "guard let m = Int(\"\(number)\") else { fatalError() }\nm",
    ].randomElement(using: &random)!
  }
}
