import Book
import Execution
import Foundation
import Storage
import TestSupport
import Testing

@Suite("What has not changed, with all that stands above it, does not run again")
struct EarlierResultsTests {
  /// A chapter that is edited and run again and again, with a cache of its own.
  final class Workshop {
    struct Cell {
      var code: String
      var isApart = false
      var fails = false
      var runs = true

      init(_ code: String, apart isApart: Bool = false, fails: Bool = false, runs: Bool = true) {
        self.code = code
        self.isApart = isApart
        self.fails = fails
        self.runs = runs
      }
    }

    let folder: TemporaryFolder
    var cells: [Cell]

    init(_ cells: Cell...) throws {
      folder = try TemporaryFolder()
      self.cells = cells
      try FileManager.default.createDirectory(atPath: folder.path + "/book", withIntermediateDirectories: true)
    }

    func write(_ text: String, to file: String) throws { try folder.write(text, to: "book/" + file) }

    var chapter: Chapter {
      var test = TestChapter()
      for cell in cells {
        test.add(cell.code) {
          $0.isolated = cell.isApart
          $0.fails = cell.fails
          $0.noRun = !cell.runs
        }
      }
      return test.chapter(folder: folder.path + "/book")
    }

    /// What the chapter gives, and the cells that were run.
    func run(fromScratch: Bool = false) throws -> (results: ChapterResults, ran: [Int]) {
      var ran: [Int] = []
      let cache = Cache(folder: fromScratch ? nil : folder.path + "/cache")
      let results = try ExecutionTests.run(chapter, cache: cache) { event in
        if case .running(_, let step) = event { ran.append(step) }
      }
      return (results, ran)
    }

    func texts() throws -> (texts: [String], ran: [Int]) {
      let (results, ran) = try run()
      return (results.cells.map(\.text), ran)
    }
  }

  @Test("An edit of an isolated cell runs it alone, and one of another runs no isolated cell")
  func isolated() throws {
    let book = try Workshop(
      .init("let a = 1"), .init("let b = 2\nb", apart: true), .init("a + 1"), .init("3", apart: true))
    #expect(try book.texts() == (["", "2\n", "2\n", "3\n"], [0, 2, 1, 3]))
    book.cells[1].code = "let b = 5\nb"
    #expect(try book.texts() == (["", "5\n", "2\n", "3\n"], [1]))
    book.cells[2].code = "a + 6"
    #expect(try book.texts() == (["", "5\n", "7\n", "3\n"], [0, 2]))
    book.cells.swapAt(1, 3)
    #expect(try book.texts() == (["", "3\n", "7\n", "5\n"], []))
    book.cells[2].code = "a + 1"
    #expect(try book.texts() == (["", "3\n", "2\n", "5\n"], [0, 2]))
    #expect(try book.texts() == (["", "3\n", "2\n", "5\n"], []))
  }

  @Test("How long cells took is reported of those that ran, and kept of the others")
  func seconds() throws {
    let book = try Workshop(.init("let a = 1\na"), .init("2", apart: true))
    var timed: [Int] = []
    func run() throws {
      _ = try ExecutionTests.run(book.chapter, cache: Cache(folder: book.folder.path + "/cache")) { event in
        if case .finished(_, let seconds) = event { timed = seconds.keys.sorted() }
      }
    }
    try run()
    #expect(timed == [0, 1])
    book.cells[1].code = "3"
    try run()
    #expect(timed == [1])
    book.cells[0].code = "let a = 2\na"
    try run()
    #expect(timed == [0])
  }

  @Test("Cells that are removed below, and cells that are not run, run nothing")
  func removed() throws {
    let book = try Workshop(.init("let a = 1"), .init("anything", runs: false), .init("a + 1"), .init("a + 2"))
    #expect(try book.texts() == (["", "", "2\n", "3\n"], [0, 2, 3]))
    book.cells.removeLast()
    #expect(try book.texts() == (["", "", "2\n"], []))
    book.cells[1].code = "anything else"
    #expect(try book.texts() == (["", "", "2\n"], []))
    book.cells.append(.init("a + 3"))
    #expect(try book.texts() == (["", "", "2\n", "4\n"], [0, 2, 3]))
  }

  @Test("A failure elsewhere does not discard what came to its end; warnings stay")
  func failure() throws {
    let book = try Workshop(
      .init("func f() { let unused = 1 }\n1"), .init("fatalError(\"no\")", apart: true),
      .init("[1][3]", fails: true))
    let first = try book.run()
    #expect(first.ran == [0, 2, 1])
    let again = try book.run()
    #expect(again.ran == [])
    #expect(again.results == first.results)
    #expect(again.results.diagnostics.count { $0.severity == .warning } == 1)
    book.cells[1].code = "2"
    #expect(try book.texts() == (["1\n", "2\n", "Fatal error: Index out of range\n"], [1]))
    #expect(try book.run().ran == [])
  }

  @Test("Where cells write files, nothing is known of what others read")
  func files() throws {
    let book = try Workshop(
      .init("import Foundation\nlet n = 1"),
      .init("import Foundation\nprint((try? String(contentsOfFile: \"n\", encoding: .utf8)) ?? \"none\")", apart: true))
    #expect(try book.texts() == (["", "none\n"], [0, 1]))
    book.cells[0].code = "import Foundation\ntry \"1\".write(toFile: \"n\", atomically: true, encoding: .utf8)"
    #expect(try book.texts().texts == ["", "1\n"])
    book.cells[0].code = "import Foundation\ntry \"2\".write(toFile: \"n\", atomically: true, encoding: .utf8)"
    #expect(try book.texts() == (["", "2\n"], [0, 1]))
    book.cells[0].code = "let n = 1"
    #expect(try book.texts().texts == ["", "2\n"])
    try book.write("3", to: "n")
    #expect(try book.texts().texts == ["", "3\n"])
    // Nor of what a program does that they start.
    book.cells[0].code = """
      import Foundation
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = ["-c", "printf 4 > n"]
      try shell.run()
      shell.waitUntilExit()
      """
    #expect(try book.texts().texts == ["", "4\n"])
  }

