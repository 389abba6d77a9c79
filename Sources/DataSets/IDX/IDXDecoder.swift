import Compute

/// Reads IDX files.
enum IDXDecoder {
  /// More elements than anyone has memory for, and few enough that their bytes can be counted without overflow.
  static let largestCount = Int(Int32.max)

  /// The array in a whole file, plain or compressed.
  static func decode(_ file: [UInt8]) throws(DataFileError.Problem) -> IDX {
    // The error leaves the standard library's closure as a part of its result.
    let result = file.withUnsafeBufferPointer { bytes -> Result<IDX, DataFileError.Problem> in
      do throws(DataFileError.Problem) {
        var source = try ByteSource(bytes)
        return .success(try decode(&source))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func decode(_ source: inout ByteSource) throws(DataFileError.Problem) -> IDX {
    let magic = try source.read(4)
    guard magic.count == 4 else { throw .truncated(expected: 4, found: magic.count) }
    guard magic[0] == 0, magic[1] == 0, let type = IDXElementType(rawValue: magic[2]), magic[3] > 0 else {
      throw .wrongFormat(
        expected: "an IDX file, which begins with 00 00, a type (08, 09 or 0b to 0e) and the number of its axes",
        found:
          "begins with \(magic.map { String(decoding: Hexadecimal.digits($0), as: UTF8.self) }.joined(separator: " "))")
    }

    let headerSize = 4 + 4 * Int(magic[3])
    let lengths = try source.read(headerSize - 4)
    guard lengths.count == headerSize - 4 else {
      throw .truncated(expected: headerSize, found: 4 + lengths.count)
    }
    let shape = bigEndian(UInt32.self, lengths).map { Int($0) }
    guard let count = elementCount(shape) else { throw .tooLarge(shape: shape, limit: largestCount) }

    let size = headerSize + count * type.width
    do throws(DataFileError.Problem) {
      let bytes = try source.read(size - headerSize)
      guard headerSize + bytes.count == size else {
        throw .truncated(expected: size, found: headerSize + bytes.count)
      }
      // To ask for one byte more also makes a compressed source verify its checksum.
      guard try source.read(1).isEmpty else { throw .tooLong(expected: size) }
      return IDX(shape: shape, elements: type.elements(of: bytes))
    } catch {
      guard case .truncated(nil, let found) = error else { throw error }
      throw .truncated(expected: size, found: found)
    }
  }

  /// The product of the lengths, or nil when it is too large. A length of 0 makes it 0, but the others must be countable all
  /// the same: steps through a tensor are products of them.
  private static func elementCount(_ shape: [Int]) -> Int? {
    var count = 1
    for length in shape where length > 0 {
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      guard !overflows, product <= largestCount else { return nil }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }

  /// The types by their codes.
  private enum IDXElementType: UInt8 {
    case unsignedByte = 0x08
    case signedByte = 0x09
    case int16 = 0x0b
    case int32 = 0x0c
    case float = 0x0d
    case double = 0x0e

    /// Bytes of an element.
    var width: Int {
      switch self {
      case .unsignedByte, .signedByte: 1
      case .int16: 2
      case .int32, .float: 4
      case .double: 8
      }
    }

    func elements(of bytes: [UInt8]) -> IDX.Elements {
      switch self {
      case .unsignedByte: .unsignedBytes(bytes)
      case .signedByte: .signedBytes(bytes.map { Int8(bitPattern: $0) })
      case .int16: .int16(bigEndian(Int16.self, bytes))
      case .int32: .int32(bigEndian(Int32.self, bytes))
      case .float: .float(bigEndian(UInt32.self, bytes).map { Float(bitPattern: $0) })
      case .double: .double(bigEndian(UInt64.self, bytes).map { Double(bitPattern: $0) })
      }
    }
  }

  private static func bigEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type, _ bytes: [UInt8]
  ) -> [Number] {
    let width = MemoryLayout<Number>.size
    return bytes.withUnsafeBytes { raw in
      (0..<(bytes.count / width)).map {
        Number(bigEndian: raw.loadUnaligned(fromByteOffset: $0 * width, as: Number.self))
      }
    }
  }
}
