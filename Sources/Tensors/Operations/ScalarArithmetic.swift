import Compute

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
