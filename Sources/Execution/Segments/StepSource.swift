import Book
import Markdown
import Outputs
import Text

/// The Swift of one step of a chapter, a cell or a checked value, and what its syntax says about it.
struct StepSource: Sendable {
  /// The step's index among all steps of the chapter.
  let step: Int
  let kind: Kind
  /// What of the author's code is compiled.
  let code: String
  /// The number by which the compiler knows each line of `code`.
  let lines: [Int]
  let syntax: CellSyntax
  /// Where each line of `code` begins.
  private let lineStarts: [Int]
  /// The index of the part, where its step is compiled in parts.
  var part = 0
  /// Whether it is the first part of its step, and whether it is the last.
  var isFirst = true
  var isLast = true

  /// Whether what its statements print is to be known of each, and of each of its calls of `print`.
  var attributesStatements = false
  var attributesCalls = false

  /// The columns at which calls of `print` begin in the whole step, by their lines.
  var printColumns: [Int: [Int]] = [:]

  /// What stands before the name in a call of `print` that says where it stands, by which of the calls on its line it is.
  static func attributedPrintMarker(_ index: Int) -> String { String(repeating: ModuleName.reserved, count: index + 1) }

  /// Which of the calls of `print` on its line one is, by the offset of its name.
  func callIndex(ofPrintAt offset: Int) -> Int {
    let location = location(of: offset)
    let index = printColumns[location.line]?.firstIndex(of: location.column) ?? AttributedText.Call.greatestIndex
    return min(index, AttributedText.Call.greatestIndex)
  }

  enum Kind: Sendable, Hashable {
    case cell(Cell)
    case checkedValue
  }

  init(step: Int, kind: Kind, code: String, lines: [Int], syntax: CellSyntax) {
    self.step = step
    self.kind = kind
    self.code = code
    self.lines = lines
    self.syntax = syntax
    lineStarts = [0] + code.utf8.enumerated().filter { $0.element == UInt8(ascii: "\n") }.map { $0.offset + 1 }
  }

  init(step: Int, cell index: Int, of chapter: Chapter, _ numbers: inout LineNumbers) {
    let cell = chapter.cells[index]
    let code = chapter.stepCode(ofCell: index)
    self.init(
      step: step, kind: .cell(cell), code: code.text, lines: numbers.lines(of: code, from: cell, in: chapter.source),
      syntax: CellSyntax(parsing: code.text))
    attributesStatements = cell.attributesStatements
    attributesCalls = attributesStatements && !chapter.declaresPrint
    for offset in syntax.printCalls.sorted() where attributesCalls {
      let location = location(of: offset)
      printColumns[location.line, default: []].append(location.column)
    }
  }

  init(step: Int, value: Book.CheckedValue, in source: SourceText, _ numbers: inout LineNumbers) {
    self.init(
      step: step, kind: .checkedValue, code: value.expression, lines: numbers.lines(of: value, in: source),
      syntax: CellSyntax(parsing: value.expression))
  }

  /// What its author wants the compiler to do; nil where nobody says.
  var optimizes: Bool? { if case .cell(let cell) = kind { cell.options.optimize } else { nil } }

  /// Whether it stands below another one.
  func isBelow(_ other: StepSource) -> Bool { (step, part) > (other.step, other.part) }

  var isCell: Bool { if case .cell = kind { true } else { false } }

  /// Where a byte of the code stands.
  func location(of offset: Int) -> RunRecord.Finding.Location {
    let line = lineStarts.partitioningIndex { $0 > offset } - 1
    return .init(step: step, line: line, column: offset - lineStarts[line])
  }

  /// The bytes of the longest line.
  var greatestLineLength: Int { zip(lineStarts, lineStarts.dropFirst() + [code.utf8.count]).map { $1 - $0 }.max() ?? 0 }

  /// The bytes of a line, what ends it among them.
  func length(ofLine line: Int) -> Int {
    guard lineStarts.indices.contains(line) else { return 0 }
    return (line + 1 < lineStarts.count ? lineStarts[line + 1] : code.utf8.count) - lineStarts[line]
  }

  /// Where the semicolon after a statement ends; nil where none follows.
  func semicolon(after item: CellSyntax.Item) -> Int? {
    let rest = code.utf8.dropFirst(item.range.upperBound)
    let blanks = rest.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    return rest.dropFirst(blanks).first == UInt8(ascii: ";") ? item.range.upperBound + blanks + 1 : nil
  }

  /// The index of the line that stands on a line of the chapter.
  func line(onLine number: Int) -> Int? {
    let index = lines.partitioningIndex { $0 >= number }
    return lines.indices.contains(index) && lines[index] == number ? index : nil
  }

  /// The word that a line and a column, both from 0, point at.
  func word(at location: RunRecord.Finding.Location) -> String? {
    rest(at: location).map { $0.prefix { $0 == "_" || $0.isLetter || $0.isNumber } }.map(String.init)
  }

  /// The rest of the line from there.
  func rest(at location: RunRecord.Finding.Location) -> String? {
    guard lineStarts.indices.contains(location.line) else { return nil }
    let end = location.line + 1 < lineStarts.count ? lineStarts[location.line + 1] : code.utf8.count
    let start = min(lineStarts[location.line] + location.column, end)
    return String(Substring(code.utf8.dropFirst(start).prefix(end - start)))
  }
}
