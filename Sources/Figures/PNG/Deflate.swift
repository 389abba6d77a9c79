/// Bytes in the form of RFC 1951, DEFLATE, as one block with the fixed codes.
///
/// Repetitions are found greedily, the longest first and the nearest among equals, so the same bytes always give the
/// same result. The fixed codes need no table in front, which for images of a few hundred pixels is most of the gain
/// that codes of their own would bring.
struct Deflate {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var pendingCount: UInt32 = 0

  /// How many earlier positions with the same three bytes are looked at.
  private static let patience = 64
  private static let window = 32768
  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]

  init(_ data: [UInt8]) {
    append(0b011, count: 3)
    // For each position the last one before it whose three bytes have the same hash.
    var previous = [Int](repeating: -1, count: data.count)
    var latest = [Int](repeating: -1, count: 4096)
    var position = 0
    while position < data.count {
      let match = Self.longestMatch(
        data, at: position, from: position + 2 < data.count ? latest[Self.hash(data, position)] : -1, previous)
      if match.length >= 3 { appendMatch(match) } else { appendSymbol(Int(data[position])) }
      let next = position + max(1, match.length)
      while position < next {
        if position + 2 < data.count {
          let hash = Self.hash(data, position)
          previous[position] = latest[hash]
          latest[hash] = position
        }
        position += 1
      }
    }
    appendSymbol(256)
    append(0, count: (8 - pendingCount) % 8)
  }

  private static func hash(_ data: [UInt8], _ position: Int) -> Int {
    (Int(data[position]) << 8 ^ Int(data[position + 1]) << 4 ^ Int(data[position + 2])) & 4095
  }

  private static func longestMatch(
    _ data: [UInt8], at position: Int, from first: Int, _ previous: [Int]
  ) -> (length: Int, distance: Int) {
    var best = (length: 0, distance: 0)
    var candidate = first
    var tries = 0
    let most = min(258, data.count - position)
    while candidate >= 0, position - candidate <= window, tries < patience {
      var length = 0
      while length < most, data[candidate + length] == data[position + length] { length += 1 }
      if length > best.length { best = (length, position - candidate) }
      candidate = previous[candidate]
      tries += 1
    }
    return best.length >= 3 ? best : (0, 0)
  }

  private mutating func appendMatch(_ match: (length: Int, distance: Int)) {
    let length = Self.lengths.lastIndex { $0 <= match.length }!
    appendSymbol(257 + length)
    // The greatest length has a code of its own without further bits.
    let lengthBits = length < 8 || length == 28 ? 0 : length / 4 - 1
    append(UInt32(match.length - Self.lengths[length]), count: UInt32(lengthBits))
    let distance = Self.distances.lastIndex { $0 <= match.distance }!
    appendCode(UInt32(distance), count: 5)
    append(UInt32(match.distance - Self.distances[distance]), count: UInt32(max(0, distance / 2 - 1)))
  }

  /// A literal byte, a length or the end, in the fixed code of section 3.2.6.
  private mutating func appendSymbol(_ symbol: Int) {
    switch symbol {
    case ..<144: appendCode(UInt32(0x30 + symbol), count: 8)
    case ..<256: appendCode(UInt32(0x190 + symbol - 144), count: 9)
    case ..<280: appendCode(UInt32(symbol - 256), count: 7)
    default: appendCode(UInt32(0xC0 + symbol - 280), count: 8)
    }
  }

  /// Codes go in from their highest bit on, all else from the lowest.
  private mutating func appendCode(_ code: UInt32, count: UInt32) {
    for bit in 0..<count { append(code >> (count - 1 - bit) & 1, count: 1) }
  }

  private mutating func append(_ bits: UInt32, count: UInt32) {
    pending |= bits << pendingCount
    pendingCount += count
    while pendingCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount -= 8
    }
  }
}
