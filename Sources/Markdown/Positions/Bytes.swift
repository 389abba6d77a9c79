extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let dollar = UInt8(ascii: "$")
  static let ampersand = UInt8(ascii: "&")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let asterisk = UInt8(ascii: "*")
  static let underscore = UInt8(ascii: "_")
  static let leftAngle = UInt8(ascii: "<")
  static let rightAngle = UInt8(ascii: ">")
  static let leftBracket = UInt8(ascii: "[")
  static let rightBracket = UInt8(ascii: "]")
  static let leftParenthesis = UInt8(ascii: "(")
  static let rightParenthesis = UInt8(ascii: ")")

  /// A space or a tab.
  var isBlank: Bool { self == .space || self == .tab }

  /// What CommonMark calls whitespace: blanks, line endings, line tabulation and form feed.
  var isWhitespace: Bool { self == .space || (9...13).contains(self) }

  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  /// What a backslash can escape.
  var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
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
