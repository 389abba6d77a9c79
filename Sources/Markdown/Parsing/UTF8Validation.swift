/// Where bytes stop being UTF-8.
enum UTF8Validation {
  /// The first bytes that are not UTF-8 (the longest start of a character, or one byte), or nil where all are.
  static func firstInvalidRange(in bytes: [UInt8]) -> Range<Int>? {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      let (length, first) = expectation(for: bytes[index])
      guard length > 0 else { return index..<index + 1 }
      var end = index + 1
      while end < index + length {
        let allowed = end == index + 1 ? first : 0x80...0xBF
        guard end < bytes.count, allowed.contains(bytes[end]) else { return index..<end }
        end += 1
      }
      index = end
    }
    return nil
  }

  /// The length of a character that begins with `lead`, and what may be its second byte: the table 3-7 of the Unicode
  /// Standard, which excludes overlong forms, surrogates and what is beyond U+10FFFF.
  private static func expectation(for lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>) {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: (0, 0...0)
    }
  }
}
