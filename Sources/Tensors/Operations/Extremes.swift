import Compute

extension Tensor {
  /// The greatest elements along an axis, which disappears unless `keepingAxes`. A negative axis counts from the end.
  ///
  /// The gradient goes to the greatest element, to the first among equals. Stops with a message when the axis is empty.
  public func max(along axis: Int, keepingAxes: Bool = false) -> Tensor {
    let axis = normalized([axis], for: "max(along:)")[0]
    guard shape[axis] > 0 else { fail(Complaint.emptyAxis("max(along:)", axis, shape)) }
    var result = shape
    if keepingAxes { result[axis] = 1 } else { result.remove(at: axis) }
    return picked(placesOfGreatest(along: axis), shape: result)
  }

  /// The least elements along an axis. See `max(along:)`.
  public func min(along axis: Int, keepingAxes: Bool = false) -> Tensor {
    -(-self).max(along: axis, keepingAxes: keepingAxes)
  }

  func placesOfGreatest(along axis: Int) -> Places {
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    return Places(count: outer * inner) {
      Selection.placesOfGreatest(storage.start, outer: outer, length: shape[axis], inner: inner, into: $0)
    }
  }
}
