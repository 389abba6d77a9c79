import Compute

extension Tensor {
  /// The rectified linear unit: negative elements become 0. Its derivative at 0 is taken to be 0.
  public func relu() -> Tensor { rectified(slope: 0) }

  /// Like `relu()`, but negative elements are multiplied with a small slope.
  public func leakyReLU(slope: Float = 0.01) -> Tensor { rectified(slope: slope) }

  private func rectified(slope: Float) -> Tensor {
    let plain = detached()
    return mapped(slope == 0 ? .rectify : .leakyRectify(slope))
      .recorded("relu", (self, { $0.throughRectifier(at: plain, slope: slope) }))
  }

  private func throughRectifier(at input: Tensor, slope: Float) -> Tensor {
    Tensor.combine("relu gradient", .rectifiedGradient(slope), self, input)
      .recorded("relu gradient", (self, { $0.throughRectifier(at: input, slope: slope) }))
  }

  /// The logistic function 1 / (1 + e^-x), between 0 and 1.
  public func sigmoid() -> Tensor {
    let value = mapped(.logistic)
    return value.recorded(
      "sigmoid",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor.combine("sigmoid gradient", .logisticGradient, gradient, value)
          }
          let y = self.sigmoid()
          return gradient * y * (1 - y)
        }
      ))
  }

  /// The hyperbolic tangent, between -1 and 1.
  public func tanh() -> Tensor {
    let value = mapped(.hyperbolicTangent)
    return value.recorded(
      "tanh",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor.combine("tanh gradient", .tangentGradient, gradient, value)
          }
          return gradient * (1 - self.tanh().squared())
        }
      ))
  }

  /// x times its logistic function, which is also called swish (Elfwing, Uchibe and Doya, 2018).
  public func silu() -> Tensor { self * sigmoid() }

  /// ln(1 + e^x), a smooth `relu()`.
  public func softplus() -> Tensor { mapped(.softplus).recorded("softplus", (self, { $0 * self.sigmoid() })) }

  /// The Gaussian error linear unit (Hendrycks and Gimpel, 2016), the exact one: x times the probability that a standard
  /// normal number is below x.
  public func gelu() -> Tensor {
    mapped(.gaussianLinear).recorded("gelu", (self, { $0 * self.geluSlope() }))
  }

  /// The derivative of `gelu()`, the probability below x and x times the density there.
  private func geluSlope() -> Tensor {
    mapped(.gaussianLinearSlope)
      .recorded(
        "gelu slope",
        (
          self,
          { gradient in
            guard self.followed(by: gradient) else { return gradient * self.mapped(.gaussianLinearCurvature) }
            let square = self.squared()
            return gradient * (2 - square) * (square * -0.5).exp() * 0.3989422804014327
          }
        ))
  }
}
