import Compute

extension Tensor {
  /// The sine of every element, an angle in radians, exact to a unit in the last place whatever its size.
  public func sin() -> Tensor { mapped(.sine).recorded("sin", (self, { $0 * self.cos() })) }

  /// The cosine of every element, an angle in radians, exact to a unit in the last place whatever its size.
  public func cos() -> Tensor { mapped(.cosine).recorded("cos", (self, { -$0 * self.sin() })) }
}
