import Book

/// How far a chapter's run has come, cell by cell: isolated cells run after all others.
package struct CellProgress: Sendable {
  /// The cells that run, by their indices, in the order in which they do.
  private let order: [Int]
  /// The number of the cell that runs, from 1.
  private(set) package var number = 0

  /// How many cells run.
  package var count: Int { order.count }

  package init(_ chapter: Chapter) {
    let cells = chapter.cells.filter { !$0.options.noRun }
    order = cells.filter { !$0.options.isolated }.map(\.index) + cells.filter(\.options.isolated).map(\.index)
  }

  /// Notes that a cell runs now. What has been counted stays so where a cell runs once more.
  package mutating func begin(_ cell: Int) {
    number = max(number, (order.firstIndex(of: cell) ?? 0) + 1)
  }
}
