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

extension IntTensor {
  /// The rows (indices along the first axis) with the given numbers, in that order, those below 0 counted from the end; a row may be taken
  /// several times. The result has the shape of `indices`, followed by that of a row. NumPy calls it `take`, PyTorch `embedding`.
  ///
  /// Stops with a message when there is no such row.
  public func rows(_ indices: IntTensor) -> IntTensor {
    guard rank > 0 else { fail(ErrorMessage.axis("rows", 0, shape)) }
    let indices = indices.positions("rows", along: 0, of: shape)
    let size = shape[1...].reduce(1, *)
    var result: [Int32] = []
    result.reserveCapacity(indices.count * size)
    for index in indices.scalars { result += scalars[Int(index) * size..<(Int(index) + 1) * size] }
    return IntTensor(shape: indices.shape + shape[1...], result)
  }

  /// One integer of each line along an axis, by its position there. NumPy calls the like `take_along_axis`, PyTorch `gather`.
  ///
  /// - Parameters:
  ///   - indices: A position for each line, those below 0 counted from the end. Its shape, which the result has too, is that of these
  ///     integers without the axis.
  ///   - axis: The axis along which the positions count; by default the last.
  ///
  /// Stops with a message when shapes do not fit or a position lies outside.
  public func picked(at indices: IntTensor, along axis: Int = -1) -> IntTensor {
    let lines = PickedLines(indices, of: shape, along: axis)
    return IntTensor(shape: indices.shape, indices.scalars.indices.map { scalars[lines.element($0)] })
  }

  /// A row of zeros with a 1 at the index of each integer, along a new last axis: labels of shape `[n]` become `[n, classes]`.
  ///
  /// Stops with a message when an integer is not from 0 to `classes - 1`.
  public func oneHot(classes: Int) -> Tensor {
    guard classes >= 0 else { fail(ErrorMessage.negativeCount("oneHot(classes:)", classes)) }
    Tensor.check(shape + [classes], for: "oneHot(classes:)")
    check("oneHot(classes:)", below: classes, of: shape + [classes], axis: rank)
    let result = Tensor(zeros: shape + [classes])
    for (row, label) in scalars.enumerated() { result.storage.start[row * classes + Int(label)] = 1 }
    return result
  }

  /// The integers as indices along an axis of a tensor, those below 0 counted from the beginning. Stops with a message when one lies
  /// outside.
  func positions(_ operation: String, along axis: Int, of shape: [Int]) -> IntTensor {
    let length = shape[axis]
    // Most are; they are not copied.
    guard scalars.contains(where: { $0 < 0 || Int($0) >= length }) else { return self }
    return IntTensor(
      shape: self.shape,
      scalars.map { index in
        let position = Int(index) < 0 ? Int(index) + length : Int(index)
        guard position >= 0, position < length else {
          fail(ErrorMessage.index(operation, Int(index), axis: axis, shape, countsFromEnd: true))
        }
        return Int32(truncatingIfNeeded: position)
      })
  }

  /// Stops with a message unless all integers are indices along an axis of a tensor.
  package func check(_ operation: String, below length: Int, of shape: [Int], axis: Int) {
    for index in scalars where index < 0 || Int(index) >= length {
      fail(ErrorMessage.index(operation, Int(index), axis: axis, shape))
    }
  }
}

/// Where the elements lie that are picked one of each line along an axis.
struct PickedLines {
  private let indices: IntTensor
  private let length: Int
  private let inner: Int

  /// Stops with a message when shapes do not fit or a position lies outside.
  init(_ indices: IntTensor, of shape: [Int], along axis: Int) {
    let operation = "picked(at:along:)"
    let axis = shape.normalized([axis], for: operation)[0]
    guard indices.shape == shape.reduced(along: [axis], keepingAxes: false) else {
      fail(ErrorMessage.pickedShape(indices.shape, axis, shape))
    }
    self.indices = indices.positions(operation, along: axis, of: shape)
    (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
  }

  /// The element of a line, counted in row-major order.
  func element(_ line: Int) -> Int {
    (line / inner * length + Int(indices.scalars[line])) * inner + line % inner
  }
}

// Slices with lists of indices: their elements lie anywhere, so each is found by its own index.

extension Tensor {
  /// The elements of a slice.
  func picked(_ slice: Slice) -> Tensor { picked(ElementIndices(slice, of: shape), shape: slice.shape) }

  /// Writes elements, in the shape of a slice, to where it has them.
  mutating func assign(_ value: Tensor, to slice: Slice) { assign(value, at: ElementIndices(slice, of: shape)) }

  /// Writes elements to where the indices say, one for each of them.
  private mutating func assign(_ value: Tensor, at elements: ElementIndices) {
    let before = Tensor.untouched(shape: shape, trace: trace)
    trace = nil
    Placement.put(value.storage.start, at: elements.start, in: uniqueStart(), count: elements.count)
    let (part, total) = (value.shape, count)
    self = recorded(
      "list assignment",
      (
        before,
        { gradient in
          var outside = gradient
          outside.assign(Tensor(zeros: part), at: elements)
          return outside
        }
      ),
      (
        value,
        { gradient in
          let inside = gradient.picked(elements, shape: part)
          // A value that another one followed has no part in the result.
          return elements.isLast(of: total, shape: part).map { inside.masked(by: $0) } ?? inside
        }
      ))
  }
}

extension ElementIndices {
  /// Those of a slice. Stops with a message when a tensor has more elements than 32 bits can count.
  convenience init(_ slice: Slice, of shape: [Int]) {
    ElementIndices.check("subscript", shape)
    let result = slice.shape
    Tensor.check(result, for: "subscript")
    self.init(count: result.elementCount) { start in
      var next = 0
      slice.forEachElement {
        start[next] = Int32(truncatingIfNeeded: $0)
        next += 1
      }
    }
  }

  /// 1 for each index behind which it does not occur again, else 0; nil where none occurs twice.
  ///
  /// - Parameter total: How many elements there are to index.
  fileprivate func isLast(of total: Int, shape: [Int]) -> Tensor? {
    var isMet = [Bool](repeating: false, count: total)
    var isRepeated = false
    let mask = Tensor(shape: shape) { target in
      for index in (0..<count).reversed() {
        let element = Int(start[index])
        target[index] = isMet[element] ? 0 : 1
        isRepeated = isRepeated || isMet[element]
        isMet[element] = true
      }
    }
    return isRepeated ? mask : nil
  }
}

extension ErrorMessage {
  static func tooManyElementsToIndex(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): shape \(shape) has \(shape.elementCount) elements, but \(Int32.max) is the greatest number that "
      + "this operation supports."
  }

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
