// Embedded Swift has no mathematics library, and the ones that systems ship differ in the last bit. These are plain
// arithmetic, the same on every machine, and exact to a few units in the last place of a Double.

/// The natural logarithm of a positive, finite number.
///
/// x = m 2^e with m in [sqrt(1/2), sqrt(2)) gives ln x = e ln 2 + 2 artanh((m - 1) / (m + 1)), whose series converges
/// quickly since the argument's square is below 0.03.
package func naturalLogarithm(_ x: Double) -> Double {
  var mantissa = x.significand
  var exponent = Double(x.exponent)
  if mantissa > 1.4142135623730951 {
    mantissa /= 2
    exponent += 1
  }
  let t = (mantissa - 1) / (mantissa + 1)
  let square = t * t
  var sum = 0.0
  for odd in stride(from: 21.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
  return exponent * 0.6931471805599453 + 2 * t * sum
}

/// The natural logarithm of any number: minus infinity for 0, NaN below.
package func logarithm(_ x: Double) -> Double {
  if x > 0, x.isFinite { return naturalLogarithm(x) }
  return x == 0 ? -.infinity : x > 0 ? x : .nan
}

/// The sine and cosine of an angle given as a part of a full turn, in [0, 1).
///
/// The angle is brought into the eighth of a turn around 0, where the power series needs few terms.
package func sineAndCosine(ofTurn turn: Double) -> (sine: Double, cosine: Double) {
  let quarter = (turn * 4).rounded()
  let angle = (turn - quarter / 4) * 6.283185307179586
  let square = angle * angle
  var sine = 0.0
  var cosine = 0.0
  for k in stride(from: 9.0, through: 1, by: -1) {
    sine = (1 + sine) * -square / (2 * k * (2 * k + 1))
    cosine = (1 + cosine) * -square / ((2 * k - 1) * 2 * k)
  }
  sine = angle * (1 + sine)
  cosine = 1 + cosine
  switch Int(quarter) % 4 {
  case 0: return (sine, cosine)
  case 1: return (cosine, -sine)
  case 2: return (-sine, -cosine)
  default: return (-cosine, sine)
  }
}
