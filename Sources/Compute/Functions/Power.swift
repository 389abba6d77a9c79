/// Powers with any real exponent.
package enum Power {
  /// `result[i] = source[i]` to the power of one exponent, for `count` elements.
  package static func apply(
    _ source: UnsafePointer<Float>, exponent: Float, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    // The frequent small exponents are products, which the compiler turns into vector instructions.
    switch exponent {
    case 1: result.update(from: source, count: count)
    case 2: for index in 0..<count { result[index] = source[index] * source[index] }
    case 3:
      for index in 0..<count {
        let x = Double(source[index])
        result[index] = Float(x * x * x)
      }
    case -1: for index in 0..<count { result[index] = 1 / source[index] }
    default:
      let p = Double(exponent)
      for index in 0..<count { result[index] = Float(power(Double(source[index]), p)) }
    }
  }

  /// Left numbers to the power of right ones, along a walk that may repeat elements of either array.
  package static func apply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    _ pair: StridedPair
  ) {
    pair.inParts(left, right, into: result) { left, right, result, pair in
      pair.map(left, right, into: result) { Float(power(Double($0), Double($1))) }
    }
  }
}

/// A number to the power of another, with the special cases of C's `pow` (IEC 60559, F.10.4.4).
package func power(_ base: Double, _ exponent: Double) -> Double {
  if exponent == 0 || base == 1 { return 1 }
  if base.isNaN || exponent.isNaN { return .nan }
  let isWhole = exponent.isFinite && exponent == exponent.rounded(.towardZero)
  // Beyond 2^53 all numbers are even.
  let isOdd = isWhole && exponent.magnitude < 0x1p53 && Int64(exponent) & 1 == 1
  let isNegative = base.sign == .minus && isOdd
  let size = base.magnitude
  if base < 0, base.isFinite, exponent.isFinite, !isWhole { return .nan }
  let result: Double
  if size == 0 || size.isInfinite || exponent.isInfinite {
    // The limit: 0, 1 or infinity.
    result = size == 1 ? 1 : (size > 1) == (exponent > 0) ? .infinity : 0
  } else if isWhole, exponent.magnitude <= 64 {
    result = wholePower(size, Int(exponent))
  } else {
    let logarithm = exponent * naturalLogarithm(size)
    result = logarithm > 710 ? .infinity : exponential(logarithm)
  }
  return isNegative ? -result : result
}

/// A small whole power, by repeated squaring: exact wherever the result has few digits.
private func wholePower(_ base: Double, _ exponent: Int) -> Double {
  var factor = exponent < 0 ? 1 / base : base
  var rest = exponent.magnitude
  var result = 1.0
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

/// e to the power of a number up to 710, or NaN.
private func exponential(_ x: Double) -> Double {
  guard x >= -745 else { return x.isNaN ? x : 0 }
  let n = (x * 1.4426950408889634).rounded()
  let r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10
  var sum = 1.0
  for k in stride(from: 13.0, through: 1, by: -1) { sum = 1 + sum * r / k }
  return sum * Double(sign: .plus, exponent: Int(n), significand: 1)
}
