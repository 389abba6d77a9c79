/// Text that becomes part of HTML.
package enum Markup {
  /// The text with everything escaped that means something between tags or inside a quoted attribute.
  ///
  /// Control characters, which HTML does not allow, become their pictures: a cell that prints an escape shows `␛`.
  package static func escape(_ text: String) -> String {
    var result = [UInt8]()
    result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case UInt8(ascii: ">"): result += Array("&gt;".utf8)
      case UInt8(ascii: "\""): result += Array("&quot;".utf8)
      case UInt8(ascii: "'"): result += Array("&#39;".utf8)
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"): result.append(byte)
      case 0..<0x20: result += [0xE2, 0x90, 0x80 + byte]
      case 0x7F: result += [0xE2, 0x90, 0xA1]
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
