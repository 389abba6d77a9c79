extension Distribution {
  private typealias Doubles = DoubleLanes
  private typealias Bits = DoubleLanes.Bits

  /// Numbers of the standard normal distribution, by the method of Box and Muller ("A note on the generation of random normal
  /// deviates", 1958): two uniform numbers are the radius and the angle of a point.
  ///
  /// In double precision and without fused operations, so that every machine rounds to the same numbers.
  @inline(__always)
  static func normal(_ words: PhiloxLanes) -> (Floats, Floats) {
    let (a, b) = point(words.first, words.second)
    let (c, d) = point(words.third, words.fourth)
    // Two numbers in a lane of 64 bits, so that what is left to do is as for words.
    let (left, right) = (interleaved(a, b), interleaved(c, d))
    var (low, high) = (SIMD8<UInt64>.zero, SIMD8<UInt64>.zero)
    (low.evenHalf, low.oddHalf) = (left.lowHalf, right.lowHalf)
    (high.evenHalf, high.oddHalf) = (left.highHalf, right.highHalf)
    return (unsafeBitCast(low, to: Floats.self), unsafeBitCast(high, to: Floats.self))
  }

  @inline(__always)
  private static func interleaved(_ even: SIMD8<Float>, _ odd: SIMD8<Float>) -> Bits {
    var both = Floats.zero
    (both.evenHalf, both.oddHalf) = (even, odd)
    return unsafeBitCast(both, to: Bits.self)
  }

  /// Both coordinates of eight points.
  @inline(__always)
  private static func point(_ first: Bits, _ second: Bits) -> (SIMD8<Float>, SIMD8<Float>) {
    // The radius needs a number in (0, 1], as the logarithm of 0 is infinite.
    let radius = roots(-2 * naturalLogarithm((Doubles(integers: first) + 1) * 0x1p-32))
    let (sine, cosine) = sineAndCosine(ofTurn: second)
    return ((radius * cosine).single, (radius * sine).single)
  }

  /// A call, so that only this is done lane by lane: the system's square root sets an error number.
  @inline(never)
  private static func roots(_ x: Doubles) -> Doubles { x.squareRoot() }

  /// `sineAndCosine(ofTurn:)` of eight turns, each a word times 2^-32, step by step the same.
  @inline(__always)
  private static func sineAndCosine(ofTurn word: Bits) -> (sine: Doubles, cosine: Doubles) {
    let quarter = (word &+ 0x2000_0000) &>> 30
    let angle = (Doubles(integers: word) * 0x1p-32 - Doubles(integers: quarter) * 0.25) * 6.283185307179586
    let negative = -(angle * angle)
    var sine = negative / 342
    var cosine = negative / 306
    sine = (1 + sine) * negative / 272
    cosine = (1 + cosine) * negative / 240
    sine = (1 + sine) * negative / 210
    cosine = (1 + cosine) * negative / 182
    sine = (1 + sine) * negative / 156
    cosine = (1 + cosine) * negative / 132
    sine = (1 + sine) * negative / 110
    cosine = (1 + cosine) * negative / 90
    sine = (1 + sine) * negative / 72
    cosine = (1 + cosine) * negative / 56
    sine = (1 + sine) * negative / 42
    cosine = (1 + cosine) * negative / 30
    sine = (1 + sine) * negative / 20
    cosine = (1 + cosine) * negative / 12
    sine = (1 + sine) * negative / 6
    cosine = (1 + cosine) * negative / 2
    sine = angle * (1 + sine)
    cosine = 1 + cosine
    // Each quarter turn exchanges the two, and changes the sign of one.
    let isOdd = unsafeBitCast(quarter & 1, to: SIMD8<Int64>.self) .== 1
    let signs = (
      (quarter & 2) &<< 62, ((quarter &+ 1) & 2) &<< 62
    )
    let exchanged = (
      sine.replacing(with: cosine, where: isOdd),
      cosine.replacing(with: sine, where: isOdd)
    )
    return (
      unsafeBitCast(unsafeBitCast(exchanged.0, to: Bits.self) ^ signs.0, to: Doubles.self),
      unsafeBitCast(unsafeBitCast(exchanged.1, to: Bits.self) ^ signs.1, to: Doubles.self)
    )
  }
}
