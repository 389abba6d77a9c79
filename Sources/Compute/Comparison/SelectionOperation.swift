/// One of two numbers, element by element.
package enum SelectionOperation: Sendable {
  /// The greater or the lesser number; NaN where either is NaN.
  case greater, lesser
  /// The left number where the right one is not 0, else 0; and the other way round. Not a product, so that an infinity that is
  /// masked out leaves no NaN behind.
  case leftWhereTrue, leftWhereFalse

  /// Chooses along a walk that may repeat elements of either array. The result is contiguous.
  package func apply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    _ pair: StridedPair
  ) {
    pair.inParts(left, right, into: result) { left, right, result, pair in
      switch self {
      case .greater: pair.map(left, right, into: result) { $0 > $1 || $0 != $0 ? $0 : $1 }
      case .lesser: pair.map(left, right, into: result) { $0 < $1 || $0 != $0 ? $0 : $1 }
      case .leftWhereTrue: pair.map(left, right, into: result) { $1 != 0 ? $0 : 0 }
      case .leftWhereFalse: pair.map(left, right, into: result) { $1 == 0 ? $0 : 0 }
      }
    }
  }

  /// Writes `source` over `target` where `mask` is not 0. The pair walks over the mask (left) and the source (right); the
  /// target is contiguous.
  package static func overwrite(
    _ target: UnsafeMutablePointer<Float>, with source: UnsafePointer<Float>, where mask: UnsafePointer<Float>,
    _ pair: StridedPair
  ) {
    var target = target
    pair.forEachSpan { span in
      let m = mask + span.left
      let s = source + span.right
      switch (span.leftStride, span.rightStride) {
      case (1, 1): for index in 0..<span.count { target[index] = m[index] != 0 ? s[index] : target[index] }
      case (1, 0):
        let scalar = s.pointee
        for index in 0..<span.count { target[index] = m[index] != 0 ? scalar : target[index] }
      default:
        for index in 0..<span.count where m[index * span.leftStride] != 0 {
          target[index] = s[index * span.rightStride]
        }
      }
      target += span.count
    }
  }
}
