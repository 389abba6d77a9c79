/// An operation on one number, applied to every element of an array.
package enum UnaryOperation: Sendable {
  case negate, square

  /// `result[i] = operation(source[i])` for `count` elements.
  package func apply(_ source: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int) {
    switch self {
    case .negate: for index in 0..<count { result[index] = -source[index] }
    case .square: for index in 0..<count { result[index] = source[index] * source[index] }
    }
  }
}
