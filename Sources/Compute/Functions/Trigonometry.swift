/// Sines and cosines of arrays.
package enum Trigonometry {
  /// `result[i] = sin(source[i])` for `count` elements.
  package static func sine(_ source: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { result[index] = Float(sineAndCosine(of: Double(source[index])).sine) }
  }

  /// `result[i] = cos(source[i])` for `count` elements.
  package static func cosine(_ source: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { result[index] = Float(sineAndCosine(of: Double(source[index])).cosine) }
  }
}

/// The sine and cosine of an angle in radians; NaN where it is not finite.
///
/// Whole turns are taken off in two parts (Cody and Waite, "Software Manual for the Elementary Functions", 1980): the first has
/// 33 bits, so that its product with up to 2^20 turns is exact. Of larger angles see `partOfTurn(_:)`.
package func sineAndCosine(of angle: Double) -> (sine: Double, cosine: Double) {
  guard angle.isFinite else { return (.nan, .nan) }
  if angle.magnitude > 0x1p22 {
    let turn = partOfTurn(angle.magnitude)
    let (sine, cosine) = sineAndCosine(ofTurn: turn.magnitude)
    return ((turn < 0) != (angle < 0) ? -sine : sine, cosine)
  }
  let turns = (angle * 0.15915494309189535).rounded(.toNearestOrEven)
  let rest = (angle - turns * 0x1.921fb544p+2) - turns * 0x1.0b4611a626331p-32
  let turn = rest * 0.15915494309189535
  let (sine, cosine) = sineAndCosine(ofTurn: turn.magnitude)
  return (turn < 0 ? -sine : sine, cosine)
}
