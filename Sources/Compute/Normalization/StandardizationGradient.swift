extension Standardization {
  /// The gradients with respect to scale, the sums of `gradient z` over the rows, and shift, those of `gradient`.
  package func sums(_ x: BlockPointer, gradient: BlockPointer, _ statistics: Statistics) -> Sums {
    let all = Columns(rows: rows, count: columns)
    return Columns.doubles(2 * columns) { sums in
      if byColumn {
        all.withRepeated([{ statistics.means[$0] }]) { repeated in
          let mean = repeated[0]
          all.sums(kinds: 2, into: sums) { position, count, sums in
            let (x, gradient, shifts) = (x + position, gradient + position, sums + all.width)
            for index in 0..<count {
              sums[index] += gradient[index] * (x[index] - mean[index])
              shifts[index] += gradient[index]
            }
          }
        }
        for column in 0..<columns { sums[column] *= Double(statistics.inverses[column]) }
      } else {
        statistics.means.withUnsafeBufferPointer { means in
          statistics.inverses.withUnsafeBufferPointer { inverses in
            let (means, inverses) = (means.baseAddress!, inverses.baseAddress!)
            all.sums(kinds: 2, into: sums) { position, count, sums in
              for first in stride(from: 0, to: count, by: columns) {
                let (x, gradient, sums) = (x + position + first, gradient + position + first, sums + first)
                let shifts = sums + all.width
                let (mean, inverse) = (means[(position + first) / columns], inverses[(position + first) / columns])
                for index in 0..<columns {
                  sums[index] += gradient[index] * ((x[index] - mean) * inverse)
                  shifts[index] += gradient[index]
                }
              }
            }
          }
        }
      }
      return Sums(
        scale: (0..<columns).map { Float(sums[$0]) }, shift: (0..<columns).map { Float(sums[columns + $0]) })
    }
  }

  /// The gradient with respect to x. With `g = scale gradient` it is `(g - mean of g - z mean of g z) / deviation`, the means
  /// taken over what has a mean in common.
  ///
  /// - Parameter sums: What `sums` gives; used where columns have means.
  package func gradient(
    _ x: BlockPointer, gradient: BlockPointer, scale: BlockPointer, _ statistics: Statistics,
    _ sums: @autoclosure () -> Sums, into result: UnsafeMutablePointer<Float>
  ) {
    if byColumn {
      let (all, sums, inverses, weight) = (
        Columns(rows: rows, count: columns), sums(), statistics.inverses, 1 / Float(rows)
      )
      let values: [(Int) -> Float] = [
        { statistics.means[$0] }, { inverses[$0] * scale[$0] }, { sums.shift[$0] * weight },
        { sums.scale[$0] * weight * inverses[$0] },
      ]
      return all.withRepeated(values) { repeated in
        let (mean, factor, level, slope) = (repeated[0], repeated[1], repeated[2], repeated[3])
        all.forEach { position, count in
          let (x, gradient, result) = (x + position, gradient + position, result + position)
          for index in 0..<count {
            result[index] =
              factor[index] * (gradient[index] - level[index] - (x[index] - mean[index]) * slope[index])
          }
        }
      }
    }
    statistics.means.withUnsafeBufferPointer { means in
      statistics.inverses.withUnsafeBufferPointer { inverses in
        let (means, inverses) = (means.baseAddress!, inverses.baseAddress!)
        forEachRow { row in
          let position = row * columns
          let (x, gradient, result) = (x + position, gradient + position, result + position)
          let (mean, inverse) = (means[row], inverses[row])
          let level = Float(
            Lanes.total(columns) { index, _ in Lanes(at: gradient + index) * Lanes(at: scale + index) }
              / Double(columns))
          let products = Lanes.total(columns) { index, _ in
            Lanes(at: gradient + index) * Lanes(at: scale + index) * (Lanes(at: x + index) - mean)
          }
          let slope = Float(products / Double(columns)) * inverse * inverse
          for index in 0..<columns {
            result[index] = inverse * (gradient[index] * scale[index] - level - (x[index] - mean) * slope)
          }
        }
      }
    }
  }
}
