import Compute

extension Tensor {
  /// The elements in reverse order along some axes: `image.flipped(along: 1)` is its mirror image. NumPy and PyTorch call it `flip`.
  ///
  /// A negative axis counts from the end. The numbers are copied. Stops with a message when an axis is out of range or named twice.
  public func flipped(along axes: Int...) -> Tensor { flipped(along: axes) }

  /// The elements in reverse order along all axes, as NumPy's `flip` without an axis: of `[[1, 2], [3, 4]]` it is `[[4, 3], [2, 1]]`.
  public func flipped() -> Tensor { flipped(along: Array(shape.indices)) }

  /// The elements in reverse order along a list of axes.
  public func flipped(along axes: [Int]) -> Tensor {
    let axes = normalized(axes, for: "flipped(along:)")
    if count == 0 { return self }
    var (strides, offset) = (shape.rowMajorStrides, 0)
    for axis in axes {
      offset += (shape[axis] - 1) * strides[axis]
      strides[axis] = -strides[axis]
    }
    return gathered(shape: shape, strides: strides, offset: offset)
      .recorded("flipped", (self, { $0.flipped(along: axes) }))
  }

  /// The elements moved along an axis by a number of positions, those that leave at its end coming back at its beginning: `[1, 2, 3]`
  /// rolled by 1 is `[3, 1, 2]`. NumPy and PyTorch call it `roll`.
  ///
  /// - Parameters:
  ///   - positions: Negative ones move towards the beginning.
  ///   - axis: A negative one counts from the end.
  public func rolled(by positions: Int, along axis: Int) -> Tensor {
    let axis = normalized([axis], for: "rolled(by:along:)")[0]
    let length = shape[axis]
    let cut = length == 0 ? 0 : (length - positions % length) % length
    if cut == 0 { return self }
    let parts = split([cut, length - cut], along: axis)
    return Tensor(concatenating: [parts[1], parts[0]], along: axis)
  }

  /// The tensor turned by quarter turns in the plane of two axes, from the first towards the second: counterclockwise for an image
  /// `[height, width]`. NumPy and PyTorch call it `rot90`.
  ///
  /// - Parameters:
  ///   - turns: How many quarter turns; negative ones turn the other way.
  ///   - axes: Those of the plane; by default the first two, as of an image `[height, width, channel]`. For images
  ///     `[example, height, width, channel]` they are 1 and 2. Negative ones count from the end.
  ///
  /// The numbers are copied. Stops with a message when an axis is out of range, or both are the same.
  public func rotated(quarterTurns turns: Int = 1, axes: (Int, Int) = (0, 1)) -> Tensor {
    let (first, second) = (
      normalized([axes.0], for: "rotated(quarterTurns:axes:)")[0],
      normalized([axes.1], for: "rotated(quarterTurns:axes:)")[0]
    )
    guard first != second else {
      fail(ErrorMessage.repeatedAxis("rotated(quarterTurns:axes:)", [axes.0, axes.1], shape))
    }
    var exchanged = Array(shape.indices)
    exchanged.swapAt(first, second)
    switch (turns % 4 + 4) % 4 {
    case 1: return flipped(along: second).transposed(to: exchanged)
    case 2: return flipped(along: first, second)
    case 3: return transposed(to: exchanged).flipped(along: second)
    default: return self
    }
  }
}
