// What the compiler calls by name where WebAssembly has no instruction for it.

/// To the nearest integer, halves away from zero.
@_cdecl("round")
public func roundHalfAway(_ x: Double) -> Double {
  let whole = x.rounded(.towardZero)
  return (x - whole).magnitude < 0.5 || !x.isFinite ? whole : whole + Double(signOf: x, magnitudeOf: 1)
}

@_cdecl("roundf")
public func roundHalfAway(_ x: Float) -> Float { Float(roundHalfAway(Double(x))) }

/// `a * b + c`, rounded once: after Boldo and Melquiond, "Emulation of FMA and correctly rounded sums: proved
/// algorithms using rounding to odd", 2008. Where parts overflow or underflow, near the ends of the range, it is
/// rounded twice.
@_cdecl("fma")
public func fusedMultiplyAdd(_ a: Double, _ b: Double, _ c: Double) -> Double {
  let product = exactProduct(a, b)
  let low = exactSum(c, product.error)
  let high = exactSum(product.value, low.value)
  let result = high.value + oddSum(low.error, high.error)
  return result.isFinite ? result : a * b + c
}

/// The product of two significands of 24 bits is exact in a `Double`; only the sum needs care.
@_cdecl("fmaf")
public func fusedMultiplyAdd(_ a: Float, _ b: Float, _ c: Float) -> Float {
  Float(oddSum(Double(a) * Double(b), Double(c)))
}

/// A sum rounded to odd: where it is not exact, the one of its two neighbours whose last bit is set. Rounded once more,
/// to fewer digits, it cannot look like a half that it is not.
private func oddSum(_ a: Double, _ b: Double) -> Double {
  let sum = exactSum(a, b)
  let bits = sum.value.bitPattern
  if !sum.value.isFinite || sum.error == 0 || bits & 1 == 1 { return sum.value }
  return Double(bitPattern: (sum.error > 0) == (sum.value > 0) ? bits + 1 : bits - 1)
}

/// A sum and what rounding took from it, after Knuth.
private func exactSum(_ a: Double, _ b: Double) -> (value: Double, error: Double) {
  let sum = a + b
  let part = sum - a
  return (sum, (a - (sum - part)) + (b - part))
}

/// A product and what rounding took from it, after Dekker.
private func exactProduct(_ a: Double, _ b: Double) -> (value: Double, error: Double) {
  func halves(_ x: Double) -> (high: Double, low: Double) {
    let shifted = x * 134_217_729
    let high = shifted - (shifted - x)
    return (high, x - high)
  }
  let (a1, b1) = (halves(a), halves(b))
  let product = a * b
  return (product, a1.low * b1.low - (((product - a1.high * b1.high) - a1.low * b1.high) - a1.high * b1.low))
}

/// The product of two integers of 128 bits, each as its low and high half.
@_cdecl("__multi3")
public func multiply(
  _ result: UnsafeMutablePointer<UInt64>, _ low: UInt64, _ high: UInt64, _ otherLow: UInt64, _ otherHigh: UInt64
) {
  // By halves of halves: the full product of two 64-bit integers would call this function.
  let mask: UInt64 = 0xFFFF_FFFF
  let lowest = (low & mask) &* (otherLow & mask)
  let first = (low >> 32) &* (otherLow & mask) &+ (lowest >> 32)
  let second = (low & mask) &* (otherLow >> 32) &+ (first & mask)
  result[0] = (second << 32) | (lowest & mask)
  result[1] =
    (low >> 32) &* (otherLow >> 32) &+ (first >> 32) &+ (second >> 32) &+ low &* otherHigh &+ high &* otherLow
}
