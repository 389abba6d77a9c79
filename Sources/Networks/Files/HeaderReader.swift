import Compute

/// Reads the JSON of a header, byte by byte, as far as headers use it.
struct HeaderReader {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func expected(_ what: String) -> SafeTensorsError { .header(offset: offset, expected: what) }

  /// The next byte that is not a blank; nil at the end.
  private mutating func peek() -> UInt8? {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    return offset < bytes.count ? bytes[offset] : nil
  }

  /// Goes over a character if it comes next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let next = peek(), next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  mutating func require(_ character: Unicode.Scalar) throws(SafeTensorsError) {
    guard skip(character) else { throw expected("'\(Character(character))'") }
  }

  mutating func requireEnd() throws(SafeTensorsError) {
    guard peek() == nil else { throw expected("the header's end") }
  }

  /// Goes through the members of an object; `member` reads the value of each.
  mutating func object(
    _ member: (inout HeaderReader, _ key: String) throws(SafeTensorsError) -> Void
  ) throws(SafeTensorsError) {
    try require("{")
    if skip("}") { return }
    repeat {
      let key = try string()
      try require(":")
      try member(&self, key)
    } while skip(",")
    try require("}")
  }

  /// A list of integers that are not negative.
  mutating func integers() throws(SafeTensorsError) -> [Int] {
    try require("[")
    var result: [Int] = []
    if skip("]") { return result }
    repeat { result.append(try integer()) } while skip(",")
    try require("]")
    return result
  }

  private mutating func integer() throws(SafeTensorsError) -> Int {
    _ = peek()
    var value: Int?
    while offset < bytes.count, bytes[offset] >= 0x30, bytes[offset] <= 0x39 {
      let (shifted, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(bytes[offset] - 0x30))
      guard !overflow, !carry else { throw expected("an integer of \(Int.bitWidth) bits") }
      value = sum
      offset += 1
    }
    guard let value else { throw expected("an integer of 0 or more") }
    return value
  }

  mutating func string() throws(SafeTensorsError) -> String {
    guard skip("\"") else { throw expected("a text in quotes") }
    var text: [UInt8] = []
    while true {
      guard offset < bytes.count, bytes[offset] >= 0x20 else { throw expected("the text's closing quote") }
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") { text += try escaped() } else { text.append(byte) }
    }
    let result = String(decoding: text, as: UTF8.self)
    guard result.utf8.elementsEqual(text) else { throw expected("a text in UTF-8 before this byte") }
    return result
  }

  /// What stands behind a backslash.
  private mutating func escaped() throws(SafeTensorsError) -> [UInt8] {
    guard offset < bytes.count else { throw expected("a character after the backslash") }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): break
    default: throw expected("an escape of JSON before this byte")
    }
    var code = try fourHexadecimalDigits()
    if code >> 10 == 0x36 {
      // The upper half of a pair, whose lower half must follow.
      guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u") else {
        throw expected("the second half of a surrogate pair")
      }
      offset += 2
      let low = try fourHexadecimalDigits()
      guard low >> 10 == 0x37 else { throw expected("the second half of a surrogate pair before this byte") }
      code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
    }
    guard let scalar = Unicode.Scalar(code) else { throw expected("a character's number before this byte") }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func fourHexadecimalDigits() throws(SafeTensorsError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard offset < bytes.count, let digit = Hexadecimal.value(bytes[offset]) else {
        throw expected("four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      offset += 1
    }
    return code
  }

  /// Goes over a value of any kind, however deep it is nested.
  mutating func skipValue() throws(SafeTensorsError) {
    var depth = 0
    repeat {
      guard let byte = peek() else { throw expected("a value") }
      switch byte {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        offset += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw expected("a value") }
        depth -= 1
        offset += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw expected("a value") }
        offset += 1
      default:
        // A number or a word: to the next byte that cannot belong to it.
        let first = offset
        while offset < bytes.count, bytes[offset] > 0x20, !Array(",:]}[{\"".utf8).contains(bytes[offset]) {
          offset += 1
        }
        guard offset > first else { throw expected("a value") }
      }
    } while depth > 0
  }
}
