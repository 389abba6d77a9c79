import Book
import Outputs
import TestSupport
import Testing

/// Chapters, figures and results that have nothing to do with each other, from a seed.
struct GeneratedBook {
  var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(seed: seed) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements.randomElement(using: &generator)! }
  mutating func count(_ most: Int) -> Int { Int.random(in: 0...most, using: &generator) }

  mutating func line() -> String {
    let words = [
      "loss", "0.072", "0.5", "-1.25e-3", "7", "nan", "...", "x  y", "`", "````", "~~~", "[[ 1.0,", "-0.0]]", "é", "\\",
      "#", "\t",
    ]
    return (0..<count(3)).map { _ in pick(words) }.joined(separator: pick([" ", "", "  "]))
  }

  mutating func printed() -> String {
    (0..<count(4)).map { _ in line() + "\n" }.joined()
  }

  mutating func outputs() -> [Output] {
    (0..<count(4)).map { _ in
      switch count(3) {
      case 0: .picture(svg: "<svg x=\"\(count(3)).\(count(9))\"/>", description: line())
      case 1:
        .value(
          "[[1.0, \(count(9)).5]]\nshape [1, 2]\n",
          form: .tensor(TensorValue(name: "t", shape: [1, 2], elements: .float32([1, 2.5]))))
      default: .text(printed())
      }
    }
  }

  /// A cell in some container, with documented outputs of its own.
  mutating func cell(_ index: Int) -> String {
    let (first, further) = pick([("", ""), ("> ", "> "), ("- ", "  "), ("1. > ", "   > "), ("  ", "  ")])
    var lines = ["```swift {#c\(index)}", "let x = \(index)"]
    if count(2) == 0 { lines += ["f(x) // Prints \"\(pick(["0.072", "7", "a", "..."]))\""] }
    lines.append("```")
    for number in 0..<count(3) {
      if count(2) > 0 { lines.append("") }
      if count(2) == 0 {
        let path = number == 0 ? "figures/c\(index).svg" : "figures/c\(index)-\(number + 1).svg"
        lines.append("![words](\(path))")
      } else {
        lines.append("```output")
        lines += printed().replacing("`", with: "'").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          .map(String.init)
        lines.append("```")
      }
    }
    return lines.enumerated().map { ($0.offset == 0 ? first : further) + $0.element }.joined(separator: "\n") + "\n"
  }

  mutating func fixture() -> Fixture {
    let cells = 1 + count(3)
    let parts = (0..<cells).map { index in cell(index) + pick(["\n", ""]) + "Text [0.\(count(9))](<=v>).\n\n" }
    let text = parts.joined().replacing("\n", with: pick(["\n", "\r\n"]))
    return Fixture(
      text, (0..<cells).map { _ in .outputs(outputs(), byStatement: 1) },
      values: (0..<cells).map { _ in .value(pick(["0.123", "nan", "a*b", "..."])) },
      figures: ["figures/c0.svg": figure("<svg x=\"1.5\"/>", of: "a#c0")])
  }
}

@Suite("Accept, for any chapter")
struct AcceptancePropertyTests {
  @Test("Accepting makes a chapter agree, and accepting twice changes nothing", arguments: [UInt64](1...300))
  func idempotent(seed: UInt64) throws {
    var book = GeneratedBook(seed: seed)
    let fixture = book.fixture()
    try #require(fixture.chapter.cells.count == fixture.results.cells.count)
    let accepted = try fixture.accepted()
    let report = accepted.report()
    #expect(
      report.cells.allSatisfy { $0.verdict == .agrees }, "\(fixture.text)\n-->\n\(accepted.text)\n\(report.diagnostics)"
    )
    #expect(report.checkedValues.allSatisfy { $0.verdict == .agrees })
    #expect(accepted.acceptance().isEmpty, "\(accepted.text)\n\(accepted.acceptance().edits)")
    #expect(accepted.acceptance().applied(to: accepted) == accepted.text)
  }

  @Test("One changed digit is found at its line, and accepting restores the bytes", arguments: [UInt64](1...150))
  func restored(seed: UInt64) throws {
    var book = GeneratedBook(seed: seed)
    var fixture = book.fixture()
    fixture.text += "\n```swift {#last}\n7\n```\n"
    fixture.results.cells.append(.text(book.printed() + "7\n" + book.printed()))
    let original = try fixture.accepted()
    let chapter = original.chapter
    // Integers of output fences: whatever they become, they no longer agree, and they are written as they are printed.
    var locations = [(cell: Int, digit: Int)]()
    for cell in chapter.cells {
      for case .text(let fence) in cell.documented {
        for line in fence.lines where chapter.source.text(in: line) == "7" {
          locations.append((cell.index, line.lowerBound))
        }
      }
    }
    let location = try #require(locations.randomElement(using: &book.generator))
    var bytes = Array(original.text.utf8)
    bytes[location.digit] = UInt8(ascii: "3")
    var changed = original
    changed.text = String(decoding: bytes, as: UTF8.self)
    let report = changed.report()
    #expect(report.cells[location.cell].verdict == .drifted)
    let drifts = report.diagnostics.filter { $0.severity == .drift }
    #expect(drifts.count == 1)
    #expect(drifts.first?.differences.contains { $0.line == chapter.source.position(at: location.digit).line } == true)
    #expect(drifts.first?.summary.contains(chapter.cells[location.cell].name) == true)
    #expect(try changed.accepted().text == original.text)
  }
}

extension Acceptance {
  fileprivate func applied(to fixture: Fixture) -> String? {
    (try? applied(to: Array(fixture.text.utf8), of: fixture.chapter)).map { String(decoding: $0, as: UTF8.self) }
  }
}
