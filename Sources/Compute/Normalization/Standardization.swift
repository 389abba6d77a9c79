/// The numbers of a matrix brought to mean 0 and variance 1, then scaled and shifted.
///
/// With `z = (x - mean) / deviation` the result is `scale z + shift`, where the deviation is the root of the variance plus a
/// little. Scale and shift have a number for each column.
package struct Standardization: Sendable {
  package let rows: Int
  package let columns: Int
  /// Whether each column has a mean and a deviation (batch normalisation), or each row (layer normalisation).
  package let byColumn: Bool

  package init(rows: Int, columns: Int, byColumn: Bool) {
    self.rows = rows
    self.columns = columns
    self.byColumn = byColumn
  }

  /// What is known of the rows or columns afterwards, a number for each.
  package struct Statistics: Sendable {
    package var means: [Float]
    package var variances: [Float]
    /// 1 / deviation.
    package var inverses: [Float]
  }

  /// The gradients with respect to scale and shift, a number for each column.
  package struct Sums: Sendable {
    package var scale: [Float]
    package var shift: [Float]
  }

  package func forward(
    _ x: BlockPointer, scale: BlockPointer, shift: BlockPointer, epsilon: Float,
    into y: UnsafeMutablePointer<Float>
  ) -> Statistics {
    let count = byColumn ? columns : rows
    var statistics = Statistics(
      means: [Float](repeating: 0, count: count), variances: [Float](repeating: 0, count: count),
      inverses: [Float](repeating: 0, count: count))
    if byColumn {
      forwardByColumn(x, scale, shift, epsilon, &statistics, into: y)
    } else {
      forwardByRow(x, scale, shift, epsilon, &statistics, into: y)
    }
    return statistics
  }

  private func forwardByColumn(
    _ x: BlockPointer, _ scale: BlockPointer, _ shift: BlockPointer, _ epsilon: Float,
    _ statistics: inout Statistics, into y: UnsafeMutablePointer<Float>
  ) {
    let all = Columns(rows: rows, count: columns)
    // Distances from the first row, whatever it is, so that the mean is rounded as the numbers differ: of equal ones it is exact.
    let means = all.withRepeated([{ x[$0] }]) { repeated in
      let first = repeated[0]
      return Columns.doubles(columns) { sums in
        all.sums(into: sums) { position, count, sums in
          let x = x + position
          for index in 0..<count { sums[index] += x[index] - first[index] }
        }
        return (0..<columns).map { Float(Double(x[$0]) + sums[$0] / Double(rows)) }
      }
    }
    let variances = all.withRepeated([{ means[$0] }]) { repeated in
      let mean = repeated[0]
      return Columns.doubles(columns) { sums in
        all.sums(into: sums) { position, count, sums in
          let x = x + position
          for index in 0..<count { sums[index] += (x[index] - mean[index]) * (x[index] - mean[index]) }
        }
        return (0..<columns).map { Float(sums[$0] / Double(rows)) }
      }
    }
    let inverses = variances.map { 1 / ($0 + epsilon).squareRoot() }
    all.withRepeated([{ means[$0] }, { inverses[$0] * scale[$0] }, { shift[$0] }]) { repeated in
      let (mean, factor, shift) = (repeated[0], repeated[1], repeated[2])
      all.forEach { position, count in
        let (x, y) = (x + position, y + position)
        for index in 0..<count { y[index] = (x[index] - mean[index]) * factor[index] + shift[index] }
      }
    }
    statistics = Statistics(means: means, variances: variances, inverses: inverses)
  }

  private func forwardByRow(
    _ x: BlockPointer, _ scale: BlockPointer, _ shift: BlockPointer, _ epsilon: Float,
    _ statistics: inout Statistics, into y: UnsafeMutablePointer<Float>
  ) {
    statistics.means.withUnsafeMutableBufferPointer { means in
      statistics.variances.withUnsafeMutableBufferPointer { variances in
        statistics.inverses.withUnsafeMutableBufferPointer { inverses in
          let (means, variances, inverses) = (means.baseAddress!, variances.baseAddress!, inverses.baseAddress!)
          forEachRow { row in
            let (x, y) = (x + row * columns, y + row * columns)
            // As above, distances from the first number.
            let first = x[0]
            let distances = Lanes.total(columns) { index, _ in Lanes(at: x + index) - first }
            let mean = Float(Double(first) + distances / Double(columns))
            let squares = Lanes.total(columns) { index, _ in
              let distance = Lanes(at: x + index) - mean
              return distance * distance
            }
            let variance = Float(squares / Double(columns))
            let inverse = 1 / (variance + epsilon).squareRoot()
            (means[row], variances[row], inverses[row]) = (mean, variance, inverse)
            for index in 0..<columns { y[index] = (x[index] - mean) * inverse * scale[index] + shift[index] }
          }
        }
      }
    }
  }

  func forEachRow(_ body: (Int) -> Void) {
    Workers.split(rows, grain: 1, parts: rows * columns < 50_000 ? 1 : nil) { range in
      for row in range { body(row) }
    }
  }
}

extension Columns {
  /// Memory for so many sums, while `body` runs.
  static func doubles<Result>(_ count: Int, _ body: (UnsafeMutablePointer<Double>) -> Result) -> Result {
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
    defer { sums.deallocate() }
    return body(sums)
  }
}
