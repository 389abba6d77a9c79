import Compute

/// What has the subscripts that `AxisSelection` lists: `Tensor` and `IntTensor`.
///
/// The part that a subscript reads is a copy, which takes time and memory as it is large. Assignment broadcasts: `image[0..<6, 2..<6] = 0`
/// sets a box to 0, `x[x .< 0] = 0` all that is negative. Stops with a message when a selection does not fit, or the assigned shape.
public protocol Sliceable {
  /// The length of each axis.
  var shape: [Int] { get }
  /// How many axes there are.
  var rank: Int { get }
  /// The part that the selections name, one for each axis from the first on; the others are taken whole.
  func selected(_ selections: [AxisIndices]) -> Self
  /// Writes a value, broadcast, into the part that the selections name.
  mutating func assign(_ value: Self, at selections: [AxisIndices])
}

// One subscript for each number of axes that is named; Swift's `...` stands for all the axes that are left.

extension Sliceable {
  /// The part with these indices along the first axis; the remaining axes whole.
  public subscript<A: AxisSelection>(a: A) -> Self {
    get { selected([a.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices]) }
  }

  /// The part with these indices along the first two axes: `image[0..<6, 2..<6]`, `image[-1, .stride(by: 2)]`.
  public subscript<A: AxisSelection, B: AxisSelection>(a: A, b: B) -> Self {
    get { selected([a.axisIndices, b.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices]) }
  }

  /// The part with these indices along the first three axes.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection>(a: A, b: B, c: C) -> Self {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices]) }
  }

  /// The part with these indices along the first four axes.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection, D: AxisSelection>(
    a: A, b: B, c: C, d: D
  ) -> Self {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices, d.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices, d.axisIndices]) }
  }

  /// All of it: `image[...] = 0` sets every element.
  public subscript(all: UnboundedRange) -> Self {
    get { selected([]) }
    set { assign(newValue, at: []) }
  }

  /// These indices along the first axis, the others whole: `image[1, ...]` is the row 1.
  public subscript<A: AxisSelection>(a: A, rest: UnboundedRange) -> Self {
    get { selected([a.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices]) }
  }

  /// These indices along the first two axes, the others whole.
  public subscript<A: AxisSelection, B: AxisSelection>(a: A, b: B, rest: UnboundedRange) -> Self {
    get { selected([a.axisIndices, b.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices]) }
  }

  /// These indices along the first three axes, the others whole.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection>(
    a: A, b: B, c: C, rest: UnboundedRange
  ) -> Self {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices]) }
  }

  /// These indices along the last axis, the others whole: `image[..., 1]` is the column 1.
  public subscript<Z: AxisSelection>(rest: UnboundedRange, z: Z) -> Self {
    get { selected(last: [z.axisIndices]) }
    set { assign(newValue, last: [z.axisIndices]) }
  }

  /// These indices along the last two axes, the others whole.
  public subscript<Y: AxisSelection, Z: AxisSelection>(rest: UnboundedRange, y: Y, z: Z) -> Self {
    get { selected(last: [y.axisIndices, z.axisIndices]) }
    set { assign(newValue, last: [y.axisIndices, z.axisIndices]) }
  }

  /// These indices along the first axis and the last, those between them whole: `images[0, ..., 2]`.
  public subscript<A: AxisSelection, Z: AxisSelection>(a: A, rest: UnboundedRange, z: Z) -> Self {
    get { selected([a.axisIndices], last: [z.axisIndices]) }
    set { assign(newValue, [a.axisIndices], last: [z.axisIndices]) }
  }

  /// These indices along the axis of a number, the others whole: `x[along: -1, 0..<3]`. A negative number counts from the end.
  ///
  /// NumPy calls it `take` with an axis, PyTorch `index_select` and `narrow`.
  public subscript<A: AxisSelection>(along axis: Int, a: A) -> Self {
    get { selected(along: axis, a.axisIndices) }
    set { assign(newValue, along: axis, a.axisIndices) }
  }
}

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

extension Tensor {
  /// The box of elements within a range along each axis; axes that no range is given for are taken whole.
  ///
  /// Stops with a message when there are more ranges than axes, or a range does not lie within its axis.
  public func sliced(_ ranges: [Range<Int>]) -> Tensor { selected(ranges.map { $0.axisIndices }) }
}

extension IntTensor: Sliceable {
  /// The selected part as integers of their own: what the subscripts read, for code that does not know the number of axes.
  ///
  /// Axes that no selection names are taken whole. Stops with a message when a selection does not fit.
  public func selected(_ selections: [AxisIndices]) -> IntTensor {
    let slice = Slice(selections, of: shape)
    let result = slice.shape
    Tensor.check(result, for: "IntTensor subscript")
    var part: [Int32] = []
    part.reserveCapacity(result.elementCount)
    slice.forEachElement { part.append(scalars[$0]) }
    return IntTensor(shape: result, part)
  }

  /// Writes integers, broadcast, into the selected part: what the subscripts write, for code that does not know the number of axes.
  public mutating func assign(_ value: IntTensor, at selections: [AxisIndices]) {
    let slice = Slice(selections, of: shape)
    let target = slice.shape
    guard value.shape.broadcast(with: target) == target else { fail(ErrorMessage.assignment(value.shape, to: target)) }
    let source = value.broadcast(to: target).scalars
    var next = 0
    slice.forEachElement {
      scalars[$0] = source[next]
      next += 1
    }
  }
}

extension ErrorMessage {
  static func assignment(_ value: [Int], to slice: [Int]) -> String {
    "subscript: a value of shape \(value) cannot be assigned to a slice of shape \(slice); "
      + "aligned at the end, each of its lengths must equal the slice's or be 1."
  }

  static func subscriptAxis(_ axis: Int, _ rank: Int) -> String {
    "subscript: axis \(axis) was asked for of \(counted(rank, "axis", "axes")); they go from 0 to \(rank - 1), or from -1, the last, "
      + "back to -\(rank)."
  }
}
