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
