import Compute

extension Tensor {
  /// Tensors one after the other along an axis; their other lengths must be equal. A negative axis counts from the end.
  ///
  /// All are copied: to gather many, collect them in an array and join them once.
  ///
  /// Stops with a message when there are no parts, their ranks or other lengths differ, or the axis is out of range.
  public init(concatenating parts: [Tensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("concatenating")) }
    let axis = first.normalized([axis], for: "concatenating")[0]
    var shape = first.shape
    shape[axis] = 0
    for part in parts {
      var expected = shape
      expected[axis] = part.rank > axis ? part.shape[axis] : 0
      guard part.shape == expected else { fail(ErrorMessage.concatenation(first.shape, part.shape, axis)) }
      shape[axis] += part.shape[axis]
    }
    Tensor.check(shape, for: "concatenating")
    self.init(zeros: shape)
    var start = 0
    var leading = [AxisIndices](repeating: .range(from: nil, to: nil), count: axis)
    for part in parts {
      leading.append(.range(from: start, to: start + part.shape[axis]))
      assign(part, at: leading)
      leading.removeLast()
      start += part.shape[axis]
    }
  }

  /// Tensors of one shape, side by side along a new axis: it stands at `axis` in the result.
  ///
  /// Stops with a message when there are no parts, their shapes differ, or the axis is out of range.
  public init(stacking parts: [Tensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("stacking")) }
    let position = axis < 0 ? axis + first.rank + 1 : axis
    guard position >= 0, position <= first.rank else { fail(ErrorMessage.axis("stacking", axis, first.shape + [1])) }
    for part in parts where part.shape != first.shape {
      fail(ErrorMessage.concatenation(first.shape, part.shape, position))
    }
    var shape = first.shape
    shape.insert(1, at: position)
    self.init(concatenating: parts.map { $0.reshaped(to: shape) }, along: position)
  }

  /// The box of elements within a range along each axis; axes that no range is given for are taken whole.
  ///
  /// Stops with a message when there are more ranges than axes, or a range does not lie within its axis.
  public func sliced(_ ranges: [Range<Int>]) -> Tensor { selected(ranges.map { $0.axisIndices }) }

  /// The tensor with some elements more at both ends of each axis, all of them `value`.
  ///
  /// - Parameter amounts: How many before and how many after, for each axis.
  ///
  /// Stops with a message unless there are two numbers, 0 or more, for each axis.
  public func padded(_ amounts: [(before: Int, after: Int)], value: Float = 0) -> Tensor {
    guard amounts.count == rank, !amounts.contains(where: { $0.before < 0 || $0.after < 0 }) else {
      fail(ErrorMessage.padding(amounts.map { [$0.before, $0.after] }, shape))
    }
    let padded = shape.indices.map { shape[$0].saturatingSum(amounts[$0].before).saturatingSum(amounts[$0].after) }
    Tensor.check(padded, for: "padded")
    var result = Tensor(repeating: value, shape: padded)
    result.assign(self, at: shape.indices.map { .range(from: amounts[$0].before, to: amounts[$0].before + shape[$0]) })
    return result
  }
}
