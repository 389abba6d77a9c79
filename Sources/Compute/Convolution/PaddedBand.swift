/// A part of an image with whatever lies outside of the image as zeros.
struct PaddedBand {
  /// Where the image's element in row 0, column 0 is or would be.
  let origin: UnsafePointer<Float>
  /// How far apart neighbouring rows lie.
  let pitch: Int
  private var copy: UnsafeMutablePointer<Float>?
  private var count = 0

  /// - Parameters:
  ///   - image: `[height, width, channel]`.
  ///   - rows: Which rows are wanted, those outside among them.
  ///   - columns: Which columns.
  init(
    _ image: UnsafePointer<Float>, height: Int, width: Int, channels: Int, rows: Range<Int>, columns: Range<Int>
  ) {
    let isInside =
      rows.lowerBound >= 0 && rows.upperBound <= height && columns.lowerBound >= 0 && columns.upperBound <= width
    if isInside || rows.isEmpty || columns.isEmpty {
      origin = image
      pitch = width * channels
      return
    }
    pitch = columns.count * channels
    count = rows.count * pitch
    let padded = BufferPool.allocate(count)
    let inside = columns.clamped(to: 0..<width)
    for (line, row) in rows.enumerated() {
      let destination = padded + line * pitch
      guard row >= 0, row < height, !inside.isEmpty else {
        destination.update(repeating: 0, count: pitch)
        continue
      }
      let (before, length) = ((inside.lowerBound - columns.lowerBound) * channels, inside.count * channels)
      destination.update(repeating: 0, count: before)
      (destination + before).update(from: image + (row * width + inside.lowerBound) * channels, count: length)
      (destination + before + length).update(repeating: 0, count: pitch - before - length)
    }
    copy = padded
    origin = UnsafePointer(padded) - rows.lowerBound * pitch - columns.lowerBound * channels
  }

  func release() {
    if let copy { BufferPool.deallocate(copy, count: count) }
  }
}
