/// The indices of greatest and least elements.
package enum ExtremeIndices {
  /// The position of the greatest element along the middle axis of `[outer, length, inner]`, of the first among equals. A NaN
  /// counts as greater than any number. The axis must not be empty.
  package static func indicesOfGreatest(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, into indices: UnsafeMutablePointer<Int32>
  ) {
    search(source, sign: 1, outer: outer, length: length, inner: inner, into: indices)
  }

  /// The same for the least element; a NaN counts as less than any number.
  package static func indicesOfLeast(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, into indices: UnsafeMutablePointer<Int32>
  ) {
    search(source, sign: -1, outer: outer, length: length, inner: inner, into: indices)
  }

  /// Searches for the greatest of the numbers times a sign, which is exact.
  private static func search(
    _ source: UnsafePointer<Float>, sign: Float, outer: Int, length: Int, inner: Int,
    into indices: UnsafeMutablePointer<Int32>
  ) {
    // Without columns there is nothing to find, and no space for what is found.
    if inner == 0 { return }
    guard inner > 1 else {
      Workers.split(outer, grain: 1, parts: outer * length < 100_000 ? 1 : nil) { range in
        for block in range {
          let position = indexOfGreatest(source + block * length, sign: sign, length)
          indices[block] = Int32(truncatingIfNeeded: block * length + position)
        }
      }
      return
    }
    // Whole rows at a time, with the best so far of each column beside their indices.
    let best = UnsafeMutablePointer<Float>.allocate(capacity: inner)
    defer { best.deallocate() }
    for block in 0..<outer {
      let first = block * length * inner
      let found = indices + block * inner
      Workers.split(inner, grain: 64, parts: length * inner < 100_000 ? 1 : nil) { columns in
        for column in columns {
          best[column] = source[first + column] * sign
          found[column] = Int32(truncatingIfNeeded: first + column)
        }
        for row in 1..<length {
          let start = first + row * inner
          let values = source + start
          let position = Int32(truncatingIfNeeded: start)
          for column in columns {
            let (value, old) = (values[column] * sign, best[column])
            // A NaN is not less than or equal to anything, and stays once it is found.
            let takes = (value <= old ? 0 : 1) & (old == old ? 1 : 0) == 1
            best[column] = takes ? value : old
            found[column] = takes ? position &+ Int32(truncatingIfNeeded: column) : found[column]
          }
        }
      }
    }
  }

  /// The same for `count` elements that follow each other.
  private static func indexOfGreatest(_ row: UnsafePointer<Float>, sign: Float, _ count: Int) -> Int {
    // The value first, in lanes that know no order; then where it stands.
    var greatest = row[0] * sign
    var hasNaN = row[0].isNaN
    var index = 0
    if count >= 16 {
      var lanes = SIMD8(at: row) * sign
      var ordered = lanes .== lanes
      while index + 8 <= count {
        let next = SIMD8(at: row + index) * sign
        lanes.replace(with: next, where: next .> lanes)
        ordered = ordered .& (next .== next)
        index += 8
      }
      hasNaN = ordered != SIMDMask(repeating: true)
      greatest = lanes[0]
      for lane in 1..<8 where lanes[lane] > greatest { greatest = lanes[lane] }
    }
    while index < count {
      hasNaN = hasNaN || row[index].isNaN
      if row[index] * sign > greatest { greatest = row[index] * sign }
      index += 1
    }
    index = 0
    while hasNaN ? !row[index].isNaN : row[index] * sign != greatest { index += 1 }
    return index
  }
}
