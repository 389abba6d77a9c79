import Book
import Testing

@Suite("A cell means what it means with the cells above it alone")
struct ContractTests {
  @Test("What stands below changes nothing above", arguments: laterPrograms)
  func later(_ program: ScriptProgram) throws { try program.expectOutputs() }

  static let laterPrograms: [ScriptProgram] = [
    .init(
      name: "an operator that the compiler calls in a conformance",
      cells: [
        "struct S: Equatable { var x: Int }\n[S(x: 1)].contains(S(x: 1))",
        "func == (a: Int, b: Int) -> Bool { false }\nprint(\"no\")",
      ], outputs: ["true\n", "no\n"]),
    .init(
      name: "the values of variables that are declared together",
      cells: [
        "var a: Int, b: String\nvar (p, q): (Int, Int)",
        "import Foundation\n(p, q) = (1, 2)\na = 3; b = \"x\"\nprint(a, b, p, q)",
      ], outputs: ["", "3 x 1 2\n"]),
    .init(
      name: "the value of a variable",
      cells: [
        "var shape: any Equatable\nvar count: Int", "let two = 2\nprint(two)",
        "import Foundation\nshape = 4\ncount = two\nprint(shape, count)",
      ], outputs: ["", "2\n", "4 2\n"]),
    .init(
      name: "an extension with a conformance",
      cells: [
        "struct Point { var x = 1, y = 2 }\nPoint()",
        "extension Point: CustomStringConvertible { var description: String { \"(\\(x), \\(y))\" } }\nPoint()",
      ], outputs: ["Point(x: 1, y: 2)\n", "(1, 2)\n"]),
    .init(
      name: "an overload",
      cells: [
        "func kind(_ x: Any) -> String { \"something\" }\nkind([1, 2])",
        "func kind(_ x: [Int]) -> String { \"integers\" }\nkind([1, 2])", "kind(\"text\")",
      ], outputs: ["something\n", "integers\n", "something\n"]),
    .init(
      name: "a conformance that a cast finds",
      cells: [
        "protocol Flying {}\nstruct Bird {}\nlet bird: Any = Bird()\nbird is any Flying",
        "extension Bird: Flying {}\nbird is any Flying",
      ], outputs: ["false\n", "true\n"]),
    .init(
      name: "a function that replaces another",
      cells: [
        "dynamic func word() -> String { \"old\" }\nword()",
        "@_dynamicReplacement(for: word()) func newWord() -> String { \"new\" }\nword()",
      ], outputs: ["old\n", "new\n"]),
    .init(
      name: "a function that is looked up by its name",
      cells: [
        """
        import Foundation
        func isThere(_ name: String) -> Bool { dlsym(nil, name) != nil }
        """, "isThere(\"later\")", "@_cdecl(\"later\") func later() {}\nisThere(\"later\")",
      ], outputs: ["", "false\n", "true\n"]),
    .init(
      name: "a type that is looked up by its name",
      cells: [
        """
        struct First {}
        func type(like name: String) -> Any.Type? { _typeByName(_mangledTypeName(First.self)!.replacing("5First", with: name)) }
        type(like: "5First") != nil
        """, "type(like: \"6Second\") != nil", "struct Second {}",
      ], outputs: ["true\n", "false\n", ""]),
    .init(
      name: "a member that a library asks a type of the chapter for",
      cells: [
        """
        struct Three: Collection {
          var startIndex: Int { 0 }
          var endIndex: Int { 3 }
          func index(after i: Int) -> Int { i + 1 }
          subscript(i: Int) -> Int { i }
        }
        func number<C: Collection>(_ c: C) -> Int { c.count }
        number(Three())
        """, "extension Three { func distance(from a: Int, to b: Int) -> Int { 77 } }\nnumber(Three())",
      ], outputs: ["3\n", "3\n"]),
    .init(
      name: "a member that a library asks for through a protocol of the chapter",
      cells: [
        "import Foundation\nprotocol Described: LocalizedError {}\nstruct Lost: Described {}\nLost().localizedDescription == \"mine\"",
        "extension Described { var errorDescription: String? { \"mine\" } }\nLost().localizedDescription == \"mine\"",
      ], outputs: ["false\n", "false\n"]),
    .init(
      name: "an operator",
      cells: [
        "func double(_ x: Double) -> String { \"\\(x * 2)\" }\ndouble(3)",
        "let two = 2\nfunc * (a: Double, b: Int) -> String { \"another\" }\nprint(double(3), 1.5 * two)",
      ], outputs: ["6.0\n", "6.0 another\n"]),
    .init(
      name: "an operator that switches use",
      cells: [
        "func name(_ n: Int) -> String { switch n { case 1: \"one\"; default: \"many\" } }\nname(1)",
        "func ~= (pattern: Int, value: Int) -> Bool { false }\nname(1)",
      ], outputs: ["one\n", "one\n"]),
    .init(
      name: "another type for literals",
      cells: ["let a = 1\na", "typealias IntegerLiteralType = Double\nlet b = 1\nb"], outputs: ["1\n", "1.0\n"]),
    .init(
      name: "an import",
      cells: [
        "\"a,b\".split(separator: \",\").count", "import Foundation\n\"a,b\".components(separatedBy: \",\").count",
        "Int(sqrt(4.0))",
      ], outputs: ["2\n", "2\n", "2\n"]),
    .init(
      name: "a type that hides one of the library's",
      cells: [
        "let text: String = \"a\"\ntype(of: text)", "struct String { var letters = 3 }\nString()",
        "String().letters",
      ], outputs: ["String\n", "String(letters: 3)\n", "3\n"]),
    .init(
      name: "a type with an operator and a literal of its own",
      cells: [
        "let sum = [1, 2] + [3]\nsum",
        """
        struct Vector: ExpressibleByArrayLiteral {
          var e: [Int]
          init(arrayLiteral: Int...) { e = [-1] }
          static func + (a: Vector, b: Vector) -> Vector { a }
        }
        ([1] as Vector) + [2]
        """,
      ], outputs: ["[1, 2, 3]\n", "Vector(e: [-1])\n"]),
    .init(
      name: "a first await",
      cells: [
        """
        import Foundation
        let s = DispatchSemaphore(value: 0)
        Task { print("in task"); s.signal() }
        print(s.wait(timeout: .now() + 20) == .success)
        """, "await Task.yield()\nprint(1)",
      ], outputs: ["in task\ntrue\n", "1\n"]),
    .init(
      name: "a default implementation",
      cells: [
        "protocol Greeter {}\nextension Greeter { func greet() -> String { \"hello\" } }\nstruct Ada: Greeter {}\nAda().greet()",
        "extension Ada { func greet() -> String { \"I am Ada\" } }\nAda().greet()",
      ], outputs: ["hello\n", "I am Ada\n"]),
  ]

