/// Bytes as two digits to the base 16, and back.
package enum Hexadecimal {
  /// The digits of a byte as ASCII, in lower case.
  package static func digits(_ byte: UInt8) -> [UInt8] { [digit(byte >> 4), digit(byte & 15)] }

  /// What a digit in ASCII stands for; nil for any other character.
  package static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
