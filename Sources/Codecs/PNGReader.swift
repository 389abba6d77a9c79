internal import CPNG

/// The samples of an image, row after row and pixel after pixel.
package struct PNGSamples: Sendable {
  /// Height, width, and channels: 1 for gray or 3 for colour, and one more where pixels can be transparent.
  package var shape: [Int]
  package var values: Values

  package enum Values: Sendable {
    case bytes([UInt8])
    /// Where pixels can be transparent, colours are multiplied by their opacity: libpng has no other form of 16 bits.
    case words([UInt16])
  }
}

/// Decodes PNG files. The only file that calls libpng.
package enum PNGReader {
  /// The image in a PNG file. Palettes become colours, and fewer bits than 8 are scaled to 8.
  ///
  /// - Parameter accept: whether to go on with a shape, before memory is allocated for it.
  /// - Returns: nil for a shape that was not accepted.
  package static func samples(
    of file: [UInt8], accept: ([Int]) -> Bool
  ) throws(CodecError) -> PNGSamples? {
    let result = file.withUnsafeBytes { bytes in
      // libpng keeps the addresses of the bytes and of this structure from its first call to its last.
      var image = png_image()
      return withUnsafeMutablePointer(to: &image) { read(bytes, $0, accept: accept) }
    }
    return try result.get()
  }

  private static func read(
    _ bytes: UnsafeRawBufferPointer, _ image: UnsafeMutablePointer<png_image>, accept: ([Int]) -> Bool
  ) -> Result<PNGSamples?, CodecError> {
    image.pointee.version = png_uint_32(PNG_IMAGE_VERSION)
    // Frees what the first call leaves, whichever way this ends.
    defer { png_image_free(image) }
    guard png_image_begin_read_from_memory(image, bytes.baseAddress, bytes.count) != 0 else {
      return .failure(.damaged(reason: message(image)))
    }
    image.pointee.format &= ~png_uint_32(PNG_FORMAT_FLAG_COLORMAP)
    let format = image.pointee.format
    // The flags are chosen so that they count the channels beyond the first: 1 for transparency, 2 for colour.
    let channels = Int(format & png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)) + 1
    let shape = [Int(image.pointee.height), Int(image.pointee.width), channels]
    guard accept(shape) else { return .success(nil) }

    let count = shape.reduce(1, *)
    let isWide = format & png_uint_32(PNG_FORMAT_FLAG_LINEAR) != 0
    let values: PNGSamples.Values? =
      isWide ? samples(image, count).map { .words($0) } : samples(image, count).map { .bytes($0) }
    guard let values else { return .failure(.damaged(reason: message(image))) }
    return .success(PNGSamples(shape: shape, values: values))
  }

  /// Reads the pixels of an image that has been begun, or gives nil. `Sample` has the width of what libpng writes.
  private static func samples<Sample>(_ image: UnsafeMutablePointer<png_image>, _ count: Int) -> [Sample]? {
    var succeeded = false
    let samples = [Sample](unsafeUninitializedCapacity: count) { memory, initialized in
      succeeded = png_image_finish_read(image, nil, memory.baseAddress, 0, nil) != 0
      initialized = succeeded ? count : 0
    }
    return succeeded ? samples : nil
  }

  /// libpng's own words for what went wrong.
  private static func message(_ image: UnsafeMutablePointer<png_image>) -> String {
    withUnsafeBytes(of: image.pointee.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
