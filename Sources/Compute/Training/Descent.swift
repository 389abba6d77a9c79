/// The loops of training: each step goes once over a parameter, its gradient and what the optimiser remembers of it, and
/// writes in place.
package enum Descent {
  /// `p -= rate * (g + decay * p)`.
  package static func plainStep(
    _ parameter: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>, rate: Float, decay: Float
  ) {
    guard let p = parameter.baseAddress, let g = gradient.baseAddress else { return }
    Workers.split(parameter.count) { range in
      // Apart, so that infinite numbers behave as in the formula without decay.
      if decay == 0 {
        for index in range { p[index] -= rate * g[index] }
      } else {
        for index in range { p[index] -= rate * (g[index] + decay * p[index]) }
      }
    }
  }

  /// `v = momentum * v + g + decay * p`, then `p -= rate * v`, or with Nesterov's look ahead `p -= rate * (g + decay * p +
  /// momentum * v)`.
  package static func momentumStep(
    _ parameter: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>,
    velocity: UnsafeMutableBufferPointer<Float>, rate: Float, momentum: Float, decay: Float, looksAhead: Bool
  ) {
    guard let p = parameter.baseAddress, let g = gradient.baseAddress, let v = velocity.baseAddress else { return }
    Workers.split(parameter.count) { range in
      for index in range {
        let slope = g[index] + decay * p[index]
        let next = momentum * v[index] + slope
        v[index] = next
        p[index] -= rate * (looksAhead ? slope + momentum * next : next)
      }
    }
  }

  /// The sum of the squares, in double precision.
  package static func sumOfSquares(_ source: UnsafeBufferPointer<Float>) -> Double {
    var lanes = SIMD4<Double>.zero
    var index = 0
    while index + 4 <= source.count {
      let values = SIMD4(
        Double(source[index]), Double(source[index + 1]), Double(source[index + 2]), Double(source[index + 3]))
      lanes += values * values
      index += 4
    }
    var total = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
    while index < source.count {
      total += Double(source[index]) * Double(source[index])
      index += 1
    }
    return total
  }

  /// Cuts off what is beyond ±limit. A NaN stays one.
  package static func clip(_ values: UnsafeMutableBufferPointer<Float>, limit: Float) {
    for index in values.indices {
      let value = values[index]
      values[index] = value > limit ? limit : value < -limit ? -limit : value
    }
  }
}
