import Book
import Foundation
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
        [
          .value("[1, 2]\n", form: .tensor(TensorValue(shape: [2], elements: .float32([1, 2])))), .text("4\n"),
          .value("5\n"),
        ],
      ])
  }

  @Test("What is written to the error stream is known as such, in order, however it is written")
  func errorStream() throws {
    let results = try run(
      cells: """
        import Foundation
        print("a", terminator: "")
        fputs("b\\n", stderr)
        print("c")
        FileHandle.standardError.write(Data("d\\n".utf8))
        write(2, "e\\n", 2)
        withVaList([7]) { _ = vfprintf(stderr, "%d\\n", $0) }
        8
        """, "for number in 0..<3000 { fputs(\"\\(number)\\n\", stderr) }\nprint(\"\\u{ff}\", 1)")
    #expect(
      results.cells[0].outputs == [
        .text("a"), .errors("b\n"), .text("c\n"), .errors("d\ne\n7\n"), .value("8\n"),
      ])
    #expect(
      results.cells[1].outputs == [.errors((0..<3000).map { "\($0)\n" }.joined()), .text("\u{ff} 1\n")])
  }

  @Test("A table travels as its titles and entries beside its text")
  func tables() throws {
    let results = try run(
      cells: """
        import Notebook
        var table = Table("layer", "of", "share")
        table.append("conv 1", 156, 0.25)
        table.append("", 10_164, "-")
        table
        """, "print(table)", "Table()", "Table(\"a\", rows: [[1, 2]])", options: [3: { $0.fails = true }])
    let text = "layer      of  share\n------  -----  -----\nconv 1    156  0.25\n        10164  -\n"
    let value = TableValue(
      name: "table", titles: ["layer", "of", "share"],
      rows: [
        [.init("conv 1", isNumber: false), .init("156", isNumber: true), .init("0.25", isNumber: true)],
        [.init("", isNumber: false), .init("10164", isNumber: true), .init("-", isNumber: false)],
      ])
    #expect(results.cells[0].outputs == [.value(text, form: .table(value))])
    #expect(results.cells[1].outputs == [.text(text)])
    #expect(results.cells[2].outputs == [.value("\n\n", form: .table(TableValue(titles: [], rows: [])))])
    #expect(
      results.cells[3].text == "Fatal error: Table: a row has 2 entries; expected 1, one for each title\n")
  }

  @Test("A tensor travels as its numbers, each to the bit, beside what print gives")
  func tensors() throws {
    let results = try run(
      cells: """
        import Notebook
        let exact = Tensor(shape: [2, 3], [0.1, -0.0, .nan, .infinity, -.infinity, 1e-45])
        exact
        """, "Tensor(3.25)", "let counts = IntTensor([1, -2_000_000_000])\ncounts",
      "show(Tensor(zeros: [0, 2]), Tensor(zeros: [1000]), Tensor(zeros: [1001]), IntTensor(shape: [2, 1], [7, 8]))",
      "print(exact)\nprint(\"[[1, 2]]\")\n[[1.5, 2]]")
    func forms(_ cell: Int) -> [ValueForm?] { results.cells[cell].outputs.map(\.form) }
    let numbers: [Float] = [0.1, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude]
    #expect(forms(0) == [.tensor(TensorValue(name: "exact", shape: [2, 3], elements: .float32(numbers)))])
    #expect(results.cells[0].text == "[[    0.1,     0.0,     nan],\n [    inf,    -inf, 1.4e-45]]\nshape [2, 3]\n")
    #expect(forms(1) == [.tensor(TensorValue(shape: [], elements: .float32([3.25])))])
    #expect(
      forms(2) == [.tensor(TensorValue(name: "counts", shape: [2], elements: .int32([1, -2_000_000_000])))])
    #expect(
      forms(3) == [
        .tensor(TensorValue(shape: [0, 2], elements: .float32([]))),
        .tensor(TensorValue(shape: [1000], elements: .float32([Float](repeating: 0, count: 1000)))),
        .tensor(TensorValue(shape: [1001], elements: nil)),
        .tensor(TensorValue(shape: [2, 1], elements: .int32([7, 8]))),
      ])
    #expect(forms(4) == [nil, nil], "what is printed, and what is no tensor, is text")
  }

  @Test("A tensor whose text is beyond the limit is left out whole, and said to be")
  func limitedTensor() throws {
    var limits = BookConfiguration.Limits()
    limits.output = 1000
    let results = try run(
      cells: "import Notebook\nTensor(zeros: [1000])", "Tensor([1, 2])", limits: limits)
    #expect(results.cells.map(\.outputs.count) == [0, 1])
    #expect(results.cells.map(\.isCut) == [true, false])
  }

  @Test("Numbers are kept and reported to the bit, those that JSON has none for as texts")
  func kept() throws {
    let patterns = (0..<200_000).map { UInt32(truncatingIfNeeded: $0 &* 2_654_435_761) }
    let numbers = patterns.map(Float.init(bitPattern:)).filter { !$0.isNaN } + [.nan, -0.0, 0]
    let form = ValueForm.tensor(TensorValue(name: "x", shape: [numbers.count], elements: .float32(numbers)))
    let encoded = try JSONEncoder().encode(form)
    #expect(try JSONDecoder().decode(ValueForm.self, from: encoded) == form)
    let few = TensorValue(shape: [4], elements: .float32([0.1, .nan, -.infinity, -0.0]))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(few), as: UTF8.self)
        == #"{"elements":[0.1,"nan","-inf","-0"],"shape":[4],"type":"float32"}"#)
    #expect(TensorValue(shape: [1], elements: .float32([0])) != TensorValue(shape: [1], elements: .float32([-0.0])))
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
