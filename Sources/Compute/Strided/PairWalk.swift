extension StridedPair {
  /// Visits every pair of elements, by where they lie in their arrays, in row-major order.
  package func forEachPair(_ body: (_ left: Int, _ right: Int) -> Void) {
    forEachSpan { span in
      for index in 0..<span.count { body(span.left + index * span.leftStride, span.right + index * span.rightStride) }
    }
  }
}
