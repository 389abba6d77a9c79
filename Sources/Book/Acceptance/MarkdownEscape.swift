import Markdown

/// Text written so that Markdown reads it as nothing but text.
package enum MarkdownEscape {
  /// A backslash before whatever could be markup within a paragraph.
  static func text(_ text: String) -> [UInt8] {
    text.utf8.flatMap(escaped)
  }

  /// What is syntax within a line, to CommonMark and to the extensions.
  private static let syntax = Set("\\`*_[]<>&".utf8 + MarkdownParser.book.extensions.flatMap(\.escaped.utf8))

  /// Markdown of a line for a cell of a table, which knows no other escape of a bar than this one, not even in code.
  package static func escapingBars(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { $0 == UInt8(ascii: "|") ? [UInt8(ascii: "\\"), $0] : [$0] }
  }

  static func withoutEscapedBars(_ bytes: [UInt8]) -> [UInt8] {
    bytes.indices.filter {
      $0 + 1 == bytes.count || bytes[$0] != UInt8(ascii: "\\") || bytes[$0 + 1] != UInt8(ascii: "|")
    }
    .map { bytes[$0] }
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return [UInt8(ascii: " ")] }
    return syntax.contains(byte) ? [UInt8(ascii: "\\"), byte] : [byte]
  }

  /// The same for a caption, which a sign ends, and which may stand in the line of a fence, where no backtick may stand.
  static func text(_ text: String, in caption: CaptionPosition) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      if caption.escapes(byte) { return [UInt8(ascii: "\\"), byte] }
      return byte == UInt8(ascii: "`") && caption.isInFence ? Array("&#96;".utf8) : escaped(byte)
    }
  }

  /// Bytes in which nothing ends a caption.
  static func escapingEnds(of caption: CaptionPosition, in bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.flatMap { caption.escapes($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
  }
}
