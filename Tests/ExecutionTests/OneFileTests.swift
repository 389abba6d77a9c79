import Book
import Execution
import Testing

@Suite("What Swift wants in one file may stand in cells of its own")
struct OneFileTests {
  @Test("What Swift wants in one file may stand in a later cell all the same", arguments: oneFilePrograms)
  func oneFile(_ program: ScriptProgram) throws {
    var test = TestChapter()
    for cell in program.cells { test.add(cell) }
    let results = try run(test.chapter())
    #expect(results.diagnostics.map(\.summary) == [], "\(program.name)")
    #expect(results.cells.map(\.text) == program.outputs, "\(program.name)")
  }

  static let oneFilePrograms: [ScriptProgram] = [
    .init(
      name: "an initialiser of a structure",
      cells: ["struct T { var a: Int }\nT(a: 3)", "extension T { init(_ v: Int) { a = v } }\nT(4)"],
      outputs: ["T(a: 3)\n", "T(a: 4)\n"]),
    .init(
      name: "conformances that the compiler writes",
      cells: [
        "struct P { var x: Int }\nprint(P(x: 1))", "extension P: Equatable {}\nP(x: 1) == P(x: 1)",
        "extension P: Codable, Hashable {}\nSet([P(x: 1), P(x: 1)]).count",
      ], outputs: ["P(x: 1)\n", "true\n", "1\n"]),
    .init(
      name: "what is private to a type, in its extension",
      cells: [
        "struct Stack<E> { private var items: [E] = []; mutating func push(_ e: E) { items.append(e) } }",
        "var s = Stack<Int>()\ns.push(1)", "extension Stack { var top: E? { items.last } }\ns.top!",
      ], outputs: ["", "", "1\n"]),
    .init(
      name: "a constant that a later cell sets",
      cells: ["protocol Marked {}\nlet x: Int\nlet y = 1", "extension Int: Marked {}\nx = 4\nx + y"],
      outputs: ["", "5\n"]),
    .init(
      name: "members with attributes",
      cells: [
        "protocol Greeter { func greet() -> Int }\nstruct G {}\nG()",
        "extension G: Greeter { @discardableResult @inline(never) func greet() -> Int { 1 } }\nG().greet()",
      ], outputs: ["G()\n", "1\n"]),
  ]

  @Test(
    "So it may where a name is declared again in between, or where one file would change what stands above",
    arguments: movedPrograms)
  func moved(_ program: ScriptProgram) throws { try oneFile(program) }

