import Compute

extension Tensor: Sliceable {
  /// The selected part as a tensor of its own: what the subscripts read, for code that does not know the number of axes.
  ///
  /// Axes that no selection names are taken whole. Stops with a message when a selection does not fit.
  public func selected(_ selections: [AxisIndices]) -> Tensor {
    if selections.count == 1, rank > 0, case .list(let indices) = selections[0] {
      return rows(indices.positions("subscript", along: 0, of: shape))
    }
    if let window = window(selections) { return window }
    let (slice, whole) = (Slice(selections, of: shape), shape)
    if slice.lists != nil {
      return picked(slice)
    }
    return gathered(shape: slice.boxShape, strides: slice.boxStrides, offset: slice.offset)
      .recorded("slice", (self, { Tensor(zeros: whole).assigning($0, at: selections) }))
  }

  /// A part of a matrix between two bounds along each axis, outside of differentiation: what a loop that slides a window reads again
  /// and again. nil for anything else.
  private func window(_ selections: [AxisIndices]) -> Tensor? {
    guard openTape == nil, shape.count == 2, selections.count == 2,
      case .range(let top?, let bottom?) = selections[0], case .range(let left?, let right?) = selections[1],
      0 <= top, top <= bottom, bottom <= shape[0], 0 <= left, left <= right, right <= shape[1]
    else { return nil }
    let (pitch, width) = (shape[1], right - left)
    return Tensor(shape: [bottom - top, width]) { target in
      for row in top..<bottom {
        let (source, destination) = (storage.start + row * pitch + left, target + (row - top) * width)
        for column in 0..<width { destination[column] = source[column] }
      }
    }
  }

  /// A copy in which the selected part holds `value`.
  func assigning(_ value: Tensor, at selections: [AxisIndices]) -> Tensor {
    var result = self
    result.assign(value, at: selections)
    return result
  }

  /// Writes `value`, broadcast, into the selected part: what the subscripts write, for code that does not know the number of axes.
  ///
  /// In a differentiated closure this is an operation like any other: its result takes this tensor's place. The gradient goes to
  /// `value` inside the part and to what was there before outside of it. Where lists name an element several times, the last value stays.
  public mutating func assign(_ value: Tensor, at selections: [AxisIndices]) {
    let slice = Slice(selections, of: shape)
    let target = slice.shape
    guard value.shape.broadcast(with: target) == target else { fail(ErrorMessage.assignment(value.shape, to: target)) }
    if slice.lists != nil {
      return assign(value.broadcast(to: target), to: slice)
    }
    let before = Tensor.untouched(shape: shape, trace: trace)
    trace = nil
    let pair = StridedPair(
      shape: target, left: value.shape.strides(broadcastTo: target), right: slice.boxStrides, rightOffset: slice.offset)
    // The value may be this tensor's own memory; its reference then makes the next line copy.
    pair.copy(from: value.storage.start, to: uniqueStart())
    self = recorded(
      "slice assignment", (before, { $0.assigning(0, at: selections) }), (value, { $0.selected(selections) }))
  }

  /// A stand-in for a tensor of which only the shape and the entry on the tape are needed, so that its memory is not kept.
  static func untouched(shape: [Int], trace: Trace?) -> Tensor {
    var result = Tensor(storage: nothing, shape: shape)
    result.trace = trace
    return result
  }
}

private let nothing = Storage(uninitialized: 0)
