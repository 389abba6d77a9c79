import Compute

extension IntTensor {
  /// The integers in ascending order along an axis. NumPy and PyTorch call it `sort`.
  ///
  /// A negative axis counts from the end. Stops with a message when it is out of range.
  public func sorted(along axis: Int = -1, descending: Bool = false) -> IntTensor {
    ordered("sorted(along:)", nil, axis, descending: descending).values
  }

  /// The indices along an axis in the order in which `sorted(along:descending:)` puts the integers; equal ones keep their order. NumPy
  /// and PyTorch call it `argsort`.
  public func sortedIndices(along axis: Int = -1, descending: Bool = false) -> IntTensor {
    ordered("sortedIndices(along:)", nil, axis, descending: descending).indices
  }

  /// The greatest integers along an axis, the greatest first, and their indices there; of equal ones those that come first. PyTorch calls
  /// it `topk`.
  ///
  /// - Parameters:
  ///   - count: How many of each line along the axis.
  ///   - axis: A negative one counts from the end.
  /// - Returns: Two times integers of this shape, but of length `count` along the axis.
  ///
  /// Stops with a message when a line has fewer than that.
  public func greatest(_ count: Int, along axis: Int = -1) -> (values: IntTensor, indices: IntTensor) {
    ordered("greatest(_:along:)", count, axis, descending: true)
  }

  /// The sums of the integers up to each one along an axis, itself included: `[1, 2, 3]` becomes `[1, 3, 6]`. NumPy and PyTorch call it
  /// `cumsum`.
  ///
  /// A negative axis counts from the end. Stops with a message when it is out of range, or a sum does not fit in 32 bits.
  public func cumulativeSum(along axis: Int) -> IntTensor {
    let axis = shape.normalized([axis], for: "cumulativeSum(along:)")[0]
    let inner = shape[(axis + 1)...].reduce(1, *)
    var result = scalars
    // Each element but the first of its line has the one before it to add, which has its own sum by then.
    for index in result.indices where index / inner % shape[axis] > 0 {
      result[index] = IntTensor.fitting(Int64(result[index]) + Int64(result[index - inner]))
    }
    return IntTensor(shape: shape, result)
  }

  private func ordered(
    _ operation: String, _ kept: Int?, _ axis: Int, descending: Bool
  ) -> (values: IntTensor, indices: IntTensor) {
    let axis = shape.normalized([axis], for: operation)[0]
    if let kept, kept < 0 || kept > shape[axis] { fail(ErrorMessage.tooManyOfLine(kept, axis, shape)) }
    // An array converts to a pointer for the duration of the call.
    let order = LineOrder(of: scalars, shape: shape, along: axis, kept: kept ?? shape[axis], descending: descending)
    return (
      IntTensor(shape: order.shape, order.elements.map { scalars[$0] }), IntTensor(shape: order.shape, order.places)
    )
  }
}
