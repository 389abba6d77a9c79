extension Tensor {
  /// The elements where they are, for `body` to change; in a copy, if other tensors share them. Not seen by differentiation.
  package mutating func withOwnScalars<Result>(_ body: (UnsafeMutableBufferPointer<Float>) -> Result) -> Result {
    let start = uniqueStart()
    return withExtendedLifetime(storage) { body(UnsafeMutableBufferPointer(start: start, count: count)) }
  }
}
