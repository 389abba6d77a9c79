import Compute

/// How the numbers of one tensor are written, so that they can be compared at a glance.
package enum NumberFormat: Equatable, Sendable {
  case fixed(decimals: Int)
  case scientific(decimals: Int)
  /// As many decimals for all, except for numbers that would be 0 with them and are not: these are powers of ten, of three digits.
  case visible(decimals: Int)

  /// How many digits the largest number shows.
  static let significantDigits = 6

  /// Integers as such; otherwise as many decimals for all as give the largest number six digits, without zeros at the end
  /// that all have; powers of ten where that would be long or show nothing, and for single numbers that are very small.
  package init(common values: [Float]) {
    let finite = values.filter { $0.isFinite }.map { Double($0) }
    let largest = finite.reduce(0) { max($0, $1.magnitude) }
    if largest < 1e8, finite.allSatisfy({ $0.rounded() == $0 }) {
      self = .fixed(decimals: 0)
    } else if largest >= 1e7 || largest < 1e-4 {
      let needed = finite.map { value in
        var decimal = ExactDecimal(value)
        decimal.round(significantDigits: NumberFormat.significantDigits)
        return decimal.mantissaDecimals
      }
      self = .scientific(decimals: max(0, needed.max() ?? 0))
    } else {
      var rounded = ExactDecimal(largest)
      rounded.round(significantDigits: NumberFormat.significantDigits)
      let decimals = max(1, NumberFormat.significantDigits - 1 - rounded.exponent)
      let needed = finite.map { value in
        var decimal = ExactDecimal(value)
        decimal.round(decimals: decimals)
        return decimal.decimals
      }
      let most = max(1, needed.max() ?? 1)
      self =
        finite.contains { $0 != 0 && NumberFormat.vanishes($0, decimals: most) }
        ? .visible(decimals: most) : .fixed(decimals: most)
    }
  }

  /// Whether a number is rounded to 0.
  private static func vanishes(_ value: Double, decimals: Int) -> Bool {
    var decimal = ExactDecimal(value)
    decimal.round(decimals: decimals)
    return decimal.isZero
  }

  /// One number, correctly rounded. Negative zero is 0.
  package func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    var decimal = ExactDecimal(value)
    switch self {
    case .fixed(let decimals):
      decimal.round(decimals: decimals)
      return decimal.text(decimals: decimals)
    case .visible(let decimals):
      guard value != 0, NumberFormat.vanishes(value, decimals: decimals) else {
        return NumberFormat.fixed(decimals: decimals).text(value)
      }
      decimal.round(significantDigits: 3)
      return decimal.scientificText(decimals: decimal.mantissaDecimals)
    case .scientific(let decimals):
      decimal.round(significantDigits: decimals + 1)
      return decimal.scientificText(decimals: decimals)
    }
  }
}

/// A number with so many decimals, correctly rounded, halves to the even digit.
package func fixed(_ value: Double, decimals: Int) -> String { NumberFormat.fixed(decimals: decimals).text(value) }

/// A number by itself, as a tensor of this one number prints it.
package func formatted(_ value: Float) -> String { NumberFormat(common: [value]).text(Double(value)) }

extension DefaultStringInterpolation {
  /// A number with so many digits after the point, correctly rounded, in at least `width` columns:
  /// `print("loss \(loss, digits: 3)")`.
  ///
  /// Stops with a message when the number of digits is negative.
  public mutating func appendInterpolation(_ value: Float, digits: Int, width: Int = 0) {
    guard digits >= 0 else { fail(ErrorMessage.digits(digits, in: "\\(_:digits:)")) }
    appendLiteral(rightAligned(fixed(Double(value), decimals: digits), width))
  }

  /// A number with so many digits after the point, correctly rounded, in at least `width` columns.
  public mutating func appendInterpolation(_ value: Double, digits: Int, width: Int = 0) {
    guard digits >= 0 else { fail(ErrorMessage.digits(digits, in: "\\(_:digits:)")) }
    appendLiteral(rightAligned(fixed(value, decimals: digits), width))
  }

  /// An integer in at least `width` columns, so that numbers stand in a column: `print("step \(step, width: 2)")`.
  public mutating func appendInterpolation(_ value: Int, width: Int) {
    appendLiteral(rightAligned(String(value), width))
  }
}

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

