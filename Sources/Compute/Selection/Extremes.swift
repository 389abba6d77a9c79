/// The places of greatest and least elements.
package enum Extremes {
  /// The place of the greatest element along the middle axis of `[outer, length, inner]`, of the first among equals. A NaN
  /// counts as greater than any number. The axis must not be empty.
  package static func placesOfGreatest(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, into places: UnsafeMutablePointer<Int32>
  ) {
    search(source, outer: outer, length: length, inner: inner, into: places) { $0 > $1 }
  }

  /// The same for the least element; a NaN counts as less than any number.
  package static func placesOfLeast(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, into places: UnsafeMutablePointer<Int32>
  ) {
    search(source, outer: outer, length: length, inner: inner, into: places) { $0 < $1 }
  }

  @inline(__always)
  private static func search(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, into places: UnsafeMutablePointer<Int32>,
    _ isBetter: (Float, Float) -> Bool
  ) {
    guard inner > 1 else {
      for block in 0..<outer {
        let place = best(source + block * length, length, isBetter)
        places[block] = Int32(truncatingIfNeeded: block * length + place)
      }
      return
    }
    // Whole rows at a time, with the best so far of each column beside their places.
    let best = UnsafeMutablePointer<Float>.allocate(capacity: inner)
    defer { best.deallocate() }
    for block in 0..<outer {
      let first = block * length * inner
      let found = places + block * inner
      best.update(from: source + first, count: inner)
      for column in 0..<inner { found[column] = Int32(truncatingIfNeeded: first + column) }
      for row in 1..<length {
        let start = first + row * inner
        let values = source + start
        for column in 0..<inner {
          let (value, old) = (values[column], best[column])
          let takes = isBetter(value, old) || (value != value && old == old)
          best[column] = takes ? value : old
          found[column] = takes ? Int32(truncatingIfNeeded: start + column) : found[column]
        }
      }
    }
  }

  /// The place of the best of `count` elements that follow each other.
  @inline(__always)
  private static func best(_ row: UnsafePointer<Float>, _ count: Int, _ isBetter: (Float, Float) -> Bool) -> Int {
    // The value first, in lanes that know no order; then where it stands. A NaN ends the search.
    var index = 0
    var extreme = row[0]
    if count >= 16 {
      var lanes = Lanes.load(row)
      var hasNaN = false
      while index + 8 <= count {
        let next = Lanes.load(row + index)
        for lane in 0..<8 {
          lanes[lane] = isBetter(next[lane], lanes[lane]) ? next[lane] : lanes[lane]
          hasNaN = hasNaN || next[lane] != next[lane]
        }
        index += 8
      }
      if hasNaN { return (0..<count).first { row[$0].isNaN } ?? 0 }
      extreme = lanes[0]
      for lane in 1..<8 where isBetter(lanes[lane], extreme) { extreme = lanes[lane] }
    }
    while index < count {
      if row[index].isNaN { return index }
      if isBetter(row[index], extreme) { extreme = row[index] }
      index += 1
    }
    index = 0
    while row[index] != extreme { index += 1 }
    return index
  }
}
