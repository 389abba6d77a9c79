/// What a URL cannot contain as it is, written as `%20`: RFC 3986, section 2.1.
package enum PercentEncoding {
  /// The text with every encoded byte resolved, once: `%2520` becomes `%20`. A `%` without two digits stays, and bytes that
  /// are not UTF-8 become U+FFFD.
  package static func decoded(_ text: String) -> String {
    guard text.utf8.contains(percent) else { return text }
    let bytes = Array(text.utf8)
    var result = [UInt8]()
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == percent, index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A path as a URL has it: the slashes stay, and all but letters, digits and `-._~` is encoded. Nothing in it can be taken for
  /// a scheme, a query, a fragment, or markup.
  package static func encoded(path: String) -> String {
    encoded(path) { $0.isLetter || $0.isDigit || "-._~/".utf8.contains($0) }
  }

  /// A text without control characters, from which `decoded` gives the text back.
  package static func encoded(line: String) -> String { encoded(line) { !$0.isControl && $0 != percent } }

  private static func encoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
    var result = [UInt8]()
    for byte in text.utf8 {
      if isKept(byte) { result.append(byte) } else { result += Array("%\(byte.hexadecimal(uppercase: true))".utf8) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let percent = UInt8(ascii: "%")

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }
}
