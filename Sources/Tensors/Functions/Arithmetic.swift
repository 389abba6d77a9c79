import Compute

// Each operation shows forward and backward side by side: the value, then for each input how a gradient with respect to
// the result becomes one with respect to that input. Where an input was broadcast, the reverse walk sums the gradient back
// to the input's shape, so no rule here has to think of it.

extension Tensor {
  /// The sum, element by element, with broadcasting.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    combined("add", left, right) { $0.map(+) }
      .recorded("add", (left, { $0 }), (right, { $0 }))
  }

  /// The difference, element by element, with broadcasting.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    combined("subtract", left, right) { $0.map(-) }
      .recorded("subtract", (left, { $0 }), (right, { -$0 }))
  }

  /// The product, element by element, with broadcasting. (Not the matrix product.)
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    combined("multiply", left, right) { $0.map(*) }
      .recorded("multiply", (left, { $0 * right }), (right, { $0 * left }))
  }

  /// The quotient, element by element, with broadcasting. Division by zero gives infinities or NaN, as for `Float`.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    combined("divide", left, right) { $0.map(/) }
      .recorded("divide", (left, { $0 / right }), (right, { -$0 * left / right.squared() }))
  }

  /// Every element with its sign changed.
  public static prefix func - (tensor: Tensor) -> Tensor {
    tensor.mapped { $0.map(-) }
      .recorded("negate", (tensor, { -$0 }))
  }

  /// Every element multiplied with itself.
  public func squared() -> Tensor {
    mapped { $0.map(timesItself) }
      .recorded("squared", (self, { 2 * self * $0 }))
  }
}

@inline(__always)
func timesItself(_ x: Lanes) -> Lanes { x * x }

// Arithmetic of tensors with Float and Double values, and assignment. A literal needs none of these: it is a tensor.

extension Tensor {
  /// The sum with one number.
  @inlinable
  public static func + <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left + Tensor(Float(right))
  }

  /// The sum with one number.
  @inlinable
  public static func + <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) + right
  }

  /// The difference with one number.
  @inlinable
  public static func - <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left - Tensor(Float(right))
  }

  /// The difference with one number.
  @inlinable
  public static func - <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) - right
  }

  /// The product with one number.
  @inlinable
  public static func * <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left * Tensor(Float(right))
  }

  /// The product with one number.
  @inlinable
  public static func * <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) * right
  }

  /// The quotient with one number.
  @inlinable
  public static func / <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left / Tensor(Float(right))
  }

  /// One number divided by every element.
  @inlinable
  public static func / <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) / right
  }
}

extension Tensor {
  /// Adds to every element. The right side is broadcast to the left one's shape, which stays as it is.
  ///
  /// Stops with a message when that is not possible, as do all assignments with an operation.
  public static func += (left: inout Tensor, right: Tensor) { left = left.keepingShape("+=", right) + right }

  /// Subtracts from every element. The right side is broadcast to the left one's shape.
  public static func -= (left: inout Tensor, right: Tensor) { left = left.keepingShape("-=", right) - right }

  /// Multiplies every element. The right side is broadcast to the left one's shape.
  public static func *= (left: inout Tensor, right: Tensor) { left = left.keepingShape("*=", right) * right }

  /// Divides every element. The right side is broadcast to the left one's shape.
  public static func /= (left: inout Tensor, right: Tensor) { left = left.keepingShape("/=", right) / right }

  /// This tensor, having made sure that an operation with the other one has its shape.
  @inline(__always)
  private func keepingShape(_ name: StaticString, _ other: Tensor) -> Tensor {
    guard shape == other.shape || shape.broadcast(with: other.shape) == shape else {
      fail(ErrorMessage.assignedOperation("\(name)", shape, other.shape))
    }
    return self
  }

  /// Adds one number to every element.
  @inlinable
  public static func += <Scalar: BinaryFloatingPoint>(left: inout Tensor, right: Scalar) { left = left + right }

  /// Subtracts one number from every element.
  @inlinable
  public static func -= <Scalar: BinaryFloatingPoint>(left: inout Tensor, right: Scalar) { left = left - right }

  /// Multiplies every element with one number.
  @inlinable
  public static func *= <Scalar: BinaryFloatingPoint>(left: inout Tensor, right: Scalar) { left = left * right }

  /// Divides every element by one number.
  @inlinable
  public static func /= <Scalar: BinaryFloatingPoint>(left: inout Tensor, right: Scalar) { left = left / right }
}

extension ErrorMessage {
  static func assignedOperation(_ name: String, _ left: [Int], _ right: [Int]) -> String {
    "\(name): a tensor of shape \(left) keeps its shape, to which a value of shape \(right) does not broadcast; aligned at the "
      + "end, each of the value's lengths must equal the tensor's or be 1."
  }
}
