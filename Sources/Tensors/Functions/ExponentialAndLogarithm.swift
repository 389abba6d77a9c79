import Compute

extension Tensor {
  /// e to the power of every element.
  public func exp() -> Tensor {
    let value = mapped { (x: Lanes) in exponential(x) }
    return value.recorded("exp", (self, { self.followed(by: $0) ? $0 * self.exp() : $0 * value }))
  }

  /// The natural logarithm of every element: minus infinity at 0, NaN below.
  public func log() -> Tensor { mapped { (x: DoubleLanes) in logarithm(x) }.recorded("log", (self, { $0 / self })) }
}
