import Compute

extension Tensor {
  /// The elements in ascending order along an axis; equal ones keep their order, and a NaN counts as the greatest. NumPy and PyTorch
  /// call it `sort`.
  ///
  /// The gradient goes to where each element came from. A negative axis counts from the end. Stops with a message when it is out of
  /// range.
  public func sorted(along axis: Int = -1, descending: Bool = false) -> Tensor {
    let axis = normalized([axis], for: "sorted(along:)")[0]
    return leading(shape[axis], axis, "sorted(along:)", descending: descending).values
  }

  /// The indices along an axis in the order in which `sorted(along:descending:)` puts the elements. NumPy and PyTorch call it
  /// `argsort`.
  public func sortedIndices(along axis: Int = -1, descending: Bool = false) -> IntTensor {
    let axis = normalized([axis], for: "sortedIndices(along:)")[0]
    return leading(shape[axis], axis, "sortedIndices(along:)", descending: descending).indices
  }

  /// The greatest elements along an axis, the greatest first, and their indices there; of equal ones those that come first. PyTorch
  /// calls it `topk`.
  ///
  /// - Parameters:
  ///   - count: How many of each line along the axis.
  ///   - axis: A negative one counts from the end.
  /// - Returns: Two tensors of this one's shape, but of length `count` along the axis.
  ///
  /// The gradient goes to where each element came from. Stops with a message when a line has fewer elements than that.
  public func greatest(_ count: Int, along axis: Int = -1) -> (values: Tensor, indices: IntTensor) {
    let axis = normalized([axis], for: "greatest(_:along:)")[0]
    guard count >= 0, count <= shape[axis] else { fail(ErrorMessage.tooManyOfLine(count, axis, shape)) }
    return leading(count, axis, "greatest(_:along:)", descending: true)
  }

  /// The first elements of each line along an axis in sorted order.
  private func leading(
    _ kept: Int, _ axis: Int, _ operation: String, descending: Bool
  ) -> (values: Tensor, indices: IntTensor) {
    ElementIndices.check(operation, shape)
    let order = LineOrder(
      of: UnsafePointer(storage.start), shape: shape, along: axis, kept: kept, descending: descending)
    let elements = ElementIndices(count: order.elements.count) { start in
      for (index, element) in order.elements.enumerated() { start[index] = Int32(truncatingIfNeeded: element) }
    }
    return (picked(elements, shape: order.shape), IntTensor(shape: order.shape, order.places))
  }
}

extension ErrorMessage {
  static func tooManyOfLine(_ count: Int, _ axis: Int, _ shape: [Int]) -> String {
    "greatest(_:along:): \(counted(count, "element was", "elements were")) asked for along axis \(axis) of shape \(shape); expected "
      + "a number from 0 to \(shape[axis])."
  }
}
