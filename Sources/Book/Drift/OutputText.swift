import Text

/// Output as lines, in the form in which a chapter can hold it.
package enum OutputText {
  /// The lines of a text. Every kind of line ending ends one, as in Markdown, where nothing else could be written down;
  /// a NUL, which Markdown does not keep, is written `\x00`.
  package static func lines(_ text: String) -> [String] {
    var lines = [String]()
    var line = [UInt8]()
    var afterReturn = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n") where afterReturn: afterReturn = false
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
        afterReturn = byte == UInt8(ascii: "\r")
      default:
        afterReturn = false
        if byte == 0 { line += Array(#"\x00"#.utf8) } else { line.append(byte) }
      }
    }
    if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }

  /// Lines as one text, every line ended by a newline.
  package static func joined(_ lines: some Sequence<String>) -> String {
    lines.reduce(into: "") { $0 += $1 + "\n" }
  }

  /// A printed line as it is documented: three dots would stand for any text and become `\...`.
  package static func escapingEllipses(_ line: String) -> String {
    transformDots(line) { backslashes in 2 * backslashes + 1 }
  }

  /// What a documented line says without its escapes: `\...` is three dots. Ellipses stay as they stand.
  package static func resolvingEllipses(_ line: String) -> String {
    transformDots(line) { backslashes in backslashes / 2 }
  }

  /// Whether a documented line leaves something out.
  static func hasEllipsis(_ line: String) -> Bool {
    var isFound = false
    _ = transformDots(line) { backslashes in
      if backslashes.isMultiple(of: 2) { isFound = true }
      return backslashes
    }
    return isFound
  }

  /// Whether a documented line stands for any number of lines.
  static func isEllipsis(_ line: String) -> Bool {
    guard line.utf8.count >= 3, let start = line.utf8.firstIndex(where: { !$0.isBlank }) else { return false }
    let rest = line.utf8[start...]
    return rest.starts(with: "...".utf8) && rest.dropFirst(3).allSatisfy(\.isBlank)
  }

  /// Changes the number of backslashes before every three dots.
  private static func transformDots(_ line: String, _ count: (Int) -> Int) -> String {
    let bytes = Array(line.utf8)
    var result = [UInt8]()
    var index = 0
    while index < bytes.count {
      var dots = index
      while dots < bytes.count, bytes[dots] == UInt8(ascii: "\\") { dots += 1 }
      let backslashes = dots - index
      let isDots = dots + 3 <= bytes.count && bytes[dots..<dots + 3].allSatisfy { $0 == UInt8(ascii: ".") }
      guard isDots else {
        let end = max(dots, index + 1)
        result += bytes[index..<end]
        index = end
        continue
      }
      result += Array(repeating: UInt8(ascii: "\\"), count: count(backslashes)) + Array("...".utf8)
      index = dots + 3
    }
    return String(decoding: result, as: UTF8.self)
  }
}
