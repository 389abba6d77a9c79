// Embedded Swift has no mathematics library, and eight lanes at once are faster than any: plain arithmetic of our own, the
// same on every machine that has fused multiply-add.

/// `a * b + c`, rounded once where the machine can do so in one instruction, which the build says with its settings.
@inlinable @inline(__always)
package func fused(_ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>) -> SIMD8<Float> {
  #if FUSED_MULTIPLY_ADD
    c.addingProduct(a, b)
  #else
    c + a * b
  #endif
}

/// e to the power of eight numbers, exact to about one unit in the last place.
///
/// x = n ln 2 + r with |r| <= ln 2 / 2 gives e^x = 2^n e^r, and the series of e^r is short. Adding 1.5 * 2^23 rounds to
/// an integer and leaves it in the low bits, with no conversion that a NaN could stop.
@inlinable @inline(__always)
package func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
  let magic = SIMD8<Float>(repeating: 0x1.8p23)
  let clamped = x.replacing(with: 89, where: x .> 89).replacing(with: -105, where: x .< -105)
  let shifted = fused(clamped, SIMD8(repeating: 1.442695041), magic)
  let n = shifted - magic
  var r = fused(n, SIMD8(repeating: -0.693359375), clamped)
  r = fused(n, SIMD8(repeating: 2.12194440e-4), r)
  var p = fused(r, SIMD8(repeating: 1.0 / 5040), SIMD8(repeating: 1.0 / 720))
  p = fused(p, r, SIMD8(repeating: 1.0 / 120))
  p = fused(p, r, SIMD8(repeating: 1.0 / 24))
  p = fused(p, r, SIMD8(repeating: 1.0 / 6))
  p = fused(p, r, SIMD8(repeating: 0.5))
  p = fused(p, r * r, r) + 1
  // In two steps, because 2^n alone may be too small or too large for a Float.
  let power = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000
  let half = power &>> 1
  let first = unsafeBitCast((half &+ 127) &<< 23, to: SIMD8<Float>.self)
  let second = unsafeBitCast((power &- half &+ 127) &<< 23, to: SIMD8<Float>.self)
  return p * first * second
}
