import Tensors

/// The distance of ticks, as `tenths / 10 * 10^exponent`: in this form its multiples are exact, so no tick is
/// 0.30000000000000004.
struct TickStep {
  var tenths: Double
  var exponent: Int

  init(atLeast least: Double, wholeNumbers: Bool) {
    exponent = 0
    var scale = 1.0
    while least > scale * 10 {
      scale *= 10
      exponent += 1
    }
    while least <= scale, exponent > -300 {
      scale /= 10
      exponent -= 1
    }
    tenths = [10, 20, 25, 50, 100].first { $0 / 10 * scale >= least * (1 - 1e-9) } ?? 100
    if wholeNumbers, exponent < 0 { (tenths, exponent) = (10, 0) }
    if wholeNumbers, exponent == 0, tenths == 25 { tenths = 50 }
  }

  func value(_ multiple: Double) -> Double {
    let power = exponent - 1
    return power >= 0 ? multiple * tenths * powerOfTen(power) : multiple * tenths / powerOfTen(-power)
  }

  func position(_ value: Double) -> Double {
    // What is a multiple but for rounding counts as one, and so does what the eye takes for one: else a value that two
    // machines round to either side of a tick would give their charts different axes.
    let exact = value / self.value(1)
    return (exact - exact.rounded()).magnitude < 1e-3 ? exact.rounded() : exact
  }

  func label(_ value: Double) -> String {
    guard decimals <= 6, value.magnitude < 1e7 else { return formatted(Float(value)) }
    return text(value)
  }

  /// All digits of a tick, however many there are.
  func wholeLabel(_ value: Double) -> String {
    guard value.magnitude >= 1e15 || decimals > 15 else { return text(value) }
    let power = value == 0 ? 0 : Int(decimalLogarithm(value.magnitude).rounded(.down))
    return "\(fixed(value / powerOfTen(power), decimals: max(0, power - lastDigit)))e\(power)"
  }

  /// The power of ten of the last digit that multiples have.
  private var lastDigit: Int { exponent - (tenths == 25 ? 1 : 0) }
  private var decimals: Int { max(0, -lastDigit) }

  private func text(_ value: Double) -> String {
    var text = fixed(value, decimals: decimals)
    if decimals > 0 {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }
}

/// 10 to an integer power; exact from 0 to 22.
func powerOfTen(_ exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<exponent.magnitude { power *= 10 }
  return exponent < 0 ? 1 / power : power
}

/// The logarithm to the base 10 of a normal number above 0, from the series of the inverse hyperbolic tangent.
func decimalLogarithm(_ value: Double) -> Double {
  // value = significand * 2^exponent, and ln(s) = 2 artanh((s - 1) / (s + 1)), here of at most 1/3.
  let ratio = (value.significand - 1) / (value.significand + 1)
  var (sum, power) = (0.0, ratio)
  for odd in stride(from: 1.0, through: 33, by: 2) {
    sum += power / odd
    power *= ratio * ratio
  }
  return Double(value.exponent) * 0.30102999566398120 + 2 * sum * 0.43429448190325183
}
