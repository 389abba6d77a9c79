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