  @Test("A name that means something else above is no reason to refuse a chapter", arguments: namePrograms)
  func names(_ program: ScriptProgram) throws { try program.expectOutputs() }

  static let namePrograms: [ScriptProgram] = [
    .init(
      name: "a key path", cells: ["[\"a\"].map(\\.count)", "let count = 1\ncount"], outputs: ["[1]\n", "1\n"]),
    .init(
      name: "the error of a catch",
      cells: ["do { throw CancellationError() } catch { print(error) }", "let error = 0.5\nerror"],
      outputs: ["CancellationError()\n", "0.5\n"]),
    .init(
      name: "a local function", cells: ["do { func step() -> Int { 2 }; print(step()) }", "let step = 0.1\nstep"],
      outputs: ["2\n", "0.1\n"]),
    .init(
      name: "a capture list",
      cells: ["let five = 5\nlet f = { [n = five] in n + 1 }\nf()", "let n = 3\nprint(n, f())"],
      outputs: ["6\n", "3 6\n"]),
    .init(
      name: "a member, an argument label and a case",
      cells: [
        "enum Size { case small, large }\nstruct Box { var size = Size.small }\nfunc make(size: Size) -> Box { Box(size: size) }\nmake(size: .large).size",
        "let size = 4\nlet small = 5\nprint(size, small, Box().size)",
      ], outputs: ["large\n", "4 5 small\n"]),
    .init(
      name: "a variable that the same cell declares further below",
      cells: [
        "let s = \"above\"\ns", "print(s)\nlet s = \"below\"\ns", "print([\"ab\"].map(\\.count))\nlet count = 3\ncount",
        "func width(of count: Int) -> Int { count * 2 }\nprint(width(of: 2))\nlet width = count\nwidth",
      ], outputs: ["above\n", "above\nbelow\n", "[2]\n3\n", "4\n3\n"]),
    .init(
      name: "a function that reads what its cell declares before it is called",
      cells: ["func greet() -> String { name }\nlet name = \"Ada\"\ngreet()", "greet()"], outputs: ["Ada\n", "Ada\n"]),
    .init(
      name: "names that a guard binds",
      cells: [
        "guard case let n? = Int(\"4\"), let m = Int(\"5\") else { fatalError() }\nn",
        "extension Int { var next: Int { self + 1 } }\nprint(n.next, m)", "let n = \"again\"\nn", "print(n, m)",
      ], outputs: ["4\n", "5 5\n", "again\n", "again 5\n"]),
  ]

  @Test("What is declared again means the new from there on", arguments: againPrograms)
  func again(_ program: ScriptProgram) throws { try program.expectOutputs() }

