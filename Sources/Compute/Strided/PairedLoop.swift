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
    forEachRun { run in
      let a = left + run.left
      let b = right + run.right
      switch (run.leftStride, run.rightStride) {
      case (1, 1): for index in 0..<run.count { target[index] = operation(a[index], b[index]) }
      case (1, 0):
        let scalar = b.pointee
        for index in 0..<run.count { target[index] = operation(a[index], scalar) }
      case (0, 1):
        let scalar = a.pointee
        for index in 0..<run.count { target[index] = operation(scalar, b[index]) }
      default:
        for index in 0..<run.count { target[index] = operation(a[index * run.leftStride], b[index * run.rightStride]) }
      }
      target += run.count
    }
  }
}
