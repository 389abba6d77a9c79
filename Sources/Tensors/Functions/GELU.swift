import Compute

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
