import Book
import TestSupport
import Testing

@testable import Site

@Suite("Declarations and their documentation")
struct SymbolTests {
  @Test(
    "The first sentence of a comment ends at its full stop, and at nothing else",
    arguments: [
      ("Half of it. The rest.", "Half of it."), ("One\nsentence over\nlines.\n\nMore.", "One sentence over lines."),
      ("Version 1.5 of `a. B`. Then.", "Version 1.5 of `a. B`."), ("As e.g. this one. Next.", "As e.g. this one."),
      ("No stop at all", "No stop at all"), ("Any number... of dots. End.", "Any number... of dots."),
      ("- Returns: nothing.", nil), ("", nil), ("\n\nLate. On.", "Late."),
    ] as [(String, String?)])
  func firstSentence(comment: String, sentence: String?) {
    #expect(SymbolDocumentation.firstSentence(comment) == sentence)
  }

  @Test("Parameters, what is returned and what is thrown are fields; other lists stay text")
  func fields() {
    let documentation = SymbolDocumentation(
      """
      What it does.

      - One: of a list.
      - Two.

      ```swift
      - Returns: code
      ```

      - Parameters:
        - shape: the sizes,
          of two axes.
        - scale: a factor.
      - Returns: a tensor.
      - Throws: nothing.
      """)
    #expect(
      documentation.text.hasPrefix("What it does.\n\n- One: of a list.\n- Two.\n\n```swift\n- Returns: code\n```"))
    #expect(
      documentation.fields.map { "\($0.name) \($0.parameter): \($0.text)" } == [
        "parameter shape: the sizes, of two axes.", "parameter scale: a factor.", "returns : a tensor.",
        "throws : nothing.",
      ])
    let single = SymbolDocumentation("Text.\n\n- Parameter x: one.\n- Note: careful.")
    #expect(single.fields.map(\.parameter) == ["x", ""])
  }

  @Test("HTML in a comment is no HTML of the page")
  func foreignHTML() {
    let html = SymbolText.html("A <script>alert(1)</script> of [it](javascript:alert(1)) & `<b>`.")
    #expect(!html.contains("<script") && !html.contains("javascript") && html.contains("<code>&lt;b&gt;</code>"))
  }

  @Test(
    "A declaration is shown without its body, with the type that the compiler found",
    arguments: [
      ("func f(_ a: Int) -> Int { a }", "f", nil, "func f(_ a: Int) -> Int"),
      (
        "@discardableResult func f<T>(\n  _ a: T\n) throws -> T where T: Equatable { a }", "f", nil,
        "func f<T>(_ a: T) throws -> T where T: Equatable"
      ),
      ("struct Net: Layer {\n  var x = 1\n}", "Net", nil, "struct Net: Layer"),
      ("struct Net {\n  var x = 1\n}", "x", "Int", "var x: Int"),
      ("let (a, b) = pair()", "b", "[Float]", "let b: [Float]"),
      ("let a: Double = 1, b = 2", "a", "Swift.Double", "let a: Double"),
      ("for i in 0..<3 { }", "i", "Int", "let i: Int"),
      ("enum E { case one, two(Int) }", "two", nil, "case two(Int)"), ("let f = { x in x }", "x", "Int", "x: Int"),
      ("func f(by x: Int) {}", "x", "Int", "x: Int"), ("typealias A = [Int]", "A", nil, "typealias A = [Int]"),
      ("guard let x = f() else { fatalError() }", "x", "Int", "let x: Int"),
      ("if case .some(let x) = f() { }", "x", "Int", "let x: Int"), ("init(a: Int) {}", "init", nil, "init(a: Int)"),
    ] as [(String, String, String?, String)])
  func declarations(code: String, name: String, type: String?, text: String) throws {
    let bytes = Array(code.utf8)
    let offset = try #require(
      bytes.indices.first { index in
        let before = index == 0 ? UInt8(ascii: " ") : bytes[index - 1]
        let end = index + name.utf8.count
        return bytes[index...].starts(with: name.utf8)
          && !(before == UInt8(ascii: "_") || before >= 0x41 && before <= 0x7A)
          && (end == bytes.count || !(bytes[end] >= 0x61 && bytes[end] <= 0x7A))
      })
    let found = CodeDeclarations.declarations(in: code, at: [offset: type])
    #expect(found[offset]?.text == text)
  }

  @Test("The comment above a declaration is its documentation, of lines or a block, and no other comment is")
  func comments() {
    let code = """
      /// One. More.
      let a = 1
      /** Two.
       * Three. */
      func b() {}
      // Not.
      let c = 1
      /// Far.

      let d = 1
      """
    let offsets = ["a =", "b()", "c =", "d ="].map {
      code.utf8.distance(from: code.startIndex, to: code.firstRange(of: $0)!.lowerBound)
    }
    let found = CodeDeclarations.declarations(in: code, at: Dictionary(uniqueKeysWithValues: offsets.map { ($0, nil) }))
    #expect(offsets.map { found[$0]?.documentation } == ["One. More.", "Two.\nThree. ", "", ""])
  }
}
