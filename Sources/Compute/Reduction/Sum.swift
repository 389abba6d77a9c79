/// Sums over raw memory.
package enum Sum {
  /// The sum of `count` elements, accumulated in double precision in a fixed order: the result is the same on every
  /// machine, and rounding does not grow with the number of elements.
  package static func all(_ source: UnsafePointer<Float>, count: Int) -> Float {
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
    return Float(total)
  }

  /// Sums the middle axis of `[outer, length, inner]` into `[outer, inner]`.
  package static func middle(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, into result: UnsafeMutablePointer<Float>
  ) {
    for block in 0..<outer {
      let rows = source + block * length * inner
      let target = result + block * inner
      if inner == 1 {
        target.pointee = all(rows, count: length)
        continue
      }
      target.update(repeating: 0, count: inner)
      for row in 0..<length {
        let values = rows + row * inner
        for index in 0..<inner { target[index] += values[index] }
      }
    }
  }
}
