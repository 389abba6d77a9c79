/// A comparison of two numbers: 1 where it holds, 0 where it does not. A NaN is unequal to everything.
///
/// "Greater" is "less" with the sides exchanged.
package enum ComparisonOperation: Sendable {
  case less, lessOrEqual, equal, unequal

  /// Compares element by element along a walk that may repeat elements of either array. The result is contiguous.
  package func apply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    _ pair: StridedPair
  ) {
    pair.inParts(left, right, into: result) { left, right, result, pair in
      switch self {
      case .less: pair.map(left, right, into: result) { $0 < $1 ? 1 : 0 }
      case .lessOrEqual: pair.map(left, right, into: result) { $0 <= $1 ? 1 : 0 }
      case .equal: pair.map(left, right, into: result) { $0 == $1 ? 1 : 0 }
      case .unequal: pair.map(left, right, into: result) { $0 != $1 ? 1 : 0 }
      }
    }
  }
}
