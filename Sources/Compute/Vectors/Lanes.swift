/// Loops that take eight elements at a time.
package enum Lanes {
  /// `result[i] = operation(source[i])`. The last few elements go through the same operation, so that an element's
  /// result does not depend on its position.
  @inline(__always)
  package static func map(
    _ source: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int,
    _ operation: (SIMD8<Float>) -> SIMD8<Float>
  ) {
    var index = 0
    while index + 8 <= count {
      store(operation(load(source + index)), at: result + index)
      index += 8
    }
    if index == count { return }
    let last = operation(load(source + index, count: count - index))
    for lane in 0..<count - index { result[index + lane] = last[lane] }
  }

  /// The same for two sources.
  @inline(__always)
  package static func map(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    count: Int, _ operation: (SIMD8<Float>, SIMD8<Float>) -> SIMD8<Float>
  ) {
    var index = 0
    while index + 8 <= count {
      store(operation(load(first + index), load(second + index)), at: result + index)
      index += 8
    }
    if index == count { return }
    let last = operation(load(first + index, count: count - index), load(second + index, count: count - index))
    for lane in 0..<count - index { result[index + lane] = last[lane] }
  }

  @inline(__always)
  package static func load(_ source: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(__always)
  package static func load(_ source: UnsafePointer<Float>, count: Int) -> SIMD8<Float> {
    var result = SIMD8<Float>.zero
    for lane in 0..<min(count, 8) { result[lane] = source[lane] }
    return result
  }

  @inline(__always)
  package static func store(_ value: SIMD8<Float>, at target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: value, as: SIMD8<Float>.self)
  }
}
