/// Tensors for the modules above, which move whole blocks of numbers.
extension Tensor {
  /// A tensor whose elements `fill` writes, in row-major order. All of them: the memory it receives is undefined.
  package init(filling shape: [Int], with fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    Tensor.check(shape)
    let count = shape.elementCount
    self.init(shape: shape, fill: { fill(UnsafeMutableBufferPointer(start: $0, count: count)) })
  }

  /// The elements in row-major order, for as long as `body` runs.
  package func withScalars<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(UnsafeBufferPointer(start: storage.start, count: count)) }
  }
}
