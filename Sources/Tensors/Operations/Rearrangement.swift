import Compute

extension Tensor {
  /// The same numbers, in the same order, in another shape. Costs nothing: the memory is shared.
  ///
  /// One length may be -1; it becomes what is left. Stops with a message when the numbers of elements differ.
  public func reshaped(to shape: [Int]) -> Tensor {
    let shape = completed(shape)
    if shape == self.shape { return self }
    return reshapedPlain(to: shape)
      .recorded("reshaped", (self, { $0.reshaped(to: self.shape) }))
  }

  /// Rows become columns: the axes in reverse order. The element `[i, j]` is this tensor's `[j, i]`. The numbers are copied.
  public func transposed() -> Tensor { transposed(to: Array((0..<rank).reversed())) }

  /// The axes in another order: axis `i` of the result is axis `axes[i]` of this tensor. The numbers are copied.
  ///
  /// Stops with a message unless `axes` names each axis once.
  public func transposed(to axes: [Int]) -> Tensor {
    guard axes.sorted().elementsEqual(shape.indices) else { fail(ErrorMessage.permutation(axes, shape)) }
    let strides = shape.rowMajorStrides
    var inverse = axes
    for (new, old) in axes.enumerated() { inverse[old] = new }
    return gathered(shape: axes.map { shape[$0] }, strides: axes.map { strides[$0] }, offset: 0)
      .recorded("transposed", (self, { $0.transposed(to: inverse) }))
  }

  /// The tensor repeated along axes that it lacks or has with length 1, so that it has the given shape. The numbers are copied;
  /// arithmetic broadcasts by itself, without a copy.
  ///
  /// Stops with a message when it cannot: aligned at the end, each length must be 1 or that of the given shape.
  public func broadcast(to shape: [Int]) -> Tensor {
    if shape == self.shape { return self }
    guard self.shape.broadcast(with: shape) == shape else {
      fail(ErrorMessage.broadcast("broadcast(to:)", self.shape, shape))
    }
    Tensor.check(shape, for: "broadcast(to:)")
    return gathered(shape: shape, strides: self.shape.strides(broadcastTo: shape), offset: 0)
      .recorded("broadcast", (self, { $0 }))
  }
}

extension Tensor {
  /// Copies elements at regular distances into a tensor of their own.
  func gathered(shape: [Int], strides: [Int], offset: Int) -> Tensor {
    let pair = StridedPair(shape: shape, left: strides, right: shape.rowMajorStrides, leftOffset: offset)
    return Tensor(shape: shape) { pair.copy(from: storage.start, to: $0) }
  }

  /// Another shape over the same memory, outside differentiation.
  func reshapedPlain(to shape: [Int]) -> Tensor { Tensor(storage: storage, shape: shape) }

  /// The tensor summed back to a shape that was broadcast to its own, or nil where that is not so.
  func unbroadcast(to target: [Int]) -> Tensor? {
    if shape == target { return self }
    guard target.broadcast(with: shape) == shape else { return nil }
    let missing = rank - target.count
    let axes = shape.indices.filter { $0 < missing || (target[$0 - missing] == 1 && shape[$0] != 1) }
    return sum(along: axes, keepingAxes: true).reshaped(to: target)
  }

  private func completed(_ target: [Int]) -> [Int] {
    var result = target
    target.map { Swift.max($0, 0) }.checkedCount("reshaped(to:)")
    if let open = target.firstIndex(of: -1) {
      result[open] = 1
      guard !result.contains(where: { $0 <= 0 }), count % result.elementCount == 0 else {
        fail(ErrorMessage.reshape(shape, target))
      }
      result[open] = count / result.elementCount
    }
    guard !result.contains(where: { $0 < 0 }), result.elementCount == count else {
      fail(ErrorMessage.reshape(shape, target))
    }
    return result
  }
}
