import Compute

// The same integers in other places, by the names that a tensor has for it.

extension IntTensor {
  /// These integers in another shape, in the same order. NumPy and PyTorch call it `reshape`.
  ///
  /// One length may be -1; it becomes what is left. Stops with a message when the numbers of elements differ.
  public func reshaped(to shape: [Int]) -> IntTensor { IntTensor(shape: self.shape.completing(shape), scalars) }

  /// The axes from `first` on as one; by default all of them. Integers of shape `[]` become `[1]`. NumPy calls it `ravel`, PyTorch
  /// `flatten`.
  ///
  /// A negative axis counts from the end. Stops with a message when it is out of range.
  public func flattened(from first: Int = 0) -> IntTensor { IntTensor(shape: shape.flattened(from: first), scalars) }

  /// Rows become columns: the axes in reverse order. NumPy calls it `transpose`, PyTorch `t` of matrices.
  public func transposed() -> IntTensor { transposed(to: Array((0..<rank).reversed())) }

  /// The axes in another order: axis `i` of the result is axis `axes[i]` of these integers. NumPy calls it `transpose`, PyTorch `permute`.
  ///
  /// Stops with a message unless `axes` names each axis once.
  public func transposed(to axes: [Int]) -> IntTensor {
    guard axes.sorted().elementsEqual(shape.indices) else { fail(ErrorMessage.permutation(axes, shape)) }
    let strides = shape.rowMajorStrides
    return gathered(shape: axes.map { shape[$0] }, strides: axes.map { strides[$0] })
  }

  /// The integers without their axes of length 1. NumPy and PyTorch call it `squeeze`.
  public func squeezed() -> IntTensor { IntTensor(shape: shape.filter { $0 != 1 }, scalars) }

  /// The integers without some axes, which must have length 1. A negative axis counts from the end.
  ///
  /// Stops with a message when an axis is out of range or longer.
  public func squeezed(_ axes: Int...) -> IntTensor {
    let axes = shape.normalized(axes, for: "squeezed")
    for axis in axes where shape[axis] != 1 { fail(ErrorMessage.squeezed(axis, shape)) }
    return IntTensor(shape: shape.reduced(along: axes, keepingAxes: false), scalars)
  }

  /// The integers with a new axis of length 1, which stands at `axis` in the result. NumPy calls it `expand_dims`, PyTorch `unsqueeze`.
  ///
  /// A negative axis counts from the end of the result, so -1 adds a last axis. Stops with a message when it is out of range.
  public func expanded(at axis: Int) -> IntTensor { IntTensor(shape: shape.expanded(at: axis), scalars) }

  /// The integers in reverse order along some axes. NumPy and PyTorch call it `flip`.
  ///
  /// A negative axis counts from the end. Stops with a message when an axis is out of range or named twice.
  public func flipped(along axes: Int...) -> IntTensor { flipped(along: axes) }

  /// The integers in reverse order along all axes, as NumPy's `flip` without an axis.
  public func flipped() -> IntTensor { flipped(along: Array(shape.indices)) }

  /// The integers in reverse order along a list of axes.
  public func flipped(along axes: [Int]) -> IntTensor {
    let axes = shape.normalized(axes, for: "flipped(along:)")
    if count == 0 { return self }
    var (strides, offset) = (shape.rowMajorStrides, 0)
    for axis in axes {
      offset += (shape[axis] - 1) * strides[axis]
      strides[axis] = -strides[axis]
    }
    return gathered(shape: shape, strides: strides, offset: offset)
  }

  /// Copies integers at regular distances.
  private func gathered(shape: [Int], strides: [Int], offset: Int = 0) -> IntTensor {
    var result: [Int32] = []
    result.reserveCapacity(count)
    StridedPair(shape: shape, left: strides, right: shape.map { _ in 0 }).forEachPair { own, _ in
      result.append(scalars[offset + own])
    }
    return IntTensor(shape: shape, result)
  }
}
