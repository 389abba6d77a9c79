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

/// The sines of eight angles in radians.
@inline(__always)
func sine(_ angle: DoubleLanes) -> DoubleLanes { quarterTurned(angle, by: 0) { sineAndCosine(of: $0).sine } }

/// The cosines of eight angles in radians: the sines of what is a quarter turn further.
@inline(__always)
func cosine(_ angle: DoubleLanes) -> DoubleLanes { quarterTurned(angle, by: 1) { sineAndCosine(of: $0).cosine } }

/// The sines of eight angles and so many quarter turns more.
///
/// Quarter turns are taken off in two parts, the first of 29 bits, so that its product with up to 2^24 of them is exact. What
/// remains is at most an eighth of a turn, where the power series need few terms.
///
/// - Parameter large: The same of one angle, called for those that have too many turns.
@inline(__always)
private func quarterTurned(
  _ angle: DoubleLanes, by quarters: UInt64, large: (Double) -> Double
) -> DoubleLanes {
  // Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits.
  let shifted = angle * 0.6366197723675814 + 0x1.8p52
  let count = shifted - 0x1.8p52
  let rest = (angle - count * 0x1.921fb54p+0) - count * 0x1.10b4611a62633p-30
  let (sine, cosine) = smallSineAndCosine(rest)
  let quarter = unsafeBitCast(shifted, to: DoubleLanes.Bits.self) &+ quarters
  let isOdd = unsafeBitCast(quarter & 1, to: SIMD8<Int64>.self) .== 1
  let sign = (quarter & 2) &<< 62
  let exchanged = unsafeBitCast(sine.replacing(with: cosine, where: isOdd), to: DoubleLanes.Bits.self)
  var result = unsafeBitCast(exchanged ^ sign, to: DoubleLanes.self)
  let isLarge = (angle .> 0x1p22) .| (angle .< -0x1p22)
  if isLarge != SIMDMask(repeating: false) {
    for lane in 0..<8 where isLarge[lane] { result[lane] = large(angle[lane]) }
  }
  return result
}

/// Sines and cosines of angles of at most an eighth of a turn: their series, exact to about 1e-13.
@inline(__always)
private func smallSineAndCosine(_ angle: DoubleLanes) -> (sine: DoubleLanes, cosine: DoubleLanes) {
  let square = angle * angle
  var sine = DoubleLanes(repeating: 1.0 / 6_227_020_800)
  sine = sine * square - 1.0 / 39_916_800
  sine = sine * square + 1.0 / 362_880
  sine = sine * square - 1.0 / 5040
  sine = sine * square + 1.0 / 120
  sine = sine * square - 1.0 / 6
  // By itself, so that the sine of -0 is -0.
  sine = angle + angle * (sine * square)
  var cosine = DoubleLanes(repeating: -1.0 / 87_178_291_200)
  cosine = cosine * square + 1.0 / 479_001_600
  cosine = cosine * square - 1.0 / 3_628_800
  cosine = cosine * square + 1.0 / 40_320
  cosine = cosine * square - 1.0 / 720
  cosine = cosine * square + 1.0 / 24
  cosine = cosine * square - 0.5
  cosine = cosine * square + 1
  return (sine, cosine)
}
