internal import Codecs

/// A PNG file taken apart into its chunks, and put together again from those that the picture is made of.
///
/// Two reasons: libpng would apply a file's gamma and profile to the values, where a tensor shall hold them as they are
/// stored; and what a file announces is held against what it contains before anything is allocated for it. Chunks
/// that are only about the picture, such as compressed texts and profiles, never reach libpng.
struct PNGFile {
  private(set) var width = 0
  private(set) var height = 0
  /// Bits of a stored sample, or of an index into the palette.
  private(set) var depth = 0
  /// The signature, the critical chunks, and the one that makes pixels transparent.
  private(set) var essential: [UInt8] = []

  private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  init(_ bytes: [UInt8]) throws(DataFileError.Problem) {
    guard !bytes.isEmpty, bytes.starts(with: Self.signature.prefix(bytes.count)) else {
      throw .wrongFormat(expected: "a PNG image", found: bytes.isEmpty ? "is empty" : "does not begin as one")
    }
    let truncated = DataFileError.Problem.truncated(expected: nil, found: bytes.count)
    guard bytes.count > Self.signature.count else { throw truncated }
    essential.reserveCapacity(bytes.count)
    essential += Self.signature

    var start = Self.signature.count
    var dataSize = 0
    var type = ""
    // What follows the end chunk is not the picture's.
    while type != "IEND" {
      // Length, type, data and checksum.
      guard bytes.count - start >= 12 else { throw truncated }
      let length = Self.number(bytes, at: start)
      guard length <= bytes.count - start - 12 else { throw truncated }
      type = String(decoding: bytes[(start + 4)..<(start + 8)], as: UTF8.self)
      if start == Self.signature.count {
        guard type == "IHDR", length == 13 else { throw .damaged(reason: "it does not begin with an image header") }
        try readHeader(bytes, at: start + 8)
      }
      if type == "IDAT" { dataSize += length }
      // The types of critical chunks begin with a capital letter.
      if bytes[start + 4] & 0x20 == 0 || type == "tRNS" { essential += bytes[start..<(start + 12 + length)] }
      start += 12 + length
    }
    // Deflate's codes of two bits stand for 258 bytes at most.
    guard (width * depth + 7) / 8 * height <= dataSize * 1032 else {
      throw .damaged(reason: "\(dataSize) bytes of compressed data cannot hold \(width) x \(height) pixels")
    }
  }

  /// The samples of the image.
  func samples() throws(DataFileError.Problem) -> PNGSamples {
    var refused: [Int]?
    let samples = try decoding { () throws(CodecError) in
      try PNGReader.samples(of: essential) { shape in
        if shape.reduce(1, *) > PNG.largestCount { refused = shape }
        return refused == nil
      }
    }
    guard let samples else { throw .tooLarge(shape: refused ?? [], limit: PNG.largestCount) }
    return samples
  }

  private mutating func readHeader(_ bytes: [UInt8], at start: Int) throws(DataFileError.Problem) {
    width = Self.number(bytes, at: start)
    height = Self.number(bytes, at: start + 4)
    depth = Int(bytes[start + 8])
    guard width > 0, height > 0, width <= Int32.max, height <= Int32.max else {
      throw .damaged(reason: "its size is \(width) x \(height) pixels")
    }
    guard width * height <= PNG.largestCount else {
      throw .tooLarge(shape: [height, width], limit: PNG.largestCount)
    }
  }

  /// Four bytes, big-endian.
  private static func number(_ bytes: [UInt8], at start: Int) -> Int {
    bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
