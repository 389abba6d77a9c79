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

#if hasFeature(Embedded)
  // Embedded Swift prints "(cannot print value in embedded Swift)" for everything that the full language prints by
  // looking into it. What the engine's messages quote is written here, in the same words.

  extension DefaultStringInterpolation {
    /// A shape, or numbers of another kind: `[2, 3]`.
    public mutating func appendInterpolation<Number: Numeric & CustomStringConvertible>(_ numbers: [Number]) {
      appendLiteral("[" + numbers.map { $0.description }.joined(separator: ", ") + "]")
    }

    /// Several shapes: `[[2, 3], [4]]`.
    public mutating func appendInterpolation<Number: Numeric & CustomStringConvertible>(_ lists: [[Number]]) {
      appendLiteral("[" + lists.map { "\($0)" }.joined(separator: ", ") + "]")
    }

    /// A stride, a kernel size: `(2, 2)`.
    public mutating func appendInterpolation(_ pair: (Int, Int)) { appendLiteral("(\(pair.0), \(pair.1))") }

    /// Amounts of padding: `[(before: 1, after: 0)]`.
    public mutating func appendInterpolation(_ amounts: [(before: Int, after: Int)]) {
      let pairs = amounts.map { "(before: \($0.before), after: \($0.after))" }
      appendLiteral("[" + pairs.joined(separator: ", ") + "]")
    }

    /// `0...3`
    public mutating func appendInterpolation(_ range: ClosedRange<Int>) {
      appendLiteral("\(range.lowerBound)...\(range.upperBound)")
    }

    /// `0..<3`
    public mutating func appendInterpolation(_ range: Range<Int>) {
      appendLiteral("\(range.lowerBound)..<\(range.upperBound)")
    }
  }
#endif
