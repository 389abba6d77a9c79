/// Whole rows of a matrix, picked out by their numbers and put back.
package enum Rows {
  /// Row `i` of the result is row `indices[i]` of the source; all have `size` elements.
  package static func gather(
    _ source: UnsafePointer<Float>, _ indices: [Int32], size: Int, into result: UnsafeMutablePointer<Float>
  ) {
    for (row, index) in indices.enumerated() {
      (result + row * size).update(from: source + Int(index) * size, count: size)
    }
  }

  /// Adds row `i` of the source to row `indices[i]` of the result, in order; a row that occurs several times collects.
  package static func scatter(
    _ source: UnsafePointer<Float>, _ indices: [Int32], size: Int, into result: UnsafeMutablePointer<Float>
  ) {
    for (row, index) in indices.enumerated() {
      let values = source + row * size
      let target = result + Int(index) * size
      for column in 0..<size { target[column] += values[column] }
    }
  }
}
