import Compute

extension Tensor: CustomStringConvertible {
  /// The numbers, in aligned columns with the shape on a last line where there are two axes or more:
  ///
  /// ```text
  /// [[19, 25],
  ///  [37, 43]]
  /// shape [2, 2]
  /// ```
  ///
  /// Integers are written without a point. Other numbers all get as many decimals as show six digits of the largest one; of those
  /// that would be 0 with them three digits and a power of ten are shown: `[0.25, 1e-8]`.
  /// Of more than 1,000 elements only the first and last three along each axis are shown, with `…` between.
  public var description: String {
    text(NumberFormat(common: TensorText.shownOffsets(of: shape).map { storage.start[$0] }))
  }

  /// The same with a chosen number of decimals: `kernel.formatted(digits: 2)`. Stops with a message when it is negative.
  public func formatted(digits: Int) -> String {
    guard digits >= 0 else { fail(ErrorMessage.digits(digits)) }
    return text(.fixed(decimals: digits))
  }

  private func text(_ format: NumberFormat) -> String {
    TensorText.layOut(shape) { format.text(Double(storage.start[$0])) }
  }
}

extension IntTensor: CustomStringConvertible {
  /// The numbers, laid out as a tensor's are.
  public var description: String { TensorText.layOut(shape) { String(scalars[$0]) } }
}

/// A text moved to the right end of a column.
package func rightAligned(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
