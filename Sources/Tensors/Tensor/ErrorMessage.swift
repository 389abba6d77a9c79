import Compute

/// What the engine says when an operation cannot be done: one sentence with the operation, the shapes and what was expected.
///
/// They are plain functions, so that each can be read and tested without stopping a program.
enum ErrorMessage {
  static func negativeLength(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): shape \(shape) has a negative length; lengths must be 0 or more."
  }

  static func tooManyElements(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): shape \(shape) is too large; its lengths, but for 0, may multiply to \([Int].greatestCount) at the most."
  }

  static func tooManyElementsToIndex(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): shape \(shape) has \(shape.elementCount) elements, but \(Int32.max) is the greatest number that "
      + "this operation supports."
  }

  static func notOneElement(_ shape: [Int]) -> String {
    "scalar: a tensor of shape \(shape) has \(shape.elementCount) elements, but exactly 1 was expected; "
      + "sum() or mean() makes one number of many."
  }

  static func axis(_ operation: String, _ axis: Int, _ shape: [Int]) -> String {
    guard !shape.isEmpty else {
      return "\(operation): axis \(axis) was asked for, but a tensor of shape [] has no axes."
    }
    return "\(operation): axis \(axis) is out of range for shape \(shape); axes go from 0 to \(shape.count - 1), "
      + "or from -1, the last, back to -\(shape.count)."
  }

  static func repeatedAxis(_ operation: String, _ axes: [Int], _ shape: [Int]) -> String {
    "\(operation): axes \(axes) name an axis of shape \(shape) twice; each may be named once."
  }

  static func tooManyIndices(_ count: Int, _ shape: [Int]) -> String {
    "subscript: \(count) indices were given for shape \(shape), which has \(counted(shape.count, "axis", "axes"))."
  }

  static func elementIndices(_ indices: [Int], _ shape: [Int]) -> String {
    let given = "\(counted(indices.count, "index was", "indices were")) given: \(indices)"
    let hint =
      indices.isEmpty || indices.count > shape.count ? "." : "; for the part at these indices, add `...` to them."
    return
      "subscript: an element of shape \(shape) needs \(counted(shape.count, "index", "indices")), but "
      + given + hint
  }

  static func index(_ index: Int, axis: Int, _ shape: [Int]) -> String {
    self.index("subscript", index, axis: axis, shape, countsFromEnd: true)
  }

  static func assignment(_ value: [Int], to slice: [Int]) -> String {
    "subscript: a value of shape \(value) cannot be assigned to a slice of shape \(slice); "
      + "aligned at the end, each of its lengths must equal the slice's or be 1."
  }
}
