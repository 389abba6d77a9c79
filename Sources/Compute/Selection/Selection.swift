/// Elements picked out by their indices, and put back.
package enum Selection {
  /// `result[i] = source[indices[i]]`.
  package static func pick(
    _ source: UnsafePointer<Float>, _ indices: UnsafePointer<Int32>, into result: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for index in 0..<count { result[index] = source[Int(indices[index])] }
  }

  /// Zeros and then `result[indices[i]] += source[i]`; indices that occur several times collect.
  ///
  /// - Parameters:
  ///   - count: How many indices there are.
  ///   - total: How many elements the result has.
  ///   - parts: Both can be cut into so many equal parts, whose indices lie in their own part of the result.
  package static func putBack(
    _ source: UnsafePointer<Float>, _ indices: UnsafePointer<Int32>, into result: UnsafeMutablePointer<Float>,
    count: Int,
    total: Int, parts: Int
  ) {
    Workers.split(parts, grain: 1, parts: total < 100_000 ? 1 : nil) { range in
      let (lower, upper) = (total / parts * range.lowerBound, total / parts * range.upperBound)
      (result + lower).update(repeating: 0, count: upper - lower)
      for index in count / parts * range.lowerBound..<count / parts * range.upperBound {
        result[Int(indices[index])] += source[index]
      }
    }
  }
}
