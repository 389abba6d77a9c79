import Compute

extension Tensor {
  /// The selected box as a tensor of its own.
  func selected(_ selections: [AxisIndices]) -> Tensor {
    let slice = Slice(selections, of: shape)
    let strides = shape.rowMajorStrides
    return gathered(shape: slice.shape, strides: slice.keptAxes.map { strides[$0] }, offset: slice.offset)
      .recorded("slice", (self, { Tensor(zeros: self.shape).assigning($0, at: selections) }))
  }

  /// A copy in which the selected box holds `value`.
  func assigning(_ value: Tensor, at selections: [AxisIndices]) -> Tensor {
    var result = self
    result.assign(value, at: selections)
    return result
  }

  /// Writes `value`, broadcast, into the selected box.
  ///
  /// In a differentiated closure this is an operation like any other: its result takes this tensor's place. The gradient goes to
  /// `value` inside the box and to what was there before outside of it.
  mutating func assign(_ value: Tensor, at selections: [AxisIndices]) {
    let slice = Slice(selections, of: shape)
    let target = slice.shape
    guard value.shape.broadcast(with: target) == target else { fail(ErrorMessage.assignment(value.shape, to: target)) }
    let before = Tensor.untouched(shape: shape, trace: trace)
    trace = nil
    let strides = shape.rowMajorStrides
    let pair = StridedPair(
      shape: target, left: value.shape.strides(broadcastTo: target), right: slice.keptAxes.map { strides[$0] },
      rightOffset: slice.offset)
    // The value may be this tensor's own memory; its reference then makes the next line copy.
    pair.copy(from: value.storage.start, to: uniqueStart())
    self = recorded(
      "slice assignment", (before, { $0.assigning(0, at: selections) }), (value, { $0.selected(selections) }))
  }

  /// A stand-in for a tensor of which only the shape and the entry on the tape are needed, so that its memory is not kept.
  private static func untouched(shape: [Int], trace: Trace?) -> Tensor {
    var result = Tensor(storage: nothing, shape: shape)
    result.trace = trace
    return result
  }
}

private let nothing = Storage(uninitialized: 0)
