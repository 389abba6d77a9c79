import Text

/// A text whose numbers are written as programs write them: digits of every script as ASCII digits, minus signs as `-`,
/// fractions of one sign as `1/2`, superscripts behind `^`, and what is lowered or in a circle as digits.
struct PlainNumerals {
  private(set) var bytes: [UInt8] = []
  /// For each byte the bytes of the original that it stands for.
  private var origins: [Range<Int>] = []

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var offset = 0
    var index = 0
    var isRaised = false
    while index < scalars.count {
      let scalar = scalars[index]
      let range = offset..<offset + UTF8.width(scalar)
      let raised = Self.superscripts[scalar]
      let isMinus = Self.isMinus(at: index, in: scalars)
      if let raised {
        // A raised minus that nothing raised follows is a sign of its own.
        append(isRaised ? [raised] : [UInt8(ascii: "^"), raised], range)
      } else if isMinus {
        append([UInt8(ascii: "-")], range)
      } else if Self.isTimes(at: index, in: scalars) {
        append(Array("×".utf8), range)
      } else if Self.isNumberSign(at: index, in: scalars) {
        append([UInt8(ascii: " ")], range)
      } else {
        append(numeral(scalar), range)
      }
      isRaised = raised != nil
      offset = range.upperBound
      index += 1
      // A minus sign belongs to its number, whatever blanks are between them.
      while isMinus, index + 1 < scalars.count, scalars[index].properties.isWhitespace {
        offset += UTF8.width(scalars[index])
        index += 1
      }
    }
  }

  /// The bytes of the original that a range of `bytes` stands for.
  func origin(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else {
      let offset =
        range.lowerBound < origins.count ? origins[range.lowerBound].lowerBound : origins.last?.upperBound ?? 0
      return offset..<offset
    }
    return origins[range.lowerBound].lowerBound..<origins[range.upperBound - 1].upperBound
  }

  private mutating func append(_ new: some Collection<UInt8>, _ origin: Range<Int>) {
    bytes += new
    origins += repeatElement(origin, count: new.count)
  }

  private func numeral(_ scalar: Unicode.Scalar) -> [UInt8] {
    if scalar.isASCII { return [UInt8(scalar.value)] }
    if let digit = scalar.decimalDigit { return [UInt8(ascii: "0") + digit] }
    if let sign = Self.signs[scalar] { return [sign] }
    if let lowered = Self.subscripts[scalar] { return [lowered] }
    if let enclosed = scalar.enclosedNumber {
      return Array((bytes.last?.isDigit == true ? " " : "").utf8) + Array("\(enclosed)".utf8)
    }
    if scalar == "∞" { return Array("inf".utf8) }
    if let fraction = Self.fractions[scalar] {
      // `1½` has two numbers.
      return (bytes.last?.isDigit == true ? [UInt8(ascii: " ")] : []) + Array(fraction.utf8)
    }
    return Array(String(scalar).utf8)
  }

  /// Whether a letter stands for the sign between two extents, as in `28x28`, and not in `0x28`.
  private static func isTimes(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard ["x", "X"].contains(scalars[index]), index > 0, index + 1 < scalars.count,
      scalars[index - 1].decimalDigit != nil, scalars[index + 1].decimalDigit != nil
    else { return false }
    return scalars[index - 1] != "0" || index > 1 && scalars[index - 2].decimalDigit != nil
  }

  /// Whether `#` stands before a number, as in `#99`, and not before the six digits of a colour.
  private static func isNumberSign(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[index] == "#" else { return false }
    let word = scalars[(index + 1)...].prefix { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    return !word.isEmpty && word.count != 6 && word.allSatisfy { $0.decimalDigit != nil }
  }

  // MARK: Minus

  /// Whether a sign is the minus of a number. A dash or a hyphen is one where it cannot part two words or numbers.
  private static func isMinus(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let isTrue = ["\u{2212}", "\u{FE63}", "\u{FF0D}"].contains(scalars[index])
    guard isTrue || ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}"].contains(scalars[index]) else { return false }
    var next = index + 1
    while isTrue, next < scalars.count, scalars[next].properties.isWhitespace { next += 1 }
    guard next < scalars.count,
      scalars[next].decimalDigit != nil || fractions[scalars[next]] != nil
        || scalars[next] == "." || scalars[next] == "∞"
    else { return false }
    var previous = index - 1
    if !isTrue { return previous < 0 || scalars[previous].properties.isWhitespace || scalars[previous].isOpening }
    // `5 − 3` and `x − 3` are differences; directly before its number a minus is a sign.
    if next == index + 1, previous < 0 || !scalars[previous].isOperand { return true }
    while previous >= 0, scalars[previous].properties.isWhitespace { previous -= 1 }
    return previous < 0 || !scalars[previous].isOperand
  }

  // MARK: Tables

  private static let superscripts: [Unicode.Scalar: UInt8] = {
    var table: [Unicode.Scalar: UInt8] = ["\u{207B}": UInt8(ascii: "-"), "\u{207A}": UInt8(ascii: "+")]
    for (digit, scalar) in "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.enumerated() { table[scalar] = UInt8(ascii: "0") + UInt8(digit) }
    return table
  }()

  private static let subscripts: [Unicode.Scalar: UInt8] = {
    var table: [Unicode.Scalar: UInt8] = ["\u{208B}": UInt8(ascii: "-"), "\u{208A}": UInt8(ascii: "+")]
    for (digit, scalar) in "₀₁₂₃₄₅₆₇₈₉".unicodeScalars.enumerated() { table[scalar] = UInt8(ascii: "0") + UInt8(digit) }
    return table
  }()

  /// Signs of other scripts, and of full width.
  private static let signs: [Unicode.Scalar: UInt8] = [
    "\u{066B}": UInt8(ascii: "."), "\u{FF0E}": UInt8(ascii: "."), "\u{066C}": UInt8(ascii: ","),
    "\u{FF0C}": UInt8(ascii: ","), "\u{066A}": UInt8(ascii: "%"), "\u{FF05}": UInt8(ascii: "%"),
    "\u{FE6A}": UInt8(ascii: "%"), "\u{FF0B}": UInt8(ascii: "+"), "\u{2044}": UInt8(ascii: "/"),
    "\u{2215}": UInt8(ascii: "/"), "\u{FF0F}": UInt8(ascii: "/"),
  ]

  private static let fractions: [Unicode.Scalar: String] = [
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅐": "1/7", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅑": "1/9", "⅒": "1/10",
    "↉": "0/3",
  ]
}

extension Unicode.Scalar {
  /// The digit that it is, in whatever script.
  fileprivate var decimalDigit: UInt8? {
    guard properties.numericType == .decimal, let value = properties.numericValue else { return nil }
    return UInt8(exactly: value)
  }

  /// The number of a sign such as ① or ⑿.
  fileprivate var enclosedNumber: Int? {
    switch value {
    case 0x2460...0x249B, 0x24EA...0x24FF, 0x2776...0x2793, 0x3251...0x325F, 0x32B1...0x32BF:
      properties.numericValue.map { Int($0) }
    default: nil
    }
  }

  /// Whether a minus behind it takes something away from it.
  fileprivate var isOperand: Bool {
    properties.isAlphabetic || properties.numericType != nil || [")", "]", "%"].contains(self)
  }

  fileprivate var isOpening: Bool {
    switch properties.generalCategory {
    case .openPunctuation, .initialPunctuation: true
    default: self == "\"" || self == "'"
    }
  }
}
