extension MatrixProduct {
  /// One tile of the result: 6 rows of 16 columns from a left and a right panel. Twelve vectors of sums, two of the right panel
  /// and one repeated number of the left one fill the machine's sixteen registers.
  static func tile(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, length: Int,
    into result: UnsafeMutablePointer<Float>, stride: Int, rows: Int, columns: Int, adding: Bool
  ) {
    var (a0, a1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (b0, b1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (c0, c1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (d0, d1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (e0, e1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (f0, f1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var x = left
    var y = right
    for _ in 0..<length {
      let (y0, y1) = (Lanes.load(y), Lanes.load(y + 8))
      (a0, a1) = (fused(SIMD8(repeating: x[0]), y0, a0), fused(SIMD8(repeating: x[0]), y1, a1))
      (b0, b1) = (fused(SIMD8(repeating: x[1]), y0, b0), fused(SIMD8(repeating: x[1]), y1, b1))
      (c0, c1) = (fused(SIMD8(repeating: x[2]), y0, c0), fused(SIMD8(repeating: x[2]), y1, c1))
      (d0, d1) = (fused(SIMD8(repeating: x[3]), y0, d0), fused(SIMD8(repeating: x[3]), y1, d1))
      (e0, e1) = (fused(SIMD8(repeating: x[4]), y0, e0), fused(SIMD8(repeating: x[4]), y1, e1))
      (f0, f1) = (fused(SIMD8(repeating: x[5]), y0, f0), fused(SIMD8(repeating: x[5]), y1, f1))
      x += 6
      y += 16
    }
    write(a0, a1, result, columns, adding)
    if rows > 1 { write(b0, b1, result + stride, columns, adding) }
    if rows > 2 { write(c0, c1, result + 2 * stride, columns, adding) }
    if rows > 3 { write(d0, d1, result + 3 * stride, columns, adding) }
    if rows > 4 { write(e0, e1, result + 4 * stride, columns, adding) }
    if rows > 5 { write(f0, f1, result + 5 * stride, columns, adding) }
  }

  @inline(__always)
  private static func write(
    _ low: SIMD8<Float>, _ high: SIMD8<Float>, _ target: UnsafeMutablePointer<Float>, _ columns: Int, _ adding: Bool
  ) {
    if columns == 16 {
      Lanes.store(adding ? Lanes.load(target) + low : low, at: target)
      Lanes.store(adding ? Lanes.load(target + 8) + high : high, at: target + 8)
    } else {
      for lane in 0..<columns {
        let value = lane < 8 ? low[lane] : high[lane - 8]
        target[lane] = adding ? target[lane] + value : value
      }
    }
  }
}
