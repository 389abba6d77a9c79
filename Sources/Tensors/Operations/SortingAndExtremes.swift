import Compute

extension Tensor {
  /// The greatest element, a tensor of shape `[]`; NaN where any element is NaN.
  ///
  /// The gradient goes to that one element, to the first among equals. Stops with a message when there is none. (For the greater
  /// elements of two tensors see `maximum(_:_:)`.)
  public func max() -> Tensor { extreme("max", .greatest, axes: Array(shape.indices), keepingAxes: false) }

  /// The least element, a tensor of shape `[]`. See `max()`.
  public func min() -> Tensor { extreme("min", .least, axes: Array(shape.indices), keepingAxes: false) }

  /// The greatest elements along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  ///
  /// The gradient goes to the greatest element, to the first among equals. Stops with a message when an axis is empty.
  public func max(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    max(along: axes, keepingAxes: keepingAxes)
  }

  /// The greatest elements along a list of axes.
  public func max(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    extreme("max(along:)", .greatest, axes: normalized(axes, for: "max(along:)"), keepingAxes: keepingAxes)
  }

  /// The least elements along some axes. See `max(along:)`.
  public func min(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    min(along: axes, keepingAxes: keepingAxes)
  }

  /// The least elements along a list of axes.
  public func min(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    extreme("min(along:)", .least, axes: normalized(axes, for: "min(along:)"), keepingAxes: keepingAxes)
  }

  /// The index of the greatest element along an axis, of the first among equals: of `[example, class]` along axis 1 the class that
  /// each example is taken for. A NaN counts as the greatest. Stops with a message when the axis is empty.
  public func argmax(along axis: Int, keepingAxes: Bool = false) -> IntTensor {
    index("argmax(along:)", .greatest, axis, keepingAxes: keepingAxes)
  }

  /// The index of the least element along an axis. See `argmax(along:)`.
  public func argmin(along axis: Int, keepingAxes: Bool = false) -> IntTensor {
    index("argmin(along:)", .least, axis, keepingAxes: keepingAxes)
  }

  /// The index of the greatest element, counted in row-major order, of the first among equals. Stops with a message when there is
  /// none.
  public func argmax() -> Int { index("argmax", .greatest) }

  /// The index of the least element. See `argmax()`.
  public func argmin() -> Int { index("argmin", .least) }
}

/// Which end of the order is meant.
private enum Extreme {
  case greatest, least
}

extension Tensor {
  private func extreme(_ name: String, _ extreme: Extreme, axes: [Int], keepingAxes: Bool) -> Tensor {
    for axis in axes where shape[axis] == 0 { fail(ErrorMessage.emptyAxis(name, axis, shape)) }
    ElementIndices.check(name, shape)
    let result = reducedShape(along: axes, keepingAxes: keepingAxes)
    let merged = mergingAxes(axes)
    return merged.picked(merged.indices(of: extreme), shape: result)
  }

  private func index(_ name: String, _ extreme: Extreme) -> Int {
    guard count > 0 else { fail(ErrorMessage.emptyTensor(name, shape)) }
    return reshapedPlain(to: [count]).index(name, extreme, 0, keepingAxes: false).scalar
  }

  private func index(_ name: String, _ extreme: Extreme, _ axis: Int, keepingAxes: Bool) -> IntTensor {
    let axes = normalized([axis], for: name)
    guard shape[axes[0]] > 0 else { fail(ErrorMessage.emptyAxis(name, axes[0], shape)) }
    ElementIndices.check(name, shape)
    let merged = detached().mergingAxes(axes)
    let (length, inner) = (merged.shape[1], merged.shape[2])
    let indices = merged.indices(of: extreme)
    return IntTensor(
      shape: reducedShape(along: axes, keepingAxes: keepingAxes),
      (0..<indices.count).map { Int32(truncatingIfNeeded: Int(indices.start[$0]) / inner % length) })
  }

  /// For a tensor of shape `[outer, length, inner]`, the indices along the middle axis.
  private func indices(of extreme: Extreme) -> ElementIndices {
    let (outer, length, inner) = (shape[0], shape[1], shape[2])
    return ElementIndices(count: outer * inner) {
      switch extreme {
      case .greatest:
        ExtremeIndices.indicesOfGreatest(storage.start, outer: outer, length: length, inner: inner, into: $0)
      case .least: ExtremeIndices.indicesOfLeast(storage.start, outer: outer, length: length, inner: inner, into: $0)
      }
    }
  }
}
