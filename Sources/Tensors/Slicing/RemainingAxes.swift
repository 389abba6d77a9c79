import Compute

extension Sliceable {
  /// The part of which only the first and the last axes are named.
  func selected(_ first: [AxisIndices] = [], last: [AxisIndices]) -> Self {
    selected(completed(first, last))
  }

  mutating func assign(_ value: Self, _ first: [AxisIndices] = [], last: [AxisIndices]) {
    assign(value, at: completed(first, last))
  }

  /// The part of which one axis is named by its number.
  func selected(along axis: Int, _ indices: AxisIndices) -> Self { selected(placed(indices, axis)) }

  mutating func assign(_ value: Self, along axis: Int, _ indices: AxisIndices) {
    assign(value, at: placed(indices, axis))
  }

  private func completed(_ first: [AxisIndices], _ last: [AxisIndices]) -> [AxisIndices] {
    let named = (first + last).reduce(0) { $0 + $1.axisCount }
    return first + whole(Swift.max(0, rank - named)) + last
  }

  private func placed(_ indices: AxisIndices, _ axis: Int) -> [AxisIndices] {
    guard axis >= -rank, axis < rank else { fail(ErrorMessage.subscriptAxis(axis, rank)) }
    return whole(axis < 0 ? axis + rank : axis) + [indices]
  }

  private func whole(_ count: Int) -> [AxisIndices] {
    [AxisIndices](repeating: .range(from: nil, to: nil), count: count)
  }
}

extension AxisIndices {
  /// How many axes of the tensor it stands for.
  var axisCount: Int {
    switch self {
    case .added: 0
    case .mask(let mask): mask.rank
    default: 1
    }
  }
}
