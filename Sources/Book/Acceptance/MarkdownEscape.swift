/// Text written so that Markdown reads it as nothing but text.
enum MarkdownEscape {
  /// A backslash before whatever could be markup within a paragraph.
  static func text(_ text: String) -> [UInt8] {
    var result = [UInt8]()
    for byte in text.utf8 {
      if "\\`*_[]<>&$~".utf8.contains(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? UInt8(ascii: " ") : byte)
    }
    return result
  }
}
