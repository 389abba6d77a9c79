import Tensors

/// A number in as few digits as give it back where they are read as a `Float`, nine at most: of a number that is no `Float` nine.
func exactNumber(_ value: Double) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  if value.rounded() == value, value.magnitude < 1e15 { return fixed(value, decimals: 0) }
  // The power of ten of its first digit.
  var exponent = 0
  var first = value.magnitude
  while first >= 10 { (first, exponent) = (first / 10, exponent + 1) }
  while first < 1 { (first, exponent) = (first * 10, exponent - 1) }
  var digits = 9
  if Double(Float(value)) == value {
    for fewer in 1...10 where isGivenBack(value, digits: fewer, exponent) {
      digits = fewer
      break
    }
  }
  guard (-5..<9).contains(exponent) else { return NumberFormat.scientific(decimals: digits - 1).text(value) }
  return fixed(value, decimals: max(1, digits - 1 - exponent))
}

/// Whether a number is the same `Float` when it is rounded to so many digits, of which the first is at a power of ten.
private func isGivenBack(_ value: Double, digits: Int, _ exponent: Int) -> Bool {
  var power = 1.0
  let decimals = digits - 1 - exponent
  for _ in 0..<(decimals < 0 ? -decimals : decimals) { power *= 10 }
  guard power.isFinite else { return false }
  let rounded = decimals < 0 ? (value / power).rounded() * power : (value * power).rounded() / power
  return Float(rounded) == Float(value)
}
