/// Powers with any real exponent, of eight numbers at a time.
package enum Power {
  /// `result[i] = source[i]` to the power of one exponent, for `count` elements.
  package static func apply(
    _ source: UnsafePointer<Float>, exponent: Float, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Workers.split(count) { range in
      applyHere(source + range.lowerBound, exponent, into: result + range.lowerBound, count: range.count)
    }
  }

  private static func applyHere(
    _ source: UnsafePointer<Float>, _ exponent: Float, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    // The frequent small exponents are products, which the compiler turns into vector instructions.
    switch exponent {
    case 1: result.update(from: source, count: count)
    case 2: for index in 0..<count { result[index] = source[index] * source[index] }
    case 3:
      for index in 0..<count {
        let x = Double(source[index])
        result[index] = Float(x * x * x)
      }
    case -1: for index in 0..<count { result[index] = 1 / source[index] }
    case _ where exponent.magnitude <= 64 && exponent.rounded(.towardZero) == exponent:
      let whole = Int(exponent)
      DoubleLanes.map(source, into: result, count: count) { wholePower($0, whole) }
    default:
      let exponents = DoubleLanes(repeating: Double(exponent))
      for index in stride(from: 0, to: count, by: 8) {
        // What is read beyond the end, where memory has space for a vector, is not stored.
        power(DoubleLanes(Lanes.load(source + index)), exponents).single.store(first: count - index, at: result + index)
      }
    }
  }

  /// Left numbers to the power of right ones, along a walk that may repeat elements of either array.
  package static func apply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    _ pair: StridedPair
  ) {
    pair.inParts(left, right, into: result) { left, right, result, pair in
      var target = result
      pair.forEachSpan { span in
        let (a, b) = (left + span.left, right + span.right)
        for index in stride(from: 0, to: span.count, by: 8) {
          let lanes = min(8, span.count - index)
          var (base, exponent) = (DoubleLanes.zero, DoubleLanes.zero)
          for lane in 0..<lanes {
            base[lane] = Double(a[(index + lane) * span.leftStride])
            exponent[lane] = Double(b[(index + lane) * span.rightStride])
          }
          power(base, exponent).single.store(first: lanes, at: target + index)
        }
        target += span.count
      }
    }
  }
}

/// Eight numbers to a small whole power, by repeated squaring: exact wherever the result has few digits.
@inline(__always)
private func wholePower(_ base: DoubleLanes, _ exponent: Int) -> DoubleLanes {
  var factor = exponent < 0 ? 1 / base : base
  var rest = exponent.magnitude
  var result = DoubleLanes(repeating: 1)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

/// Eight numbers to the power of others, all of which a `Float` can hold, with the special cases of C's `pow` (IEC 60559,
/// F.10.4.4).
///
/// Transparent, as the compiler does not inline it otherwise, and calls with numbers of this width are slow.
@_transparent
private func power(_ base: DoubleLanes, _ exponent: DoubleLanes) -> DoubleLanes {
  let logarithm = Compute.logarithm(base.sizes)
  // Numbers beyond 2^51 are whole and even, as is 0. Of others adding 1.5 * 2^52 leaves an integer in the low bits.
  let small = exponent.replacing(with: 0, where: exponent.sizes .> 0x1p51)
  let shifted = small + 0x1.8p52
  let isBroken = .!((shifted - 0x1.8p52) .== small)
  // Of 1 the logarithm is 0, whatever that is multiplied with.
  let product = (exponent * logarithm).replacing(with: 0, where: logarithm .== 0)
  let value = exponential(product.replacing(with: 709, where: product .> 709))
  // The sign of the base where the exponent is odd.
  let sign = unsafeBitCast(base, to: DoubleLanes.Bits.self) & unsafeBitCast(shifted, to: DoubleLanes.Bits.self) &<< 63
  let signed = unsafeBitCast(unsafeBitCast(value, to: DoubleLanes.Bits.self) ^ sign, to: DoubleLanes.self)
  let broken = value.replacing(with: .nan, where: base .< 0).replacing(with: value, where: base .== -.infinity)
  return signed.replacing(with: broken, where: isBroken)
    .replacing(with: exponent, where: .!(exponent .== exponent))
    .replacing(with: 1, where: exponent .== 0)
    .replacing(with: 1, where: base .== 1)
}
