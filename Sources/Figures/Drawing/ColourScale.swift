import Tensors

/// Which colour stands for which number: blue above 0 and orange below, the fuller the farther from 0.
///
/// Numbers that are never below 0 need one half only. As two machines may round a zero to either side of it, numbers
/// that are below 0 by less than a hundredth of the scale do not make it one of two halves.
struct ColourScale {
  /// The magnitude with the fullest colour.
  let largest: Float
  let hasNegative: Bool
  private let areIntegers: Bool

  /// - Parameter largest: The magnitude with the fullest colour; the largest of the values where it is nil.
  init(for values: [Float], largest: Float? = nil) {
    let finite = values.filter { $0.isFinite }
    let reach = largest ?? finite.reduce(0) { max($0, $1.magnitude) }
    self.largest = reach
    hasNegative = finite.contains { $0 < -0.01 * reach }
    areIntegers = finite.allSatisfy { $0.rounded() == $0 } && reach.rounded() == reach
  }

  /// From -1 to 1, whatever is shown.
  static let signedUnit = ColourScale(for: [-1, 1])

  /// How full the colour of a number is, from 0 to 1, above 0 and below. Both are 0 where it is not a number.
  func strength(of value: Float) -> (above: Double, below: Double) {
    guard !value.isNaN, largest > 0 else { return (0, 0) }
    let fraction = value.isInfinite ? (value < 0 ? -1 : 1) : Double(value) / Double(largest)
    return (min(1, max(0, fraction)), min(1, max(0, -fraction)))
  }

  /// The largest magnitude as the scale's end names it: two digits, rounded.
  var end: String {
    if areIntegers, largest < 1e6 { return fixed(Double(largest), decimals: 0) }
    guard largest >= 1e-3, largest < 1e5 else { return NumberFormat.scientific(decimals: 1).text(Double(largest)) }
    var decimals = 1
    var bound: Float = 1
    while largest < bound {
      decimals += 1
      bound /= 10
    }
    return fixed(Double(largest), decimals: decimals)
  }
}
