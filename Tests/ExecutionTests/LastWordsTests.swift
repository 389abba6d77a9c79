import Book
import Foundation
import Outputs
import Testing

@Suite("What ends a cell is what the runtime said, never what the cell wrote")
struct LastWordsTests {
  @Test(
    "A cell that writes what the runtime might say, and ends otherwise, is not reported with it",
    arguments: [
      ("fputs(words, stderr)\nabort()", CellFailure.Cause.signal(6), true),
      ("print(words, terminator: \"\")\nabort()", .signal(6), false),
      ("FileHandle.standardError.write(Data(words.utf8))\nkill(getpid(), SIGABRT)", .signal(6), true),
      ("print(words, terminator: \"\")\nexit(3)", .exit(code: 3), false),
      ("fputs(words, stderr)\nUnsafeMutablePointer<Int>(bitPattern: 16)!.pointee = 1", .segmentationFault, true),
      ("var out = ErrorStream()\nprint(words, terminator: \"\", to: &out)\nabort()", .signal(6), true),
      ("print(words, terminator: \"\")\nexit(127)", .exit(code: 127), false),
    ])
  func forged(code: String, cause: CellFailure.Cause, isErrors: Bool) throws {
    let words = "x.swift:3: Fatal error: forged\nmain: symbol lookup error: x.so: undefined symbol: f\n"
    let results = try run(
      cells: "import Foundation\nlet words = \(words.debugDescription)\n"
        + "struct ErrorStream: TextOutputStream { func write(_ text: String) { text.withCString { fputs($0, stderr) } } }",
      code)
    #expect(results.cells[1].failure?.cause == cause)
    #expect(results.cells[1].outputs == [isErrors ? .errors(words) : .text(words)])
  }

  @Test("What a cell wrote before the runtime's words stays with it, however much alike they are")
  func before() throws {
    let results = try run(
      cells:
        "import Foundation\nfputs(\"x.swift:3: Fatal error: forged\\n\", stderr)\nprint(\"printed\")\nfatalError(\"true\")"
    )
    #expect(results.cells[0].failure?.cause == .fatalError(words: "true"))
    #expect(results.cells[0].outputs == [.errors("x.swift:3: Fatal error: forged\n"), .text("printed\n")])
  }

  @Test("The engine's words, and those of an access that conflicts with another, are the runtime's too")
  func otherWords() throws {
    let results = try run(
      cells: "import Notebook\nprint(1)", "Tensor([1, 2]) + Tensor([1, 2, 3])",
      "class Box { var number = 0 }\nlet box = Box()\n@inline(never) func change(_ n: inout Int, _ next: () -> Void) { next() }\n"
        + "change(&box.number) { box.number += 1 }",
      options: [1: { $0.fails = true }, 2: { $0.fails = true }])
    #expect(
      results.cells.map(\.text) == [
        "1\n",
        "Fatal error: add: shapes [2] and [3] do not broadcast; aligned at the end, two lengths must be equal or one of "
          + "them 1.\n",
        "Fatal error: Simultaneous accesses to an address, but modification requires exclusive access.\n",
      ])
  }

  @Test("Words longer than what a pipe takes at once arrive whole")
  func long() throws {
    let results = try run(cells: "print(\"above\")\nfatalError(String(repeating: \"long \", count: 4000) + \"end\")")
    let words = String(repeating: "long ", count: 4000) + "end"
    #expect(results.cells[0].failure?.cause == .fatalError(words: words))
    #expect(results.cells[0].text == "above\n")
  }

  @Test("What other programs and opened files get of the error stream is theirs")
  func redirected() throws {
    let results = try run(
      cells: """
        import Foundation
        print(fileno(stderr), isatty(fileno(stderr)))
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "echo one; echo two >&2; echo three"]
        try shell.run()
        shell.waitUntilExit()
        """,
      "let path = FileManager.default.temporaryDirectory.path + \"/\\(getpid())\"\nfreopen(path, \"w\", stderr)\n"
        + "fputs(\"into a file\", stderr)\nfflush(stderr)\nprint(try String(contentsOfFile: path, encoding: .utf8))")
    #expect(results.cells.map(\.text) == ["2 0\none\ntwo\nthree\n", "into a file\n"])
  }
}
