internal import CPNG

/// Encodes PNG files, by libpng.
package enum PNGWriter {
  /// The PNG file of an image.
  ///
  /// - Parameters:
  ///   - samples: row after row and pixel after pixel, `height * width * channels` of them.
  ///   - channels: 1 for gray or 3 for colour, and one more where pixels have an opacity.
  package static func file(of samples: [UInt8], height: Int, width: Int, channels: Int) -> [UInt8] {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(width)
    image.height = png_uint_32(height)
    // The flags are chosen so that they count the channels beyond the first: 1 for transparency, 2 for colour.
    image.format = png_uint_32(channels - 1)
    let size = png_alloc_size_t(largestSize(height: height, rowBytes: width * channels))
    var count = size
    var isWritten = false
    let file = [UInt8](unsafeUninitializedCapacity: Int(size)) { memory, initialized in
      isWritten = png_image_write_to_memory(&image, memory.baseAddress, &count, 0, samples, 0, nil) != 0
      initialized = isWritten ? Int(count) : 0
    }
    // Memory enough and a valid image leave nothing that could go wrong.
    precondition(isWritten, "libpng could not encode \(height) x \(width) x \(channels) samples")
    return file
  }

  /// As many bytes as a file of so many rows can have: zlib's bound, with a byte for each row's filter, and what chunks take.
  private static func largestSize(height: Int, rowBytes: Int) -> Int {
    let data = height * (rowBytes + 1)
    let compressed = data + (data + 7) / 8 + (data + 63) / 64 + 11
    // A chunk of data holds at least 8192 bytes.
    return compressed + (compressed / 8192 + 1) * 12 + 1024
  }
}