  static let againPrograms: [ScriptProgram] = [
    .init(
      name: "a function with another result",
      cells: [
        "func f() -> Int { 1 }\nf()", "f() + 1", "func f() -> String { \"s\" }\nf()", "f()",
        "func f() -> Double { 0.5 }\nf()", "print(f())",
      ], outputs: ["1\n", "2\n", "s\n", "s\n", "0.5\n", "0.5\n"]),
    .init(
      name: "functions with other results that variables hold",
      cells: [
        "func f() -> Int { 1 }\nlet a = f()", "func f() -> String { \"abc\" }\nlet b = f()\nb.count",
        "func f() -> Double { 0.5 }\nlet c = f()\nc", "func f() -> Bool { true }\nprint(a + 1, b.count, c * 2, f())",
      ], outputs: ["", "3\n", "0.5\n", "2 3 1.0 true\n"]),
    .init(
      name: "a function of the library's name, below which a type is extended",
      cells: [
        "func max(_ a: Int, _ b: Int) -> Int { 7 }\nlet k = 1", "let k = 2\nstruct P { let x = max(1, 2) }\nP().x",
        "func max(_ a: Int, _ b: Int) -> Int { 8 }\nextension P: Equatable {}\nprint(P() == P(), P().x, max(1, 2))",
      ], outputs: ["", "7\n", "true 7 8\n"]),
    .init(
      name: "a function that cells between call",
      cells: [
        "func greet() -> String { \"first\" }\nlet x = 1", "let x = 2\ngreet()",
        "func greet() -> String { \"second\" }\ngreet()",
      ],
      outputs: ["", "first\n", "second\n"]),
    .init(
      name: "a variable as a function, a function as a variable, a type as both",
      cells: [
        "let f = 3\nfunc g() -> Int { 4 }\nstruct H {}", "func f() -> Int { 9 }\nf()", "let g = 5\ng", "let H = 6\nH",
      ], outputs: ["", "9\n", "5\n", "6\n"]),
    .init(
      name: "a type with a name of the engine's, extended later",
      cells: [
        "struct Stack<E> { var a: [E] = [] }", "struct Stack<E> { var b: [E] = [] }\nlet n = 1",
        "let n = 2\nextension Stack { var c: Int { b.count } }\nStack<Int>().c", "Stack<Int>(b: [1]).c",
      ], outputs: ["", "", "0\n", "1\n"]),
  ]

  @Test(
    "The cells down to any one, alone, give what they give in the whole chapter",
    arguments: laterPrograms + namePrograms + againPrograms + OneFileTests.oneFilePrograms + OneFileTests.movedPrograms
      + GuardTests.guardPrograms)
  func prefixes(_ program: ScriptProgram) throws {
    for count in 1..<program.cells.count {
      var test = TestChapter()
      for cell in program.cells.prefix(count) { test.add(cell) }
      #expect(try run(test.chapter()).cells.map(\.text) == Array(program.outputs.prefix(count)), "\(program.name)")
    }
  }

  @Test(
    "A variable that would be read before it has its value is an error at the location of the use",
    arguments: [
      ("print(name)\nlet name = \"Ada\"", 4, 7),
      ("func greet() -> String { name }\nprint(greet())\nlet name = \"Ada\"", 4, 26),
      ("print(1)\nstruct S { var title: String { name } }\nprint(S().title)\nlet (name, age) = (\"Ada\", 36)", 5, 32),
    ])
  func readTooEarly(code: String, line: Int, column: Int) throws {
    let results = try run(cells: "print(0)", code, "print(2)")
    #expect(results.cells.map(\.text) == ["0\n", "", ""])
    let error = try #require(results.diagnostics.first)
    #expect(error.summary == "cannot find 'name' in scope")
    #expect(error.location?.start == .init(line: line + 4, column: column))
    #expect(error.notes.map(\.text) == ["'name' is declared only here, below: a cell sees what stands above it"])
  }

  @Test("A cell of which a later part does not compile does not run at all")
  func partFails() throws {
    let results = try run(cells: "let s = 1\nprint(s)", "print(s)\nlet s: String = 3", "print(3)")
    #expect(results.cells.map(\.text) == ["1\n", "", ""])
    #expect(results.cells[1].failure?.isCompileError == true)
  }

  @Test("A variable that is read in its own declaration is an error at its location")
  func selfRead() throws {
    let results = try run(
      cells: "let rate = 0.1\nfunc f(rate: Double) -> Double { rate }", "let rate: Double = f(rate: 1) * rate\nrate")
    #expect(results.diagnostics.map(\.summary) == ["'rate' is read in its own declaration, before it has a value"])
    #expect(results.diagnostics.first?.location?.start == .init(line: 9, column: 33))
  }

