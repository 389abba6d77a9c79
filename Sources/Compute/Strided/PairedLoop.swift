extension StridedPair {
  /// `result = operation(left, right)` for every pair of elements, in row-major order. The result is contiguous.
  ///
  /// Each of the usual strides has a loop of its own, which the compiler turns into vector instructions.
  @inline(__always)
  func map(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    _ operation: (Float, Float) -> Float
  ) {
    var target = result
    forEachSpan { span in
      let a = left + span.left
      let b = right + span.right
      switch (span.leftStride, span.rightStride) {
      case (1, 1): for index in 0..<span.count { target[index] = operation(a[index], b[index]) }
      case (1, 0):
        let scalar = b.pointee
        for index in 0..<span.count { target[index] = operation(a[index], scalar) }
      case (0, 1):
        let scalar = a.pointee
        for index in 0..<span.count { target[index] = operation(scalar, b[index]) }
      default:
        for index in 0..<span.count {
          target[index] = operation(a[index * span.leftStride], b[index * span.rightStride])
        }
      }
      target += span.count
    }
  }
}
