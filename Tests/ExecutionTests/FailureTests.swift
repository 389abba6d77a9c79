import Book
import Execution
import Foundation
import Testing

@Suite("A cell that ends badly ends its chapter only")
struct FailureTests {
  @Test("What nests as deep as the compiler takes it compiles")
  func nested() throws {
    let code = "let x = " + String(repeating: "{", count: 30) + "1" + String(repeating: "}", count: 30) + "\n1"
    #expect(try run(cells: code).cells[0].text == "1\n")
  }

  @Test("What the parser cannot read, but the compiler can, is reported where it stands")
  func unread() throws {
    let results = try run(cells: "infix operator +++; let x = 1\nprint(x)")
    #expect(results.diagnostics.map(\.location?.start) == [.init(line: 4, column: 19)])
    #expect(results.diagnostics.first?.explanation?.contains("a line of its own") == true)
    #expect(try run(cells: "infix operator +++\nlet x = 1\nprint(x)").cells[0].text == "1\n")
  }

  @Test("The author's words stay as they are: numbers that look like addresses, and several lines")
  func authorsWords() throws {
    let results = try run(
      cells: "fatalError(\"checksum 0x1a2b3c4d5e differs\\nFatal error: 3\")", options: [0: { $0.fails = true }])
    #expect(results.cells[0].text == "Fatal error: checksum 0x1a2b3c4d5e differs\nFatal error: 3\n")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// The second line of the cell is the one that fails.
    var code: String
    var cause: CellFailure.Cause
    var message: String
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    .init(
      name: "fatalError", code: "fatalError(\"boom\")", cause: .fatalError(words: "boom"), message: "stopped: boom"),
    .init(
      name: "a failed precondition", code: "precondition(two > 2, \"too small\")",
      cause: .fatalError(words: "Precondition failed: too small"),
      message: "stopped: Precondition failed: too small"),
    .init(
      name: "an index out of range", code: "print([1, 2][two])", cause: .fatalError(words: "Index out of range"),
      message: "stopped: Index out of range"),
    .init(
      name: "arithmetic overflow", code: "print(Int.max + two)", cause: .trap(guard: "arithmetic overflow"),
      message: "trapped: arithmetic overflow"),
    .init(
      name: "a segmentation fault", code: "UnsafeMutablePointer<Int>(bitPattern: 8 * two)!.pointee = 1",
      cause: .segmentationFault, message: "ended with a segmentation fault: it used memory that is not its own"),
    .init(
      name: "an uncaught error", code: "throw Bad.value(two)", cause: .uncaughtError("Bad.value(2)"),
      message: "threw an error that nothing caught: Bad.value(2)"),
    .init(name: "exit", code: "exit(3)", cause: .exit(code: 3), message: "ended the program by exit(3)"),
    .init(
      name: "an endless loop", code: "while two == 2 { _ = getppid() }", cause: .timeout(1),
      message: "ran longer than its limit of 1 s and was stopped"),
    .init(
      name: "a sleep that ends when the cell is asked where it is", code: "print(\"left\", sleep(100))",
      cause: .timeout(1),
      message: "ran longer than its limit of 1 s and was stopped"),
    .init(
      name: "endless output", code: "while two == 2 { print(two) }", cause: .timeout(1),
      message: "ran longer than its limit of 1 s and was stopped"),
    .init(
      name: "endless recursion", code: "print(forever(two))", cause: .stackOverflow,
      message: "used up its stack: a function probably calls itself without end"),
    .init(
      name: "too much memory in large pieces",
      code: "var all = [[UInt8]](); while true { all.append([UInt8](repeating: 1, count: 50_000_000)) }",
      cause: .memory(limit: "512 MiB"),
      message: "needed more memory than the limit of 512 MiB"),
    .init(
      name: "too much memory in small pieces",
      code: "var all = [[UInt8]](); while true { all.append([UInt8](repeating: 1, count: 900)) }",
      cause: .memory(limit: "512 MiB"),
      message: "needed more memory than the limit of 512 MiB"),
  ]

