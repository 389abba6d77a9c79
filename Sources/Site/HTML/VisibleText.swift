import Text

/// Text that nobody vouches for, such as what a cell printed, as HTML.
enum VisibleText {
  /// Escaped, and with the control characters that HTML does not allow as their pictures: a cell that prints an escape
  /// shows `␛`.
  static func html(_ text: String) -> String {
    guard text.utf8.contains(where: isControl) else { return HTMLEscape.text(text) }
    var visible = [UInt8]()
    visible.reserveCapacity(text.utf8.count + 64)
    for byte in text.utf8 {
      guard isControl(byte) else {
        visible.append(byte)
        continue
      }
      // U+2400 and what follows it, in UTF-8; DEL has the picture U+2421.
      visible += [0xE2, 0x90, byte == 0x7F ? 0xA1 : 0x80 + byte]
    }
    return HTMLEscape.text(String(decoding: visible, as: UTF8.self))
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte.isControl && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")
  }
}
