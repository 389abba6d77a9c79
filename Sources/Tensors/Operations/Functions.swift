import Compute

// Functions of one number, element by element. Some rules are fast ways through the value at hand; where a derivative is to be
// differentiated in turn, they are built of operations that record.

extension Tensor {
  /// e to the power of every element.
  public func exp() -> Tensor {
    let value = mapped(.exponential)
    return value.recorded("exp", (self, { self.followed(by: $0) ? $0 * self.exp() : $0 * value }))
  }

  /// The natural logarithm of every element: minus infinity at 0, NaN below.
  public func log() -> Tensor { mapped(.logarithm).recorded("log", (self, { $0 / self })) }

  /// The square root of every element, NaN below 0.
  public func squareRoot() -> Tensor {
    mapped(.squareRoot).recorded("squareRoot", (self, { $0 / (2 * self.squareRoot()) }))
  }

  /// The size of every element without its sign. Its derivative at 0 is taken to be 0.
  public func magnitude() -> Tensor {
    mapped(.absolute).recorded("magnitude", (self, { $0 * self.detached().mapped(.sign) }))
  }
}

extension Tensor {
  /// Whether a rule for this input, given this gradient, is itself being differentiated.
  func followed(by gradient: Tensor) -> Bool { openTape != nil || gradient.openTape != nil }
}
