/// How the numbers of one tensor are written, so that they can be compared at a glance.
package enum NumberFormat: Equatable, Sendable {
  case fixed(decimals: Int)
  case scientific(decimals: Int)

  /// How many digits the largest number shows.
  static let significantDigits = 6

  /// Integers as such; otherwise as many decimals for all as give the largest number six digits, without zeros at the end
  /// that all have; powers of ten where that would be long or show nothing.
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
      self = .fixed(decimals: max(1, needed.max() ?? 1))
    }
  }

  /// One number, correctly rounded. Negative zero is 0.
  package func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    var decimal = ExactDecimal(value)
    switch self {
    case .fixed(let decimals):
      decimal.round(decimals: decimals)
      return decimal.text(decimals: decimals)
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
