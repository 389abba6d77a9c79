import Book
import Testing

@Suite("Cells are Swift")
struct CellTests {
  @Test("The value of the last expression is shown, statements show nothing")
  func lastExpression() throws {
    let results = try run(cells: "let a = 6", "a * 7", "var b = a\nb += 1", "print(b)", "", "// nothing\n")
    #expect(results.cells.map(\.text) == ["", "42\n", "", "7\n", "", ""])
    #expect(results.cells.allSatisfy { $0.outcome == .completed })
    #expect(results.diagnostics.map(\.summary) == [])
  }

  @Test("What Swift allows in a script works in a cell", arguments: scriptPrograms)
  func script(_ program: ScriptProgram) throws { try program.expectOutputs() }
}

struct ScriptProgram: Sendable, CustomTestStringConvertible {
  var name: String
  var cells: [String]
  var outputs: [String]
  var testDescription: String { name }

  /// Runs it as the cells of a chapter, which must give its outputs and nothing to report.
  func expectOutputs() throws {
    var test = TestChapter()
    for cell in cells { test.add(cell) }
    let results = try run(test.chapter())
    #expect(results.diagnostics.map(\.summary) == [], "\(name)")
    #expect(results.cells.map(\.text) == outputs, "\(name)")
  }
}

let scriptPrograms: [ScriptProgram] = [
  .init(
    name: "Foundation", cells: ["import Foundation", "String(format: \"%.2f\", 1.005 * 2)"], outputs: ["", "2.01\n"]),
  .init(
    name: "generics, protocols and conformances",
    cells: [
      "protocol Shape { var area: Double { get } }\nstruct Square: Shape { var side: Double; var area: Double { side * side } }",
      "func total<S: Shape>(_ shapes: [S]) -> Double { shapes.map(\\.area).reduce(0, +) }\ntotal([Square(side: 2)])",
      "extension Square: CustomStringConvertible { var description: String { \"□\\(side)\" } }\nSquare(side: 3)",
    ], outputs: ["", "4.0\n", "□3.0\n"]),
  .init(
    name: "operators and precedence groups",
    cells: [
      "precedencegroup Power { higherThan: MultiplicationPrecedence }\ninfix operator **: Power",
      "func ** (a: Int, b: Int) -> Int { (0..<b).reduce(1) { r, _ in r * a } }\n2 * 3 ** 2",
    ], outputs: ["", "18\n"]),
  .init(
    name: "property wrappers",
    cells: [
      "@propertyWrapper struct Clamped { var wrappedValue: Int { didSet { wrappedValue = min(wrappedValue, 10) } } }",
      "struct S { @Clamped var x = 1 }\nvar s = S()\ns.x = 50\ns.x",
    ], outputs: ["", "10\n"]),
  .init(
    name: "result builders",
    cells: [
      "@resultBuilder enum Sum { static func buildBlock(_ parts: Int...) -> Int { parts.reduce(0, +) } }",
      "func add(@Sum _ body: () -> Int) -> Int { body() }\nadd { 1; 2; 3 }",
    ], outputs: ["", "6\n"]),
  .init(
    name: "macros of the toolchain",
    cells: [
      "import Observation\n@Observable final class Counter { var count = 0 }",
      "let c = Counter()\nc.count += 2\nc.count",
    ],
    outputs: ["", "2\n"]),
  .init(
    name: "actors and a top-level await",
    cells: [
      "actor Box { var value = 1; func add() -> Int { value += 1; return value } }", "let box = Box()\nawait box.add()",
      "print(await box.value)",
    ],
    outputs: ["", "2\n", "2\n"]),
  .init(
    name: "guard, try and typed throws",
    cells: [
      "enum Bad: Error { case value }\nfunc check(_ x: Int) throws(Bad) -> Int { if x < 0 { throw .value }; return x }",
      "guard let seven = Int(\"7\") else { fatalError() }\ntry check(seven)",
      "do { _ = try check(-1) } catch { print(error) }",
      "seven",
    ], outputs: ["", "7\n", "value\n", "7\n"]),
  .init(
    name: "functions of a cell that call each other and types used above their declaration",
    cells: [
      "func even(_ n: Int) -> Bool { n == 0 || odd(n - 1) }\nfunc odd(_ n: Int) -> Bool { n != 0 && even(n - 1) }",
      "even(10)", "func make() -> Later { Later() }\nstruct Later { var x = 4 }\nmake().x",
    ], outputs: ["", "true\n", "4\n"]),
  .init(
    name: "atexit", cells: ["import Foundation\natexit { print(\"bye\") }", "print(1)"], outputs: ["0\n", "1\nbye\n"]),
  .init(
    name: "a class whose deinit prints", cells: ["class Noisy { deinit { print(\"gone\") } }", "do { _ = Noisy() }"],
    outputs: ["", "gone\n"]),
  .init(
    name: "a name declared again with another type",
    cells: ["let x = 1\nx", "let x = \"one\"\nx", "x + \"!\"", "let x = [1.5]\nx.count"],
    outputs: ["1\n", "one\n", "one!\n", "1\n"]),
  .init(name: "readLine finds the end of input", cells: ["readLine() == nil"], outputs: ["true\n"]),
  .init(
    name: "several things on one line", cells: ["let a = 1; let b = 2; a + b", "print(a); print(b);"],
    outputs: ["3\n", "1\n2\n"]),
  .init(
    name: "a value that cannot be copied", cells: ["struct Token: ~Copyable { var id = 1 }", "Token()"],
    outputs: ["", ""]),
  .init(
    name: "optionals and tuples", cells: ["Int(\"x\")", "(1, b: \"two\")"], outputs: ["nil\n", "(1, b: \"two\")\n"]),
  .init(
    name: "overloads of a function",
    cells: ["func f(_ x: Int) -> Int { x }", "func f(_ x: String) -> String { x }\nf(1)", "f(\"a\")"],
    outputs: ["", "1\n", "a\n"]),
]
