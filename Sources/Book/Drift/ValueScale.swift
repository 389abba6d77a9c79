import Foundation

/// How the values that a picture shows are related to where it draws them.
package enum ValueScale: Sendable, Hashable {
  /// By how many units of the drawing a value is moved that is greater by one.
  case linear(Double)
  /// That is ten times as great.
  case logarithmic(Double)

  /// As the axis of the values is said to be in a picture; nil for one without such an axis.
  init?(svg: String) {
    guard let start = svg.firstRange(of: "<metadata class=\"values\""),
      let end = svg[start.upperBound...].firstIndex(of: ">"),
      let axes = svg[start.upperBound..<end].firstRange(of: " data-wide=\"")
    else { return nil }
    let words = svg[axes.upperBound..<end].prefix { $0 != "\"" }.split(separator: " ")
    guard words.count == 7, let unit = Double(words[6]), unit != 0, unit.isFinite else { return nil }
    switch words[0] {
    case "linear": self = .linear(abs(unit))
    case "log": self = .logarithmic(abs(unit))
    default: return nil
    }
  }

  /// How much a value may differ whose mark may be moved by so much.
  func tolerance(_ drawn: Double, at value: PrintedNumber) -> Double {
    switch self {
    case .linear(let unit): return drawn / unit
    case .logarithmic(let unit):
      guard case .finite(let number, _) = value else { return 0 }
      return abs(number.double) * (pow(10, drawn / unit) - 1)
    }
  }
}
