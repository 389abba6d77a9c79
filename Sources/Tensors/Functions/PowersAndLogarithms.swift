import Compute

extension Tensor {
  /// e to the power of every element.
  public func exp() -> Tensor {
    let value = mapped { $0.map(exponential) }
    return value.recorded("exp", (self, { self.followed(by: $0) ? $0 * self.exp() : $0 * value }))
  }

  /// The natural logarithm of every element: minus infinity at 0, NaN below.
  public func log() -> Tensor {
    mapped { $0.mapPrecisely(logarithm) }.recorded("log", (self, { $0 / self }))
  }

  /// Every element to the power of one number: `x.power(3)`.
  ///
  /// Whole exponents take any element; others give NaN below 0, as C's `pow` does. The derivative is
  /// `exponent * x^(exponent - 1)`, for the exponent 0 it is 0 everywhere.
  @inlinable
  public func power<Scalar: BinaryFloatingPoint>(_ exponent: Scalar) -> Tensor { raised(to: Float(exponent)) }

  /// Every element to the power of the exponent's, with broadcasting.
  ///
  /// The derivative with respect to the exponent is `x^exponent * ln x`, which is taken to be 0 at x = 0 and is NaN below.
  public func power(_ exponent: Tensor) -> Tensor {
    if exponent.rank == 0, exponent.openTape == nil { return raised(to: exponent.scalar) }
    return Tensor.combined("power", self, exponent) { $0.mapPrecisely(anyPower) }
      .recorded(
        "power",
        (self, { $0 * (exponent * self.power(exponent - 1)).masked(by: exponent.detached()) }),
        (
          exponent,
          { gradient in
            let isZero = self.detached() .== 0
            let logarithm = self.replacing(with: 1, where: isZero).log()
            return gradient * self.power(exponent).replacing(with: 0, where: isZero) * logarithm
          }
        ))
  }

  @usableFromInline
  func raised(to exponent: Float) -> Tensor {
    plainPower(exponent)
      .recorded(
        "power",
        (self, { exponent == 0 ? Tensor(zeros: self.shape) : $0 * (Tensor(exponent) * self.raised(to: exponent - 1)) }))
  }

  /// 1 divided by every element.
  public func reciprocal() -> Tensor { 1 / self }

  /// The square root of every element, NaN below 0.
  public func squareRoot() -> Tensor {
    mapped { $0.map { x in x.squareRoot() } }.recorded("squareRoot", (self, { $0 / (2 * self.squareRoot()) }))
  }

  /// The frequent small exponents are products.
  private func plainPower(_ exponent: Float) -> Tensor {
    switch exponent {
    case 1: return detached()
    case 2: return mapped { $0.map(timesItself) }
    case 3: return mapped { $0.mapPrecisely(cube) }
    case -1: return mapped { $0.map(inverse) }
    case _ where exponent.magnitude <= 64 && exponent.rounded(.towardZero) == exponent:
      let whole = Int(exponent)
      return mapped { $0.mapPrecisely { x in wholePower(x, whole) } }
    default:
      return mapped {
        let exponents = DoubleLanes(repeating: Double(exponent))
        @inline(__always)
        func power(_ x: DoubleLanes) -> DoubleLanes { anyPower(x, exponents) }
        $0.mapPrecisely(power)
      }
    }
  }
}

@inline(__always)
private func cube(_ x: DoubleLanes) -> DoubleLanes { x * x * x }

@inline(__always)
private func inverse(_ x: Lanes) -> Lanes { 1 / x }

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
private func anyPower(_ base: DoubleLanes, _ exponent: DoubleLanes) -> DoubleLanes {
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
