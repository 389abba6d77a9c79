/// e to the power of a number that is not positive, or NaN.
package func exponential(_ x: Double) -> Double {
  guard x >= -745 else { return x.isNaN ? x : 0 }
  let n = (x * 1.4426950408889634).rounded()
  let r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10
  var sum = 1.0
  for k in stride(from: 13.0, through: 1, by: -1) { sum = 1 + sum * r / k }
  return sum * Double(sign: .plus, exponent: Int(n), significand: 1)
}

/// The probability that a standard normal number is below x, exact in relative terms even far to the left.
///
/// Near 0 the series `1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...)`, whose terms have one sign; beyond, Laplace's continued
/// fraction of the tail (Abramowitz and Stegun, 26.2.11 and 26.2.14).
package func normalProbability(below x: Double) -> Double {
  if x.isNaN { return x }
  let density = normalDensity(x)
  let size = x.magnitude
  guard size > 2.5 else {
    var term = x
    var sum = x
    var odd = 3.0
    while term.magnitude > sum.magnitude * 1e-17 {
      term *= x * x / odd
      sum += term
      odd += 2
    }
    return 0.5 + density * sum
  }
  var fraction = size
  for k in stride(from: 40.0, through: 1, by: -1) { fraction = size + k / fraction }
  let tail = density / fraction
  return x < 0 ? tail : 1 - tail
}

/// The density of the standard normal distribution.
package func normalDensity(_ x: Double) -> Double { 0.3989422804014327 * exponential(-x * x / 2) }
