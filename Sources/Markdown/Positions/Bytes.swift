import Text

extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let dollar = UInt8(ascii: "$")
  static let ampersand = UInt8(ascii: "&")
  static let bar = UInt8(ascii: "|")
  static let at = UInt8(ascii: "@")
  static let colon = UInt8(ascii: ":")
  static let hyphen = UInt8(ascii: "-")
  static let tilde = UInt8(ascii: "~")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let underscore = UInt8(ascii: "_")
  static let leftAngle = UInt8(ascii: "<")
  static let rightAngle = UInt8(ascii: ">")
  static let leftBracket = UInt8(ascii: "[")
  static let rightBracket = UInt8(ascii: "]")
  static let leftParenthesis = UInt8(ascii: "(")
  static let rightParenthesis = UInt8(ascii: ")")
}

extension [UInt8] {
  /// How many bytes equal to `byte` stand from `start` on.
  func runLength(of byte: UInt8, at start: Int, before limit: Int) -> Int {
    var end = start
    while end < limit, self[end] == byte { end += 1 }
    return end - start
  }

  /// `range` without the whitespace at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, self[start].isWhitespace { start += 1 }
    while end > start, self[end - 1].isWhitespace { end -= 1 }
    return start..<end
  }

  /// Whether `other` stands at `start`.
  func has(_ other: some Collection<UInt8>, at start: Int) -> Bool {
    start + other.count <= count && self[start..<start + other.count].elementsEqual(other)
  }
}
