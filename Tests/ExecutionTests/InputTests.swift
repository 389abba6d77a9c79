import Book
import Execution
import Foundation
import Storage
import TestSupport
import Testing

@Suite("A result holds for as long as what it was made of is the same")
struct InputTests {
  /// A chapter in a folder of its own, with a cache of its own, that is run again and again.
  struct Workshop {
    private let folder: TemporaryFolder
    private let chapter: Chapter

    init(_ cells: String...) throws {
      folder = try TemporaryFolder()
      try FileManager.default.createDirectory(atPath: folder.path + "/book/data", withIntermediateDirectories: true)
      var test = TestChapter()
      for cell in cells { test.add(cell) }
      chapter = test.chapter(folder: folder.path + "/book")
    }

    func write(_ text: String, to file: String) throws { try folder.write(text, to: "book/" + file) }

    func link(_ file: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/book/" + file, withDestinationPath: target)
    }

    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: folder.path + "/book/" + file) }

    /// What the cells show, and whether it was taken from an earlier run.
    func run() throws -> (texts: [String], isReused: Bool) {
      var isReused = false
      let results = try ExecutionTests.run(chapter, cache: Cache(folder: folder.path + "/cache")) { event in
        if case .reused = event { isReused = true }
      }
      return (results.cells.map(\.text), isReused)
    }
  }

  @Test(
    "A file that a cell reads belongs to its result, whoever opens it",
    arguments: [
      "try String(contentsOfFile: \"data/n.txt\", encoding: .utf8)",
      "String(decoding: try Data(contentsOf: URL(fileURLWithPath: \"data/n.txt\"), options: .alwaysMapped), as: UTF8.self)",
      "String(decoding: FileHandle(forReadingAtPath: \"data/n.txt\")!.readDataToEndOfFile(), as: UTF8.self)",
      "String(decoding: FileManager.default.contents(atPath: \"data/n.txt\")!, as: UTF8.self)",
      "{ let f = fopen(\"data/n.txt\", \"r\")!; defer { fclose(f) }; return String(UnicodeScalar(UInt8(fgetc(f)))) }()",
      "{ var b: [UInt8] = [0]; let d = open(\"data/n.txt\", O_RDONLY); read(d, &b, 1); close(d); return String(decoding: b, as: UTF8.self) }()",
      "{ let s = InputStream(fileAtPath: \"data/n.txt\")!; s.open(); var b: [UInt8] = [0]; s.read(&b, maxLength: 1); return String(decoding: b, as: UTF8.self) }()",
    ])
  func content(expression: String) throws {
    let workshop = try Workshop("import Foundation", "print(\(expression))")
    try workshop.write("1", to: "data/n.txt")
    #expect(try workshop.run() == (["", "1\n"], false))
    #expect(try workshop.run() == (["", "1\n"], true))
    try workshop.write("2", to: "data/n.txt")
    #expect(try workshop.run() == (["", "2\n"], false))
    #expect(try workshop.run() == (["", "2\n"], true))
  }

  @Test("What was there before the cells changed it is not taken for what is there afterwards")
  func changedByCells() throws {
    let workshop = try Workshop(
      "import Foundation\nprint(FileManager.default.fileExists(atPath: \"data/made.txt\"))",
      "try \"1\".write(toFile: \"data/made.txt\", atomically: true, encoding: .utf8)")
    #expect(try workshop.run() == (["false\n", ""], false))
    #expect(try workshop.run() == (["true\n", ""], false))
  }

  @Test("So do the names in a folder, and whether a file is there")
  func names() throws {
    let workshop = try Workshop(
      "import Foundation\nprint(try FileManager.default.contentsOfDirectory(atPath: \"data\").sorted())",
      "FileManager.default.fileExists(atPath: \"data/b\")")
    try workshop.write("1", to: "data/a")
    #expect(try workshop.run() == (["[\"a\"]\n", "false\n"], false))
    #expect(try workshop.run().isReused)
    try workshop.write("1", to: "data/b")
    #expect(try workshop.run() == (["[\"a\", \"b\"]\n", "true\n"], false))
    try workshop.remove("data/b")
    #expect(try workshop.run() == (["[\"a\"]\n", "false\n"], false))
  }

  @Test(
    "So do the names in all folders below, and what a link holds",
    arguments: [
      ("FileManager.default.enumerator(atPath: \"data\")!.allObjects.count", "0\n", "1\n"),
      ("try FileManager.default.subpathsOfDirectory(atPath: \"data\").count", "0\n", "1\n"),
    ])
  func walk(expression: String, before: String, after: String) throws {
    let workshop = try Workshop("import Foundation\n\(expression)")
    #expect(try workshop.run() == ([before], false))
    try workshop.write("1", to: "data/new")
    #expect(try workshop.run() == ([after], false))
  }

  /// Functions of the C library that it shows only to those who ask for GNU extensions.
  static let gnuFunctions = """
    import Foundation
    @_silgen_name("eaccess") func eaccess(_ path: UnsafePointer<CChar>, _ mode: Int32) -> Int32
    @_silgen_name("euidaccess") func euidaccess(_ path: UnsafePointer<CChar>, _ mode: Int32) -> Int32
    @_silgen_name("canonicalize_file_name") func canonicalize_file_name(
      _ path: UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar>?
    @_silgen_name("statx") func statx(
      _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mask: UInt32, _ status: UnsafeMutableRawPointer
    ) -> Int32
    """

  @Test(
    "So does where a path leads through links, whoever asks",
    arguments: [
      "{ let p = realpath(\"data/link\", nil)!; defer { free(p) }; return String(cString: p) }()",
      "{ let p = canonicalize_file_name(\"data/link\")!; defer { free(p) }; return String(cString: p) }()",
      "{ var b = [CChar](repeating: 0, count: 99); readlink(\"data/link\", &b, 98); return String(cString: b) }()",
      "{ let f = open(\"data\", O_RDONLY); var b = [CChar](repeating: 0, count: 99); readlinkat(f, \"link\", &b, 98); return String(cString: b) }()",
      "try FileManager.default.destinationOfSymbolicLink(atPath: \"data/link\")",
      "URL(fileURLWithPath: \"data/link\").resolvingSymlinksInPath().path",
      "URL(fileURLWithPath: \"data/link\").standardizedFileURL.resolvingSymlinksInPath().lastPathComponent",
    ])
  func destination(expression: String) throws {
    let workshop = try Workshop(Self.gnuFunctions, "String((\(expression)).split(separator: \"/\").last!)")
    try workshop.write("1", to: "data/one")
    try workshop.write("2", to: "data/two")
    try workshop.link("data/link", to: "one")
    #expect(try workshop.run() == (["", "one\n"], false))
    #expect(try workshop.run() == (["", "one\n"], true))
    try workshop.remove("data/link")
    try workshop.link("data/link", to: "two")
    #expect(try workshop.run() == (["", "two\n"], false))
  }

  @Test(
    "Whatever function asks what is there is seen",
    arguments: [
      "eaccess(\"data/new\", R_OK) == 0", "euidaccess(\"data/new\", R_OK) == 0",
      "faccessat(AT_FDCWD, \"data/new\", R_OK, AT_EACCESS) == 0",
      "{ var s = [UInt64](repeating: 0, count: 64); return statx(AT_FDCWD, \"data/new\", 0, 0xFFF, &s) == 0 }()",
      "{ let p = realpath(\"data/new\", nil); defer { free(p) }; return p != nil }()",
    ])
  func status(expression: String) throws {
    let workshop = try Workshop(Self.gnuFunctions, expression)
    #expect(try workshop.run() == (["", "false\n"], false))
    #expect(try workshop.run() == (["", "false\n"], true))
    try workshop.write("1", to: "data/new")
    #expect(try workshop.run() == (["", "true\n"], false))
  }

  @Test("What a cell makes under a name that it did not choose is its own")
  func temporary() throws {
    let workshop = try Workshop(
      """
      import Foundation
      var name = Array("data/XXXXXX".utf8CString)
      let file = mkstemp(&name)
      write(file, "abc", 3)
      close(file)
      let path = String(cString: name)
      print(try String(contentsOfFile: path, encoding: .utf8))
      unlink(path)
      """)
    #expect(try workshop.run() == (["abc\n0\n"], false))
    #expect(try workshop.run() == (["abc\n0\n"], true))
  }

  @Test("What another program reads is not seen, so such a chapter runs each time")
  func otherProgram() throws {
    let workshop = try Workshop(
      """
      import Foundation
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/cat")
      process.arguments = ["data/n.txt"]
      try process.run()
      process.waitUntilExit()
      """)
    try workshop.write("1\n", to: "data/n.txt")
    #expect(try workshop.run() == (["1\n"], false))
    try workshop.write("2\n", to: "data/n.txt")
    #expect(try workshop.run() == (["2\n"], false))
  }

  @Test("What the cells wrote themselves does not; a file that they read and then change is never taken for granted")
  func written() throws {
    let own = try Workshop(
      "import Foundation\ntry \"1\".write(toFile: \"own\", atomically: true, encoding: .utf8)",
      "print(try String(contentsOfFile: \"own\", encoding: .utf8))")
    #expect(try own.run() == (["", "1\n"], false))
    try own.write("2", to: "own")
    #expect(try own.run() == (["", "1\n"], true))

    let counter = try Workshop(
      """
      import Foundation
      let count = Int(try String(contentsOfFile: "count", encoding: .utf8))! + 1
      try String(count).write(toFile: "count", atomically: true, encoding: .utf8)
      count
      """)
    try counter.write("1", to: "count")
    #expect(try counter.run() == (["2\n"], false))
    #expect(try counter.run() == (["3\n"], false))
  }

  @Test("What a cell asks for that is another at each run is known")
  func variations() throws {
    let results = try run(
      cells: "import Foundation", "Date().timeIntervalSince1970 > 0", "Int.random(in: 1...1)", "[1].shuffled()",
      "getenv(\"PATH\") != nil", "1 + 1", "UUID().uuidString.count", "clock_t(0) < clock() + 1", "time(nil) > 0",
      "ContinuousClock.now < .now", "SuspendingClock.now < .now", "ProcessInfo.processInfo.systemUptime > 0",
      "DispatchTime.now() < .distantFuture", "usleep(1)")
    #expect(
      results.cells.map { $0.variations.sorted() } == [
        [], [.time], [.random], [], [.environment], [], [.random], [.time], [.time], [.time], [.time], [.time], [.time],
        [],
      ])
  }
}
