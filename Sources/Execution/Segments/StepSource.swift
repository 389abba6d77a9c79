import Book
import Markdown

/// The Swift of one step of a chapter, a cell or a checked value, and what its syntax says about it.
struct StepSource: Sendable {
  /// The step's index among all steps of the chapter.
  let step: Int
  let kind: Kind
  /// The code as the author wrote it.
  let code: String
  /// The line of the chapter, counted from 1, on which each line of `code` stands.
  let lines: [Int]
  let syntax: CellSyntax
  /// Whether it is the first part of its step, and whether it is the last.
  var isFirst = true
  var isLast = true

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
  }

  init(step: Int, cell: Cell, in source: SourceText, _ numbers: inout LineNumbers) {
    self.step = step
    kind = .cell(cell)
    code = cell.code
    lines = numbers.lines(cell.lines.map { source.position(at: $0.lowerBound).line })
    syntax = CellSyntax(parsing: cell.code)
  }

  init(step: Int, value: Book.CheckedValue, in source: SourceText, _ numbers: inout LineNumbers) {
    self.step = step
    kind = .checkedValue
    code = value.expression
    let first = source.position(at: value.expressionRange.lowerBound).line
    let last = source.position(at: value.expressionRange.upperBound).line
    lines = numbers.lines(Array(first...last))
    syntax = CellSyntax(parsing: value.expression)
  }

  var isCell: Bool { if case .cell = kind { true } else { false } }

  /// Where a byte of the code stands.
  func location(of offset: Int) -> RunRecord.Finding.Location {
    let before = code.utf8.prefix(offset)
    let line = before.count { $0 == UInt8(ascii: "\n") }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    return .init(step: step, line: line, column: column)
  }
}
