// Arithmetic of tensors with integers that have a name, as in `x / count`. A literal needs none of these: it is a tensor.

extension Tensor {
  /// The sum with one integer.
  @_disfavoredOverload @inlinable
  public static func + (left: Tensor, right: Int) -> Tensor { left + Tensor(Float(right)) }

  /// The sum with one integer.
  @_disfavoredOverload @inlinable
  public static func + (left: Int, right: Tensor) -> Tensor { Tensor(Float(left)) + right }

  /// The difference with one integer.
  @_disfavoredOverload @inlinable
  public static func - (left: Tensor, right: Int) -> Tensor { left - Tensor(Float(right)) }

  /// The difference with one integer.
  @_disfavoredOverload @inlinable
  public static func - (left: Int, right: Tensor) -> Tensor { Tensor(Float(left)) - right }

  /// The product with one integer.
  @_disfavoredOverload @inlinable
  public static func * (left: Tensor, right: Int) -> Tensor { left * Tensor(Float(right)) }

  /// The product with one integer.
  @_disfavoredOverload @inlinable
  public static func * (left: Int, right: Tensor) -> Tensor { Tensor(Float(left)) * right }

  /// The quotient with one integer.
  @_disfavoredOverload @inlinable
  public static func / (left: Tensor, right: Int) -> Tensor { left / Tensor(Float(right)) }

  /// The quotient of one integer and every element.
  @_disfavoredOverload @inlinable
  public static func / (left: Int, right: Tensor) -> Tensor { Tensor(Float(left)) / right }

  /// Adds one integer to every element.
  @_disfavoredOverload @inlinable
  public static func += (left: inout Tensor, right: Int) { left = left + right }

  /// Subtracts one integer from every element.
  @_disfavoredOverload @inlinable
  public static func -= (left: inout Tensor, right: Int) { left = left - right }

  /// Multiplies every element with one integer.
  @_disfavoredOverload @inlinable
  public static func *= (left: inout Tensor, right: Int) { left = left * right }

  /// Divides every element by one integer.
  @_disfavoredOverload @inlinable
  public static func /= (left: inout Tensor, right: Int) { left = left / right }
}
