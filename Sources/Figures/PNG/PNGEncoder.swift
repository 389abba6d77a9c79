/// An image of bytes as a PNG file: 8 bits a channel, gray or red, green and blue.
///
/// The same pixels always give the same bytes.
struct PNGEncoder {
  let bytes: [UInt8]

  /// - Parameters:
  ///   - pixels: Row by row, the channels of a pixel side by side.
  ///   - channels: 1 or 3.
  init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    var header = PNGEncoder.bigEndian(UInt32(width)) + PNGEncoder.bigEndian(UInt32(height))
    header += [8, channels == 3 ? 2 : 0, 0, 0, 0]
    var smallest: [UInt8] = []
    for filter in 0...2 {
      let filtered = PNGEncoder.filtered(pixels, filter, stride: width * channels, channels: channels)
      let packed = Deflate(filtered).bytes + PNGEncoder.bigEndian(adler32(filtered))
      if filter == 0 || packed.count < smallest.count { smallest = packed }
    }
    // In front stand the method, a window of 32 kB, and a check of these two bytes.
    let data: [UInt8] = [0x78, 0x01] + smallest
    bytes =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + PNGEncoder.chunk("IHDR", header)
      + PNGEncoder.chunk("IDAT", data)
      + PNGEncoder.chunk("IEND", [])
  }

  /// The rows, each behind the number of its filter: 0 bytes as they are, 1 differences to the pixel at the left, 2 to
  /// the pixel above.
  private static func filtered(_ pixels: [UInt8], _ filter: Int, stride: Int, channels: Int) -> [UInt8] {
    guard stride > 0 else { return [] }
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count + pixels.count / stride)
    for index in pixels.indices {
      let column = index % stride
      if column == 0 { result.append(UInt8(filter)) }
      let reference =
        switch filter {
        case 1 where column >= channels: pixels[index - channels]
        case 2 where index >= stride: pixels[index - stride]
        default: UInt8(0)
        }
      result.append(pixels[index] &- reference)
    }
    return result
  }

  private static func chunk(_ name: StaticString, _ data: [UInt8]) -> [UInt8] {
    let content = (0..<4).map { name.utf8Start[$0] } + data
    return bigEndian(UInt32(data.count)) + content + bigEndian(crc32(content))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
  }
}
