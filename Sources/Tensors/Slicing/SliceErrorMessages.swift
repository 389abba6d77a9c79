import Compute

/// What the engine says of selections in subscripts that do not fit.
extension ErrorMessage {
  static func range(_ from: Int?, _ to: Int?, axis: Int, _ shape: [Int]) -> String {
    let range = "\(from.map { "\($0)" } ?? "")..<\(to.map { "\($0)" } ?? "")"
    // Whoever means the end by 0 would have written Python's -3:.
    if let from, from < 0, to == 0 {
      return
        "subscript: range \(range) along axis \(axis) of shape \(shape) begins near the end and ends at the beginning; "
        + "the last \(-from) are (\(from))...."
    }
    return
      "subscript: range \(range) does not fit axis \(axis) of shape \(shape); its bounds, in order, must lie within "
      + "0..<\(shape[axis]), or count from the end, where -1 is the last."
  }

  static func stride(_ from: Int?, _ to: Int?, _ step: Int, axis: Int, _ shape: [Int]) -> String {
    "subscript: a stride from \(from.map { "\($0)" } ?? "the \(step > 0 ? "beginning" : "end")") to "
      + "\(to.map { "\($0)" } ?? "the \(step > 0 ? "end" : "beginning")") by \(step) does not fit axis \(axis) of shape \(shape); its "
      + "bounds must lie within 0..<\(shape[axis]), or count from the end, where -1 is the last."
  }

  static func noStep(axis: Int, _ shape: [Int]) -> String {
    "subscript: a stride along axis \(axis) of shape \(shape) has the step 0; expected another."
  }

  static func strideAcrossZero(_ first: Int, _ last: Int) -> String {
    "subscript: a stride from \(first) to \(last) passes from indices that count from the beginning to those that count from the end; "
      + "`.stride(from:to:by:)` takes bounds of both kinds."
  }

  static func mask(_ mask: [Int], axis: Int, _ shape: [Int]) -> String {
    let rest = [Int](shape.dropFirst(axis))
    let fitting = [Int](rest.prefix(Swift.max(1, mask.count)))
    let end =
      fitting.isEmpty
      ? "no axis is left for it."
      : "expected a mask of shape \(fitting)" + (fitting.count < rest.count ? ", or of more axes that begin so." : ".")
    return "subscript: a mask of shape \(mask) does not fit shape \(shape) from axis \(axis) on; \(end)"
  }

  static func maskElement(_ element: Float, _ shape: [Int]) -> String {
    "subscript: a mask of shape \(shape) has the element \(formatted(element)), but a mask holds 0 and 1 only, as comparisons give them; "
      + "numbers that are indices are an IntTensor: `x[IntTensor(numbers)]`."
  }

  static func lists(_ first: [Int], _ second: [Int], _ shape: [Int]) -> String {
    "subscript: lists of indices of shapes \(first) and \(second) for shape \(shape) do not go together, entry by entry; for all "
      + "combinations take one after the other: `x[rows, ...][0..., columns]`."
  }

  static func subscriptAxis(_ axis: Int, _ rank: Int) -> String {
    "subscript: axis \(axis) was asked for of \(counted(rank, "axis", "axes")); they go from 0 to \(rank - 1), or from -1, the last, "
      + "back to -\(rank)."
  }
}
