/// Softmax of the rows of a matrix, and the gradients through it. Each row is read into the cache once.
package enum Softmax {
  /// e^x divided by the row's sum. The greatest number is subtracted first, so nothing overflows.
  package static func probabilities(
    _ source: BlockPointer, rows: Int, columns: Int, into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { position in
      let (row, target) = (source + position, result + position)
      let shift = Lanes.greatest(row, count: columns)
      let sum = Lanes.total(columns) { index, remaining in
        let power = exponential(Lanes(at: row + index) - shift)
        power.store(first: remaining, at: target + index)
        return power
      }
      let scale = Float(1 / sum)
      for index in 0..<columns { target[index] *= scale }
    }
  }

  /// The logarithms of the probabilities.
  package static func logarithms(
    _ source: BlockPointer, rows: Int, columns: Int, into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { position in
      let (row, target) = (source + position, result + position)
      let shift = Lanes.greatest(row, count: columns)
      let sum = Lanes.total(columns) { index, _ in exponential(Lanes(at: row + index) - shift) }
      let logarithm = Float(logarithm(sum))
      // Not one subtraction of both: of large numbers that are nearly equal, the small differences would be lost.
      for index in 0..<columns { target[index] = row[index] - shift - logarithm }
    }
  }

  /// The gradient through softmax: `probability * (gradient - sum of gradient * probability)`.
  package static func gradient(
    _ gradient: BlockPointer, probabilities: BlockPointer, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { position in
      let (slopes, row, target) = (gradient + position, probabilities + position, result + position)
      let mean = Float(Lanes.total(columns) { index, _ in Lanes(at: slopes + index) * Lanes(at: row + index) })
      for index in 0..<columns { target[index] = row[index] * (slopes[index] - mean) }
    }
  }

  /// The gradient through the logarithms: `gradient - probability * sum of gradient`.
  package static func gradient(
    _ gradient: BlockPointer, logarithms: BlockPointer, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { position in
      let (slopes, row, target) = (gradient + position, logarithms + position, result + position)
      let sum = Float(Lanes.total(columns) { index, _ in Lanes(at: slopes + index) })
      var index = 0
      while index < columns {
        (Lanes(at: slopes + index) - exponential(Lanes(at: row + index)) * sum)
          .store(first: columns - index, at: target + index)
        index += 8
      }
    }
  }

  private static func forEachRow(_ rows: Int, _ columns: Int, _ body: (Int) -> Void) {
    Workers.split(rows, grain: 8, parts: rows * columns < 30_000 ? 1 : nil) { range in
      for row in range { body(row * columns) }
    }
  }
}
