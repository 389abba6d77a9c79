import Compute

/// What the engine says of comparisons, selections and rearrangements that cannot be done.
extension ErrorMessage {
  static func selection(_ mask: [Int], _ first: [Int], _ second: [Int]) -> String {
    "select: a mask of shape \(mask) and tensors of shapes \(first) and \(second) do not broadcast; aligned at the end, lengths "
      + "must be equal or 1."
  }

  static func notFinite(_ name: String, _ value: Float, at index: [Int], _ shape: [Int]) -> String {
    let index = shape.isEmpty ? "" : " at \(index)"
    return "checkingFinite: \(name) of shape \(shape) is \(formatted(value))\(index), but finite numbers were expected."
  }

  static func index(_ operation: String, _ index: Int, axis: Int, _ shape: [Int]) -> String {
    guard shape[axis] > 0 else {
      return "\(operation): index \(index) along axis \(axis) of shape \(shape), which is empty."
    }
    return "\(operation): index \(index) is out of range along axis \(axis) of shape \(shape); "
      + "it must be from 0 to \(shape[axis] - 1)."
  }

  static func pickedShape(_ indices: [Int], _ axis: Int, _ shape: [Int]) -> String {
    var expected = shape
    expected.remove(at: axis)
    return
      "picked(at:along:): indices of shape \(indices) do not fit shape \(shape) along axis \(axis); expected one for each "
      + "line along it: shape \(expected)."
  }

  static func labelShape(_ operation: String, _ labels: [Int], _ shape: [Int]) -> String {
    "\(operation): labels of shape \(labels) do not fit outputs of shape \(shape); expected labels [example] and outputs "
      + "[example, class], with at least 1 of each."
  }

  static func tooManyOfLine(_ count: Int, _ axis: Int, _ shape: [Int]) -> String {
    "greatest(_:along:): \(counted(count, "element was", "elements were")) asked for along axis \(axis) of shape \(shape); expected "
      + "a number from 0 to \(shape[axis])."
  }

  static func noMatrix(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): a tensor of shape \(shape) has no matrices; expected at least two axes."
  }

  static func squeezed(_ axis: Int, _ shape: [Int]) -> String {
    "squeezed: axis \(axis) of shape \(shape) has length \(shape[axis]); only an axis of length 1 can be left out."
  }

  static func expanded(_ axis: Int, _ shape: [Int]) -> String {
    "expanded(at:): axis \(axis) is out of range for shape \(shape); a new axis can stand from 0 to \(shape.count), or from -1, "
      + "the last, back to -\(shape.count + 1)."
  }

  static func tiled(_ times: [Int], _ shape: [Int]) -> String {
    "tiled: \(times) does not fit shape \(shape); expected a number, 0 or more, for each of its axes."
  }

  static func split(_ lengths: [Int], _ axis: Int, _ shape: [Int]) -> String {
    "split: lengths \(lengths) do not add up to axis \(axis) of shape \(shape); expected lengths, 0 or more, whose sum is "
      + "\(shape[axis])."
  }

  static func unevenSplit(_ parts: Int, _ axis: Int, _ shape: [Int]) -> String {
    "split: axis \(axis) of shape \(shape) cannot be split into \(parts) equal parts; expected a divisor of \(shape[axis])."
  }

  static func variance(_ count: Int, unbiased: Bool, _ shape: [Int]) -> String {
    "variance: a tensor of shape \(shape) has \(counted(count, "element")) along these axes, but "
      + (unbiased ? "an unbiased variance needs at least 2." : "a variance needs at least 1.")
  }
}
