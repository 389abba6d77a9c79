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

/// A number that has a place in the ascending order of a line.
protocol LineElement {
  /// Whether it stands before another number in ascending order.
  func isBefore(_ other: Self) -> Bool
}

extension Int32: LineElement {
  func isBefore(_ other: Int32) -> Bool { self < other }
}

extension Float: LineElement {
  /// A NaN counts as the greatest.
  func isBefore(_ other: Float) -> Bool { self < other || (other.isNaN && !isNaN) }
}

/// The first elements of each line along an axis, in sorted order.
struct LineOrder {
  /// Where they lie, counted in row-major order of the whole, in that of the result.
  let elements: [Int]
  /// Their places in their lines.
  let places: [Int32]
  let shape: [Int]

  /// Equal elements keep their order, also in a descending one.
  ///
  /// - Parameters:
  ///   - values: The elements of the whole, in row-major order.
  ///   - shape: The shape of the whole.
  ///   - kept: How many elements of each line are wanted, at the most its length.
  init<Element: LineElement>(
    of values: UnsafePointer<Element>, shape: [Int], along axis: Int, kept: Int, descending: Bool
  ) {
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    var result = shape
    result[axis] = kept
    self.shape = result
    let lines = length == 0 ? 0 : shape.reduce(1, *) / length
    var elements = [Int](repeating: 0, count: lines * kept)
    var places = [Int32](repeating: 0, count: lines * kept)
    var order: [Int] = []
    for line in 0..<lines {
      let first = line / inner * length * inner + line % inner
      if kept <= LineOrder.few, kept < length {
        LineOrder.select(kept, of: length, into: &order) { place, other in
          let (value, another) = (values[first + place * inner], values[first + other * inner])
          return descending ? another.isBefore(value) : value.isBefore(another)
        }
      } else {
        order = LineOrder.sorted((0..<length).map { values[first + $0 * inner] }, descending: descending)
      }
      for place in 0..<kept {
        let target = (line / inner * kept + place) * inner + line % inner
        places[target] = Int32(truncatingIfNeeded: order[place])
        elements[target] = first + order[place] * inner
      }
    }
    (self.elements, self.places) = (elements, places)
  }

  /// So many elements are found in one walk through a line, each put into its place among those that lead, faster than by sorting it.
  private static let few = 16

  /// The places of a line's first elements in sorted order.
  ///
  /// - Parameter precedes: Whether the element at a place stands before the one at an earlier place.
  private static func select(_ kept: Int, of length: Int, into order: inout [Int], _ precedes: (Int, Int) -> Bool) {
    order.removeAll(keepingCapacity: true)
    if kept == 0 { return }
    for place in 0..<length {
      if order.count == kept {
        guard precedes(place, order[kept - 1]) else { continue }
        order.removeLast()
      }
      var position = order.count
      while position > 0, precedes(place, order[position - 1]) { position -= 1 }
      order.insert(place, at: position)
    }
  }

  /// The places of a line's elements in sorted order.
  private static func sorted<Element: LineElement>(_ line: [Element], descending: Bool) -> [Int] {
    line.indices.sorted { a, b in
      if descending ? line[b].isBefore(line[a]) : line[a].isBefore(line[b]) { return true }
      return !(descending ? line[a].isBefore(line[b]) : line[b].isBefore(line[a])) && a < b
    }
  }
}

extension ErrorMessage {
  static func tooManyOfLine(_ count: Int, _ axis: Int, _ shape: [Int]) -> String {
    "greatest(_:along:): \(counted(count, "element was", "elements were")) asked for along axis \(axis) of shape \(shape); expected "
      + "a number from 0 to \(shape[axis])."
  }
}