  @Test("What a program reads belongs to it alone")
  func inputs() throws {
    let book = try Workshop(
      .init("import Foundation\ntry String(contentsOfFile: \"a\", encoding: .utf8)"), .init("2", apart: true),
      .init("import Foundation\ntry String(contentsOfFile: \"a\", encoding: .utf8)", apart: true))
    try book.write("1", to: "a")
    #expect(try book.texts() == (["1\n", "2\n", "1\n"], [0, 1, 2]))
    try book.write("5", to: "a")
    #expect(try book.texts() == (["5\n", "2\n", "5\n"], [0, 2]))
    book.cells[0].code = "3"
    #expect(try book.texts() == (["3\n", "2\n", "5\n"], [0]))
    try book.write("6", to: "a")
    #expect(try book.texts() == (["3\n", "2\n", "6\n"], [2]))
    #expect(try book.texts().ran == [])
  }

  @Test("After any edits the results are those of a run from scratch", arguments: [UInt64(1), 2])
  func edits(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    let book = try Workshop(.init("var n = 1"))
    let pool: [Workshop.Cell] = [
      .init("n"), .init("n += 1"), .init("var n = 7"), .init("struct P { var x = 1 }\nP()", apart: true),
      .init("n / (n - n)"),
      .init("extension Int { var twice: Int { 2 * self } }\n4.twice"), .init("missing"),
      .init("n as String", fails: true),
      .init("fatalError(\"a\")", apart: true), .init("let k = 3\nk", apart: true), .init("whatever", runs: false),
    ]
    for _ in 0..<14 {
      switch Int.random(in: 0..<5, using: &generator) {
      case 4:
        let index = Int.random(in: 0..<book.cells.count, using: &generator)
        book.cells[index].code = "// Said.\n" + book.cells[index].code
      case 0 where book.cells.count > 1: book.cells.remove(at: .random(in: 1..<book.cells.count, using: &generator))
      case 1 where book.cells.count > 1:
        book.cells[.random(in: 1..<book.cells.count, using: &generator)] = pool.randomElement(using: &generator)!
      default:
        book.cells.insert(
          pool.randomElement(using: &generator)!, at: .random(in: 1...book.cells.count, using: &generator))
      }
      let (results, _) = try book.run()
      #expect(try book.run(fromScratch: true).results == results, "\(book.cells.map(\.code))")
    }
  }

  @Test("What the compiler does not take is not compiled again, and what stands above it does not run again")
  func compileErrors() throws {
    let workshop = try Workshop(.init("print(1)"), .init("print(missing)"), .init("print(3)"))
    let first = try workshop.run()
    #expect(first.ran == [0])
    let second = try workshop.run()
    #expect(second.ran.isEmpty)
    #expect(second.results == first.results)
    #expect(second.results.cells.map(\.text) == ["1\n", "", ""])
    #expect(second.results.diagnostics.map(\.summary) == ["cannot find 'missing' in scope"])
    #expect(try workshop.run(fromScratch: true).results == first.results)
    workshop.cells[1].code = "let missing = 2"
    #expect(try workshop.run().results.cells.map(\.text) == ["1\n", "", "3\n"])
  }

  @Test("What stopped by what its code says is told again, and not run again")
  func crashes() throws {
    let workshop = try Workshop(.init("print(1)"), .init("let xs = [1]\nprint(xs[3])"), .init("print(3)"))
    let first = try workshop.run()
    #expect(first.ran == [0, 1])
    let second = try workshop.run()
    #expect(second.ran == [])
    #expect(second.results == first.results)
    #expect(second.results.cells.map(\.text) == ["1\n", "", ""])
    #expect(try workshop.run(fromScratch: true).results == first.results)
    workshop.cells[1].code = "let xs = [1]"
    #expect(try workshop.run().results.cells.map(\.text) == ["1\n", "", "3\n"])
  }

  @Test("What stopped by what its code says does not run again for another program, nor for what stood below it")
  func crashesElsewhere() throws {
    let workshop = try Workshop(.init("print(1)"), .init("fatalError()"), .init("print(3)", apart: true), .init("4"))
    let first = try workshop.run()
    workshop.cells[2].code = "print(33)"
    let second = try workshop.run()
    #expect(second.ran == [2])
    #expect(second.results.cells[1] == first.results.cells[1])
    workshop.cells.removeLast()
    let third = try workshop.run()
    #expect(third.ran == [])
    #expect(third.results == (try workshop.run(fromScratch: true)).results)
  }

  @Test(
    "What may end otherwise runs again",
    arguments: [
      "let now = ContinuousClock.now\nfatalError()", "if Bool.random() { fatalError() } else { fatalError() }",
      "import Glibc\nif socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0 { fatalError() }",
    ])
  func chance(code: String) throws {
    let workshop = try Workshop(.init("print(1)"), .init(code))
    #expect(try workshop.run().ran == [0, 1])
    #expect(try workshop.run().ran == [0, 1])
  }
}
