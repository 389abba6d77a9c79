/// One step of Adam, or of AdamW, over a parameter's memory.
package struct AdamStep {
  let rate: Float
  let beta: (Float, Float)
  let epsilon: Float
  /// Added to the gradient, times the parameter.
  let coupledDecay: Float
  /// What the parameter is multiplied with first.
  let shrinkage: Float
  /// The inverse of the root of what the means of squares are divided by.
  let scale: Float

  /// - Parameter correction: What the means of the gradients and of their squares are divided by, which depends on the number
  ///   of steps so far.
  package init(
    rate: Float, beta: (Float, Float), epsilon: Float, coupledDecay: Float, shrinkage: Float,
    correction: (Float, Float)
  ) {
    // One division less for each number: the corrections are the same for all.
    self.rate = rate / correction.0
    scale = 1 / correction.1.squareRoot()
    self.beta = beta
    self.epsilon = epsilon
    self.coupledDecay = coupledDecay
    self.shrinkage = shrinkage
  }

  /// `m = b1 m + (1 - b1) g`, `s = b2 s + (1 - b2) g²`, `p = shrinkage p - rate (m / c1) / (sqrt(s / c2) + epsilon)`.
  package func callAsFunction(
    _ parameter: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>,
    mean: UnsafeMutableBufferPointer<Float>, square: UnsafeMutableBufferPointer<Float>
  ) {
    guard let p = parameter.baseAddress, let g = gradient.baseAddress, let m = mean.baseAddress,
      let s = square.baseAddress
    else { return }
    Workers.split(parameter.count) { range in
      var index = range.lowerBound
      let end = range.upperBound
      while index + Vector.scalarCount <= end {
        let (next, average, power) = next(
          Vector(at: p + index), Vector(at: g + index), Vector(at: m + index), Vector(at: s + index))
        average.store(at: m + index)
        power.store(at: s + index)
        next.store(at: p + index)
        index += Vector.scalarCount
      }
      // The rest apart, so that the loop above is free of questions.
      let rest = end - index
      if rest == 0 { return }
      let (next, average, power) = next(
        Vector(first: rest, at: p + index), Vector(first: rest, at: g + index), Vector(first: rest, at: m + index),
        Vector(first: rest, at: s + index))
      average.store(first: rest, at: m + index)
      power.store(first: rest, at: s + index)
      next.store(first: rest, at: p + index)
    }
  }

  @inline(__always)
  private func next(
    _ old: Vector, _ gradient: Vector, _ mean: Vector, _ square: Vector
  ) -> (parameter: Vector, mean: Vector, square: Vector) {
    let slope = gradient + coupledDecay * old
    let average = beta.0 * mean + (1 - beta.0) * slope
    let power = beta.1 * square + (1 - beta.1) * (slope * slope)
    return (shrinkage * old - rate * average / (power.root * scale + epsilon), average, power)
  }
}

extension Vector {
  /// The square roots of numbers of 0 or more, exact to about a unit in the last place.
  ///
  /// The system's square root sets an error number, so it takes numbers one by one. Halving the exponent gives the inverse root
  /// to 3 %, and each of Newton's steps doubles the digits.
  @inline(__always)
  fileprivate var root: Vector {
    // An infinite one has the greatest root, so that nothing is divided into NaN.
    let x = replacing(with: .greatestFiniteMagnitude, where: self .> .greatestFiniteMagnitude)
    // The bits of as many numbers as a vector has, however many these are.
    let bits = 0x5F37_59DF &- unsafeBitCast(x, to: Vector.MaskStorage.self) &>> 1
    var inverse = unsafeBitCast(bits, to: Vector.self)
    let half = 0.5 * x
    for _ in 0..<3 { inverse *= 1.5 - half * inverse * inverse }
    return x * inverse
  }
}
