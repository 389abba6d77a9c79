import Compute

extension DefaultStringInterpolation {
  /// A number with so many digits after the point, correctly rounded, in at least `width` columns:
  /// `print("loss \(loss, digits: 3)")`.
  ///
  /// Stops with a message when the number of digits is negative.
  public mutating func appendInterpolation(_ value: Float, digits: Int, width: Int = 0) {
    guard digits >= 0 else { fail(ErrorMessage.digits(digits, in: "\\(_:digits:)")) }
    appendLiteral(rightAligned(fixed(Double(value), decimals: digits), width))
  }

  /// A number with so many digits after the point, correctly rounded, in at least `width` columns.
  public mutating func appendInterpolation(_ value: Double, digits: Int, width: Int = 0) {
    guard digits >= 0 else { fail(ErrorMessage.digits(digits, in: "\\(_:digits:)")) }
    appendLiteral(rightAligned(fixed(value, decimals: digits), width))
  }

  /// A tensor with so many digits after the point in each of its numbers. A tensor of shape `[]` is one number, moved to the
  /// right end of `width` columns; others are laid out as `print` does.
  public mutating func appendInterpolation(_ tensor: Tensor, digits: Int, width: Int = 0) {
    appendLiteral(rightAligned(tensor.formatted(digits: digits), tensor.rank == 0 ? width : 0))
  }

  /// An integer in at least `width` columns, so that numbers stand in a column: `print("step \(step, width: 2)")`.
  public mutating func appendInterpolation(_ value: Int, width: Int) {
    appendLiteral(rightAligned(String(value), width))
  }
}