  static let above = """
    import Foundation
    enum Bad: Error { case value(Int) }
    func forever(_ n: Int) -> [Int] { forever(n + 1) + [n] }
    var two = CommandLine.arguments.count > 100 ? 3 : 2
    print("above")
    """

  @Test("The end is named with its line, and what came before is kept", arguments: cases)
  func failure(_ example: Case) throws {
    var limits = BookConfiguration.Limits()
    limits.memory = 512 << 20
    limits.output = 10_000
    var test = TestChapter()
    test.add(Self.above)
    test.add("print(\"before\")\n\(example.code)\nprint(\"after\")") {
      $0.timeout = example.cause == .timeout(1) ? 1 : 600
    }
    test.add("print(\"below\")")
    let results = try run(test.chapter(), limits: limits)
    #expect(results.cells[0].text == "above\n")
    #expect(results.cells[0].outcome == .completed)
    #expect(results.cells[1].text.hasPrefix("before\n"))
    #expect(!results.cells[1].text.contains("left"))
    #expect(!results.cells[1].text.contains("stack trace"))
    let failure = try #require(results.cells[1].failure)
    #expect(failure.cause == example.cause)
    #expect(failure.message == example.message)
    // A recursion ends in the function, which stands in the first cell.
    let line = example.cause == .stackOverflow ? 6 : 13
    #expect(failure.line == line)
    #expect(results.cells[2].outcome == .notRun(.earlierFailure))
    let errors = results.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.summary) == ["cell 'test#cell-2' \(example.message)"])
    #expect(errors.first?.location?.start.line == line)
  }

  @Test(
    "What stops within a function is reported at its own line there, whoever stops it",
    arguments: [
      ("func f(_ a: Int) -> Int {\n  let b = a + 1\n  return b\n}\nprint(f(Int.max))", 5),
      ("func f(_ a: [Int]) -> Int {\n  print(a)\n  return a[3]\n}\nprint(f([1]))", 6),
      ("func f(_ a: Tensor) -> Tensor {\n  let b: Tensor = [1, 2, 3]\n  return a + b\n}\nf([[1, 2], [3, 4]])", 6),
      ("func f(_ a: Int?) -> Int {\n  let b = 1\n  return a! + b\n}\nf(nil)", 6),
      ("func f(_ a: Any) -> Int {\n  let b = a as! String\n  return b.count\n}\nf(1)", 5),
      ("struct S {\n  var n = 3\n  func f() -> Int { 1 / (n - 3) }\n}\nS().f()", 6),
      ("let x = 1\nprint(x)\nlet y = [1, 2].map { n in\n  [n][n]\n}", 7),
    ])
  func innerLine(code: String, line: Int) throws {
    let results = try run(cells: code)
    #expect(results.cells[0].failure?.line == line, "\(results.cells[0].failure?.message ?? "")")
  }

  @Test("What stops within a function of a cell above is reported there")
  func lineAbove() throws {
    let results = try run(cells: "func f(_ a: [Int]) -> Int {\n  a[3]\n}", "print(1)\nf([1])")
    #expect(results.cells[1].failure?.line == 5)
    #expect(results.cells[1].text == "1\n")
  }

  @Test(
    "A loop that runs out of time is reported at its own line, also within a function and below another segment",
    arguments: [
      ("print(\"before\")\nvar i = 0\nwhile true { i &+= 1 }", 14),
      ("var spins = 0\nfunc spin() {\n  while spins >= 0 {\n    spins = (spins &+ 1) % 7\n  }\n}\nspin()", 14),
      ("import Foundation\nlet a = 1\nThread.sleep(forTimeInterval: 60)", 14),
    ])
  func endlessLoop(code: String, line: Int) throws {
    let results = try run(
      cells: "let i = \"\"", "extension Int { var next: Int { self + 1 } }", code, options: [2: { $0.timeout = 1 }])
    let failure = try #require(results.cells[2].failure)
    #expect(failure.cause == .timeout(1))
    // A loop of several lines may be anywhere in it.
    #expect(abs((failure.line ?? 0) - line) <= (code.contains("spin") ? 1 : 0))
  }

  @Test(
    "Of loops within loops, and of functions that are called, a line within the loops is reported",
    arguments: [
      "var d: [Int: Int] = [:]\nfor _ in 0..<4_000_000_000 {\n  for i in 0..<4_000_000_000 {\n    d[i % 7, default: 0] &+= 1\n  }\n}",
      "var s = \"\"\nfor _ in 0..<4_000_000_000 {\n  for i in 0..<4_000_000_000 {\n    s = String(i) + \"x\"\n  }\n}",
      "var a = [1, 2, 3]\nfor n in 0..<4_000_000_000 {\n  for i in 0..<4_000_000_000 {\n    a[i % 3] = a[i % 2] &+ i ^ n\n  }\n}",
    ])
  func innermostLine(code: String) throws {
    let body = code.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    let statements = try run(cells: "print(1)", code, options: [1: { $0.timeout = 1 }])
    let function = try run(cells: "func f() {\n\(body)\n}", "f()", options: [1: { $0.timeout = 1 }])
    // The inner loop, or its one line; what is done once a round of the outer one, or was moved out of the inner one, is the outer's.
    #expect((9...11).contains(statements.cells[1].failure?.line ?? 0), "\(statements.cells[1].failure?.line ?? 0)")
    #expect((6...8).contains(function.cells[1].failure?.line ?? 0), "\(function.cells[1].failure?.line ?? 0)")
  }

  @Test("What the compiler by itself takes is taken, however long it tries")
  func complex() throws {
    let results = try run(
      cells: """
        let xs = (0..<20).map { Double($0) }
        let ys = xs.map { 2 * $0 + 1 }
        let slope = zip(xs, ys).map(*).reduce(0, +) / xs.map { $0 * $0 }.reduce(0, +)
        print(Int(slope * 1000))
        """)
    #expect(results.diagnostics.isEmpty)
    #expect(results.cells[0].text == "2076\n")
  }

  @Test("An expression that is too much for the type checker fails its cell at its line, with the usual causes")
  func tooComplex() throws {
    let results = try run(
      cells: """
        let b = ["a": 1, "b": 2.0]
        let sum = "a" + 1 + 2.0 + b["a"]! + "b" + 3 + (b["b"] ?? 1) + "c" + 4 * 2.5 - 1
        """)
    let error = try #require(results.diagnostics.first)
    #expect(error.summary.contains("unable to type-check this expression in reasonable time"))
    #expect(error.explanation?.contains("'.value'") == true)
    #expect(results.cells[0].failure?.isCompileError == true)
    #expect(error.location?.start.line == 5)
  }

  @Test(
    "Usual names of Foundation that a cell misses come with the import",
    arguments: [
      ("let a = log2(8.0)", "log2"), ("let a: Date? = nil", "Date"),
      ("let a = String(format: \"%.2f\", 1.5)", "String(format:)"),
      ("let a = \"a b\".components(separatedBy: \" \")", "components"), ("let a = logg2(8.0)", nil),
    ])
  func foundation(code: String, name: String?) throws {
    let error = try #require(try run(cells: code).diagnostics.first { $0.severity == .error })
    #expect(
      error.explanation
        == name.map { "'\($0)' is declared in Foundation: write 'import Foundation' in this cell, or in one above it." }
    )
    #expect(
      try run(cells: "import Foundation\n\(code)").diagnostics.filter { $0.severity == .error }.isEmpty == (name != nil)
    )
  }

  @Test("What the compiler gives up on because of another error of the line is that error alone")
  func tooComplexBesideAnother() throws {
    let results = try run(
      cells: """
        let b = ["a": 1, "b": 2.0]
        let sum = "a" + 1 + 2.0 + b["a"]! + missing + 3 + (b["b"] ?? 1) + "c" + 4 * 2.5 - 1
        """)
    let errors = results.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.summary) == ["cannot find 'missing' in scope"])
  }

  @Test("A function that is nowhere to be found fails the cell that calls it, with the loader's words")
  func missingFunction() throws {
    let results = try run(
      cells: "@_silgen_name(\"nowhere_to_be_found\") func missing() -> Int", "print(1)", "print(2)\nmissing()",
      "print(3)")
    #expect(results.cells.map(\.text) == ["", "1\n", "2\n", ""])
    let failure = try #require(results.cells[2].failure)
    #expect(failure.message == "stopped: a function that is nowhere to be found is called: nowhere_to_be_found")
    #expect(failure.line == 13)
    #expect(results.cells[3].outcome == .notRun(.earlierFailure))
  }

  @Test("A compile error is reported once, at its location, and the cells above it run")
  func compileError() throws {
    let results = try run(cells: "print(1)", "print(2)", "let x: Int = \"three\"\nprint(x)", "print(4)")
    #expect(results.cells.map(\.text) == ["1\n", "2\n", "", ""])
    #expect(results.cells[2].failure?.isCompileError == true)
    #expect(results.cells[3].outcome == .notRun(.earlierFailure))
    #expect(results.diagnostics.map(\.summary).count == 1)
    let error = try #require(results.diagnostics.first)
    #expect(error.summary == "cannot convert value of type 'String' to specified type 'Int'")
    #expect(error.location?.start == .init(line: 12, column: 14))
    #expect(error.location?.sourceLine == "let x: Int = \"three\"")
  }

  @Test("A cell that does not parse does not swallow the next")
  func syntaxError() throws {
    let results = try run(cells: "print(1)", "func f() {\n  print(2)", "print(3)")
    #expect(results.cells.map(\.text) == ["1\n", "", ""])
    #expect(results.cells[1].failure?.isCompileError == true)
    #expect(results.diagnostics.map(\.summary) == ["expected '}' at end of brace statement"])
  }

  @Test("Warnings are reported at their location")
  func warning() throws {
    let results = try run(cells: "func f() { let unused = 1 }\nprint(1)")
    #expect(results.cells[0].text == "1\n")
    #expect(results.diagnostics.map(\.severity) == [.warning])
    #expect(results.diagnostics.first?.location?.start == .init(line: 4, column: 16))
  }

  @Test("A cell that must fail leaves nothing behind")
  func fails() throws {
    let results = try run(
      cells: "var a = [1, 2, 3]", "a.append(4)\nlet b = 5\na[9]", "let c: Int = nope", "print(a, c)", "1 + 1",
      "let nope = 1\nlet c = 2\na.count + nope + c",
      options: [1: { $0.fails = true }, 2: { $0.fails = true }, 3: { $0.fails = true }, 4: { $0.fails = true }])
    #expect(results.cells[1].outcome == .failedAsDocumented)
    #expect(results.cells[1].text == "Fatal error: Index out of range\n")
    #expect(results.cells[2].text == "error: cannot find 'nope' in scope\n")
    #expect(results.cells[3].text == "error: cannot find 'c' in scope\n")
    #expect(results.cells[4].failure?.cause == .didNotFail)
    #expect(
      results.diagnostics.filter { $0.severity == .error }.map(\.explanation)
        == ["Take '.fails' away, or change the cell so that it fails."])
    #expect(results.cells[5].text == "6\n")
  }

  @Test(
    "What stops a cell that must fail is its output, also within a function of a cell above",
    arguments: [
      ("Int.max + two", "The cell trapped: arithmetic overflow\n"),
      ("1 / (two - 2)", "Fatal error: Division by zero\n"),
      ("narrow(300)", "Fatal error: Not enough bits to represent the passed value\n"),
      ("added(Int.max)", "The cell trapped: arithmetic overflow\n"),
      ("UInt8(two - 3)", "Fatal error: Negative value is not representable\n"),
    ])
  func cause(code: String, output: String) throws {
    let results = try run(
      cells: "var two = 2\nfunc narrow(_ n: Int) -> Int8 { Int8(n) }\nfunc added(_ n: Int) -> Int { n + two }",
      "let two = CommandLine.argc == 1 ? 2 : 0", code, options: [2: { $0.fails = true }])
    #expect(results.cells[2].text == output)
    #expect(results.cells[2].outcome == .failedAsDocumented)
  }

  @Test("A cell that must fail is cut like any other before a variable that it would read too early")
  func failsInParts() throws {
    let results = try run(
      cells: "let s = \"above\"", "print(s)\nlet s = [1]\nprint(s)\ns[4]", "print(later)\nlet later = 3", "s",
      options: [1: { $0.fails = true }, 2: { $0.fails = true }])
    #expect(
      results.cells.map(\.text) == [
        "", "above\n[1]\nFatal error: Index out of range\n", "error: cannot find 'later' in scope\n", "above\n",
      ])
  }

  @Test("An isolated cell has a state of its own")
  func isolated() throws {
    let results = try run(
      cells: "let x = 1", "let x = 2\nx", "x", options: [1: { $0.isolated = true }])
    #expect(results.cells.map(\.text) == ["", "2\n", "1\n"])
  }

  @Test(
    "An error about what stands above says nothing of cells that declare the name again",
    arguments: ["let x = 3\nx = 4", "struct P { private var x = 1 }\nprint(P().x)"])
  func declaredAbove(code: String) throws {
    let error = try #require(try run(cells: code, "let x = 4").diagnostics.first)
    #expect(!error.notes.contains { $0.text.contains("below") })
  }

  @Test("What no cell sees is declared nowhere below")
  func declaredForNobody() throws {
    for options: [Int: (inout CellOptions) -> Void] in [[0: { $0.isolated = true }], [1: { $0.isolated = true }]] {
      let results = try run(cells: "print(later)", "let later = 1", options: options)
      #expect(results.diagnostics.first?.summary == "cannot find 'later' in scope")
      #expect(results.diagnostics.first?.notes == [])
    }
  }

  @Test("What was printed on the line on which the runtime's words stand is kept")
  func unendedLine() throws {
    let enums = "enum Bad: Error { case value }\nfunc fail() throws { throw Bad.value }"
    let failing = try run(
      cells: enums, "print(\"at 1: 50 %\", terminator: \"\")\nfatalError(\"x\")",
      "print(\"a\", terminator: \"\\r\")\ntry fail()",
      "print(\"hi\", terminator: \"\")\nprint([1][2])",
      options: [1: { $0.fails = true }, 2: { $0.fails = true }, 3: { $0.fails = true }])
    #expect(
      failing.cells.map(\.text) == [
        "", "at 1: 50 %\nFatal error: x\n", "a\r\nError: Bad.value\n", "hi\nFatal error: Index out of range\n",
      ])
    let ordinary = try run(cells: "print(\"line\")\nprint(\"partial\", terminator: \"\")\nfatalError(\"boom\")")
    #expect(ordinary.cells[0].text == "line\npartial")
    #expect(ordinary.cells[0].failure == CellFailure(.fatalError(words: "boom"), line: 6))
  }

  @Test("What only a cell below declares is the compiler's own error, with a note that names the location")
  func usedAbove() throws {
    let results = try run(
      cells: "func greeting() -> String { name }\nprint(greeting())", "let name = \"Ada\"", "print(1)")
    let error = try #require(results.diagnostics.first)
    #expect(results.diagnostics.count == 1)
    #expect(error.summary == "cannot find 'name' in scope")
    #expect(error.location?.start == .init(line: 4, column: 29))
    #expect(error.notes.map(\.text) == ["'name' is declared only here, below: a cell sees what stands above it"])
    #expect(error.notes.first?.location?.start == .init(line: 9, column: 5))
    #expect(results.cells[0].failure?.message == "cannot find 'name' in scope")
  }

  @Test("defer at the top level is refused with its location, and so is a failing cell that waits below one that does")
  func refused() throws {
    let deferred = try run(cells: "print(1)", "defer { print(2) }", "print(3)")
    #expect(deferred.cells.map(\.text) == ["1\n", "", ""])
    #expect(deferred.diagnostics.map(\.location?.start) == [.init(line: 8, column: 1)])
    #expect(deferred.cells[1].failure?.isCompileError == true)
    #expect(deferred.cells[2].outcome == .notRun(.earlierFailure))
    let below = try run(cells: "defer { print(2) }", "print(1)", "defer { print(3) }")
    #expect(below.diagnostics.map(\.location?.start) == [.init(line: 4, column: 1), .init(line: 12, column: 1)])

    for set: (inout CellOptions) -> Void in [{ $0.isolated = true }, { $0.fails = true }] {
      let alone = try run(cells: "print(1)", "defer { print(2) }", "print(3)", options: [1: set])
      #expect(alone.diagnostics.map(\.location?.start) == [.init(line: 8, column: 1)])
      #expect(alone.diagnostics.first?.summary.contains("at the end of its program") == true)
      #expect(alone.cells[2].text == "3\n")
    }

    let nested = try run(
      cells: "await Task.yield()", "await Task.yield()\nfatalError()", "print(3)", options: [1: { $0.fails = true }])
    #expect(nested.diagnostics.map(\.location?.start.line) == [8])
    #expect(nested.cells[2].text == "3\n")
  }

  @Test("Errors in long lines and in parts of long cells are at their line and column")
  func longCells() throws {
    let numbers = (0..<300).map(String.init).joined(separator: ", ")
    let long = try run(cells: "let numbers = [\(numbers), missing]\nlet k = 2")
    #expect(long.diagnostics.map(\.summary) == ["cannot find 'missing' in scope"])
    #expect(long.diagnostics.first?.location?.start == .init(line: 4, column: 1406))
    let statements = (0..<110).map { "let a\($0) = \($0)\n" }.joined()
    let parts = try run(
      cells: "let o: Int? = 3",
      statements + "guard let é = o, let w = o, let z: Int = \"é\" as Int? else { fatalError() }\nprint(a1)")
    #expect(parts.diagnostics.first?.location?.start == .init(line: 118, column: 48))
    let fails = try run(
      cells: "let one = 1", "let a: Int = \"\"\n" + statements + "let b: String = 1", options: [1: { $0.fails = true }])
    #expect(
      fails.cells[1].text == """
        error: cannot convert value of type 'String' to specified type 'Int'
        error: cannot convert value of type 'Int' to specified type 'String'

        """)
    let imported = try run(cells: "let u = URL(string: \"x\")\n" + statements + "import Foundation\nu != nil")
    #expect(imported.cells.map(\.text) == ["true\n"])
  }

  @Test("#sourceLocation is refused at its line, since messages would name lines that the chapter does not have")
  func sourceLocation() throws {
    let code = "func f() {\n#sourceLocation(file: \"x.swift\", line: 1)\n  fatalError()\n}"
    for set: (inout CellOptions) -> Void in [{ _ in }, { $0.isolated = true }, { $0.fails = true }] {
      let results = try run(cells: code, options: [0: set])
      #expect(results.diagnostics.map(\.location?.start) == [.init(line: 5, column: 1)])
      #expect(results.diagnostics.map { $0.summary.hasPrefix("'#sourceLocation' cannot stand in a cell") } == [true])
    }
  }

  @Test("What does not parse fails with the compiler's words about it, and no others")
  func syntaxErrors() throws {
    let results = try run(cells: "default: 3", options: [0: { $0.fails = true }])
    #expect(results.cells[0].text == "error: 'default' label can only appear inside a 'switch' statement\n")
  }
}
