/// The cyclic redundancy check that ends each chunk of a PNG: ISO 3309, as PNG's specification gives it in annex D.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var register: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    register ^= UInt32(byte)
    for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
  }
  return ~register
}

/// The checksum that ends a zlib stream, by RFC 1950, section 8.2.
func adler32(_ bytes: [UInt8]) -> UInt32 {
  var (first, second): (UInt32, UInt32) = (1, 0)
  for byte in bytes {
    first = (first + UInt32(byte)) % 65521
    second = (second + first) % 65521
  }
  return second << 16 | first
}
