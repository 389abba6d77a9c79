import Book
import Execution
import Markdown

/// A chapter as Swift: what is code stands where it stands in the chapter, and all else is blank.
///
/// Lines and columns are those of the chapter, counted in units of UTF-16. Of the steps there are the one that is meant and those that
/// it sees.
struct ShadowText {
  let text: String

  /// nil where no code stands at the offset.
  ///
  /// - Parameter superseded: what knows of declarations that are made again: those above are left out.
  init?(_ chapter: Chapter, at offset: Int, _ superseded: SupersededDeclarations) {
    guard let step = chapter.steps.firstIndex(where: { chapter.code(of: $0).contains { $0.touches(offset) } }) else {
      return nil
    }
    let source = chapter.source
    var bytes = Self.blanks(of: source)
    let steps = chapter.steps[...step].indices.filter { $0 == step || chapter.sees($0, from: step) }
    for index in steps {
      for line in chapter.code(of: chapter.steps[index]) {
        // Blanks take another number of bytes.
        bytes.replaceSubrange(line.lowerBound..<line.upperBound, with: source.bytes[line].map(Optional.some))
      }
      if case .checkedValue(let value) = chapter.steps[index] {
        Self.separate(chapter.checkedValues[value].expressionRange, of: source, in: &bytes)
      }
    }
    let cells = steps.compactMap { index in
      if case .cell(let cell) = chapter.steps[index] { chapter.cells[cell] } else { nil }
    }
    for (cell, ranges) in zip(cells, superseded.ranges(in: cells.map(\.code))) {
      for range in ranges { Self.blank(range, of: cell, source, in: &bytes) }
    }
    text = String(decoding: bytes.compactMap(\.self), as: UTF8.self)
  }

  /// As many elements as there are bytes, of which those that stand for nothing are nil.
  private static func blanks(of source: SourceText) -> [UInt8?] {
    let blank = UInt8(ascii: " ")
    var blanks = source.bytes.map { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): byte
      // Of a character the first byte alone.
      case ..<0x80, 0xC0...: blank
      default: nil
      }
    }
    // A character of four bytes has two units.
    for index in source.bytes.indices where source.bytes[index] >= 0xF0 && index + 1 < blanks.count {
      blanks[index + 1] = blank
    }
    return blanks
  }

  /// Takes something out of a cell.
  ///
  /// - Parameter range: its bytes in the cell's code.
  private static func blank(_ range: Range<Int>, of cell: Cell, _ source: SourceText, in bytes: inout [UInt8?]) {
    let blanks = blanks(of: source)
    var start = 0
    for (text, line) in zip(
      cell.code.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false), cell.lines)
    {
      let part = range.clamped(to: start..<start + text.count)
      for offset in part where line.lowerBound + offset - start < line.upperBound {
        let index = line.lowerBound + offset - start
        bytes[index] = blanks[index]
      }
      start += text.count + 1
    }
  }

  /// Makes a checked value a statement: several may stand on a line, and within it some signs have a backslash.
  private static func separate(_ range: Range<Int>, of source: SourceText, in bytes: inout [UInt8?]) {
    if bytes.indices.contains(range.upperBound) { bytes[range.upperBound] = UInt8(ascii: ";") }
    for index in range.dropLast() where source.bytes[index] == UInt8(ascii: "\\") {
      if "<>".utf8.contains(source.bytes[index + 1]) { bytes[index] = UInt8(ascii: " ") }
    }
  }
}

extension Chapter {
  /// The bytes of a step's code, line by line.
  func code(of step: Step) -> [Range<Int>] {
    switch step {
    case .cell(let index): cells[index].lines
    case .checkedValue(let index): [checkedValues[index].expressionRange]
    }
  }

  /// Whether what a step declares is there for one below it.
  fileprivate func sees(_ other: Int, from step: Int) -> Bool {
    if case .cell(let index) = steps[step], cells[index].options.isolated { return false }
    guard case .cell(let index) = steps[other] else { return false }
    let options = cells[index].options
    return !options.noRun && !options.fails && !options.isolated
  }
}

extension Range<Int> {
  /// Whether a cursor at an offset stands in it or at its end.
  fileprivate func touches(_ offset: Int) -> Bool { lowerBound <= offset && offset <= upperBound }
}
