/// Text written so that Markdown reads it as nothing but text.
enum MarkdownEscape {
  /// A backslash before whatever could be markup within a paragraph.
  static func text(_ text: String) -> [UInt8] {
    text.utf8.flatMap(escaped)
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return [UInt8(ascii: " ")] }
    return "\\`*_[]<>&$~".utf8.contains(byte) ? [UInt8(ascii: "\\"), byte] : [byte]
  }

  /// The same for a caption, which stands between quotes, and in the line of a fence, where no backtick may stand.
  static func captionText(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""): Array(#"\""#.utf8)
      case UInt8(ascii: "`"): Array("&#96;".utf8)
      default: escaped(byte)
      }
    }
  }
}
