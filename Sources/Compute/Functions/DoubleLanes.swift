// Functions of eight numbers in double precision: plain arithmetic without fused operations, the same on every machine.

@usableFromInline package typealias DoubleLanes = SIMD8<Double>

extension SIMD8 where Scalar == Double {
  @usableFromInline package typealias Bits = SIMD8<UInt64>

  /// Integers below 2^52, which are the lower digits of a number of that size.
  @inlinable @inline(__always)
  package init(integers: Bits) { self = unsafeBitCast(integers | 0x4330_0000_0000_0000, to: Self.self) - 0x1p52 }

  // Lane by lane, as the library's conversions would be calls.

  @inlinable @inline(__always)
  package init(_ x: SIMD8<Float>) {
    self = .zero
    for lane in 0..<8 { self[lane] = Double(x[lane]) }
  }

  @inlinable @inline(__always)
  package var single: SIMD8<Float> {
    var result = SIMD8<Float>.zero
    for lane in 0..<8 { result[lane] = Float(self[lane]) }
    return result
  }

  /// The numbers without their signs.
  @inlinable @inline(__always)
  package var sizes: DoubleLanes {
    unsafeBitCast(unsafeBitCast(self, to: Bits.self) & 0x7FFF_FFFF_FFFF_FFFF, to: Self.self)
  }
}

/// The natural logarithm of eight normal numbers: step by step that of one number, so that it gives the same.
@inlinable @inline(__always)
package func naturalLogarithm(_ x: DoubleLanes) -> DoubleLanes {
  let bits = unsafeBitCast(x, to: DoubleLanes.Bits.self)
  var mantissa = unsafeBitCast(bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000, to: DoubleLanes.self)
  var exponent = DoubleLanes(integers: bits &>> 52) - 1023
  let isLarge = mantissa .> 1.4142135623730951
  mantissa.replace(with: mantissa * 0.5, where: isLarge)
  exponent.replace(with: exponent + 1, where: isLarge)
  let t = (mantissa - 1) / (mantissa + 1)
  return exponent * 0.6931471805599453 + 2 * t * inverseTangentSeries(t)
}

/// The natural logarithm of any eight numbers that are no smaller than a `Float` can be: minus infinity for 0, NaN below.
@inlinable @inline(__always)
package func logarithm(_ x: DoubleLanes) -> DoubleLanes {
  // Infinity and NaN are their own logarithms.
  naturalLogarithm(x)
    .replacing(with: x, where: .!(x .< .infinity))
    .replacing(with: -.infinity, where: x .== 0)
    .replacing(with: .nan, where: x .< 0)
}

/// e to the power of eight numbers up to 709, or NaN. What is too small for a `Float` may come out too large, but still far too
/// small for one.
@inlinable @inline(__always)
package func exponential(_ x: DoubleLanes) -> DoubleLanes {
  let x = x.replacing(with: -700, where: x .< -700)
  // Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits.
  let shifted = x * 1.4426950408889634 + 0x1.8p52
  let n = shifted - 0x1.8p52
  let r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10
  var sum = DoubleLanes(repeating: 1.0 / 39_916_800)
  sum = sum * r + 1.0 / 3_628_800
  sum = sum * r + 1.0 / 362_880
  sum = sum * r + 1.0 / 40_320
  sum = sum * r + 1.0 / 5040
  sum = sum * r + 1.0 / 720
  sum = sum * r + 1.0 / 120
  sum = sum * r + 1.0 / 24
  sum = sum * r + 1.0 / 6
  sum = sum * r + 0.5
  sum = sum * r + 1
  sum = sum * r + 1
  let power = (unsafeBitCast(shifted, to: DoubleLanes.Bits.self) &+ 1023) &<< 52
  return sum * unsafeBitCast(power, to: DoubleLanes.self)
}

/// The inverse hyperbolic tangent of t, divided by t: its series, for |t| of at most 1/3.
@inlinable @inline(__always)
package func inverseTangentSeries(_ t: DoubleLanes) -> DoubleLanes {
  let square = t * t
  var sum = DoubleLanes(repeating: 1.0 / 21)
  sum = sum * square + 1.0 / 19
  sum = sum * square + 1.0 / 17
  sum = sum * square + 1.0 / 15
  sum = sum * square + 1.0 / 13
  sum = sum * square + 1.0 / 11
  sum = sum * square + 1.0 / 9
  sum = sum * square + 1.0 / 7
  sum = sum * square + 1.0 / 5
  sum = sum * square + 1.0 / 3
  sum = sum * square + 1
  return sum
}