  static let movedPrograms: [ScriptProgram] = [
    .init(
      name: "an initialiser of a structure",
      cells: [
        "struct T { var a: Int }\nlet n = 1\nT(a: n)", "let n = 2\nn", "extension T { init(_ v: Int) { a = v } }\nT(4)",
        "let n = 3\nT(n)",
      ], outputs: ["T(a: 1)\n", "2\n", "T(a: 4)\n", "T(a: 3)\n"]),
    .init(
      name: "what is private, in a conformance that values above must not have",
      cells: [
        "struct A { private var q = 1 }\nA()",
        "extension A: CustomStringConvertible { var description: String { \"q\\(q)\" } }\nA()",
      ], outputs: ["A(q: 1)\n", "q1\n"]),
    .init(
      name: "conformances that the compiler writes, one after the other",
      cells: [
        "struct P { var x: Int }\nlet p = P(x: 1)", "let p = P(x: 2)\np", "extension P: Equatable {}\np == P(x: 2)",
        "import Foundation\nlet p = P(x: 3)", "extension P: Hashable, Codable {}\nSet([p, p]).count",
        "try JSONDecoder().decode(P.self, from: JSONEncoder().encode(p))",
      ], outputs: ["", "P(x: 2)\n", "true\n", "", "1\n", "P(x: 3)\n"]),
    .init(
      name: "conditional conformances of a generic type with private storage",
      cells: [
        """
        struct Stack<Element> { private var items: [Element] = []; mutating func push(_ e: Element) { items.append(e) } }
        var s = Stack<Int>()
        s.push(1)
        s
        """, "var s = Stack<String>()\ns.push(\"a\")",
        """
        extension Stack: Sequence { func makeIterator() -> IndexingIterator<[Element]> { items.makeIterator() } }
        extension Stack: CustomStringConvertible where Element: CustomStringConvertible {
          var description: String { "<" + items.map(\\.description).joined() + ">" }
        }
        for e in s { print(e) }
        s
        """,
        "extension Stack: ExpressibleByArrayLiteral { init(arrayLiteral e: Element...) { items = e } }\n[1, 2] as Stack",
      ], outputs: ["Stack<Int>(items: [1])\n", "", "a\n<a>\n", "<12>\n"]),
    .init(
      name: "a class with private parts and a subclass in between",
      cells: [
        "class Account { private var balance = 3; private func fee() -> Int { 1 }; init() {} }\nlet k = 1",
        "let k = 2\nclass Sub: Account { override init() { super.init() } }",
        """
        extension Account { convenience init(_ b: Int) { self.init(); balance = b }; var net: Int { balance - fee() } }
        print(Sub().net, Account(9).net)
        """,
      ], outputs: ["", "", "2 8\n"]),
    .init(
      name: "a constant that gets its value below",
      cells: [
        "let x: Int, y: Int\nlet z: String\nlet k = 1\nk", "let k = \"a\"\nk",
        "if k == \"a\" { z = \"b\" } else { z = \"c\" }\nz", "let k = z\nk",
      ], outputs: ["1\n", "a\n", "b\n", "b\n"]),
    .init(
      name: "a constant of an actor",
      cells: [
        "actor Counter { let name = \"a\"; var n = 0 }\nlet c = Counter()\nlet k = 1", "let k = 2\nc.name",
        "extension Counter { func next() -> Int { n += 1; return n } }\nprint(await c.next(), c.name)",
      ], outputs: ["", "a\n", "1 a\n"]),
  ]

  @Test(
    "Where that cannot be, the compiler's error says what to write instead",
    arguments: [
      (
        ["struct P { var x = 1 }\nP() is any Equatable", "extension P: Equatable {}\nP() == P()"],
        "extension outside of file declaring struct 'P' prevents automatic synthesis of '==' for protocol 'Equatable'",
        "there it would change what cells above it give. Put it into the cell that declares the type"
      ),
      (
        [
          "enum E { case a, b }\nlet e: Any = E.a", "print(e is any CaseIterable)",
          "extension E: CaseIterable {}\nE.allCases.count",
        ],
        "extension outside of file declaring enum 'E' prevents automatic synthesis of 'allCases' for protocol 'CaseIterable'",
        "there it would change what cells above it give. Put it into the cell that declares the type"
      ),
      (
        [
          "struct T { private var a = 1 }\nlet factor = 10", "let factor = 20\nfactor",
          "extension T { var scaled: Int { a * factor } }\nT().scaled",
        ], "'a' is inaccessible due to 'private' protection level",
        "in between 'factor' is declared again. Put it into the cell with what it is about"
      ),
      (
        ["struct T {}\nlet x: T?", "struct T {}\nx = nil"], "cannot assign to value: 'x' is a 'let' constant",
        "in between 'T' is declared again. Put it into the cell with what it is about"
      ),
    ])
  func oneFileRefused(cells: [String], summary: String, explanation: String) throws {
    var test = TestChapter()
    for cell in cells { test.add(cell) }
    let results = try run(test.chapter())
    let error = try #require(results.diagnostics.first)
    #expect(error.summary == summary)
    #expect(error.explanation?.contains(explanation) == true, "\(error.explanation ?? "")")
    #expect(results.cells.last?.failure?.isCompileError == true)
    #expect(results.cells.dropLast().allSatisfy { $0.outcome == .completed })
  }

