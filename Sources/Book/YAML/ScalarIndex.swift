import Text

/// Finds Unicode scalars of a UTF-8 text by their number, without counting from the start each time.
struct ScalarIndex {
  private let bytes: [UInt8]
  /// How many scalars begin before each block of bytes.
  private let counts: [Int]

  private static let blockSize = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var counts = [0]
    var count = 0
    for (offset, byte) in bytes.enumerated() {
      if byte & 0xC0 != 0x80 { count += 1 }
      if (offset + 1) % Self.blockSize == 0 { counts.append(count) }
    }
    self.counts = counts
  }

  /// The offset of the scalar that is so many after the one at `start`; the end of the text where there are not as many.
  func offset(_ number: Int, after start: Int) -> Int {
    let block = start / Self.blockSize
    let before = counts[block] + bytes[block * Self.blockSize..<start].count { $0 & 0xC0 != 0x80 }
    let wanted = before + number
    let last = counts.partitioningIndex { $0 > wanted } - 1
    var count = counts[last]
    var offset = last * Self.blockSize
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if count == wanted { return offset }
        count += 1
      }
      offset += 1
    }
    return bytes.count
  }
}
