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
  /// Adds to every element, with broadcasting.
  public static func += (left: inout Tensor, right: Tensor) { left = left + right }

  /// Subtracts from every element, with broadcasting.
  public static func -= (left: inout Tensor, right: Tensor) { left = left - right }

  /// Multiplies every element, with broadcasting.
  public static func *= (left: inout Tensor, right: Tensor) { left = left * right }

  /// Divides every element, with broadcasting.
  public static func /= (left: inout Tensor, right: Tensor) { left = left / right }

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
