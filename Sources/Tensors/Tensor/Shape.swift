import Compute

extension [Int] {
  /// How many elements a tensor of this shape has. Stops with a message when no tensor could have it.
  var elementCount: Int { checkedCount("Tensor") }

  /// The same, with an operation for the message to name.
  ///
  /// Beside a length of 0 the others may not multiply to more than the limit either, as distances between elements are
  /// products of lengths too.
  @discardableResult
  package func checkedCount(_ operation: @autoclosure () -> String) -> Int {
    var (count, size) = (1, 1)
    for length in self {
      guard length >= 0 else { fail(ErrorMessage.negativeLength(operation(), self)) }
      let (product, overflows) = size.multipliedReportingOverflow(by: length == 0 ? 1 : length)
      guard !overflows, product <= [Int].greatestCount else { fail(ErrorMessage.tooManyElements(operation(), self)) }
      (count, size) = (length == 0 ? 0 : count, product)
    }
    return count == 0 ? 0 : size
  }

  /// How many elements a tensor may have, on machines that can hold as many: 2^40, 4 TiB.
  package static var greatestCount: Int { Int.bitWidth == 64 ? 1 << 40 : 1 << 28 }

  /// How far apart neighbours along each axis lie in row-major order.
  var rowMajorStrides: [Int] {
    var strides = [Int](repeating: 1, count: count)
    var axis = count - 2
    while axis >= 0 {
      strides[axis] = strides[axis + 1] * self[axis + 1]
      axis -= 1
    }
    return strides
  }

  /// The strides with which an array of this shape is walked backwards along some axes, and where it then begins.
  func strides(reversing axes: [Int]) -> (strides: [Int], offset: Int) {
    var (strides, offset) = (rowMajorStrides, 0)
    for axis in axes {
      offset += (self[axis] - 1) * strides[axis]
      strides[axis] = -strides[axis]
    }
    return (strides, offset)
  }

  /// The strides with which a contiguous array of this shape repeats itself over `shape`: 0 along every axis that it lacks
  /// or has with length 1. It must be broadcastable to `shape`.
  func strides(broadcastTo shape: [Int]) -> [Int] {
    let own = rowMajorStrides
    let missing = shape.count - count
    return shape.indices.map { axis in
      axis < missing || self[axis - missing] == 1 ? 0 : own[axis - missing]
    }
  }

  /// The shape that both shapes broadcast to, by NumPy's rule: aligned at the end, lengths must be equal or one of them 1.
  func broadcast(with other: [Int]) -> [Int]? {
    if self == other { return self }
    let longer = count >= other.count ? self : other
    let shorter = count >= other.count ? other : self
    var result = longer
    let missing = longer.count - shorter.count
    for axis in shorter.indices {
      switch (longer[axis + missing], shorter[axis]) {
      case (let a, let b) where a == b: break
      case (1, let b): result[axis + missing] = b
      case (_, 1): break
      default: return nil
      }
    }
    return result
  }

  /// The axes in ascending order, counted from 0; stops with a message when one is out of range or named twice.
  func normalized(_ axes: [Int], for operation: String) -> [Int] {
    var result: [Int] = []
    for axis in axes {
      guard axis >= -count, axis < count else { fail(ErrorMessage.axis(operation, axis, self)) }
      let position = axis < 0 ? axis + count : axis
      if result.contains(position) { fail(ErrorMessage.repeatedAxis(operation, axes, self)) }
      result.append(position)
    }
    return result.sorted()
  }
}

extension Int {
  /// The sum, or the greatest number where it would be greater: of lengths that are checked afterwards.
  package func saturatingSum(_ other: Int) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? .max : sum
  }

  /// The product, or the greatest number where it would be greater.
  package func multipliedSaturating(by other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }
}

extension ErrorMessage {
  static func negativeLength(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): shape \(shape) has a negative length; lengths must be 0 or more."
  }

  static func tooManyElements(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): shape \(shape) is too large; its lengths, but for 0, may multiply to \([Int].greatestCount) at the most."
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
}
