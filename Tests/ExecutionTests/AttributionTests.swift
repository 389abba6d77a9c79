import Book
import Execution
import Foundation
import Storage
import TestSupport
import Testing

@Suite("What is printed belongs to a statement, in cells whose comments say what they print")
struct AttributionTests {
  /// Pieces as `line text`, with the line of the call of print in brackets.
  private func pieces(_ cells: String..., index: Int = 0, options: (inout CellOptions) -> Void = { _ in }) throws
    -> [String]?
  {
    var test = TestChapter()
    for code in cells { test.add(code, options) }
    var chapter = test.chapter()
    chapter.cells[index].expectedComments = [ExpectedComment(text: "", range: 0..<0)]
    let printed = try run(chapter).cells[index].printed
    return printed?.pieces.map { piece in
      let call = piece.call.map { "(\($0.cell):\($0.line)\($0.index == 0 ? "" : "/\($0.index)"))" } ?? ""
      return "\(piece.statement)\(call) \((piece.text ?? "").replacing("\n", with: "|"))"
    }
  }

  @Test("Each piece has its statement and the call of print, whatever printed it")
  func pieces() throws {
    let code = """
      import Foundation
      func f(_ n: Int) {
        print("f", n)
        puts("C")
      }
      // Lines that nobody compiles are counted.

      for i in 1...2 { print(i) }
      f(7); f(8)
      print(1, 2, separator: "-", terminator: ".\\n")
      [3].map { print($0) }
      show(4)
      5
      """
    #expect(
      try pieces(code) == [
        "7(0:7) 1|2|", "8(0:2) f 7|", "8 C|", "8(0:2) f 8|", "8 C|", "9(0:9) 1-2.|", "10(0:10) 3|", "11 4|",
        "12 5|",
      ])
  }

  @Test("Without such comments nothing is kept, and with them the outputs are the same")
  func outputs() throws {
    let code = "print(1)\nprint(2, terminator: \"\")\n3"
    let plain = try run(cells: code).cells[0]
    #expect(plain.printed == nil)
    #expect(try pieces(code) == ["0(0:0) 1|", "1(0:1) 2|", "2 3|"])
    #expect(plain.outputs == [.text("1\n2\n"), .value("3\n")])
  }

  @Test("A function of a cell above is no line of this one; something of its own called print is called as it stands")
  func otherCells() throws {
    #expect(try pieces("func f() { print(1) }", "f()\nprint(2)", index: 1) == ["0 1|", "1(1:1) 2|"])
    #expect(try pieces("func print(_ n: Int) { Swift.print(\"own\", n) }\nprint(1)") == ["1 own 1|"])
  }

  @Test("Of a call that runs very often the first times are told apart")
  func manyCalls() throws {
    let pieces = try #require(try pieces("for i in 1...1500 { print(i) }\nprint(0)"))
    #expect(pieces.map { $0.prefix { $0 != " " } } == ["0(0:0)", "0", "1(0:1)"])
    #expect(pieces[0].hasSuffix("|1000|") && pieces[1].hasPrefix("0 1001|"))
  }

  @Test("Calls on one line are told apart by where they stand, also in parts, and those far behind together")
  func callsOnOneLine() throws {
    let code = """
      func f() { print(1); print(2) }
      f(); print([3].map { print($0); return $0 + 1 })
      if false { print(0) } else { print(5) }
      """
    #expect(
      try pieces(code) == ["1(0:0) 1|", "1(0:0/1) 2|", "1(0:1/1) 3|", "1(0:1) [4]|", "2(0:2/1) 5|"])
    let parts = "func f() { print(x) }; print(1); let y = 2; func g() { print(y) }; var y2 = y; g(); print(y2)"
    #expect(
      try pieces("let x = 1\nlet y = 0", parts, index: 1) == ["0(1:0/1) 1|", "0(1:0/2) 2|", "0(1:0/3) 2|"])
    let many = (0...9).map { "print(\($0))" }.joined(separator: "; ")
    #expect(try pieces(many) == (0...6).map { "0(0:0\($0 == 0 ? "" : "/\($0)")) \($0)|" } + ["0(0:0/7) 7|8|9|"])
  }

  @Test("A cell that is compiled in parts has the same statements")
  func parts() throws {
    let code = "func f() { print(x) }\nprint(1)\nlet y = 2\nfunc g() { print(y) }\nvar y2 = y\ng()\nprint(y2)"
    #expect(try pieces("let x = 1\nlet y = 0", code, index: 1) == ["1(1:1) 1|", "5(1:3) 2|", "6(1:6) 2|"])
    let shadowing = "func f() { print(x) }\nf()\nlet x = 2\nprint(x)"
    #expect(try pieces("let x = 1", shadowing, index: 1) == ["1(1:0) 1|", "3(1:3) 2|"])
  }

  @Test("Calls keep their place in tasks, inlinable functions and Swift 6")
  func contexts() throws {
    var test = TestChapter()
    test.add(
      """
      @inlinable public func f() { print("f") }
      actor A { func g() { print("g") } }
      await A().g()
      f()
      await Task.detached { print("task") }.value
      """)
    var chapter = test.chapter()
    chapter.cells[0].expectedComments = [ExpectedComment(text: "", range: 0..<0)]
    let cell = try run(chapter, languageMode: 6).cells[0]
    #expect(cell.printed?.pieces.map(\.statement) == [2, 3, 4])
    #expect(cell.printed?.pieces.map(\.call?.line) == [1, 0, 4])
  }

  @Test("A cell that fails as it must ends with its message, at the statement that failed")
  func failing() throws {
    let printed = try pieces("print(1)\nprint(2)\n[Int]()[3]", options: { $0.fails = true })
    #expect(printed == ["0(0:0) 1|", "1(0:1) 2|", "2 Fatal error: Index out of range|"])
  }

  @Test("An error in such a cell stands at its own column")
  func columns() throws {
    var test = TestChapter()
    test.add("if true { print(1, nothing) }")
    var chapter = test.chapter()
    chapter.cells[0].expectedComments = [ExpectedComment(text: "", range: 0..<0)]
    let error = try #require(try run(chapter).diagnostics.first)
    #expect(error.summary == "cannot find 'nothing' in scope")
    #expect(error.location.map { chapter.source.text(in: $0.range) } == "nothing")
  }

  @Test("Kept results know their statements too, where cells have moved")
  func kept() throws {
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path + "/cache")
    func printed(_ cells: [String]) throws -> PrintedText? {
      var test = TestChapter()
      for cell in cells { test.add(cell) }
      var chapter = test.chapter(folder: folder.path)
      chapter.cells[0].expectedComments = [ExpectedComment(text: "", range: 0..<0)]
      return try run(chapter, cache: cache).cells[0].printed
    }
    let first = try printed(["print(1)\nprint(2)"])
    #expect(first?.pieces.map(\.call?.line) == [0, 1])
    #expect(try printed(["// a comment\nprint(1)\n\nprint(2)"])?.pieces.map(\.statement) == [1, 3])
    #expect(try printed(["print(1)\nprint(2)", "3"]) == first)
  }
}
