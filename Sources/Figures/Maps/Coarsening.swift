import Tensors

/// A matrix made smaller: each cell is the mean of a square of its values, or of as much of one as the matrix has.
struct Coarsened {
  let values: [Float]
  let rows: Int
  let columns: Int
  /// How many values to a cell each way; 1 where nothing was to be done. Cells at the lower and right edge may have fewer.
  let part: (rows: Int, columns: Int)
  /// How many rows and columns the matrix has.
  private let size: (rows: Int, columns: Int)

  /// As few values to a cell as keep both sides within the limit.
  init(_ values: [Float], rows: Int, columns: Int, limit: Int) {
    size = (rows, columns)
    let factor = max(1, (max(rows, columns) - 1) / limit + 1)
    part = (min(factor, max(1, rows)), min(factor, max(1, columns)))
    guard factor > 1 else {
      (self.values, self.rows, self.columns) = (values, rows, columns)
      return
    }
    self.rows = (rows + factor - 1) / factor
    self.columns = (columns + factor - 1) / factor
    var means: [Float] = []
    for top in stride(from: 0, to: rows, by: factor) {
      for left in stride(from: 0, to: columns, by: factor) {
        var sum = 0.0
        let (bottom, right) = (min(rows, top + factor), min(columns, left + factor))
        for row in top..<bottom { for column in left..<right { sum += Double(values[row * columns + column]) } }
        means.append(Float(sum / Double((bottom - top) * (right - left))))
      }
    }
    self.values = means
  }

  /// Which rows of the matrix a row of cells stands for, from 0: `4`, or `4–5`.
  func rowName(_ row: Int) -> String { Coarsened.name(row, part.rows, of: size.rows) }
  func columnName(_ column: Int) -> String { Coarsened.name(column, part.columns, of: size.columns) }

  private static func name(_ index: Int, _ part: Int, of count: Int) -> String {
    let (first, last) = (index * part, min(count, (index + 1) * part) - 1)
    return first == last ? "\(first)" : "\(first)–\(last)"
  }

  /// What is to be said of it, if anything.
  var note: String {
    part == (1, 1) ? "" : "each cell the mean of \(part.rows) × \(part.columns) values"
  }
}
