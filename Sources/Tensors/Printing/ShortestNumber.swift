/// A number in as few digits as are read as it again: as a `Float` where it is one, otherwise as a `Double`. Negative zero is `-0`.
package func shortestNumber(_ value: Double) -> String {
  guard value.isFinite else { return NumberFormat.fixed(decimals: 0).text(value) }
  if value == 0 { return value.sign == .minus ? "-0" : "0" }
  if value.rounded() == value, value.magnitude < 1e15 { return fixed(value, decimals: 0) }
  let (float, double) = (Float(value).magnitude, value.magnitude)
  let isFloat = Double(float) == double
  // The nearer neighbour is the one below; half-way between two numbers is read as the one with an even significand.
  let gap = ExactDecimal(isFloat ? Double(float - float.nextDown) : double - double.nextDown)
  let isEven = isFloat ? float.significandBitPattern & 1 == 0 : double.significandBitPattern & 1 == 0
  let exact = ExactDecimal(value)
  // A `Double` is known by 17 digits, whatever it is.
  for digits in 1...17 {
    var rounded = exact
    rounded.round(significantDigits: digits)
    guard digits == 17 || rounded.isNear(exact, withinHalfOf: gap, orAt: isEven) else { continue }
    guard (-5..<9).contains(rounded.exponent) else {
      return rounded.scientificText(decimals: rounded.mantissaDecimals)
    }
    return rounded.text(decimals: max(1, rounded.decimals))
  }
  return ""
}

extension ExactDecimal {
  /// Whether the distance to a number of the same sign is less than half of another number, or as much as that where it may be.
  fileprivate func isNear(_ other: ExactDecimal, withinHalfOf gap: ExactDecimal, orAt isEnough: Bool) -> Bool {
    let numbers = [self, other, gap]
    var place = numbers.map { $0.pointPosition }.max() ?? 0
    let last = numbers.map { $0.pointPosition - $0.digits.count }.min() ?? 0
    // Twice the distance without the gap, in units of the place.
    var (sign, rest) = (0, 0)
    while place > last {
      let difference = digit(at: place) - other.digit(at: place)
      if sign == 0 { sign = difference.signum() }
      rest = 10 * rest + 2 * sign * difference - gap.digit(at: place)
      // All that follows is less than 3.
      if rest.magnitude > 3 { break }
      place -= 1
    }
    return rest < 0 || rest == 0 && isEnough
  }

  /// The digit with so many digits, it included, from it to the decimal point.
  private func digit(at place: Int) -> Int {
    let index = pointPosition - place
    return digits.indices.contains(index) ? Int(digits[index]) : 0
  }
}
