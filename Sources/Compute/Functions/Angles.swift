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

/// The part of a turn, from -0.5 to 0.5, that an angle in radians is beyond whole turns. The angle is at least 2^22.
///
/// The method is that of Payne and Hanek ("Radian reduction for trigonometric functions", 1983): of the bits of 1 / (2 pi), those
/// that would only contribute whole turns are left out, and 128 of the others multiplied with the angle's 53. The part is exact to
/// about 2^-75.
func partOfTurn(_ angle: Double) -> Double {
  // The angle is `digits` times 2^(position - 64): the product's whole turns end `position` bits after the table's beginning.
  let digits = angle.significandBitPattern | 1 << 52
  let position = Int(angle.exponent) - 52 + 64
  let (word, shift) = (position / 64, UInt64(position % 64))
  func bits(_ index: Int) -> UInt64 {
    let (high, low) = (turnsPerRadian[index], turnsPerRadian[index + 1])
    return shift == 0 ? high : high << shift | low >> (64 - shift)
  }
  let (carried, low) = digits.multipliedFullWidth(by: bits(word + 1))
  let high = digits &* bits(word) &+ carried
  return Double(Int64(bitPattern: high)) * 0x1p-64 + Double(low) * 0x1p-128
}

/// The bits of 1 / (2 pi), after 64 zeros: as many as the greatest number takes.
private let turnsPerRadian: [UInt64] = [
  0, 0x28be_60db_9391_054a, 0x7f09_d5f4_7d4d_3770, 0x36d8_a566_4f10_e410, 0x7f94_58ea_f7ae_f158, 0x6dc9_1b8e_9093_74b8,
  0x0192_4bba_8274_6487, 0x3f87_7ac7_2c4a_69cf, 0xba20_8d7d_4bae_d121, 0x3a67_1c09_ad17_df90, 0x4e64_758e_60d4_ce7d,
  0x2721_17e2_ef7e_4a0e, 0xc7fe_25ff_f781_6603, 0xfbcb_c462_d682_9b47, 0xdb4d_9fb3_c9f2_c26d, 0xd3d1_8fd9_a797_fa8b,
  0x5d49_eeb1_faf9_7c5e, 0xcf41_ce7d_e294_a4ba, 0x9afe_d7ec_47e3_5742, 0x1580_cc11_bf1e_daea,
]