  @Test("An extension that is wrong in one file with its type too is reported as it is there")
  func wrongInOneFile() throws {
    let results = try run(
      cells: "class C {}\nstruct P { let c = C() }\nlet p = P()", "print(type(of: p))",
      "extension P: Equatable {}\np == p")
    let error = try #require(results.diagnostics.first)
    #expect(error.summary == "type 'P' does not conform to protocol 'Equatable'")
    #expect(
      error.notes.first?.text
        == "stored property type 'C' does not conform to protocol 'Equatable', preventing synthesized conformance of 'P' to 'Equatable'"
    )
    #expect(results.cells.map(\.text) == ["", "P\n", ""])
  }

  @Test("What an extension adds is not there above it, in one file with its type or not")
  func notAbove() throws {
    for above in ["p == p", "p == p\nlet k = 2"] {
      let results = try run(
        cells: "struct P { let x = 1 }\nlet p = P()\nlet k = 1", above, "extension P: Equatable {}\np == p")
      #expect(results.cells[1].failure?.isCompileError == true)
      #expect(results.diagnostics.map(\.location?.start.line) == [10])
      #expect(results.cells[2].outcome == .notRun(.earlierFailure))
    }
  }

  @Test(
    "Of what nothing above could notice it is known beforehand",
    arguments: [
      ("struct P { let x: Int }\nP(x: 1)", "extension P: Hashable {}", true),
      (
        "struct P { let x: Int }\nP(x: 1)",
        "extension P: Comparable { static func < (a: P, b: P) -> Bool { a.x < b.x } }", true
      ),
      ("struct P { private let x = 1 }\nP()", "extension P { var y: Int { x } }", true),
      ("struct P { let x: Int }\nP(x: 1)", "extension P { init(_ y: Int) { x = y } }", true),
      ("struct P { let x: Int }\n(P(x: 1) as Any) is any Hashable", "extension P: Hashable {}", false),
      (
        "struct P { let x: Int }\nP(x: 1)", "extension P: CustomStringConvertible { var description: String { \"\" } }",
        false
      ),
      (
        "struct P { private let x = 1; func y() {} }\nP().y()", "extension P { func y(_ z: Int = 1) { print(x) } }",
        false
      ),
    ])
  func ahead(above: String, below: String, isHoisted: Bool) {
    var test = TestChapter()
    for cell in [above, "let k = 1", "let k = 2", below] { test.add(cell) }
    let sources = executor().segmentSources(of: test.chapter()).map(\.text)
    #expect(sources.first?.contains("extension P") == isHoisted)
    #expect(sources.last?.contains("extension P") == !isHoisted)
  }

  @Test(
    "An extension that a type is asked for without being named changes nothing above it",
    arguments: [
      .init(
        name: "a member beside dynamic ones",
        cells: [
          "@dynamicMemberLookup struct Row { private let cells = [\"name\": \"Ada\"]; subscript(dynamicMember key: String) -> String { cells[key] ?? \"-\" } }",
          "print(Row().size)", "extension Row { var size: Int { cells.count } }",
        ], outputs: ["", "-\n", ""]),
      .init(
        name: "a part of a result builder",
        cells: [
          "@resultBuilder struct List { private static let mark = \"-\"; static func buildBlock(_ items: String...) -> String { items.joined(separator: \" \") } }",
          "@List func shopping() -> String { \"milk\"; \"bread\" }\nprint(shopping())",
          "extension List { static func buildExpression(_ item: String) -> String { mark + item } }",
        ], outputs: ["", "milk bread\n", ""]),
      .init(
        name: "a call beside dynamic ones",
        cells: [
          "@dynamicCallable struct F { private let n = 1; func dynamicallyCall(withArguments a: [Int]) -> String { \"dynamic\" } }",
          "print(F()(1))", "extension F { func callAsFunction(_ x: Int) -> Int { x + n } }",
        ], outputs: ["", "dynamic\n", ""]),
    ] as [ScriptProgram])
  func asked(_ program: ScriptProgram) throws {
    var test = TestChapter()
    for cell in program.cells { test.add(cell) }
    let results = try run(test.chapter())
    #expect(results.cells.prefix(2).map(\.text) == program.outputs.prefix(2).map { $0 }, "\(program.name)")
  }

  @Test("Advice about files is given only where one file would help")
  func noAdvice() throws {
    let results = try run(
      cells: "struct A { private var q = 1 }\nlet k = 1\nlet c = 2", "let k = 2",
      "extension A { var r: Int { q } }\nprint(A().r)\nA().q")
    #expect(results.diagnostics.map(\.summary) == ["'q' is inaccessible due to 'private' protection level"])
    #expect(results.diagnostics.map(\.explanation) == [nil])
    #expect(results.diagnostics.first?.location?.start.line == 16)
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
}
