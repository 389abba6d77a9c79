import Book
import Markdown

/// The numbers by which the compiler knows the lines of steps: those of the chapter where its cells can show them, or else such as do not
/// change where the text around the cells does.
struct LineNumbers {
  private let chapter: Chapter
  /// Greater than any number of a line that a cell further below can show.
  private var next = 10_000_002

  init(for chapter: Chapter) { self.chapter = chapter }

  mutating func lines(of code: StepCode, from cell: Cell, in source: SourceText) -> [Int] {
    chapter.showsLines(ofCell: cell.index)
      ? cell.lines.map { source.position(at: $0.lowerBound).line } : fixed(count: code.lines.count)
  }

  mutating func lines(of value: CheckedValue, in source: SourceText) -> [Int] {
    let first = source.position(at: value.expressionRange.lowerBound).line
    let last = source.position(at: value.expressionRange.upperBound).line
    let showsLines = chapter.firstCellWithLines.map {
      chapter.cells[$0].range.lowerBound < value.expressionRange.lowerBound
    }
    return showsLines == true ? Array(first...last) : fixed(count: last - first + 1)
  }

  private mutating func fixed(count: Int) -> [Int] {
    // No message about the lines before or after one step can be taken for one about another.
    defer { next += count + 3 }
    return Array(next..<(next + count))
  }
}
