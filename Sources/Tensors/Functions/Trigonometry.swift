import Compute

extension Tensor {
  /// The sine of every element, an angle in radians, exact to a unit in the last place whatever its size.
  public func sin() -> Tensor { mapped { $0.mapPrecisely(sine) }.recorded("sin", (self, { $0 * self.cos() })) }

  /// The cosine of every element, an angle in radians, exact to a unit in the last place whatever its size.
  public func cos() -> Tensor { mapped { $0.mapPrecisely(cosine) }.recorded("cos", (self, { -$0 * self.sin() })) }
}

/// The sines of eight angles in radians.
@inline(__always)
private func sine(_ angle: DoubleLanes) -> DoubleLanes { quarterTurned(angle, by: 0) }

/// The cosines of eight angles in radians: the sines of what is a quarter turn further.
@inline(__always)
private func cosine(_ angle: DoubleLanes) -> DoubleLanes { quarterTurned(angle, by: 1) }

/// The sines of eight angles and no or one quarter turn more.
///
/// Quarter turns are taken off in two parts, the first of 29 bits, so that its product with up to 2^24 of them is exact. What
/// remains is at most an eighth of a turn, where the power series need few terms.
@inline(__always)
private func quarterTurned(_ angle: DoubleLanes, by quarters: UInt64) -> DoubleLanes {
  // Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits.
  let shifted = angle * 0.6366197723675814 + 0x1.8p52
  let count = shifted - 0x1.8p52
  let rest = (angle - count * 0x1.921fb54p+0) - count * 0x1.10b4611a62633p-30
  let (sine, cosine) = smallSineAndCosine(rest)
  let quarter = unsafeBitCast(shifted, to: DoubleLanes.Bits.self) &+ quarters
  // All bits where their number is odd: comparisons of integers would be made lane by lane.
  let odd = 0 &- (quarter & 1)
  let bits =
    (unsafeBitCast(sine, to: DoubleLanes.Bits.self) & ~odd) | (unsafeBitCast(cosine, to: DoubleLanes.Bits.self) & odd)
  var result = unsafeBitCast(bits ^ (quarter & 2) &<< 62, to: DoubleLanes.self)
  // As integers, which are in the order of the numbers; what is not finite is greater than all.
  let sizes = unsafeBitCast(angle.sizes, to: DoubleLanes.Bits.self)
  var greatest: UInt64 = 0
  for lane in 0..<8 { greatest = max(greatest, sizes[lane]) }
  if greatest > Double(0x1p22).bitPattern { replaceLarge(&result, angle, quarters) }
  return result
}

/// Puts in the results of angles that have too many turns for the lanes.
@inline(never)
private func replaceLarge(_ result: inout DoubleLanes, _ angle: DoubleLanes, _ quarters: UInt64) {
  for lane in 0..<8 where angle[lane].magnitude > 0x1p22 {
    let (sine, cosine) = sineAndCosine(of: angle[lane])
    result[lane] = quarters == 0 ? sine : cosine
  }
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
