/// A part of an image with whatever lies outside of the image as zeros.
struct PaddedBand {
  /// Where the image's element in row 0, column 0 is or would be.
  let origin: BlockPointer
  /// How far apart neighbouring rows lie.
  let pitch: Int
  private var copy: Block?

  /// - Parameters:
  ///   - image: `[height, width, channel]`.
  ///   - rows: Which rows are wanted, those outside among them.
  ///   - columns: Which columns.
  init(
    _ image: BlockPointer, height: Int, width: Int, channels: Int, rows: Range<Int>, columns: Range<Int>
  ) {
    let isInside =
      rows.lowerBound >= 0 && rows.upperBound <= height && columns.lowerBound >= 0 && columns.upperBound <= width
    if isInside || rows.isEmpty || columns.isEmpty {
      origin = image
      pitch = width * channels
      return
    }
    pitch = columns.count * channels
    let block = Block(rows.count * pitch)
    let padded = block.start
    let inside = columns.clamped(to: 0..<width)
    for (line, row) in rows.enumerated() {
      let destination = padded + line * pitch
      guard row >= 0, row < height, !inside.isEmpty else {
        destination.update(repeating: 0, count: pitch)
        continue
      }
      let (before, length) = ((inside.lowerBound - columns.lowerBound) * channels, inside.count * channels)
      destination.update(repeating: 0, count: before)
      (destination + before).update(from: (image + (row * width + inside.lowerBound) * channels).pointer, count: length)
      (destination + before + length).update(repeating: 0, count: pitch - before - length)
    }
    copy = block
    origin = block.numbers - rows.lowerBound * pitch - columns.lowerBound * channels
  }

  func release() { copy?.deallocate() }
}
