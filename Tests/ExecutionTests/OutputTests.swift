import Book
import Outputs
import Testing

@Suite("Output arrives whole, in order and at its cell")
struct OutputTests {
  @Test("What is printed and values stay apart, each as it came")
  func origins() throws {
    let results = try run(
      cells: "print(1)\nshow(\"a\", \"b\")\nprint(2, terminator: \"\")\n3",
      "import Notebook\nshow(Tensor([1, 2]))\nprint(4)\n5")
    #expect(
      results.cells.map(\.outputs) == [
        [.text("1\n"), .value("a\nb\n"), .text("2\n"), .value("3\n")],
        [.tensor(text: "[1, 2]\n", name: nil), .text("4\n"), .value("5\n")],
      ])
  }

  @Test("print, values, the error stream and C's printf keep their order")
  func order() throws {
    let results = try run(
      cells: """
        import Foundation
        print("one")
        fputs("two\\n", stderr)
        puts("three")
        FileHandle.standardError.write(Data("four\\n".utf8))
        show(5)
        print("six", terminator: "")
        7
        """, "print(8)")
    #expect(results.cells.map(\.text) == ["one\ntwo\nthree\nfour\n5\nsix\n7\n", "8\n"])
  }

  @Test("Output without a newline stays with its cell")
  func withoutNewline() throws {
    let results = try run(cells: "print(1, terminator: \"\")", "print(2)")
    #expect(results.cells.map(\.text) == ["1", "2\n"])
  }

  @Test("Bytes that are not text are written in hexadecimal")
  func bytes() throws {
    let results = try run(
      cells: "import Foundation\nFileHandle.standardOutput.write(Data([0x61, 0xff, 0x00, 0xc3, 0xa9, 0x0a]))")
    #expect(results.cells[0].text == "a\\xFF\\x00é\n")
  }

  @Test("What a terminal acts on is kept; other control characters are written in hexadecimal")
  func controlCharacters() throws {
    let results = try run(cells: #"print("a\rb\u{8}c\u{7}\t\u{1B}[1md\u{1}\u{C}\u{7F}")"#)
    #expect(results.cells[0].text == "a\rb\u{8}c\u{7}\t\u{1B}[1md\\x01\\x0C\\x7F\n")
  }

  @Test("Fifty megabytes are cut at the limit, and said to be")
  func large() throws {
    var limits = BookConfiguration.Limits()
    limits.output = 1000
    let results = try run(
      cells: "let line = String(repeating: \"x\", count: 49_999)\nfor _ in 0..<1000 { print(line) }",
      "print(\"after\")",
      limits: limits)
    #expect(results.cells[0].text.utf8.count == 1000)
    #expect(results.cells[0].isCut)
    #expect(results.cells[1].text == "after\n")
    #expect(!results.cells[1].isCut)
  }
}
