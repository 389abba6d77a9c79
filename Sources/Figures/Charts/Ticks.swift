import Tensors

/// Round numbers that divide a range of values for the eye.
struct Ticks {
  /// Multiples of 1, 2, 2.5 or 5 times a power of ten, ascending.
  private(set) var values: [Double] = []
  private(set) var labels: [String] = []
  /// The range itself, widened where there was nothing to divide.
  private(set) var range: ClosedRange<Double>
  private(set) var isLogarithmic = false

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
      let margin = max(0.5, low.magnitude * 0.5)
      (low, high) = (low - margin, high + margin)
    }
    let step = TickStep(atLeast: (high - low) / Double(count), wholeNumbers: wholeNumbers)
    let first = reachingOut ? step.position(low).rounded(.down) : step.position(low).rounded(.up)
    let last = reachingOut ? step.position(high).rounded(.up) : step.position(high).rounded(.down)
    var position = first
    while position <= last {
      self.values.append(step.value(position))
      position += 1
    }
    range = reachingOut ? step.value(first)...step.value(last) : low...high
    labels = self.values.map { step.label($0) }
    // Between large numbers that lie close together the last digits are what counts, and some are greater than a label's are.
    if self.values.contains(where: { !Float($0).isFinite })
      || zip(labels, labels.dropFirst()).contains(where: { $0.utf8.elementsEqual($1.utf8) })
    {
      labels = self.values.map { step.wholeLabel($0) }
    }
  }

  /// Powers of ten, for numbers above 0: all or every few of them, and 2 and 5 times them where the range has fewer
  /// than three. Other numbers are left out.
  init(powersFor values: [Double]) {
    let shown = values.filter { Ticks.isDrawable($0) && $0 >= 1e-300 }
    let (low, high) = (shown.min() ?? 1, shown.max() ?? 1)
    // One to spare at both ends, as a logarithm is rounded.
    let exponents = (
      Int(decimalLogarithm(low).rounded(.down)) - 1, Int(decimalLogarithm(high).rounded(.up)) + 1
    )
    let isShort = exponents.1 - exponents.0 < 5
    let ticks = (exponents.0...exponents.1).flatMap { exponent in
      (isShort ? [1.0, 2, 5] : [1]).map { (factor: $0, exponent: exponent, value: $0 * powerOfTen(exponent)) }
    }
    var first = ticks.lastIndex { $0.value <= low } ?? 0
    var last = ticks.firstIndex { $0.value >= high } ?? ticks.count - 1
    if first == last { (first, last) = (max(0, first - 1), min(ticks.count - 1, last + 1)) }
    isLogarithmic = true
    range = ticks[first].value...ticks[last].value
    for index in stride(from: first, through: last, by: isShort ? 1 : max(1, (last - first + 4) / 5)) {
      self.values.append(ticks[index].value)
      labels.append(Ticks.label(ticks[index].factor, ticks[index].exponent))
    }
  }

  private static func label(_ factor: Double, _ exponent: Int) -> String {
    guard (-3...4).contains(exponent) else { return "\(fixed(factor, decimals: 0))e\(exponent)" }
    return fixed(
      exponent < 0 ? factor / powerOfTen(-exponent) : factor * powerOfTen(exponent), decimals: max(0, -exponent))
  }

  /// Where a value stands in the range, from 0 to 1.
  func position(of value: Double) -> Double {
    guard isLogarithmic else { return (value - range.lowerBound) / (range.upperBound - range.lowerBound) }
    let low = decimalLogarithm(range.lowerBound)
    return (decimalLogarithm(value) - low) / (decimalLogarithm(range.upperBound) - low)
  }

  /// Whether a value has a position on this axis.
  func shows(_ value: Double) -> Bool { Ticks.isDrawable(value) && (!isLogarithmic || value >= range.lowerBound) }

  static func isDrawable(_ value: Double) -> Bool { value.isFinite && value.magnitude < 1e300 }
}
