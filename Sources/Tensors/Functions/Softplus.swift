import Compute

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
