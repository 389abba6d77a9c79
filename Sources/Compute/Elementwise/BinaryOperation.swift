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
    Workers.share(count) { range in
      let pair = StridedPair(shape: [range.count], left: [1], right: [1])
      apply(left + range.lowerBound, right + range.lowerBound, into: result + range.lowerBound, pair)
    }
  }

  /// The same along a walk that may repeat elements of either array. The result is contiguous.
  package func apply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    _ pair: StridedPair
  ) {
    // The choice is made once, outside the loops, so that each loop is compiled for its own operation.
    switch self {
    case .add: loop(left, right, result, pair) { $0 + $1 }
    case .subtract: loop(left, right, result, pair) { $0 - $1 }
    case .multiply: loop(left, right, result, pair) { $0 * $1 }
    case .divide: loop(left, right, result, pair) { $0 / $1 }
    case .rectifiedGradient(let slope): loop(left, right, result, pair) { $1 > 0 ? $0 : $0 * slope }
    case .logisticGradient: loop(left, right, result, pair) { $0 * ($1 * (1 - $1)) }
    case .tangentGradient: loop(left, right, result, pair) { $0 * (1 - $1 * $1) }
    }
  }

  @inline(__always)
  private func loop(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>,
    _ pair: StridedPair, _ operation: (Float, Float) -> Float
  ) {
    var target = result
    pair.forEachRun { run in
      let a = left + run.left
      let b = right + run.right
      switch (run.leftStride, run.rightStride) {
      case (1, 1): for index in 0..<run.count { target[index] = operation(a[index], b[index]) }
      case (1, 0):
        let scalar = b.pointee
        for index in 0..<run.count { target[index] = operation(a[index], scalar) }
      case (0, 1):
        let scalar = a.pointee
        for index in 0..<run.count { target[index] = operation(scalar, b[index]) }
      default:
        for index in 0..<run.count { target[index] = operation(a[index * run.leftStride], b[index * run.rightStride]) }
      }
      target += run.count
    }
  }
}
