internal import CPNG

/// The samples of an image, row after row and pixel after pixel.
package struct PNGSamples: Sendable {
  /// Height, width, and channels: 1 for gray or 3 for colour, and one more where pixels can be transparent.
  package var shape: [Int]
  package var values: Values

  package enum Values: Sendable {
    case bytes([UInt8])
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
    if isWide { return words(bytes, shape).map { PNGSamples(shape: shape, values: .words($0)) } }
    guard let values = samples(image, count) else { return .failure(.damaged(reason: message(image))) }
    return .success(PNGSamples(shape: shape, values: .bytes(values)))
  }

  /// The samples of a file that has 16 bits of each.
  private static func words(_ bytes: UnsafeRawBufferPointer, _ shape: [Int]) -> Result<[UInt16], CodecError> {
    var message = [CChar](repeating: 0, count: COLOPHON_PNG_MESSAGE_SIZE)
    var succeeded = false
    let words = [UInt16](unsafeUninitializedCapacity: shape.reduce(1, *)) { memory, initialized in
      succeeded =
        colophon_png_read_words(
          bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, memory.baseAddress, shape[0],
          shape[1] * shape[2], &message) != 0
      initialized = succeeded ? memory.count : 0
    }
    return succeeded
      ? .success(words)
      : .failure(
        .damaged(reason: String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)))
  }

  /// Reads the pixels of an image that has been begun, or gives nil.
  private static func samples(_ image: UnsafeMutablePointer<png_image>, _ count: Int) -> [UInt8]? {
    var succeeded = false
    let samples = [UInt8](unsafeUninitializedCapacity: count) { memory, initialized in
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
