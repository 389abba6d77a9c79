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
}
