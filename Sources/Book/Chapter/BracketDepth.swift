/// How deep the brackets of Swift code nest, found without parsing it.
///
/// The Swift parser tries for each `[` whether a type begins there, which takes twice as long with every further level and,
/// where the brackets are never closed, ends in an exhausted stack. So code that nests absurdly is kept from it.
enum BracketDepth {
  /// The greatest depth of square brackets, and of brackets of all kinds, that is let through.
  static let squareLimit = 12
  static let limit = 200

  /// The offset of the first bracket that is too deep; nil where there is none. Strings and comments do not count.
  static func excess(in code: String) -> Int? {
    let bytes = Array(code.utf8)
    var square = 0
    var all = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "["):
        square += 1
        all += 1
      case UInt8(ascii: "("), UInt8(ascii: "{"): all += 1
      case UInt8(ascii: "]"):
        square -= 1
        all -= 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"): all -= 1
      case UInt8(ascii: "\""):
        index = endOfString(bytes, from: index)
        continue
      case UInt8(ascii: "/") where bytes[index...].starts(with: "//".utf8):
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        continue
      default: break
      }
      if square > squareLimit || all > limit { return index }
      index += 1
    }
    return nil
  }

  /// The offset after the string that begins at `start`; a string on one line ends with the line at the latest.
  private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
    let isLong = bytes[start...].starts(with: "\"\"\"".utf8)
    let quote = isLong ? "\"\"\"" : "\""
    var index = start + quote.utf8.count
    while index < bytes.count {
      if bytes[index...].starts(with: quote.utf8) { return index + quote.utf8.count }
      if !isLong, bytes[index] == UInt8(ascii: "\n") { return index }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return bytes.count
  }
}