/// A finite number as all of its decimal digits.
///
/// Every binary fraction ends after finitely many decimals, so rounding one can be exact: no step before the last one has
/// rounded anything. Halves go to the even digit, as in C's printf.
struct ExactDecimal {
  var isNegative: Bool
  /// The digits from the first that is not 0 on; none for zero.
  private(set) var digits: [UInt8]
  /// How many digits stand before the decimal point; 0 or less for numbers below 1 in magnitude.
  private(set) var pointPosition: Int

  init(_ value: Double) {
    isNegative = value < 0
    var significand = value.significandBitPattern
    var exponent = Int(value.exponentBitPattern)
    if exponent == 0 { exponent = 1 } else { significand |= 1 << 52 }
    exponent -= 1075
    // value = significand * 2^exponent, and 2^-n = 5^n / 10^n.
    while exponent < 0, significand != 0, significand & 1 == 0 {
      significand >>= 1
      exponent += 1
    }
    var integer = DecimalInteger(significand)
    exponent < 0 ? integer.multiply(by: 5, times: -exponent) : integer.multiply(by: 2, times: exponent)
    digits = integer.digits
    pointPosition = digits.isEmpty ? 0 : digits.count + min(0, exponent)
  }

  var isZero: Bool { digits.allSatisfy { $0 == 0 } }

  /// The power of ten of the first digit.
  var exponent: Int { digits.isEmpty ? 0 : pointPosition - 1 }

  /// Rounds to so many decimals.
  mutating func round(decimals: Int) { round(keeping: pointPosition + decimals) }

  /// Rounds to so many digits from the first on.
  mutating func round(significantDigits: Int) { round(keeping: significantDigits) }

  private mutating func round(keeping kept: Int) {
    guard kept < digits.count else { return }
    guard kept >= 0 else {
      digits = []
      return
    }
    let rest = digits[kept...]
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let last = kept == 0 ? 0 : digits[kept - 1]
    let roundsUp = isHalf ? last % 2 == 1 : rest.first! >= 5
    digits.removeLast(digits.count - kept)
    if !roundsUp {
      if digits.isEmpty { pointPosition = 0 }
      return
    }
    var index = kept - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      pointPosition += 1
    }
  }

  /// How many decimals remain when zeros at the end are dropped.
  var decimals: Int {
    guard let last = digits.lastIndex(where: { $0 != 0 }) else { return 0 }
    return max(0, last + 1 - pointPosition)
  }

  /// The same for the number written as one digit, a point, decimals and a power of ten.
  var mantissaDecimals: Int { digits.lastIndex { $0 != 0 } ?? 0 }

  /// The number with so many decimals, for a number rounded to no more. A zero has no sign.
  func text(decimals: Int) -> String {
    var text = isNegative && digits.contains { $0 != 0 } ? "-" : ""
    // A number below 1 begins with the zero before its point.
    for index in min(0, pointPosition - 1)..<(pointPosition + decimals) {
      if index == pointPosition { text += "." }
      text += digit(index)
    }
    return text
  }

  /// The number as one digit, so many decimals and a power of ten: `1.50e-7`.
  func scientificText(decimals: Int) -> String {
    var mantissa = self
    mantissa.pointPosition = 1
    return digits.isEmpty ? mantissa.text(decimals: decimals) : mantissa.text(decimals: decimals) + "e\(exponent)"
  }

  private func digit(_ index: Int) -> String { index >= 0 && index < digits.count ? String(digits[index]) : "0" }
}

/// A large integer that is only ever multiplied by small numbers, in base 10^9.
private struct DecimalInteger {
  private var limbs: [UInt64] = []

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(rest % 1_000_000_000)
      rest /= 1_000_000_000
    }
  }

  /// Multiplies with a power of a factor of at most 5, as many factors at a time as a limb can take.
  mutating func multiply(by factor: UInt64, times: Int) {
    var left = times
    while left > 0 {
      var chunk: UInt64 = 1
      var taken = 0
      while taken < min(left, 12) {
        chunk *= factor
        taken += 1
      }
      var carry: UInt64 = 0
      for index in limbs.indices {
        let product = limbs[index] * chunk + carry
        limbs[index] = product % 1_000_000_000
        carry = product / 1_000_000_000
      }
      if carry > 0 { limbs.append(carry) }
      left -= taken
    }
  }

  /// The decimal digits, the most significant first.
  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        result.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while result.last == 0 { result.removeLast() }
    return result.reversed()
  }
}

extension ErrorMessage {
  static func digits(_ digits: Int, in operation: String = "formatted(digits:)") -> String {
    "\(operation): \(digits) digits were asked for, but a number of 0 or more was expected."
  }
}
