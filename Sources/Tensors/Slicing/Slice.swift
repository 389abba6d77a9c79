import Compute

/// The part of a tensor that selections name, resolved against its shape: a box whose elements lie at regular distances, or where lists
/// of indices are among the selections, such a box for each of their entries.
struct Slice {
  /// The lengths of the box, and how far neighbours along each of its axes lie apart.
  private(set) var boxShape: [Int] = []
  private(set) var boxStrides: [Int] = []
  /// Where the box begins.
  private(set) var offset = 0
  private(set) var lists: Lists?

  /// What lists of indices take: they go together, entry by entry.
  struct Lists {
    /// Before which axis of the box their axes stand.
    var axis: Int
    var shape: [Int]
    /// How far the box of each entry lies from the one that `offset` means.
    var offsets: [Int]
  }

  /// Axes that no selection names are taken whole. Stops with a message when a selection does not fit.
  init(_ selections: [AxisIndices], of shape: [Int]) {
    let strides = shape.rowMajorStrides
    var axis = 0
    for selection in selections {
      switch selection {
      case .added:
        append(1, 0)
        continue
      case .mask(let mask):
        let positions = mask.indicesOfTrue
        guard mask.rank > 0, shape.dropFirst(axis).starts(with: mask.shape) else {
          fail(ErrorMessage.mask(mask.shape, axis: axis, shape))
        }
        let stride = strides[axis + mask.rank - 1]
        let offsets = positions.map { $0 * stride }
        append([offsets.count], offsets, shape)
        axis += mask.rank
        continue
      default: break
      }
      guard axis < shape.count else {
        fail(ErrorMessage.tooManyIndices(selections.reduce(0) { $0 + $1.axisCount }, shape))
      }
      let (length, stride) = (shape[axis], strides[axis])
      switch selection {
      case .index(let index):
        offset += Slice.position(index, axis, shape) * stride
      case .range(let from, let to):
        let (lower, upper) = (Slice.counted(from ?? 0, length), Slice.counted(to ?? length, length))
        // From near the end to 0 is meant to be the end, and where it happens to fit would be nothing.
        let isBackwards = (from ?? 0) < 0 && to == 0
        guard !isBackwards, lower >= 0, lower <= upper, upper <= length else {
          fail(ErrorMessage.range(from, to, axis: axis, shape))
        }
        offset += lower * stride
        append(upper - lower, stride)
      case .strided(let from, let to, let step):
        let (first, count) = Slice.steps(from, to, step, axis, shape)
        offset += first * stride
        // The step of a single element may be any number, so large that it has no product.
        append(count, count > 1 ? step * stride : stride)
      case .list(let list):
        let offsets = list.scalars.map { Slice.position(Int($0), axis, shape) * stride }
        append(list.shape, offsets, shape)
      case .mask, .added: break
      }
      axis += 1
    }
    while axis < shape.count {
      append(shape[axis], strides[axis])
      axis += 1
    }
  }

  /// The shape of the slice as a tensor.
  var shape: [Int] {
    guard let lists else { return boxShape }
    return boxShape[..<lists.axis] + lists.shape + boxShape[lists.axis...]
  }

  private mutating func append(_ length: Int, _ stride: Int) {
    boxShape.append(length)
    boxStrides.append(stride)
  }

  /// Adds a list to those that there are. A single entry goes with each of the others, and shapes broadcast.
  private mutating func append(_ listShape: [Int], _ offsets: [Int], _ whole: [Int]) {
    guard let before = lists else {
      lists = Lists(axis: boxShape.count, shape: listShape, offsets: offsets)
      return
    }
    guard let shape = before.shape.broadcast(with: listShape) else {
      fail(ErrorMessage.lists(before.shape, listShape, whole))
    }
    let pair = StridedPair(
      shape: shape, left: before.shape.strides(broadcastTo: shape), right: listShape.strides(broadcastTo: shape))
    var sums: [Int] = []
    sums.reserveCapacity(shape.elementCount)
    pair.forEachPair { sums.append(before.offsets[$0] + offsets[$1]) }
    lists = Lists(axis: before.axis, shape: shape, offsets: sums)
  }

  /// A bound counted from the beginning.
  private static func counted(_ bound: Int, _ length: Int) -> Int { bound < 0 ? bound + length : bound }

  /// An index counted from the beginning. Stops with a message when it lies outside.
  static func position(_ index: Int, _ axis: Int, _ shape: [Int]) -> Int {
    let position = counted(index, shape[axis])
    guard position >= 0, position < shape[axis] else { fail(ErrorMessage.index(index, axis: axis, shape)) }
    return position
  }

