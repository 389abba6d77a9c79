/// Sums over raw memory.
package enum Sum {
  /// The sum of `count` elements, accumulated in double precision in a fixed order: the result is the same on every
  /// machine, and rounding does not grow with the number of elements. It is divided by `divisor` before it is rounded, so that
  /// the mean of equal numbers is that number.
  package static func all(_ source: UnsafePointer<Float>, count: Int, divisor: Double = 1) -> Float {
    var lanes = SIMD4<Double>.zero
    var index = 0
    while index + 4 <= count {
      lanes += SIMD4(
        Double(source[index]), Double(source[index + 1]), Double(source[index + 2]), Double(source[index + 3]))
      index += 4
    }
    var total = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
    while index < count {
      total += Double(source[index])
      index += 1
    }
    return Float(total / divisor)
  }

  /// Sums the middle axis of `[outer, length, inner]` into `[outer, inner]`, and divides the sums.
  ///
  /// Rows are added up in chunks, whose sums are added in double precision and in order.
  package static func middle(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, divisor: Double = 1,
    into result: UnsafeMutablePointer<Float>
  ) {
    if outer == 0 || inner == 0 { return }
    let isLarge = outer * length * inner >= 100_000
    if inner == 1 {
      Workers.split(outer, grain: 1, parts: isLarge ? nil : 1) { range in
        for block in range { result[block] = all(source + block * length, count: length, divisor: divisor) }
      }
      return
    }
    let chunks = (length + chunkRows - 1) / chunkRows
    let sums = UnsafeMutablePointer<Float>.allocate(capacity: max(1, outer * chunks * inner))
    defer { sums.deallocate() }
    Workers.split(outer * chunks, grain: 1, parts: isLarge ? nil : 1) { range in
      for number in range {
        let (block, chunk) = (number / chunks, number % chunks)
        chunkSums(
          source + (block * length + chunk * chunkRows) * inner, rows: min(chunkRows, length - chunk * chunkRows),
          inner: inner, into: sums + number * inner)
      }
    }
    for block in 0..<outer {
      for column in 0..<inner {
        var total = 0.0
        for chunk in 0..<chunks { total += Double(sums[(block * chunks + chunk) * inner + column]) }
        result[block * inner + column] = Float(total / divisor)
      }
    }
  }

  private static let chunkRows = 512

  /// Short rows are taken several at a time, so that they are whole vectors.
  private static func chunkSums(
    _ source: UnsafePointer<Float>, rows: Int, inner: Int, into sums: UnsafeMutablePointer<Float>
  ) {
    let together = inner < 128 ? min(StridedPair.rowsTogether(inner), rows) : 1
    let width = together * inner
    withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { buffer in
      let wide = buffer.baseAddress!
      wide.update(from: source, count: width)
      var row = together
      while row + together <= rows {
        let values = source + row * inner
        for index in 0..<width { wide[index] += values[index] }
        row += together
      }
      for index in 0..<(rows - row) * inner { wide[index] += source[row * inner + index] }
      sums.update(from: wide, count: inner)
      for part in 1..<max(together, 1) {
        for column in 0..<inner { sums[column] += wide[part * inner + column] }
      }
    }
  }
}
