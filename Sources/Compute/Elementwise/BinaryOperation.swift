/// An operation on two numbers, applied to two arrays element by element.
package enum BinaryOperation: Sendable {
  case add, subtract, multiply, divide
  /// The left number where the right one is positive, else the left one times the slope.
  case rectifiedGradient(Float)
  /// The gradient (left) through a logistic function, or a hyperbolic tangent, whose value is the right number.
  case logisticGradient, tangentGradient

  /// `result[i] = left[i] (operation) right[i]` for two arrays of `count` elements.
  package func apply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    apply(left, right, into: result, StridedPair(shape: [count], left: [1], right: [1]))
  }

  /// The same along a walk that may repeat elements of either array. The result is contiguous.
  package func apply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    _ pair: StridedPair
  ) {
    pair.inParts(left, right, into: result) { left, right, result, pair in
      // The choice is made once, outside the loops, so that each loop is compiled for its own operation.
      switch self {
      case .add: pair.map(left, right, into: result) { $0 + $1 }
      case .subtract: pair.map(left, right, into: result) { $0 - $1 }
      case .multiply: pair.map(left, right, into: result) { $0 * $1 }
      case .divide: pair.map(left, right, into: result) { $0 / $1 }
      // Nothing passes, not even of an infinity, which times 0 would be NaN.
      case .rectifiedGradient(0): pair.map(left, right, into: result) { $1 > 0 ? $0 : 0 }
      case .rectifiedGradient(let slope): pair.map(left, right, into: result) { $1 > 0 ? $0 : $0 * slope }
      case .logisticGradient: pair.map(left, right, into: result) { $0 * ($1 * (1 - $1)) }
      case .tangentGradient: pair.map(left, right, into: result) { $0 * (1 - $1 * $1) }
      }
    }
  }
}
