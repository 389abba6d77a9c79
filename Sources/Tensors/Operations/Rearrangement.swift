import Compute

extension Tensor {
  /// These numbers, in their order, in another shape. Costs nothing: the memory is shared.
  ///
  /// One length may be -1; it becomes what is left. Stops with a message when the numbers of elements differ.
  public func reshaped(to shape: [Int]) -> Tensor {
    let shape = self.shape.completing(shape)
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
}

extension Tensor {
  /// The tensor without its axes of length 1.
  public func squeezed() -> Tensor { reshaped(to: shape.filter { $0 != 1 }) }

  /// The tensor without some axes, which must have length 1. A negative axis counts from the end.
  public func squeezed(_ axes: Int...) -> Tensor {
    let axes = normalized(axes, for: "squeezed")
    for axis in axes where shape[axis] != 1 { fail(ErrorMessage.squeezed(axis, shape)) }
    return reshaped(to: reducedShape(along: axes, keepingAxes: false))
  }

  /// The tensor with a new axis of length 1 that stands at `axis` in the result: shape `[2, 3]` expanded at 1 is `[2, 1, 3]`. A
  /// negative axis counts from the end of the result, so -1 adds a last axis.
  public func expanded(at axis: Int) -> Tensor {
    reshaped(to: shape.expanded(at: axis))
  }

  /// The axes from `first` on as one: `[256, 4, 4, 16]` flattened from 1 is `[256, 256]`. By default all of them. A tensor of shape
  /// `[]` becomes `[1]`.
  public func flattened(from first: Int = 0) -> Tensor {
    reshaped(to: shape.flattened(from: first))
  }

  /// Every element `times` times in succession along an axis: `[1, 2]` repeated twice is `[1, 1, 2, 2]`.
  ///
  /// The gradient is the sum over the copies. Stops with a message when `times` is negative.
  public func repeated(_ times: Int, along axis: Int) -> Tensor {
    let axis = normalized([axis], for: "repeated(_:along:)")[0]
    guard times >= 0 else { fail(ErrorMessage.negativeCount("repeated(_:along:)", times)) }
    var (copies, result) = (shape, shape)
    copies.insert(times, at: axis + 1)
    Tensor.check(copies, for: "repeated(_:along:)")
    result[axis] *= times
    return expanded(at: axis + 1).broadcast(to: copies).reshaped(to: result)
  }

  /// The whole tensor repeated along each axis: `[[1, 2]]` tiled by `[2, 3]` is `[[1, 2, 1, 2, 1, 2], [1, 2, 1, 2, 1, 2]]`.
  ///
  /// The gradient is the sum over the copies. Stops with a message unless there is a number, 0 or more, for each axis.
  public func tiled(_ times: [Int]) -> Tensor {
    guard times.count == rank, times.allSatisfy({ $0 >= 0 }) else { fail(ErrorMessage.tiled(times, shape)) }
    Tensor.check(zip(times, shape).flatMap { [$0, $1] }, for: "tiled")
    return reshaped(to: shape.flatMap { [1, $0] })
      .broadcast(to: zip(times, shape).flatMap { [$0, $1] })
      .reshaped(to: zip(times, shape).map { $0 * $1 })
  }
}

// What becomes of the shape alone, for integers too.
extension [Int] {
  /// A shape to which the elements of this one are to go, with its open length, -1, filled in. Stops with a message when it has more or
  /// fewer.
  func completing(_ target: [Int]) -> [Int] {
    var result = target
    target.map { Swift.max($0, 0) }.checkedCount("reshaped(to:)")
    let count = elementCount
    if let open = target.firstIndex(of: -1) {
      result[open] = 1
      guard !result.contains(where: { $0 <= 0 }), count % result.elementCount == 0 else {
        fail(ErrorMessage.reshape(self, target))
      }
      result[open] = count / result.elementCount
    }
    guard !result.contains(where: { $0 < 0 }), result.elementCount == count else {
      fail(ErrorMessage.reshape(self, target))
    }
    return result
  }

  /// With a new length of 1 at `axis` in the result. Stops with a message when it is out of range.
  func expanded(at axis: Int) -> [Int] {
    let position = axis < 0 ? axis + count + 1 : axis
    guard position >= 0, position <= count else { fail(ErrorMessage.expanded(axis, self)) }
    var result = self
    result.insert(1, at: position)
    return result
  }

  /// With the axes from `first` on as one. Stops with a message when it is out of range.
  func flattened(from first: Int) -> [Int] {
    if isEmpty, first == 0 || first == -1 { return [1] }
    let first = normalized([first], for: "flattened(from:)")[0]
    return self[..<first] + [self[first...].reduce(1, *)]
  }

  /// Without the given axes, in ascending order, or with a length of 1 there.
  func reduced(along axes: [Int], keepingAxes: Bool) -> [Int] {
    indices.compactMap { axes.contains($0) ? (keepingAxes ? 1 : nil) : self[$0] }
  }
}

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
    let (strides, offset) = shape.strides(reversing: axes)
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
    let (strides, offset) = shape.strides(reversing: axes)
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

extension ErrorMessage {
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

  static func permutation(_ axes: [Int], _ shape: [Int]) -> String {
    "transposed(to:): axes \(axes) were given for shape \(shape), which needs each of its \(shape.count) axes once."
  }

  static func squeezed(_ axis: Int, _ shape: [Int]) -> String {
    "squeezed: axis \(axis) of shape \(shape) has length \(shape[axis]); only an axis of length 1 can be left out."
  }

  static func expanded(_ axis: Int, _ shape: [Int]) -> String {
    "expanded(at:): axis \(axis) is out of range for shape \(shape); a new axis can stand from 0 to \(shape.count), or from -1, "
      + "the last, back to -\(shape.count + 1)."
  }

  static func tiled(_ times: [Int], _ shape: [Int]) -> String {
    "tiled: \(times) does not fit shape \(shape); expected a number, 0 or more, for each of its axes."
  }
}
