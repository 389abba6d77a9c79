import Book
import Foundation
import Testing

@Suite("A cell means what it means with the cells above it alone")
struct ContractTests {
  @Test("What stands below changes nothing above", arguments: laterPrograms)
  func later(_ program: ScriptProgram) throws {
    var test = TestChapter()
    for cell in program.cells { test.add(cell) }
    let results = try run(test.chapter())
    #expect(results.diagnostics.map(\.summary) == [], "\(program.name)")
    #expect(results.cells.map(\.text) == program.outputs, "\(program.name)")
  }

  static let laterPrograms: [ScriptProgram] = [
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
  func names(_ program: ScriptProgram) throws { try later(program) }

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
  func again(_ program: ScriptProgram) throws { try later(program) }

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
      + guardPrograms)
  func prefixes(_ program: ScriptProgram) throws {
    for count in 1..<program.cells.count {
      var test = TestChapter()
      for cell in program.cells.prefix(count) { test.add(cell) }
      #expect(try run(test.chapter()).cells.map(\.text) == Array(program.outputs.prefix(count)), "\(program.name)")
    }
  }

  @Test("What is private to the file belongs to the chapter, what is private to a type does not")
  func access() throws {
    let results = try run(
      cells: """
        private func double(_ n: Int) -> Int { n * 2 }
        fileprivate struct Account { private var balance = 1; fileprivate var owner = "Ada"; fileprivate(set) var log = 0 }
        private var account = Account()
        """, "extension Account { var title: String { owner + \"'s\" } }\nprint(double(4), account.title, account.log)",
      "account.log = 5\nprint(account.log)", "account.balance", options: [3: { $0.fails = true }])
    #expect(results.diagnostics.map(\.summary) == [])
    #expect(
      results.cells.map(\.text) == [
        "", "8 Ada's 0\n", "5\n", "error: 'balance' is inaccessible due to 'private' protection level\n",
      ])
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
    #expect(results.cells[1].failure?.kind == .compileError)
  }

  @Test("In the language mode 6 functions read constants of cells above wherever they run")
  func isolatedConstants() throws {
    var test = TestChapter()
    test.add(
      "let limit = 10\nactor C { let name = \"a\" }\nlet c = C()\nclass K { var v = 1 }\nlet kept = K()\nlet k = 1")
    test.add("let k = 2\nfunc f() -> Int { limit + k }\nf()")
    test.add("let k = \"x\"\nnonisolated func g() -> String { k + c.name }\ng()")
    test.add("nonisolated func h() -> Int { kept.v }\nh()")
    let results = try run(test.chapter(), languageMode: 6)
    #expect(results.cells.map(\.text) == ["", "12\n", "xa\n", ""])
    // What cannot go from one thread to another stays an error.
    #expect(
      results.diagnostics.map(\.summary) == [
        "main actor-isolated let 'kept' can not be referenced from a nonisolated context"
      ])
  }

  @Test(
    "What a guard binds is a variable of the chapter, to functions and other segments too", arguments: guardPrograms)
  func guards(_ program: ScriptProgram) throws { try later(program) }

  static let guardPrograms: [ScriptProgram] = [
    .init(
      name: "a variable that is changed below",
      cells: [
        "protocol Marked {}\nguard var x = Int(\"3\") else { fatalError() } // three\nfunc bump() { x += 1 }\nx",
        "extension Int: Marked {}\nbump()\nx += 1\nx",
      ], outputs: ["3\n", "5\n"]),
    .init(
      name: "several conditions that need each other",
      cells: [
        "let maybe: Int? = 3",
        "guard let o = maybe, let p = Optional(o + 1), p > o, case let (q, 9)? = Optional((p, 9)) else { fatalError() }\nprint(o, p, q)",
        "func sum() -> Int { o + p + q }\nsum()", "let p = \"again\"\nprint(p, sum())",
      ], outputs: ["", "3 4 4\n", "11\n", "again 11\n"]),
    .init(
      name: "the name of what it binds",
      cells: [
        "protocol Marked {}\nlet name: String? = \"Ada\"\nlet o: Int? = 4\nfunc p() -> Int? { o }",
        "guard let name = name else { fatalError() }\nname",
        "extension Int: Marked {}\nprint(name, (3 as Any) is any Marked)",
        "guard let o, o > 3, let p = p(), p == o else { fatalError() }\nprint(o, p)",
        "extension String: Marked {}\nfunc sum() -> Int { o + p }\nprint(sum(), (name as Any) is any Marked)",
      ], outputs: ["", "Ada\n", "Ada true\n", "4 4\n", "8 true\n"]),
    .init(
      name: "the name of a variable of the same cell",
      cells: [
        "protocol Marked {}\nlet o: Int? = 3\nfunc f() -> Int? { o }\nprint(o as Any)\nguard let o else { fatalError() }\nprint(o, f() as Any)",
        "extension Int: Marked {}\no + 1",
      ], outputs: ["Optional(3)\n3 Optional(3)\n", "4\n"]),
    .init(
      name: "a name that a closure has of its own",
      cells: [
        "let found = 1", "guard let n = [1, 2, 3].first(where: { n in n > 1 }) else { fatalError() }\nn",
        "let found = n\nfound",
      ], outputs: ["", "2\n", "2\n"]),
  ]

  @Test("A variable that is read in its own declaration is an error at its location")
  func selfRead() throws {
    let results = try run(
      cells: "let rate = 0.1\nfunc f(rate: Double) -> Double { rate }", "let rate: Double = f(rate: 1) * rate\nrate")
    #expect(results.diagnostics.map(\.summary) == ["'rate' is read in its own declaration, before it has a value"])
    #expect(results.diagnostics.first?.location?.start == .init(line: 9, column: 33))
  }

  @Test("Bytes that happen to be those of a module's name stay what they are")
  func bytes() throws {
    let results = try run(
      cells: "let b: [UInt8] = [1, 0xF3, 0xA1, 0x80, 0x80, 2]\nprint(b)\nprint(\"\u{E1002}abc\".count)")
    #expect(results.cells[0].text == "[1, 243, 161, 128, 128, 2]\n4\n")
  }

  @Test("Types are named as in a script, whatever stands above")
  func typeNames() throws {
    let cells = [
      "struct P { var v = 1 }\nclass Dog {}\nenum Fault: Error { case bad(Int) }",
      "print([P()], Dog(), [Optional(Fault.bad(1))], String(reflecting: P.self))\nprint(#fileID, #function)",
    ]
    let expected = "[main.P(v: 1)] main.Dog [Optional(main.Fault.bad(1))] main.P\nmain/test.md main\n"
    #expect(try run(cells: cells[0], cells[1]).cells[1].text == expected)
    #expect(try run(cells: "let n = 1", "let n = 2", cells[0], cells[1]).cells[3].text == expected)
  }

  @Test("No address and no module of ours is in the name of a type, wherever it is declared")
  func innerTypeNames() throws {
    let results = try run(
      cells: """
        struct Outer { private struct Hidden {}; static var hidden: Any { Hidden() } }
        func local() -> Any { struct Local { var a = 1 }; return Local() }
        print(local(), String(reflecting: local()), type(of: local()))
        do { class InDo {}; print(InDo(), _typeName([InDo].self)) }
        """, "let n = 1", "let n = 2",
      """
      extension Outer { struct Next { enum Deep { case x(Int) } } }
      print(Outer.Next.Deep.x(1), String(reflecting: Outer.Next.Deep.self), _typeName(Optional<Outer.Next>.self))
      dump(Outer.Next.Deep.x(2))
      String(reflecting: Outer.hidden)
      """, "extension Int { struct Own {} }\nString(reflecting: Int.Own.self)")
    #expect(
      results.cells.map(\.text) == [
        "Local(a: 1) main.Local(a: 1) Local\nmain.InDo Swift.Array<main.InDo>\n", "", "",
        "x(1) main.Outer.Next.Deep Swift.Optional<main.Outer.Next>\n▿ main.Outer.Next.Deep.x\n  - x: 2\nmain.Outer.Hidden()\n",
        "(extension in main):Swift.Int.Own\n",
      ])
  }

  @Test("The program is called as its module is, and where it lies is nobody's business")
  func programName() throws {
    let results = try run(
      cells: """
        import Foundation
        print(CommandLine.arguments, ProcessInfo.processInfo.arguments, ProcessInfo.processInfo.processName)
        func f() -> [String] { Thread.callStackSymbols }
        print(Set(f()).sorted())
        """)
    #expect(results.cells[0].text == "[\"main\"] [\"main\"] main\n[\"libFoundation.so\", \"libc.so.6\", \"main\"]\n")
  }

  @Test("A failed cast says the same words on every run, without addresses", arguments: [true, false])
  func cast(isExpected: Bool) throws {
    let results = try run(
      cells: "class Cat {}\nlet any: Any = Cat()\nlet s = any as! Int", options: [0: { $0.fails = isExpected }])
    let words = "Could not cast value of type 'Cat' to 'Swift.Int'."
    if isExpected {
      #expect(results.cells[0].text == "Fatal error: \(words)\n")
    } else {
      #expect(results.cells[0].failure?.message == "stopped: \(words)")
      #expect(results.cells[0].failure?.line == 6)
    }
  }

  @Test("Of a cast that the compiler knows to fail the type is named that the author wrote")
  func knownCast() throws {
    let results = try run(
      cells: "final class C {}\nfinal class D {}", "func f(_ c: C) -> D {\n  (c as Any) as! D\n}\nf(C())")
    #expect(results.cells[1].failure?.message == "trapped: failed cast to 'D'")
    #expect(results.cells[1].failure?.line == 10)
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
}
