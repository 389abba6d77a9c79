import Compute

extension Tensor {
  /// The rectified linear unit: negative elements become 0. Its derivative at 0 is taken to be 0.
  public func relu() -> Tensor { rectified(slope: 0) }

  /// Like `relu()`, but negative elements are multiplied with a small slope.
  public func leakyReLU(slope: Float = 0.01) -> Tensor { rectified(slope: slope) }

  private func rectified(slope: Float) -> Tensor {
    let plain = detached()
    // A NaN is not less than 0, and stays.
    let value =
      slope == 0
      ? mapped { (x: Lanes) in x.replacing(with: 0, where: x .< 0) }
      : mapped { (x: Lanes) in x.replacing(with: slope * x, where: x .< 0) }
    return value.recorded("relu", (self, { $0.throughRectifier(at: plain, slope: slope) }))
  }

  private func throughRectifier(at input: Tensor, slope: Float) -> Tensor {
    // Without a slope nothing passes, not even of an infinity, which times 0 would be NaN.
    let value =
      slope == 0
      ? Tensor.combined("relu gradient", self, input) { (g: Lanes, x) in Lanes.zero.replacing(with: g, where: x .> 0) }
      : Tensor.combined("relu gradient", self, input) { (g: Lanes, x) in (g * slope).replacing(with: g, where: x .> 0) }
    return value.recorded("relu gradient", (self, { $0.throughRectifier(at: input, slope: slope) }))
  }
}
