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

extension ErrorMessage {
  static func digits(_ digits: Int, in operation: String = "formatted(digits:)") -> String {
    "\(operation): \(digits) digits were asked for, but a number of 0 or more was expected."
  }
}
