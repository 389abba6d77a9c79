import Compute

/// What can stand for one axis in a tensor's subscript: an index, which removes the axis, or a range, which keeps it.
public protocol AxisSelection {
  /// The indices along the axis.
  var axisIndices: AxisIndices { get }
}

/// Indices along one axis of a tensor.
public enum AxisIndices: Equatable, Sendable {
  /// One index; the axis disappears.
  case index(Int)
  /// The indices from `from` up to, not including, `to`; nil stands for the beginning and the end.
  case range(from: Int?, to: Int?)
}

extension Int: AxisSelection {
  public var axisIndices: AxisIndices { .index(self) }
}

extension Range: AxisSelection where Bound == Int {
  public var axisIndices: AxisIndices { .range(from: lowerBound, to: upperBound) }
}

extension ClosedRange: AxisSelection where Bound == Int {
  public var axisIndices: AxisIndices { .range(from: lowerBound, to: upperBound.saturatingSum(1)) }
}

extension PartialRangeFrom: AxisSelection where Bound == Int {
  public var axisIndices: AxisIndices { .range(from: lowerBound, to: nil) }
}

extension PartialRangeUpTo: AxisSelection where Bound == Int {
  public var axisIndices: AxisIndices { .range(from: nil, to: upperBound) }
}

extension PartialRangeThrough: AxisSelection where Bound == Int {
  public var axisIndices: AxisIndices { .range(from: nil, to: upperBound.saturatingSum(1)) }
}

/// A box of elements within a tensor, resolved against its shape.
struct Slice {
  /// The lengths of all axes; 1 where an index stands.
  var lengths: [Int] = []
  var offset = 0
  /// The axes that stay.
  var keptAxes: [Int] = []

  /// Axes that no selection names are taken whole. Stops with a message when a selection does not fit.
  init(_ selections: [AxisIndices], of shape: [Int]) {
    guard selections.count <= shape.count else { fail(ErrorMessage.tooManyIndices(selections.count, shape)) }
    let strides = shape.rowMajorStrides
    for (axis, length) in shape.enumerated() {
      switch axis < selections.count ? selections[axis] : .range(from: nil, to: nil) {
      case .index(let index):
        guard index >= 0, index < length else { fail(ErrorMessage.index(index, axis: axis, shape)) }
        lengths.append(1)
        offset += index * strides[axis]
      case .range(let from, let to):
        let (lower, upper) = (from ?? 0, to ?? length)
        guard lower >= 0, lower <= upper, upper <= length else {
          fail(ErrorMessage.range(lower, upper, axis: axis, shape))
        }
        lengths.append(upper - lower)
        offset += lower * strides[axis]
        keptAxes.append(axis)
      }
    }
  }

  /// The shape of the slice as a tensor.
  var shape: [Int] { keptAxes.map { lengths[$0] } }
}
