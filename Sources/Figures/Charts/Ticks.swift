import Tensors

/// Round numbers that divide a range of values for the eye.
struct Ticks {
  /// Multiples of 1, 2, 2.5 or 5 times a power of ten, ascending.
  private(set) var values: [Double] = []
  private(set) var labels: [String] = []
  /// The range itself, widened where there was nothing to divide.
  private(set) var range: ClosedRange<Double>

  /// - Parameters:
  ///   - values: The numbers to be shown; those that are not finite are left out.
  ///   - count: About how many parts there should be.
  ///   - reachingOut: Whether the range ends at ticks, not at the smallest and largest number.
  ///   - wholeNumbers: Whether only integers may be ticks.
  init(for values: [Double], count: Int, reachingOut: Bool, wholeNumbers: Bool = false) {
    let shown = values.filter { Ticks.isDrawable($0) }
    var low = shown.min() ?? 0
    var high = shown.max() ?? 1
    // Where 0 is near, a chart without it would deceive.
    if reachingOut, low > 0, low <= high / 2 { low = 0 }
    if reachingOut, high < 0, high >= low / 2 { high = 0 }
    if !(high - low > max(1e-290, max(high.magnitude, low.magnitude) * 1e-9)) {
      let room = max(0.5, low.magnitude * 0.5)
      (low, high) = (low - room, high + room)
    }
    let step = Step(atLeast: (high - low) / Double(count), wholeNumbers: wholeNumbers)
    let first = reachingOut ? step.position(low).rounded(.down) : step.position(low).rounded(.up)
    let last = reachingOut ? step.position(high).rounded(.up) : step.position(high).rounded(.down)
    var place = first
    while place <= last {
      self.values.append(step.value(place))
      place += 1
    }
    range = reachingOut ? step.value(first)...step.value(last) : low...high
    labels = self.values.map { step.label($0) }
  }

  /// Where a value stands in the range, from 0 to 1.
  func place(of value: Double) -> Double { (value - range.lowerBound) / (range.upperBound - range.lowerBound) }

  static func isDrawable(_ value: Double) -> Bool { value.isFinite && value.magnitude < 1e300 }
}

/// The distance of ticks, as `tenths / 10 * 10^exponent`: in this form its multiples are exact, so no tick is 0.30000000000000004.
private struct Step {
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
    // What is a multiple but for rounding counts as one.
    let exact = value / self.value(1)
    return (exact - exact.rounded()).magnitude < 1e-6 ? exact.rounded() : exact
  }

  func label(_ value: Double) -> String {
    let decimals = max(0, (tenths == 25 ? 1 : 0) - exponent)
    guard decimals <= 6, value.magnitude < 1e7 else { return formatted(Float(value)) }
    var text = fixed(value, decimals: decimals)
    if decimals > 0 {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  private func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}
