import Compute

/// What the engine says when an operation cannot be done: one sentence with the operation, the shapes and what was expected.
///
/// They are plain functions, so that each can be read and tested without stopping a program.
enum ErrorMessage {
  static func broadcast(_ operation: String, _ left: [Int], _ right: [Int]) -> String {
    "\(operation): shapes \(left) and \(right) do not broadcast; aligned at the end, two lengths must be equal or one of them 1."
  }

  static func raggedLiteral(first: [Int], index: Int, row: [Int]) -> String {
    "Tensor literal: all rows need one shape, but row 0 has shape \(first) and row \(index) has shape \(row)."
  }

  static func wrongCount(_ count: Int, for shape: [Int]) -> String {
    "Tensor(shape:): shape \(shape) needs \(shape.elementCount) numbers, but \(count) were given."
  }

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

  static func reshape(_ from: [Int], _ to: [Int]) -> String {
    if to.filter({ $0 == -1 }).count > 1 {
      return "reshaped(to:): shape \(to) leaves more than one length open; at most one may be -1."
    }
    if to.contains(where: { $0 < -1 }) {
      return "reshaped(to:): shape \(to) has a negative length; lengths must be 0 or more, or -1 once for the rest."
    }
    if to.contains(-1) {
      return
        "reshaped(to:): the \(from.elementCount) elements of shape \(from) cannot be divided evenly into shape \(to)."
    }
    return "reshaped(to:): shape \(from) has \(from.elementCount) elements, but shape \(to) needs \(to.elementCount)."
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

  static func permutation(_ axes: [Int], _ shape: [Int]) -> String {
    "transposed(to:): axes \(axes) were given for shape \(shape), which needs each of its \(shape.count) axes once."
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
    guard shape[axis] > 0 else {
      return "subscript: index \(index) along axis \(axis) of shape \(shape), which is empty."
    }
    return "subscript: index \(index) is out of range along axis \(axis) of shape \(shape); "
      + "it must be from 0 to \(shape[axis] - 1), or from -1, the last, back to -\(shape[axis])."
  }

  static func assignment(_ value: [Int], to slice: [Int]) -> String {
    "subscript: a value of shape \(value) cannot be assigned to a slice of shape \(slice); "
      + "aligned at the end, each of its lengths must equal the slice's or be 1."
  }

  static func assignedOperation(_ name: String, _ left: [Int], _ right: [Int]) -> String {
    "\(name): a tensor of shape \(left) keeps its shape, to which a value of shape \(right) does not broadcast; aligned at the "
      + "end, each of the value's lengths must equal the tensor's or be 1."
  }

  static func emptyMean(_ shape: [Int]) -> String {
    "mean: a tensor of shape \(shape) has no elements along these axes, but a mean needs at least 1."
  }
}
