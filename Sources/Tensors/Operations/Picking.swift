import Compute

/// Indices of elements in a tensor's memory, counted from its beginning, in 32 bits: see `check`.
///
/// Unchecked, because it is written only while it is being made.
final class ElementIndices: @unchecked Sendable {
  let start: UnsafeMutablePointer<Int32>
  private let memory: Block
  let count: Int

  init(count: Int, fill: (UnsafeMutablePointer<Int32>) -> Void) {
    self.count = count
    memory = Block(count)
    start = UnsafeMutableRawPointer(memory.start).bindMemory(to: Int32.self, capacity: count)
    fill(start)
  }

  /// Stops with a message when a tensor has more elements than 32 bits can count.
  static func check(_ operation: @autoclosure () -> String, _ shape: [Int]) {
    guard shape.elementCount <= Int(Int32.max) else { fail(ErrorMessage.tooManyElementsToIndex(operation(), shape)) }
  }

  deinit { memory.deallocate() }
}

extension Tensor {
  /// The elements at some indices, as a tensor of the given shape.
  func picked(_ indices: ElementIndices, shape result: [Int]) -> Tensor {
    Tensor(shape: result) { Selection.pick(storage.start, indices.start, into: $0, count: indices.count) }
      .recorded("picked", (self, { $0.putBack(at: indices, shape: self.shape) }))
  }

  /// A tensor of zeros with this tensor's elements added at some indices.
  ///
  /// - Parameter parts: Into how many equal parts this tensor and the result can be cut so that each part's indices lie in its
  ///   own part of the result.
  func putBack(at indices: ElementIndices, shape result: [Int], parts: Int = 1) -> Tensor {
    let plain = Tensor(shape: result) {
      Selection.putBack(
        storage.start, indices.start, into: $0, count: indices.count, total: result.elementCount, parts: parts)
    }
    return plain.recorded("put back", (self, { $0.picked(indices, shape: self.shape) }))
  }
}

extension Tensor {
  /// The rows (indices along the first axis) with the given numbers, those below 0 counted from the end; a row may be taken several times.
  /// NumPy calls it `take`, PyTorch `nn.functional.embedding`. The result has the shape of `indices`, followed by that of a row: from a table `[word, feature]`, indices `[sentence, position]` give
  /// `[sentence, position, feature]`.
  ///
  /// The gradient with respect to a row is the sum over the times it was taken. Stops with a message when there is no such row.
  public func rows(_ indices: IntTensor) -> Tensor {
    guard rank > 0 else { fail(ErrorMessage.axis("rows", 0, shape)) }
    let indices = indices.positions("rows", along: 0, of: shape)
    let size = shape[1...].reduce(1, *)
    return Tensor(shape: indices.shape + shape[1...]) {
      Rows.gather(storage.start, indices.scalars, size: size, into: $0)
    }
    .recorded("rows", (self, { $0.scattered(to: indices, shape: self.shape) }))
  }

  /// The rows with the given numbers, in that order.
  public func rows(_ indices: [Int]) -> Tensor { rows(IntTensor(indices)) }

  /// A tensor of zeros to whose rows this one's are added.
  private func scattered(to indices: IntTensor, shape: [Int]) -> Tensor {
    let plain = Tensor(zeros: shape)
    Rows.scatter(storage.start, indices.scalars, size: shape[1...].reduce(1, *), into: plain.storage.start)
    return plain.recorded("scattered rows", (self, { $0.rows(indices) }))
  }

  /// One element of each line along an axis, by its position there: of `[example, class]` at labels `[example]` along axis 1, the
  /// element at each example's label. NumPy calls the like `take_along_axis`, PyTorch `gather`.
  ///
  /// - Parameters:
  ///   - indices: A position for each line, those below 0 counted from the end. Its shape, which the result has too, is this tensor's
  ///     without the axis.
  ///   - axis: The axis along which the indices count; by default the last.
  ///
  /// The gradient goes to the elements that were taken. Stops with a message when shapes do not fit or a position lies outside.
  public func picked(at indices: IntTensor, along axis: Int = -1) -> Tensor {
    let lines = PickedLines(indices, of: shape, along: axis)
    ElementIndices.check("picked(at:along:)", shape)
    let elements = ElementIndices(count: indices.count) { start in
      for line in 0..<indices.count { start[line] = Int32(truncatingIfNeeded: lines.element(line)) }
    }
    return picked(elements, shape: indices.shape)
  }
}

extension ErrorMessage {
  static func index(
    _ operation: String, _ index: Int, axis: Int, _ shape: [Int], countsFromEnd: Bool = false
  ) -> String {
    guard shape[axis] > 0 else {
      return "\(operation): index \(index) along axis \(axis) of shape \(shape), which is empty."
    }
    return "\(operation): index \(index) is out of range along axis \(axis) of shape \(shape); "
      + "it must be from 0 to \(shape[axis] - 1)"
      + (countsFromEnd ? ", or from -1, the last, back to -\(shape[axis])." : ".")
  }

  static func pickedShape(_ indices: [Int], _ axis: Int, _ shape: [Int]) -> String {
    var expected = shape
    expected.remove(at: axis)
    return
      "picked(at:along:): indices of shape \(indices) do not fit shape \(shape) along axis \(axis); expected one for each "
      + "line along it: shape \(expected)."
  }
}
