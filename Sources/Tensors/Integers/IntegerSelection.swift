import Compute

extension IntTensor {
  /// The number of integers that have one element, whatever their rank. Stops with a message when there are more or none.
  public var scalar: Int {
    guard count == 1 else { fail(ErrorMessage.notOneInteger(shape)) }
    return Int(scalars[0])
  }

  /// The indices of a range along the first axis, the others whole: `labels[0..<256]`. Stops with a message when it does not fit.
  public subscript(range: Range<Int>) -> IntTensor {
    guard rank > 0 else { fail(ErrorMessage.tooManyIndices(1, shape)) }
    guard range.lowerBound >= 0, range.upperBound <= shape[0] else {
      fail(ErrorMessage.range(range.lowerBound, range.upperBound, axis: 0, shape))
    }
    let size = shape[1...].reduce(1, *)
    return IntTensor(
      shape: [range.count] + shape[1...], Array(scalars[range.lowerBound * size..<range.upperBound * size]))
  }

  /// The rows (indices along the first axis) with the given numbers, in that order; a row may be taken several times. The result
  /// has the shape of `indices`, followed by that of a row.
  public func rows(_ indices: IntTensor) -> IntTensor {
    guard rank > 0 else { fail(ErrorMessage.axis("rows", 0, shape)) }
    indices.check("rows", below: shape[0], of: shape, axis: 0)
    let size = shape[1...].reduce(1, *)
    var result: [Int32] = []
    result.reserveCapacity(indices.count * size)
    for index in indices.scalars { result += scalars[Int(index) * size..<(Int(index) + 1) * size] }
    return IntTensor(shape: indices.shape + shape[1...], result)
  }

  /// 1 where the integers are equal, else 0. Both need one shape; a single integer is compared with all.
  public static func .== (left: IntTensor, right: IntTensor) -> Tensor {
    guard left.shape == right.shape else { fail(ErrorMessage.integerComparison(left.shape, right.shape)) }
    return Tensor(shape: left.shape, zip(left.scalars, right.scalars).map { $0 == $1 ? 1 : 0 })
  }

  /// 1 where the integer is the given one, else 0.
  public static func .== (left: IntTensor, right: Int) -> Tensor {
    Tensor(shape: left.shape, left.scalars.map { Int($0) == right ? 1 : 0 })
  }

  /// 1 where the integers differ, else 0. Both need one shape.
  public static func .!= (left: IntTensor, right: IntTensor) -> Tensor { .!(left .== right) }

  /// 1 where the integer is not the given one, else 0.
  public static func .!= (left: IntTensor, right: Int) -> Tensor { .!(left .== right) }

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

  /// Stops with a message unless all integers are indices along an axis of a tensor.
  func check(_ operation: String, below length: Int, of shape: [Int], axis: Int) {
    for index in scalars where index < 0 || Int(index) >= length {
      fail(ErrorMessage.index(operation, Int(index), axis: axis, shape))
    }
  }
}
