import Compute

extension IntTensor: Sliceable {
  /// The number at an index, for integers of one axis; -1 is the last. Stops with a message when it lies outside.
  public subscript(index: Int) -> Int {
    get {
      guard rank == 1, index >= 0, index < count else { return element(at: [index]) }
      return Int(scalars[index])
    }
    set {
      guard rank == 1, index >= 0, index < count else { return setElement(at: [index], to: newValue) }
      scalars[index] = IntTensor.fitting(newValue)
    }
  }

  /// The number at one index for each axis, those below 0 counted from the end; `x[]` is that of rank 0.
  ///
  /// Stops with a message when an index lies outside, the rank is another, or a number does not fit in 32 bits.
  public subscript(indices: Int...) -> Int {
    get { element(at: indices) }
    set { setElement(at: indices, to: newValue) }
  }

  /// The selected part as integers of their own: what the subscripts read, for code that does not know the number of axes.
  ///
  /// Axes that no selection names are taken whole. Stops with a message when a selection does not fit.
  public func selected(_ selections: [AxisIndices]) -> IntTensor {
    let slice = Slice(selections, of: shape)
    let result = slice.shape
    Tensor.check(result, for: "IntTensor subscript")
    var part: [Int32] = []
    part.reserveCapacity(result.elementCount)
    slice.forEachElement { part.append(scalars[$0]) }
    return IntTensor(shape: result, part)
  }

  /// Writes integers, broadcast, into the selected part: what the subscripts write, for code that does not know the number of axes.
  public mutating func assign(_ value: IntTensor, at selections: [AxisIndices]) {
    let slice = Slice(selections, of: shape)
    let target = slice.shape
    guard value.shape.broadcast(with: target) == target else { fail(ErrorMessage.assignment(value.shape, to: target)) }
    let source = value.broadcast(to: target).scalars
    var next = 0
    slice.forEachElement {
      scalars[$0] = source[next]
      next += 1
    }
  }

  private func element(at indices: [Int]) -> Int { Int(scalars[offset(of: indices)]) }

  private mutating func setElement(at indices: [Int], to value: Int) {
    scalars[offset(of: indices)] = IntTensor.fitting(value)
  }

  private func offset(of indices: [Int]) -> Int {
    guard indices.count == rank else { fail(ErrorMessage.elementIndices(indices, shape)) }
    var offset = 0
    for (axis, index) in indices.enumerated() { offset = offset * shape[axis] + Slice.position(index, axis, shape) }
    return offset
  }
}

extension IntTensor {
  /// Integers one after the other along an axis: shapes `[2, 3]` and `[4, 3]` joined along axis 0 give `[6, 3]`. NumPy calls it
  /// `concatenate`, PyTorch `cat`.
  ///
  /// A negative axis counts from the end. Stops with a message when there are none, or their other lengths differ.
  public init(concatenating parts: [IntTensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("concatenating")) }
    guard axis >= -first.rank, axis < first.rank else { fail(ErrorMessage.axis("concatenating", axis, first.shape)) }
    let axis = axis < 0 ? axis + first.rank : axis
    var shape = first.shape
    shape[axis] = 0
    for part in parts {
      guard part.rank == first.rank, shape.indices.allSatisfy({ $0 == axis || part.shape[$0] == shape[$0] }) else {
        fail(ErrorMessage.concatenation(first.shape, part.shape, axis))
      }
      shape[axis] += part.shape[axis]
    }
    self.init(repeating: 0, shape: shape)
    var start = 0
    for part in parts {
      self[along: axis, start..<start + part.shape[axis]] = part
      start += part.shape[axis]
    }
  }
  /// Integers of one shape, side by side along a new axis: it stands at `axis` in the result. NumPy and PyTorch call it `stack`.
  ///
  /// Stops with a message when there are none, their shapes differ, or the axis is out of range.
  public init(stacking parts: [IntTensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("stacking")) }
    let position = axis < 0 ? axis + first.rank + 1 : axis
    guard position >= 0, position <= first.rank else { fail(ErrorMessage.axis("stacking", axis, first.shape + [1])) }
    for part in parts where part.shape != first.shape {
      fail(ErrorMessage.concatenation(first.shape, part.shape, position))
    }
    self.init(concatenating: parts.map { $0.expanded(at: position) }, along: position)
  }
}
