/// Softmax of the rows of a matrix, and the gradients through it. Each row is read into the cache once.
package enum Softmax {
  /// e^x divided by the row's sum. The greatest number is subtracted first, so nothing overflows.
  package static func shares(
    _ source: UnsafePointer<Float>, rows: Int, columns: Int, into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { place in
      let (row, target) = (source + place, result + place)
      let shift = Lanes.greatest(row, count: columns)
      let sum = Lanes.total(columns) { index, room in
        let power = exponential(Lanes.load(row + index) - shift)
        power.store(first: room, at: target + index)
        return power
      }
      let share = Float(1 / sum)
      for index in 0..<columns { target[index] *= share }
    }
  }

  /// The logarithms of the shares.
  package static func logarithms(
    _ source: UnsafePointer<Float>, rows: Int, columns: Int, into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { place in
      let (row, target) = (source + place, result + place)
      let shift = Lanes.greatest(row, count: columns)
      let sum = Lanes.total(columns) { index, _ in exponential(Lanes.load(row + index) - shift) }
      let logarithm = Float(logarithm(sum))
      // Not one subtraction of both: of large numbers that are nearly equal, the small differences would be lost.
      for index in 0..<columns { target[index] = row[index] - shift - logarithm }
    }
  }

  /// The gradient through the shares: `share * (gradient - sum of gradient * share)`.
  package static func gradient(
    _ gradient: UnsafePointer<Float>, shares: UnsafePointer<Float>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { place in
      let (slopes, row, target) = (gradient + place, shares + place, result + place)
      let mean = Float(Lanes.total(columns) { index, _ in Lanes.load(slopes + index) * Lanes.load(row + index) })
      for index in 0..<columns { target[index] = row[index] * (slopes[index] - mean) }
    }
  }

  /// The gradient through the logarithms: `gradient - share * sum of gradient`.
  package static func gradient(
    _ gradient: UnsafePointer<Float>, logarithms: UnsafePointer<Float>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, columns) { place in
      let (slopes, row, target) = (gradient + place, logarithms + place, result + place)
      let sum = Float(Lanes.total(columns) { index, _ in Lanes.load(slopes + index) })
      var index = 0
      while index < columns {
        (Lanes.load(slopes + index) - exponential(Lanes.load(row + index)) * sum)
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
