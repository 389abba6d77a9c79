import Compute

extension Tensor {
  /// The sine of every element, an angle in radians.
  public func sin() -> Tensor {
    Tensor(shape: shape) { Trigonometry.sine(storage.start, into: $0, count: count) }
      .recorded("sin", (self, { $0 * self.cos() }))
  }

  /// The cosine of every element, an angle in radians.
  public func cos() -> Tensor {
    Tensor(shape: shape) { Trigonometry.cosine(storage.start, into: $0, count: count) }
      .recorded("cos", (self, { -$0 * self.sin() }))
  }
}
