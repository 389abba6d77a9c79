import CZlib

/// A zip archive whose bytes follow from its files alone: it has no times, no owners and no order of its own.
package struct ZipArchive {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package init() {}

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - path: relative, with `/` between its parts.
  ///   - isCompressed: whether it is deflated, where that makes it smaller.
  package mutating func add(_ bytes: [UInt8], at path: String, isCompressed: Bool = true) {
    let deflated = isCompressed ? Self.deflated(bytes) : bytes
    let isDeflated = deflated.count < bytes.count
    let data = isDeflated ? deflated : bytes
    // Version 2.0, names in UTF-8, the method, and the first moment that the format knows, 1 January 1980.
    var header = Self.little(20, 2) + Self.little(0x0800, 2) + Self.little(isDeflated ? 8 : 0, 2)
    header += Self.little(0, 2) + Self.little(0x0021, 2)
    header += Self.little(Self.checksum(bytes), 4) + Self.little(data.count, 4) + Self.little(bytes.count, 4)
    header += Self.little(path.utf8.count, 2) + Self.little(0, 2)
    let offset = body.count
    body += Self.little(0x0403_4B50, 4) + header + path.utf8 + data
    // No comment, the first disk, no attributes.
    directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + header + Self.little(0, 10)
    directory += Self.little(offset, 4) + path.utf8
    count += 1
  }

  /// The archive, with a comment at its end.
  package func bytes(comment: String) -> [UInt8] {
    var end = Self.little(0x0605_4B50, 4) + Self.little(0, 4) + Self.little(count, 2) + Self.little(count, 2)
    end += Self.little(directory.count, 4) + Self.little(body.count, 4)
    return body + directory + end + Self.little(comment.utf8.count, 2) + comment.utf8
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { Int(crc32_z(0, $0.baseAddress, $0.count)) }
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard colophon_deflate_raw_begin(&stream) == Z_OK else { return bytes }
    defer { deflateEnd(&stream) }
    var input = bytes
    let limit = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: limit) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(limit)
        // There is room for all of it, so one call does.
        deflate(&stream, Z_FINISH)
      }
      count = Int(stream.total_out)
    }
  }
}
