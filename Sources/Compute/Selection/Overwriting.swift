/// Numbers written over others where a mask says so.
package enum Overwriting {
  /// Writes `source` over `target` where `mask` is not 0. The pair walks over the mask (left) and the source (right); the
  /// target is contiguous.
  package static func overwrite(
    _ target: UnsafeMutablePointer<Float>, with source: UnsafePointer<Float>, where mask: UnsafePointer<Float>,
    _ pair: StridedPair
  ) {
    var target = target
    pair.forEachSpan { span in
      let m = mask + span.left
      let s = source + span.right
      switch (span.leftStride, span.rightStride) {
      case (1, 1): for index in 0..<span.count { target[index] = m[index] != 0 ? s[index] : target[index] }
      case (1, 0):
        let scalar = s.pointee
        for index in 0..<span.count { target[index] = m[index] != 0 ? scalar : target[index] }
      default:
        for index in 0..<span.count where m[index * span.leftStride] != 0 {
          target[index] = s[index * span.rightStride]
        }
      }
      target += span.count
    }
  }
}
