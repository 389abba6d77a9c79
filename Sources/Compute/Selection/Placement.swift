/// Elements written to where indices say.
package enum Placement {
  /// `result[indices[i]] = source[i]`, in order: of an index that occurs several times the last source stays.
  package static func put(
    _ source: UnsafePointer<Float>, at indices: UnsafePointer<Int32>, in result: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { result[Int(indices[index])] = source[index] }
  }
}
