import Tensors

/// How the numbers of one collection are said in a description: integers as they are; others with three significant
/// digits, which is as much as a listener wants and a training on another machine gives again.
struct SpokenNumbers {
  private let areIntegers: Bool

  init<Value: BinaryFloatingPoint>(_ values: [Value]) {
    areIntegers = values.allSatisfy { !$0.isFinite || $0.rounded() == $0 && $0.magnitude < 1e7 }
  }

  func text<Value: BinaryFloatingPoint>(_ value: Value) -> String {
    let value = Double(value)
    if areIntegers { return fixed(value, decimals: 0) }
    let magnitude = value.magnitude
    guard magnitude < 1e7, magnitude >= 1e-4 || magnitude == 0 else {
      return NumberFormat.scientific(decimals: 2).text(value)
    }
    // Two decimals from 1 to 10, three from 0.1 to 1; always one, because an integer would have to be met exactly.
    var decimals = 2
    var bound = 10.0
    while magnitude >= bound, decimals > 1 {
      decimals -= 1
      bound *= 10
    }
    bound = 1
    while magnitude < bound, magnitude > 0 {
      decimals += 1
      bound /= 10
    }
    return fixed(value, decimals: decimals)
  }
}

/// The range of some numbers as the end of a sentence: `values from 0 to 1, 2 of them not finite`.
func spokenRange(_ values: [Float], decimals: Int? = nil) -> String {
  let finite = values.filter { $0.isFinite }
  let rest = finite.count < values.count ? ", \(values.count - finite.count) of them not finite" : ""
  guard let low = finite.min(), let high = finite.max() else {
    return values.isEmpty ? "no values" : "no finite values"
  }
  let numbers = SpokenNumbers(finite)
  func text(_ value: Float) -> String { decimals.map { fixed(Double(value), decimals: $0) } ?? numbers.text(value) }
  return low == high ? "all values \(text(low))" + rest : "values from \(text(low)) to \(text(high))" + rest
}
