import Compute

extension Tensor {
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
    return Tensor.paired("power", self, exponent) { Power.apply($0, $1, into: $2, $3) }
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
    Tensor(shape: shape) { Power.apply(storage.start, exponent: exponent, into: $0, count: count) }
      .recorded(
        "power",
        (self, { exponent == 0 ? Tensor(zeros: self.shape) : $0 * (Tensor(exponent) * self.raised(to: exponent - 1)) }))
  }

  /// 1 divided by every element.
  public func reciprocal() -> Tensor { 1 / self }

  /// -1, 0 or 1, by the sign of every element. Its derivative is 0 everywhere, so it is a constant.
  public func sign() -> Tensor { mapped(.sign) }
}
