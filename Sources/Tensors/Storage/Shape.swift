extension [Int] {
  /// How many elements a tensor of this shape has.
  var elementCount: Int { reduce(1, *) }

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
}
