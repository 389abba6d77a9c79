import Compute

extension Tensor {
  /// The logistic function 1 / (1 + e^-x), between 0 and 1.
  public func sigmoid() -> Tensor {
    let value = mapped { $0.map(logistic) }
    return value.recorded(
      "sigmoid",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor.combined("sigmoid gradient", gradient, value) { $0.map(throughLogistic) }
          }
          let y = self.sigmoid()
          return gradient * y * (1 - y)
        }
      ))
  }

  /// The hyperbolic tangent, between -1 and 1.
  public func tanh() -> Tensor {
    let value = mapped { $0.map(hyperbolicTangent) }
    return value.recorded(
      "tanh",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor.combined("tanh gradient", gradient, value) { $0.map(throughTangent) }
          }
          return gradient * (1 - self.tanh().squared())
        }
      ))
  }

  /// x times its logistic function, which is also called swish (Elfwing, Uchibe and Doya, 2018).
  public func silu() -> Tensor { self * sigmoid() }
}

/// 1 / (1 + e^-x). Where e^-x is too large for a Float, below -88.7, it is 0 rather than a number of less than 24 bits.
@inline(__always)
private func logistic(_ x: SIMD8<Float>) -> SIMD8<Float> {
  SIMD8(repeating: 1) / (1 + exponential(-x))
}

/// The hyperbolic tangent. Near 0, where the quotient of exponentials would cancel, its odd series.
@inline(__always)
private func hyperbolicTangent(_ x: SIMD8<Float>) -> SIMD8<Float> {
  let e = exponential(-2 * x.replacing(with: -x, where: x .< 0))
  let large = (1 - e) / (1 + e)
  let signed = large.replacing(with: -large, where: x .< 0)
  let s = x * x
  var p = fused(s, SIMD8(repeating: -0.0088632355), SIMD8(repeating: 0.021869489))
  p = fused(p, s, SIMD8(repeating: -17.0 / 315))
  p = fused(p, s, SIMD8(repeating: 2.0 / 15))
  p = fused(p, s, SIMD8(repeating: -1.0 / 3))
  let small = fused(p, s * x, x)
  return signed.replacing(with: small, where: s .< 0.0625)
}

// The gradient with respect to the input, by the function's value.

@inline(__always)
private func throughLogistic(_ gradient: Lanes, _ value: Lanes) -> Lanes { gradient * (value * (1 - value)) }

@inline(__always)
private func throughTangent(_ gradient: Lanes, _ value: Lanes) -> Lanes { gradient * (1 - value * value) }
