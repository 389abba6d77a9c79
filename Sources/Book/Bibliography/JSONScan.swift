import Text

/// Finds where a text stops being JSON: Foundation says only that it is none.
struct JSONScan {
  private let bytes: [UInt8]
  private var position = 0

  private struct Problem: Error {}

  /// The offset of the first byte that does not belong there; nil for JSON.
  static func problem(in bytes: [UInt8]) -> Int? {
    var scan = JSONScan(bytes: bytes)
    do throws(Problem) {
      try scan.scan()
      return nil
    } catch {
      return scan.position
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Reads one value, and those within it by a list of what is open, so that no depth of nesting exhausts the stack.
  private mutating func scan() throws(Problem) {
    var open: [UInt8] = []
    while true {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        position += 1
        skipBlanks()
        if byte != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          open.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
          if isObject { try key() }
          continue
        }
        position += 1
      case UInt8(ascii: "\""): try string()
      default: try word()
      }
      // A value has ended, and with it whatever is closed behind it.
      skipBlanks()
      while let close = open.last, byte == close {
        open.removeLast()
        position += 1
        skipBlanks()
      }
      guard let close = open.last else { break }
      try expect(UInt8(ascii: ","))
      if close == UInt8(ascii: "}") { try key() }
    }
    if position < bytes.count { throw Problem() }
  }

  private mutating func key() throws(Problem) {
    skipBlanks()
    guard byte == UInt8(ascii: "\"") else { throw Problem() }
    try string()
    skipBlanks()
    try expect(UInt8(ascii: ":"))
  }

  private mutating func expect(_ wanted: UInt8) throws(Problem) {
    guard byte == wanted else { throw Problem() }
    position += 1
  }

  private mutating func string() throws(Problem) {
    let start = position
    position += 1
    while let next = byte, next != UInt8(ascii: "\""), next >= 0x20 { position += next == UInt8(ascii: "\\") ? 2 : 1 }
    guard byte == UInt8(ascii: "\"") else {
      position = start
      throw Problem()
    }
    position += 1
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(Problem) {
    let start = position
    while let next = byte, next.isLetter || next.isDigit || "+-.".utf8.contains(next) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    guard ["true", "false", "null"].contains(word) || Double(word) != nil else {
      position = start
      throw Problem()
    }
  }

  private mutating func skipBlanks() {
    while let next = byte, next.isWhitespace { position += 1 }
  }
}
