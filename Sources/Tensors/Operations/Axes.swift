import Compute

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
    let position = axis < 0 ? axis + rank + 1 : axis
    guard position >= 0, position <= rank else { fail(ErrorMessage.expanded(axis, shape)) }
    var result = shape
    result.insert(1, at: position)
    return reshaped(to: result)
  }

  /// The axes from `first` on as one: `[256, 4, 4, 16]` flattened from 1 is `[256, 256]`. By default all of them. A tensor of shape
  /// `[]` becomes `[1]`.
  public func flattened(from first: Int = 0) -> Tensor {
    if rank == 0, first == 0 || first == -1 { return reshaped(to: [1]) }
    let first = normalized([first], for: "flattened(from:)")[0]
    return reshaped(to: Array(shape[..<first]) + [shape[first...].reduce(1, *)])
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
