import Testing

@Suite("Guards at the top level of cells")
struct GuardTests {
  @Test(
    "What a guard binds is a variable of the chapter, to functions and other segments too", arguments: guardPrograms)
  func guards(_ program: ScriptProgram) throws { try program.expectOutputs() }

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
}
