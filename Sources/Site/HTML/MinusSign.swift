/// The sign of a negative number as it is set: not the hyphen of code but `−`, which is as wide as a digit.
///
/// Tables of tensors, labels of pictures and checked numbers in the prose are set; code and printed text stay as they are, because
/// they are there to be copied. The page's script copies the others with the hyphen too.
enum MinusSign {
  static func set(in text: String) -> String {
    guard text.utf8.contains(hyphen) else { return text }
    let bytes = Array(text.utf8)
    var result = [UInt8]()
    for (index, byte) in bytes.enumerated() {
      if byte == hyphen, isSign(at: index, in: bytes) {
        result += "\u{2212}".utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let hyphen = UInt8(ascii: "-")

  /// Whether a number begins after a hyphen, and no word ends before it. An exponent's sign stands after a digit and an `e`.
  private static func isSign(at index: Int, in bytes: [UInt8]) -> Bool {
    let (before, after) = (bytes[..<index], bytes[(index + 1)...])
    guard let next = after.first else { return false }
    let isNumber = next.isDigit || next == UInt8(ascii: ".") && after.dropFirst().first?.isDigit ?? false
    guard isNumber || after.starts(with: "inf".utf8) else { return false }
    guard let last = before.last else { return true }
    if last == UInt8(ascii: "e") { return before.dropLast().last?.isDigit ?? false }
    return " \t\n([{,;:=".utf8.contains(last)
  }
}
