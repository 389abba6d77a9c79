import Book
import Testing

@Suite("Errors of all cells are found at once, and none that only follows from another")
struct ErrorsBelowTests {
  private func errors(_ results: ChapterResults) -> [String] {
    results.diagnostics.filter { $0.severity == .error }.map { "\($0.location?.start.line ?? 0): \($0.summary)" }
  }

  @Test("Below a cell that does not compile, also where names are declared again and types extended")
  func segments() throws {
    let results = try run(
      cells:
        "let x = nope\nstruct P { var a: Missing; var b = 1 }\nextension Int { func twice() -> Int { self * tow } }",
      "let y = x + 1\nprint(P(a: 1).a.foo, 3.twice())", "let x = 5\nlet wrong: String = x",
      "extension P { func more() -> Int { b } }\nprint(y.foo)", "let x: Int = \"s\"",
      "print(P(a: 2).more().nothing)\nprint(1.nothing)", "print(x.y)")
    #expect(
      errors(results) == [
        "4: cannot find 'nope' in scope", "5: cannot find type 'Missing' in scope", "6: cannot find 'tow' in scope",
        "16: cannot convert value of type 'Int' to specified type 'String'",
        "25: cannot convert value of type 'String' to specified type 'Int'",
        "30: value of type 'Int' has no member 'nothing'",
      ])
    let failed = results.cells.map { $0.failure != nil }
    #expect(failed == [true, false, true, false, true, true, false])
  }

  @Test("Below a cell that does not parse, whose names nobody knows for sure")
  func syntax() throws {
    let results = try run(
      cells: "let a = 1\nfunc f( { 3 }\nstruct S { var v = 1 }", "print(S().v, f(2))\nprint(lenght)",
      "let a = 2\nprint(a.b)\nextension Int { var half: Int { self / 2 } }",
      "let a = \"x\"\nprint(3.half.quarter, f(3))",
      "let n: Int = 4\nprint(n.half.quarter)")
    #expect(
      errors(results) == [
        "5: expected parameter name followed by ':'", "11: cannot find 'lenght' in scope",
        "16: value of type 'Int' has no member 'b'", "27: value of type 'Int' has no member 'quarter'",
      ])
  }

  @Test("Where the cells below are right nothing is said of them, whatever they take from the faulty one")
  func following() throws {
    let faulty = """
      protocol Shape { func area() -> Double }
      struct Square: Shape { var side: Length }
      class Base: Unknown { func m() {} }
      enum E { case a(Foo), b }
      func make(_ n: Int) -> Strin { "a" }
      let (p, q) = (1, zip2)
      typealias Name = Nowhere
      infix operator ±
      func ± (a: Int, b: Missing) -> Int { a }
      """
    let results = try run(
      cells: faulty, "let p = Square(side: 2)\nprint(p.area(), p.side.foo)",
      "extension Square { var twice: Double { area() * 2 } }",
      "print(p.twice)\nlet q = p.twice\nq.rounded()", "class D: Base { override func m() {} }\nD().m()\nD().base()",
      "switch E.b { case .a(let foo): print(foo.x)\ncase .b: break }\nprint(make(3).count, 1 ± 2)\nvar n: Name = 3\nn.x = 2"
    )
    #expect(
      Set(results.diagnostics.filter { $0.severity == .error }.compactMap { $0.location?.start.line }).max() ?? 0 <= 12)
    #expect(results.cells.dropFirst().allSatisfy { $0.failure == nil })
  }
}
