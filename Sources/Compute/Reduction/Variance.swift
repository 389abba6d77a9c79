/// Sums of squared distances to the mean, over raw memory, read twice and never copied.
///
/// Distances are taken from the first number, whatever it is, and the mean of those distances is subtracted from them: it is rounded as
/// the numbers differ, however far from 0 they are, and of equal numbers the result is exactly 0.
package enum Variance {
  /// For each row of a matrix the sum of its squared distances to the row's mean, divided by `divisor`.
  package static func ofRows(
    _ source: BlockPointer, rows: Int, columns: Int, divisor: Double, into result: UnsafeMutablePointer<Float>
  ) {
    Workers.split(rows, grain: 1, parts: rows * columns < 50_000 ? 1 : nil) { range in
      for row in range {
        let x = source + row * columns
        let first = x[0]
        let level = Float(Lanes.total(columns) { index, _ in Lanes(at: x + index) - first } / Double(columns))
        let squares = Lanes.total(columns) { index, _ in
          let distance = Lanes(at: x + index) - first - level
          return distance * distance
        }
        result[row] = Float(squares / divisor)
      }
    }
  }

  /// The same for each column.
  package static func ofColumns(
    _ source: BlockPointer, rows: Int, columns: Int, divisor: Double, into result: UnsafeMutablePointer<Float>
  ) {
    let all = Columns(rows: rows, count: columns)
    Columns.doubles(columns) { sums in
      all.withRepeated([{ source[$0] }]) { repeated in
        let first = repeated[0]
        all.sums(into: sums) { position, count, sums in
          let x = source + position
          for index in 0..<count { sums[index] += x[index] - first[index] }
        }
      }
      all.withRepeated([{ source[$0] }, { Float(sums[$0] / Double(rows)) }]) { repeated in
        let (first, level) = (repeated[0], repeated[1])
        all.sums(into: sums) { position, count, sums in
          let x = source + position
          for index in 0..<count {
            let distance = x[index] - first[index] - level[index]
            sums[index] += distance * distance
          }
        }
      }
      for column in 0..<columns { result[column] = Float(sums[column] / divisor) }
    }
  }
}
