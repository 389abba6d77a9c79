/// Random numbers of a distribution, made from blocks of random words.
package enum Distribution {
  /// Four numbers of the uniform distribution over [0, 1). A `Float` has 24 bits of precision, so the upper 24 of each
  /// word are all that count.
  package static func uniform(_ words: SIMD4<UInt32>) -> SIMD4<Float> {
    SIMD4<Float>(words &>> 8) * 0x1p-24
  }

  /// Four numbers of the standard normal distribution, by the method of Box and Muller ("A note on the generation of
  /// random normal deviates", 1958): two uniform numbers are the radius and the angle of a point.
  package static func normal(_ words: SIMD4<UInt32>) -> SIMD4<Float> {
    let (a, b) = pair(words[0], words[1])
    let (c, d) = pair(words[2], words[3])
    return SIMD4(a, b, c, d)
  }

  private static func pair(_ first: UInt32, _ second: UInt32) -> (Float, Float) {
    // The radius needs a number in (0, 1], as the logarithm of 0 is infinite.
    let radius = (-2 * naturalLogarithm((Double(first) + 1) * 0x1p-32)).squareRoot()
    let (sine, cosine) = sineAndCosine(ofTurn: Double(second) * 0x1p-32)
    return (Float(radius * cosine), Float(radius * sine))
  }
}
