// For the rooms above: loops over a tensor's memory, without a copy. The pointers are good inside the closures only.

extension Tensor {
  /// Reads the numbers where they are.
  @inline(__always)
  package func withScalars<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(UnsafePointer(storage.start)) }
  }

  /// Changes the numbers where they are; in a copy, if other tensors share them. Not seen by differentiation.
  @inline(__always)
  package mutating func withOwnScalars<Result>(_ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    let start = uniqueStart()
    return withExtendedLifetime(storage) { body(start) }
  }
}
