import Book
import Markdown

/// The numbers by which the compiler knows the lines of steps: those of the chapter where its cells can show them, or else such as do not
/// change where the text around the cells does.
struct LineNumbers {
  private let isOfChapter: Bool
  private var next = 2

  init(for chapter: Chapter) { isOfChapter = chapter.mentionsLines }

  mutating func lines(of code: StepCode, from cell: Cell, in source: SourceText) -> [Int] {
    isOfChapter ? cell.lines.map { source.position(at: $0.lowerBound).line } : fixed(count: code.lines.count)
  }

  mutating func lines(of value: CheckedValue, in source: SourceText) -> [Int] {
    let first = source.position(at: value.expressionRange.lowerBound).line
    let last = source.position(at: value.expressionRange.upperBound).line
    return isOfChapter ? Array(first...last) : fixed(count: last - first + 1)
  }

  private mutating func fixed(count: Int) -> [Int] {
    // No message about the lines before or after one step can be taken for one about another.
    defer { next += count + 3 }
    return Array(next..<(next + count))
  }
}
