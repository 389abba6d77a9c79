import Book
import Testing

@Suite("What shows of the modules that a chapter is compiled into: nothing")
struct ProgramNameTests {
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
}
