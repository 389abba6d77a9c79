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
