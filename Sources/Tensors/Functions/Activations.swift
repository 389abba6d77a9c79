import Compute

extension Tensor {
  /// The rectified linear unit: negative elements become 0. Its derivative at 0 is taken to be 0.
  public func relu() -> Tensor { rectified(slope: 0) }

  /// Like `relu()`, but negative elements are multiplied with a small slope.
  public func leakyReLU(slope: Float = 0.01) -> Tensor { rectified(slope: slope) }

  private func rectified(slope: Float) -> Tensor {
    let plain = detached()
    @inline(__always)
    func leaky(_ x: Lanes) -> Lanes { x.replacing(with: slope * x, where: x .< 0) }
    return (slope == 0 ? mapped { $0.map(rectify) } : mapped { $0.map(leaky) })
      .recorded("relu", (self, { $0.throughRectifier(at: plain, slope: slope) }))
  }

  private func throughRectifier(at input: Tensor, slope: Float) -> Tensor {
    @inline(__always)
    func leaky(_ gradient: Lanes, _ x: Lanes) -> Lanes { (gradient * slope).replacing(with: gradient, where: x .> 0) }
    let value =
      slope == 0
      ? Tensor.combined("relu gradient", self, input) { $0.map(rectifyGradient) }
      : Tensor.combined("relu gradient", self, input) { $0.map(leaky) }
    return value.recorded("relu gradient", (self, { $0.throughRectifier(at: input, slope: slope) }))
  }
}

/// A NaN is not less than 0, and stays.
@inline(__always)
private func rectify(_ x: Lanes) -> Lanes { x.replacing(with: 0, where: x .< 0) }

/// Nothing passes below 0, not even of an infinity, which times 0 would be NaN.
@inline(__always)
private func rectifyGradient(_ gradient: Lanes, _ x: Lanes) -> Lanes {
  Lanes.zero.replacing(with: gradient, where: x .> 0)
}

extension Tensor {
  /// ln(1 + e^x), a smooth `relu()`.
  public func softplus() -> Tensor {
    mapped { $0.mapPrecisely(smoothRectifier) }.recorded("softplus", (self, { $0 * self.sigmoid() }))
  }
}

/// ln(1 + e^x), exact in relative terms however far to the left.
///
/// With y = e^-|x| it is max(x, 0) + ln(1 + y), and ln(1 + y) = 2 artanh(y / (2 + y)) never forms 1 + y, which would round a small
/// y away. The argument is at most 1/3, so the series is short.
@inline(__always)
private func smoothRectifier(_ x: DoubleLanes) -> DoubleLanes {
  let y = exponential(x.replacing(with: -x, where: x .> 0))
  let t = y / (2 + y)
  return x.replacing(with: 0, where: x .< 0) + 2 * t * inverseTangentSeries(t)
}

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

extension Tensor {
  /// The Gaussian error linear unit (Hendrycks and Gimpel, 2016), the exact one: x times the probability that a standard
  /// normal number is below x.
  public func gelu() -> Tensor {
    mapped { $0.mapPrecisely(gaussianLinear) }
      .recorded("gelu", (self, { $0 * self.geluSlope() }))
  }

  /// The derivative of `gelu()`, the probability below x and x times the density there.
  private func geluSlope() -> Tensor {
    mapped { $0.mapPrecisely(gaussianLinearSlope) }.recorded(
      "gelu slope",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return gradient * self.mapped { $0.mapPrecisely(gaussianLinearCurvature) }
          }
          let square = self.squared()
          return gradient * (2 - square) * (square * -0.5).exp() * 0.3989422804014327
        }
      ))
  }
}

// x times the normal probability below x, and its first two derivatives.

@inline(__always)
private func gaussianLinear(_ x: DoubleLanes) -> DoubleLanes { x * normalDistribution(x).probability }

@inline(__always)
private func gaussianLinearSlope(_ x: DoubleLanes) -> DoubleLanes {
  let (probability, density) = normalDistribution(x)
  return probability + x * density
}

@inline(__always)
private func gaussianLinearCurvature(_ x: DoubleLanes) -> DoubleLanes { (2 - x * x) * normalDensity(x) }

/// The density of the standard normal distribution at eight points.
@inline(__always)
func normalDensity(_ x: DoubleLanes) -> DoubleLanes { 0.3989422804014327 * exponential(-0.5 * x * x) }

/// The probability that a standard normal number is below x, and the density there: exact in relative terms even far to the left.
///
/// The probability left of -z is the density times Mills' ratio R(z). That falls as 1 / z, so (z + 4) R(z) is a smooth function of
/// z / (z + 4), here the polynomial of degree 11 that is closest to it for z up to 20: its relative error is below 4e-10. What
/// lies beyond is too small for a `Float`.
@inline(__always)
func normalDistribution(_ x: DoubleLanes) -> (probability: DoubleLanes, density: DoubleLanes) {
  let density = normalDensity(x)
  let isNegative = x .< 0
  let isFar = x .< -100
  let z = x.replacing(with: -x, where: isNegative).replacing(with: 100, where: isFar .| (x .> 100))
  let inverse = 1 / (z + 4)
  let s = z * inverse
  var ratio = DoubleLanes(repeating: 0.101079180046)
  ratio = ratio * s - 0.569850359485
  ratio = ratio * s + 1.18173424921
  ratio = ratio * s - 0.903363950881
  ratio = ratio * s - 0.037997206441
  ratio = ratio * s - 0.490225875242
  ratio = ratio * s + 1.84075775842
  ratio = ratio * s + 0.73333501148
  ratio = ratio * s - 8.00126447465
  ratio = ratio * s + 13.1192773681
  ratio = ratio * s - 10.986742844
  ratio = ratio * s + 5.01325654728
  let tail = (density * inverse * ratio).replacing(with: 0, where: isFar)
  return ((1 - tail).replacing(with: tail, where: isNegative), density)
}