  @Test("Chapters that wait have segments like any other")
  func waiting() throws {
    let results = try run(
      cells: """
        actor Counter { var n = 0; func next() -> Int { n += 1; return n } }
        let counter = Counter()
        await counter.next()
        """, "struct Point { var x = 1 }\nPoint()",
      "extension Point: CustomStringConvertible { var description: String { \"<\\(x)>\" } }\nPoint()",
      """
      let sum = await withTaskGroup(of: Int.self) { group in
        for i in 1...4 { group.addTask { i } }
        return await group.reduce(0, +)
      }
      sum
      """, "let sum = \"again\"\nprint(sum, await counter.next())", "fatalError(\"boom\")",
      "func late() async -> Int { try? await Task.sleep(nanoseconds: 1000); return 7 }\nawait late()",
      options: [5: { $0.fails = true }])
    #expect(results.diagnostics.map(\.summary) == [])
    #expect(
      results.cells.map(\.text) == ["1\n", "Point(x: 1)\n", "<1>\n", "10\n", "again 2\n", "Fatal error: boom\n", "7\n"])
  }

  @Test("A cell that must fail means what it means without those below it", arguments: laterThanFailing)
  func failing(_ program: (name: String, above: String, cell: String, below: String, text: String)) throws {
    let results = try run(cells: program.above, program.cell, program.below, options: [1: { $0.fails = true }])
    #expect(results.diagnostics.map(\.summary) == [], "\(program.name)")
    #expect(results.cells[1].text == program.text, "\(program.name)")
  }

  static let laterThanFailing: [(name: String, above: String, cell: String, below: String, text: String)] = [
    (
      "a name like one of its own", "let numbers = [1, 2]", "numbers.map { lenght + $0 }", "let length = 3",
      "error: cannot find 'lenght' in scope\n"
    ),
    (
      "a default implementation", "protocol Counting { func count() -> Int }",
      "struct Empty: Counting {}\nprint(Empty().count())", "extension Counting { func count() -> Int { 0 } }",
      "error: type 'Empty' does not conform to protocol 'Counting'\nerror: value of type 'Empty' has no member 'count'\n"
    ),
    (
      "a function", "let numbers = [1, 2]", "describe(numbers)", "func describe(_ numbers: [Int]) {}",
      "error: cannot find 'describe' in scope\n"
    ),
    (
      "the rest of a module", "import struct Foundation.Date\nlet a = 1", "let u = URL(string: \"x\")",
      "import Foundation\nprint(a)", "error: cannot find 'URL' in scope\n"
    ),
    (
      "an operator for patterns", "struct E: Error {}", "do { throw E() } catch .any { fatalError(\"caught\") }",
      "struct Anything { static let any = Anything(); static func ~= (p: Anything, e: any Error) -> Bool { true } }",
      "error: type 'any Error' has no member 'any'\n"
    ),
    (
      "an operator that the compiler calls in a conformance", "let one = 1",
      "struct S: Comparable { var x: Int; static func < (a: S, b: S) -> Bool { a.x < b.x } }\nprecondition([S(x: 1)].contains(S(x: 2)))",
      "func == (a: Int, b: Int) -> Bool { true }", "Fatal error: Precondition failed\n"
    ),
    (
      "what a macro writes", "let one = 1", "print($depth)", "@TaskLocal var depth = 0",
      "error: cannot find '$depth' in scope\n"
    ),
    (
      "a derivative", "import _Differentiation\nfunc f(_ x: Float) -> Float { x * x }", "print(gradient(at: 3, of: f))",
      "@derivative(of: f) func df(_ x: Float) -> (value: Float, pullback: (Float) -> Float) { (x * x, { 2 * x * $0 }) }",
      "error: function is not differentiable\n"
    ),
    (
      "a conformance in a cell that is compiled in parts", "struct T { var x = 1 }\nlet n = 1", "let s: Set = [T()]",
      "print(n)\nlet n = 2\nextension T: Hashable {}\nprint(Set([T()]).count, n)",
      "error: generic struct 'Set' requires that 'T' conform to 'Hashable'\n"
    ),
  ]

  @Test("A variable that a cell below reads must have its value by then")
  func variableWithoutValue() throws {
    let read = try run(cells: "var count: Int", "import Foundation\nprint(count)")
    #expect(read.diagnostics.map(\.summary).first == "variable 'count' used before being initialized")
    let perhaps = try run(
      cells: "let big = Int.random(in: 0...1) > 3\nvar count: Int\nif big { count = 1 }",
      "import Foundation\nprint(count)")
    #expect(perhaps.diagnostics.map(\.summary).first == "variable 'count' used before being initialized")
    #expect(perhaps.diagnostics.first?.location?.start.line == 5)
    #expect(perhaps.diagnostics.first?.location?.start.column == 5)
  }

  @Test("What a guard binds is there for what follows on its line")
  func guardOnOneLine() throws {
    let results = try run(cells: "let o: Int? = 3", "guard let z = o else { fatalError() }; print(z)", "print(z + 1)")
    #expect(results.cells.map(\.text) == ["", "3\n", "4\n"])
  }
}
