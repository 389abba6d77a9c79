import Foundation

/// An image read back from a PNG of 8 bits a channel, by the specifications and not by the code that wrote it: chunks with
/// their checks, a zlib stream of blocks with the fixed codes, filters 0 to 2.
struct DecodedPNG {
  struct Malformed: Error { var reason: String }

  let width: Int
  let height: Int
  let channels: Int
  private(set) var pixels: [UInt8] = []

  init(base64: String) throws {
    guard let data = Data(base64Encoded: base64) else { throw Malformed(reason: "Base64") }
    let bytes = [UInt8](data)
    guard bytes.starts(with: [137, 80, 78, 71, 13, 10, 26, 10]) else { throw Malformed(reason: "signature") }
    var chunks: [String: [UInt8]] = [:]
    var position = 8
    func number(_ position: Int) -> Int { bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) } }
    while position < bytes.count {
      let end = position + 8 + number(position)
      guard Self.check(bytes[position + 4..<end]) == number(end) else { throw Malformed(reason: "check of a chunk") }
      chunks[String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)] = Array(bytes[position + 8..<end])
      position = end + 4
    }
    guard let header = chunks["IHDR"], let stream = chunks["IDAT"], chunks["IEND"] == [] else {
      throw Malformed(reason: "chunks")
    }
    (width, height) = (header[..<4].reduce(0) { $0 << 8 | Int($1) }, header[4..<8].reduce(0) { $0 << 8 | Int($1) })
    channels = header[9] == 2 ? 3 : 1
    guard header[8...] == [8, channels == 3 ? 2 : 0, 0, 0, 0] else { throw Malformed(reason: "header") }
    guard (Int(stream[0]) << 8 | Int(stream[1])) % 31 == 0, stream[0] & 15 == 8 else { throw Malformed(reason: "zlib") }
    var inflation = Inflation(Array(stream[2...]))
    let filtered = try inflation.inflate()
    let sums = filtered.reduce((1, 0)) { (($0.0 + Int($1)) % 65521, ($0.1 + $0.0 + Int($1)) % 65521) }
    guard stream.suffix(4).reduce(0, { $0 << 8 | Int($1) }) == sums.1 << 16 | sums.0, inflation.bytesLeft == 4 else {
      throw Malformed(reason: "check of the stream")
    }
    try unfilter(filtered)
  }

  private mutating func unfilter(_ filtered: [UInt8]) throws {
    let stride = width * channels
    guard filtered.count == height * (stride + 1) else { throw Malformed(reason: "number of pixels") }
    for row in 0..<height {
      let filter = filtered[row * (stride + 1)]
      guard filter <= 2 else { throw Malformed(reason: "filter") }
      for column in 0..<stride {
        let left = filter == 1 && column >= channels ? pixels[row * stride + column - channels] : 0
        let above = filter == 2 && row > 0 ? pixels[(row - 1) * stride + column] : 0
        pixels.append(filtered[row * (stride + 1) + 1 + column] &+ left &+ above)
      }
    }
  }

  private static func check(_ bytes: ArraySlice<UInt8>) -> Int {
    let register = bytes.reduce(~UInt32(0)) { register, byte in
      (0..<8).reduce(register ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return Int(~register)
  }
}

/// Reads blocks with the fixed codes of RFC 1951.
private struct Inflation {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var bytesLeft: Int { bytes.count - (position + 7) / 8 }

  private mutating func bit() throws -> Int {
    guard position < bytes.count * 8 else { throw DecodedPNG.Malformed(reason: "end of the stream") }
    defer { position += 1 }
    return Int(bytes[position / 8] >> (position % 8) & 1)
  }

  private mutating func bits(_ count: Int) throws -> Int {
    try (0..<count).reduce(0) { $0 | (try bit()) << $1 }
  }

  private mutating func code(_ count: Int, after start: Int = 0) throws -> Int {
    try (0..<count).reduce(start) { code, _ in code << 1 | (try bit()) }
  }

  private mutating func symbol() throws -> Int {
    let seven = try code(7)
    if seven < 24 { return 256 + seven }
    let eight = try code(1, after: seven)
    if eight < 0xC0 { return eight - 0x30 }
    if eight < 0xC8 { return 280 + eight - 0xC0 }
    return 144 + (try code(1, after: eight)) - 0x190
  }

  mutating func inflate() throws -> [UInt8] {
    var output: [UInt8] = []
    var isLast = false
    while !isLast {
      isLast = try bit() == 1
      guard try bits(2) == 1 else { throw DecodedPNG.Malformed(reason: "kind of block") }
      while true {
        let symbol = try symbol()
        if symbol == 256 { break }
        if symbol < 256 {
          output.append(UInt8(symbol))
          continue
        }
        let kind = symbol - 257
        let extra = kind < 8 || kind == 28 ? 0 : kind / 4 - 1
        // Each group of four lengths has one bit more than the one before.
        var length = 3
        for earlier in 0..<kind where kind < 28 { length += 1 << (earlier < 8 ? 0 : earlier / 4 - 1) }
        length = kind == 28 ? 258 : length + (try bits(extra))
        let position = try code(5)
        var distance = 1
        for earlier in 0..<position { distance += 1 << max(0, earlier / 2 - 1) }
        distance += try bits(max(0, position / 2 - 1))
        guard distance <= output.count else { throw DecodedPNG.Malformed(reason: "distance") }
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
    }
    return output
  }
}
