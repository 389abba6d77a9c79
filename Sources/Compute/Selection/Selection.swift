/// Elements picked out by their places, and put back.
package enum Selection {
  /// `result[i] = source[places[i]]`.
  package static func pick(
    _ source: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { result[index] = source[Int(places[index])] }
  }

  /// `result[places[i]] += source[i]`; places that occur several times collect.
  package static func putBack(
    _ source: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { result[Int(places[index])] += source[index] }
  }

  /// The place of the greatest element along the middle axis of `[outer, length, inner]`, of the first among equals. A NaN
  /// counts as greater than any number.
  package static func placesOfGreatest(
    _ source: UnsafePointer<Float>, outer: Int, length: Int, inner: Int, into places: UnsafeMutablePointer<Int32>
  ) {
    for block in 0..<outer {
      for column in 0..<inner {
        let first = block * length * inner + column
        var best = first
        for row in 1..<max(length, 1) {
          let place = first + row * inner
          if !(source[place] <= source[best]), !source[best].isNaN { best = place }
        }
        places[block * inner + column] = Int32(truncatingIfNeeded: best)
      }
    }
  }
}
