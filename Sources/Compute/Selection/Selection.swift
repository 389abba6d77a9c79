/// Elements picked out by their places, and put back.
package enum Selection {
  /// `result[i] = source[places[i]]`.
  package static func pick(
    _ source: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { result[index] = source[Int(places[index])] }
  }

  /// Zeros and then `result[places[i]] += source[i]`; places that occur several times collect.
  ///
  /// - Parameters:
  ///   - count: How many places there are.
  ///   - total: How many elements the result has.
  ///   - parts: Both can be cut into so many equal parts, whose places lie in their own part of the result.
  package static func putBack(
    _ source: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, into result: UnsafeMutablePointer<Float>,
    count: Int,
    total: Int, parts: Int
  ) {
    Workers.split(parts, grain: 1, parts: total < 100_000 ? 1 : nil) { range in
      let (lower, upper) = (total / parts * range.lowerBound, total / parts * range.upperBound)
      (result + lower).update(repeating: 0, count: upper - lower)
      for index in count / parts * range.lowerBound..<count / parts * range.upperBound {
        result[Int(places[index])] += source[index]
      }
    }
  }
}
