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
