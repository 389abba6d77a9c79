import Compute

extension IntTensor {
  /// The number of integers that have one element, whatever their rank. Stops with a message when there are more or none.
  public var scalar: Int {
    guard count == 1 else { fail(ErrorMessage.notOneInteger(shape)) }
    return Int(scalars[0])
  }

  /// The rows (indices along the first axis) with the given numbers, in that order, those below 0 counted from the end; a row may be taken
  /// several times. The result has the shape of `indices`, followed by that of a row. NumPy calls it `take`, PyTorch `embedding`.
  ///
  /// Stops with a message when there is no such row.
  public func rows(_ indices: IntTensor) -> IntTensor {
    guard rank > 0 else { fail(ErrorMessage.axis("rows", 0, shape)) }
    let indices = indices.positions("rows", along: 0, of: shape)
    let size = shape[1...].reduce(1, *)
    var result: [Int32] = []
    result.reserveCapacity(indices.count * size)
    for index in indices.scalars { result += scalars[Int(index) * size..<(Int(index) + 1) * size] }
    return IntTensor(shape: indices.shape + shape[1...], result)
  }

  /// A row of zeros with a 1 at the index of each integer, along a new last axis: labels of shape `[n]` become `[n, classes]`.
  ///
  /// Stops with a message when an integer is not from 0 to `classes - 1`.
  public func oneHot(classes: Int) -> Tensor {
    guard classes >= 0 else { fail(ErrorMessage.negativeCount("oneHot(classes:)", classes)) }
    Tensor.check(shape + [classes], for: "oneHot(classes:)")
    check("oneHot(classes:)", below: classes, of: shape + [classes], axis: rank)
    let result = Tensor(zeros: shape + [classes])
    for (row, label) in scalars.enumerated() { result.storage.start[row * classes + Int(label)] = 1 }
    return result
  }

  /// The integers as indices along an axis of a tensor, those below 0 counted from the beginning. Stops with a message when one lies
  /// outside.
  func positions(_ operation: String, along axis: Int, of shape: [Int]) -> IntTensor {
    let length = shape[axis]
    // Most are; they are not copied.
    guard scalars.contains(where: { $0 < 0 || Int($0) >= length }) else { return self }
    return IntTensor(
      shape: self.shape,
      scalars.map { index in
        let position = Int(index) < 0 ? Int(index) + length : Int(index)
        guard position >= 0, position < length else {
          fail(ErrorMessage.index(operation, Int(index), axis: axis, shape, countsFromEnd: true))
        }
        return Int32(truncatingIfNeeded: position)
      })
  }

  /// Stops with a message unless all integers are indices along an axis of a tensor.
  package func check(_ operation: String, below length: Int, of shape: [Int], axis: Int) {
    for index in scalars where index < 0 || Int(index) >= length {
      fail(ErrorMessage.index(operation, Int(index), axis: axis, shape))
    }
  }
}
