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
}
