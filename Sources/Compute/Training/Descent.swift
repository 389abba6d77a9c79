/// The loops of training: each step goes once over a parameter, its gradient and what the optimiser remembers of it, and
/// writes in place.
package enum Descent {
  /// `v = momentum * v + g + decay * p`, then `p -= rate * v`, or with Nesterov's look ahead `p -= rate * (g + decay * p +
  /// momentum * v)`.
  package static func momentumStep(
    _ parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, velocity: UnsafeMutablePointer<Float>,
    count: Int, rate: Float, momentum: Float, decay: Float, looksAhead: Bool
  ) {
    if looksAhead {
      for index in 0..<count {
        let slope = gradient[index] + decay * parameter[index]
        let v = momentum * velocity[index] + slope
        velocity[index] = v
        parameter[index] -= rate * (slope + momentum * v)
      }
    } else {
      for index in 0..<count {
        let v = momentum * velocity[index] + (gradient[index] + decay * parameter[index])
        velocity[index] = v
        parameter[index] -= rate * v
      }
    }
  }

  /// `p -= rate * (g + decay * p)`.
  package static func plainStep(
    _ parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, count: Int, rate: Float, decay: Float
  ) {
    // Apart, so that numbers that are infinite or not numbers behave as in the formula without decay.
    if decay == 0 {
      for index in 0..<count { parameter[index] -= rate * gradient[index] }
    } else {
      for index in 0..<count { parameter[index] -= rate * (gradient[index] + decay * parameter[index]) }
    }
  }

  /// The numbers of one step of Adam; corrections belong to the number of steps so far.
  package struct AdamStep {
    package var rate: Float
    package var beta: (Float, Float)
    package var epsilon: Float
    /// Added to the gradient, times the parameter.
    package var coupledDecay: Float
    /// The parameter is multiplied with this first.
    package var shrinkage: Float
    /// What the means of gradients and of squares are divided by.
    package var correction: (Float, Float)

    package init(
      rate: Float, beta: (Float, Float), epsilon: Float, coupledDecay: Float, shrinkage: Float,
      correction: (Float, Float)
    ) {
      self.rate = rate
      self.beta = beta
      self.epsilon = epsilon
      self.coupledDecay = coupledDecay
      self.shrinkage = shrinkage
      self.correction = correction
    }
  }

  /// `m = b1 m + (1 - b1) g`, `s = b2 s + (1 - b2) g²`, `p = shrinkage p - rate (m / c1) / (sqrt(s / c2) + epsilon)`.
  package static func adamStep(
    _ parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, mean: UnsafeMutablePointer<Float>,
    square: UnsafeMutablePointer<Float>, count: Int, _ step: AdamStep
  ) {
    let (b1, b2) = step.beta
    let (rest1, rest2) = (1 - b1, 1 - b2)
    // One division less for each number: the corrections are the same for all.
    let rate = step.rate / step.correction.0
    let scale = 1 / step.correction.1.squareRoot()
    let (epsilon, decay, shrinkage) = (step.epsilon, step.coupledDecay, step.shrinkage)
    for index in 0..<count {
      let p = parameter[index]
      let g = gradient[index] + decay * p
      let m = b1 * mean[index] + rest1 * g
      let s = b2 * square[index] + rest2 * (g * g)
      mean[index] = m
      square[index] = s
      parameter[index] = shrinkage * p - rate * m / (s.squareRoot() * scale + epsilon)
    }
  }

  /// The sum of the squares, in double precision.
  package static func sumOfSquares(_ source: UnsafePointer<Float>, count: Int) -> Double {
    var lanes = SIMD4<Double>.zero
    var index = 0
    while index + 4 <= count {
      let values = SIMD4(
        Double(source[index]), Double(source[index + 1]), Double(source[index + 2]), Double(source[index + 3]))
      lanes += values * values
      index += 4
    }
    var total = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
    while index < count {
      total += Double(source[index]) * Double(source[index])
      index += 1
    }
    return total
  }

  /// Cuts off what is beyond ±limit. A NaN stays one.
  package static func clip(_ values: UnsafeMutablePointer<Float>, count: Int, limit: Float) {
    for index in 0..<count {
      let value = values[index]
      values[index] = value > limit ? limit : value < -limit ? -limit : value
    }
  }
}
