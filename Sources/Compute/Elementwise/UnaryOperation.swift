/// An operation on one number, applied to every element of an array.
package enum UnaryOperation: Sendable {
  case negate, square, absolute, squareRoot
  case exponential, logarithm
  case sine, cosine
  case rectify, leakyRectify(Float), logistic, hyperbolicTangent, softplus
  /// x times the normal probability below x, and its first two derivatives.
  case gaussianLinear, gaussianLinearSlope, gaussianLinearCurvature
  /// -1, 0 or 1.
  case sign

  /// `result[i] = operation(source[i])` for `count` elements.
  package func apply(_ source: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int) {
    Workers.split(count) { range in
      applyHere(source + range.lowerBound, into: result + range.lowerBound, count: range.count)
    }
  }

  private func applyHere(_ source: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int) {
    // The choice is made once, outside the loops, so that each loop is compiled for its own operation.
    switch self {
    case .negate: for index in 0..<count { result[index] = -source[index] }
    case .square: for index in 0..<count { result[index] = source[index] * source[index] }
    case .absolute: for index in 0..<count { result[index] = source[index].magnitude }
    case .squareRoot: for index in 0..<count { result[index] = source[index].squareRoot() }
    case .rectify: for index in 0..<count { result[index] = source[index] < 0 ? 0 : source[index] }
    case .leakyRectify(let slope):
      for index in 0..<count { result[index] = source[index] < 0 ? slope * source[index] : source[index] }
    case .sign: for index in 0..<count { result[index] = source[index] < 0 ? -1 : source[index] > 0 ? 1 : 0 }
    case .exponential: Lanes.map(source, into: result, count: count) { Compute.exponential($0) }
    case .logistic: Lanes.map(source, into: result, count: count) { Compute.logistic($0) }
    case .hyperbolicTangent: Lanes.map(source, into: result, count: count) { Compute.hyperbolicTangent($0) }
    case .logarithm: DoubleLanes.map(source, into: result, count: count) { Compute.logarithm($0) }
    case .sine: DoubleLanes.map(source, into: result, count: count) { Compute.sine($0) }
    case .cosine: DoubleLanes.map(source, into: result, count: count) { Compute.cosine($0) }
    case .softplus: DoubleLanes.map(source, into: result, count: count) { Compute.softplus($0) }
    case .gaussianLinear:
      DoubleLanes.map(source, into: result, count: count) { $0 * normalDistribution($0).probability }
    case .gaussianLinearSlope:
      DoubleLanes.map(source, into: result, count: count) { x in
        let (probability, density) = normalDistribution(x)
        return probability + x * density
      }
    case .gaussianLinearCurvature:
      DoubleLanes.map(source, into: result, count: count) { (2 - $0 * $0) * normalDensity($0) }
    }
  }
}

/// The natural logarithm of any number: minus infinity for 0, NaN below.
package func logarithm(_ x: Double) -> Double {
  if x > 0, x.isFinite { return naturalLogarithm(x) }
  return x == 0 ? -.infinity : x > 0 ? x : .nan
}
