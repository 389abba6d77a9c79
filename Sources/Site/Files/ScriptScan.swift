import Text

/// The pieces of a script of the theme: words, signs, texts, patterns and comments. No pattern stands behind a word, such as `return`, and no text
/// within the text of a template.
struct ScriptScan {
  struct Piece {
    var text: ArraySlice<UInt8>
    var isComment = false
    var isBehindBlank = false
    var isBehindNewline = false
  }

  private let bytes: [UInt8]
  private var index = 0
  /// The last byte that is no blank and of no comment: behind a value a stroke divides, elsewhere it begins a pattern.
  private var before: UInt8 = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte >= 0x80 || "_$\\".utf8.contains(byte)
  }

  mutating func next() -> Piece? {
    var piece = Piece(text: [])
    while index < bytes.count, bytes[index] <= UInt8(ascii: " ") {
      piece.isBehindBlank = true
      if bytes[index] == UInt8(ascii: "\n") { piece.isBehindNewline = true }
      index += 1
    }
    guard index < bytes.count else { return nil }
    let start = index
    let first = bytes[index]
    index += 1
    let second = index < bytes.count ? bytes[index] : 0
    switch first {
    case UInt8(ascii: "/") where second == UInt8(ascii: "/"):
      while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      piece.isComment = true
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"):
      while index < bytes.count,
        !(bytes[index] == UInt8(ascii: "/") && bytes[index - 1] == UInt8(ascii: "*") && index > start + 2)
      {
        index += 1
      }
      index = min(index + 1, bytes.count)
      piece.isComment = true
    case UInt8(ascii: "/") where !Self.isWord(before) && !")]}\"'`".utf8.contains(before):
      skip(to: first, hasClasses: true)
      while index < bytes.count, bytes[index].isLetter { index += 1 }
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): skip(to: first, hasClasses: false)
    case _ where Self.isWord(first):
      while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
    default: break
    }
    piece.text = bytes[start..<index]
    if !piece.isComment { before = bytes[index - 1] }
    return piece
  }

  /// - Parameter hasClasses: Whether what stands in brackets ends nothing, as in a pattern.
  private mutating func skip(to end: UInt8, hasClasses: Bool) {
    var isInClass = false
    while index < bytes.count {
      let byte = bytes[index]
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if hasClasses, byte == UInt8(ascii: "[") { isInClass = true }
      if byte == UInt8(ascii: "]") { isInClass = false }
      if byte == end, !isInClass { break }
    }
    index = min(index, bytes.count)
  }
}
