import Compute

/// Places of elements in a tensor's memory, counted from its beginning.
///
/// Unchecked, because it is written only while it is being made.
final class Places: @unchecked Sendable {
  let start: UnsafeMutablePointer<Int32>
  let count: Int

  init(count: Int, fill: (UnsafeMutablePointer<Int32>) -> Void) {
    self.count = count
    start = .allocate(capacity: count)
    fill(start)
  }

  deinit { start.deallocate() }
}

extension Tensor {
  /// The elements at some places, as a tensor of the given shape.
  func picked(_ places: Places, shape result: [Int]) -> Tensor {
    Tensor(shape: result) { Selection.pick(storage.start, places.start, into: $0, count: places.count) }
      .recorded("picked", (self, { $0.putBack(at: places, shape: self.shape) }))
  }

  /// A tensor of zeros with this tensor's elements added at some places.
  func putBack(at places: Places, shape result: [Int]) -> Tensor {
    let plain = Tensor(zeros: result)
    Selection.putBack(storage.start, places.start, into: plain.storage.start, count: places.count)
    return plain.recorded("put back", (self, { $0.picked(places, shape: self.shape) }))
  }
}