  /// Where a stride begins, and how many indices it has.
  private static func steps(
    _ from: Int?, _ to: Int?, _ step: Int, _ axis: Int, _ shape: [Int]
  ) -> (first: Int, count: Int) {
    let length = shape[axis]
    guard step != 0 else { fail(ErrorMessage.noStep(axis: axis, shape)) }
    let first = from.map { counted($0, length) } ?? (step > 0 ? 0 : length - 1)
    let end = to.map { counted($0, length) } ?? (step > 0 ? length : -1)
    // The end before the first element has no number of its own: -1 is the last.
    let bounds = step > 0 ? 0...length : -1...Swift.max(-1, length - 1)
    guard bounds.contains(first), bounds.contains(end) else {
      fail(ErrorMessage.stride(from, to, step, axis: axis, shape))
    }
    let distance = step > 0 ? end - first : first - end
    guard distance > 0 else { return (0, 0) }
    return (first, Int((UInt(distance) - 1) / step.magnitude) + 1)
  }
}

extension Slice {
  /// Where the elements lie, in the order of the slice.
  func forEachElement(_ body: (Int) -> Void) {
    if shape.contains(0) { return }
    guard let lists else {
      box(0..<boxShape.count).forEachPair { element, _ in body(offset + element) }
      return
    }
    let (outer, inner) = (box(0..<lists.axis), box(lists.axis..<boxShape.count))
    outer.forEachPair { outer, _ in
      for list in lists.offsets {
        let start = offset + outer + list
        inner.forEachPair { inner, _ in body(start + inner) }
      }
    }
  }

  /// The walk over some axes of the box.
  private func box(_ axes: Range<Int>) -> StridedPair {
    StridedPair(shape: Array(boxShape[axes]), left: Array(boxStrides[axes]), right: axes.map { _ in 0 })
  }
}

extension Tensor {
  /// The indices of the elements of a mask that are 1, in row-major order, counted from the beginning. Stops with a message when an
  /// element is neither 0 nor 1: whoever has such numbers means indices.
  fileprivate var indicesOfTrue: [Int] {
    var positions: [Int] = []
    for index in 0..<count where storage.start[index] != 0 {
      guard storage.start[index] == 1 else { fail(ErrorMessage.maskElement(storage.start[index], shape)) }
      positions.append(index)
    }
    return positions
  }
}

extension ErrorMessage {
  static func tooManyIndices(_ count: Int, _ shape: [Int]) -> String {
    "subscript: \(count) indices were given for shape \(shape), which has \(counted(shape.count, "axis", "axes"))."
  }

  static func index(_ index: Int, axis: Int, _ shape: [Int]) -> String {
    self.index("subscript", index, axis: axis, shape, countsFromEnd: true)
  }

  static func range(_ from: Int?, _ to: Int?, axis: Int, _ shape: [Int]) -> String {
    let range = "\(from.map { "\($0)" } ?? "")..<\(to.map { "\($0)" } ?? "")"
    // Whoever means the end by 0 would have written Python's -3:.
    if let from, from < 0, to == 0 {
      return
        "subscript: range \(range) along axis \(axis) of shape \(shape) begins near the end and ends at the beginning; "
        + "the last \(-from) are (\(from))...."
    }
    return
      "subscript: range \(range) does not fit axis \(axis) of shape \(shape); its bounds, in order, must lie within "
      + "0..<\(shape[axis]), or count from the end, where -1 is the last."
  }

  static func stride(_ from: Int?, _ to: Int?, _ step: Int, axis: Int, _ shape: [Int]) -> String {
    "subscript: a stride from \(from.map { "\($0)" } ?? "the \(step > 0 ? "beginning" : "end")") to "
      + "\(to.map { "\($0)" } ?? "the \(step > 0 ? "end" : "beginning")") by \(step) does not fit axis \(axis) of shape \(shape); its "
      + "bounds must lie within 0..<\(shape[axis]), or count from the end, where -1 is the last."
  }

  static func noStep(axis: Int, _ shape: [Int]) -> String {
    "subscript: a stride along axis \(axis) of shape \(shape) has the step 0; expected another."
  }

  static func mask(_ mask: [Int], axis: Int, _ shape: [Int]) -> String {
    let rest = [Int](shape.dropFirst(axis))
    let fitting = [Int](rest.prefix(Swift.max(1, mask.count)))
    let end =
      fitting.isEmpty
      ? "no axis is left for it."
      : "expected a mask of shape \(fitting)" + (fitting.count < rest.count ? ", or of more axes that begin so." : ".")
    return "subscript: a mask of shape \(mask) does not fit shape \(shape) from axis \(axis) on; \(end)"
  }

  static func maskElement(_ element: Float, _ shape: [Int]) -> String {
    "subscript: a mask of shape \(shape) has the element \(formatted(element)), but a mask holds 0 and 1 only, as comparisons give them; "
      + "numbers that are indices are an IntTensor: `x[IntTensor(numbers)]`."
  }

  static func lists(_ first: [Int], _ second: [Int], _ shape: [Int]) -> String {
    "subscript: lists of indices of shapes \(first) and \(second) for shape \(shape) do not go together, entry by entry; for all "
      + "combinations take one after the other: `x[rows, ...][0..., columns]`."
  }
}
