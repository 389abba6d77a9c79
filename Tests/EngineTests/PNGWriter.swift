/// Writes PNG files of every kind, so that tests know what should be read from them. Nothing is compressed.
struct PNGWriter {
  var width: Int
  var height: Int
  /// 0 gray, 2 colour, 3 palette, 4 gray with opacity, 6 colour with opacity.
  var colourType: UInt8
  var depth: Int
  var isInterlaced = false
  /// The samples of all channels, row after row and pixel after pixel.
  var samples: [Int]
  /// Chunks between the header and the data, by type.
  var chunks: [(type: String, data: [UInt8])] = []

  var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colourType]! }

  var file: [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    file += Self.chunk(
      "IHDR", Self.number(width) + Self.number(height) + [UInt8(depth), colourType, 0, 0, isInterlaced ? 1 : 0])
    for (type, data) in chunks { file += Self.chunk(type, data) }
    return file + Self.chunk("IDAT", Self.stored(scanlines)) + Self.chunk("IEND", [])
  }

  /// Where the pixels of each pass begin and how far they are apart: columns, then rows.
  private var passes: [(x: Int, dx: Int, y: Int, dy: Int)] {
    guard isInterlaced else { return [(0, 1, 0, 1)] }
    return [
      (0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2),
    ]
  }

  private var scanlines: [UInt8] {
    var bytes: [UInt8] = []
    for pass in passes where pass.x < width {
      for y in stride(from: pass.y, to: height, by: pass.dy) {
        // No filter.
        bytes.append(0)
        var bits = 0
        var count = 0
        for x in stride(from: pass.x, to: width, by: pass.dx) {
          for channel in 0..<channels {
            bits = bits << depth | samples[(y * width + x) * channels + channel]
            count += depth
            while count >= 8 {
              bytes.append(UInt8(truncatingIfNeeded: bits >> (count - 8)))
              count -= 8
            }
            bits &= (1 << count) - 1
          }
        }
        if count > 0 { bytes.append(UInt8(bits << (8 - count))) }
      }
    }
    return bytes
  }

  /// A zlib stream of stored blocks.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(65535)
      rest = rest.dropFirst(65535)
      let length = [UInt8(block.count & 255), UInt8(block.count >> 8)]
      result += [rest.isEmpty ? 1 : 0] + length + length.map { ~$0 } + block
    } while !rest.isEmpty
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return result + number(b << 16 | a)
  }

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return number(data.count) + body + number(Int(checksum(body)))
  }

  /// The CRC that PNG and gzip use.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    return ~crc
  }

  static func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
}
