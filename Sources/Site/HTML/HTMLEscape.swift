import Text

/// Text as HTML: what stands between tags or in a quoted attribute, and what stands in a URL.
package enum HTMLEscape {
  /// `&`, `<`, `>` and `"` as character references: right between tags and in attributes quoted with `"`.
  package static func text(_ text: String) -> String {
    var output: [UInt8] = []
    append(text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  static func append(_ text: String, to output: inout [UInt8]) {
    append(text, to: &output) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      // HTML has no such character.
      case 0: "\u{FFFD}"
      default: nil
      }
    }
  }

  /// A URL for an attribute: what a URL cannot contain is percent-encoded, what is encoded already stays, and the rest
  /// is escaped.
  /// A URL, as `append(url:to:)` writes it.
  static func url(_ url: String) -> String {
    var output: [UInt8] = []
    append(url: url, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  static func append(url: String, to output: inout [UInt8]) {
    var url = url
    url.withUTF8 { bytes in
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "'"): output.append(contentsOf: "&#x27;".utf8)
        case _ where isAllowedInURL(byte): output.append(byte)
        default:
          output.append(contentsOf: "%\(byte.hexadecimal(uppercase: true))".utf8)
        }
      }
    }
  }

  private static func isAllowedInURL(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "-_.+!*(),%#@?=;:/$~".utf8.contains(byte)
  }

  /// Copies the stretches between special bytes as a whole: most text has none.
  private static func append(
    _ text: String, to output: inout [UInt8], replacing replacement: (UInt8) -> String?
  ) {
    var text = text
    text.withUTF8 { bytes in
      var copied = 0
      for index in bytes.indices {
        guard bytes[index] < 64, let reference = replacement(bytes[index]) else { continue }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
        output.append(contentsOf: reference.utf8)
        copied = index + 1
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
    }
  }
}
