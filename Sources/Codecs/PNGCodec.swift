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

/// Decodes PNG files. Only this file calls libpng.
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

/// Encodes PNG files.
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
