import Text

/// A number as a text shows it.
enum PrintedNumber: Hashable {
  case finite(DecimalNumber, Notation)
  case infinite(isNegative: Bool)
  case notANumber

  /// How a finite number is written.
  enum Notation: Hashable {
    /// With neither a decimal point nor an exponent.
    case integer
    /// With a decimal point alone.
    case decimal
    /// With an exponent.
    case scientific
  }
}

/// Reads one number from the start of some bytes: `-1.5`, `.5`, `1e-05`, `nan`, `-inf`, and if wanted with its thousands
/// parted, as in `3,000,000`.
struct NumberScan {
  let number: PrintedNumber
  /// The index after its last byte.
  let end: Int
  /// What parts its thousands; empty where nothing does.
  private(set) var groupSeparator: [UInt8] = []

  /// Comma, apostrophes, low line, and the spaces at which no line is broken. Not the full stop, which is the decimal point
  /// of all numbers, and not a blank, which may as well part two numbers.
  private static let groupSeparators = [",", "'", "’", "_", "\u{2009}", "\u{202F}", "\u{A0}"].map { Array($0.utf8) }

  /// Greater exponents are text: no floating-point number is printed with one.
  static let greatestExponent = 5000

  init?(_ bytes: ArraySlice<UInt8>, groupsDigits: Bool = false) {
    var index = bytes.startIndex
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { index += 1 }
    if let (number, end) = Self.word(bytes[index...], isNegative: isNegative) {
      (self.number, self.end) = (number, end)
      return
    }
    var digits = [UInt8]()
    var exponent = 0
    var notation = PrintedNumber.Notation.integer
    while index < bytes.endIndex, bytes[index].isDigit {
      digits.append(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    if groupsDigits, (1...3).contains(digits.count), digits.first != 0 {
      let separator = Self.groupSeparators.first { bytes[index...].starts(with: $0) } ?? []
      while let group = Self.group(bytes[index...], after: separator) {
        digits += group
        index += separator.count + 3
        groupSeparator = separator
      }
    }
    if index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "."), bytes[index + 1].isDigit {
      notation = .decimal
      index += 1
      while index < bytes.endIndex, bytes[index].isDigit {
        digits.append(bytes[index] - UInt8(ascii: "0"))
        exponent -= 1
        index += 1
      }
      // A second point makes it a version or an address.
      if index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "."), bytes[index + 1].isDigit { return nil }
    }
    guard !digits.isEmpty else { return nil }
    if let (power, end) = Self.power(bytes[index...]) {
      notation = .scientific
      exponent += power
      index = end
    }
    number = .finite(DecimalNumber(isNegative: isNegative, digits: digits, exponent: exponent), notation)
    end = index
  }

  /// The digits of a separator with exactly three digits behind it.
  private static func group(_ bytes: ArraySlice<UInt8>, after separator: [UInt8]) -> [UInt8]? {
    guard !separator.isEmpty, bytes.starts(with: separator) else { return nil }
    let digits = bytes.dropFirst(separator.count).prefix { $0.isDigit }
    return digits.count == 3 ? digits.map { $0 - UInt8(ascii: "0") } : nil
  }

  private static func power(_ bytes: ArraySlice<UInt8>) -> (Int, Int)? {
    guard let first = bytes.first, first | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = bytes.startIndex + 1
    var isNegative = false
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    let start = index
    var power = 0
    while index < bytes.endIndex, bytes[index].isDigit, power <= greatestExponent {
      power = 10 * power + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    guard index > start, power <= greatestExponent, index == bytes.endIndex || !bytes[index].isWord else {
      return nil
    }
    return (isNegative ? -power : power, index)
  }

  private static func word(_ bytes: ArraySlice<UInt8>, isNegative: Bool) -> (PrintedNumber, Int)? {
    guard bytes.count >= 3 else { return nil }
    let end = bytes.startIndex + 3
    guard end == bytes.endIndex || !bytes[end].isWord else { return nil }
    let word = bytes[..<end]
    if word.elementsEqual("nan".utf8) || word.elementsEqual("NaN".utf8) { return (.notANumber, end) }
    if word.elementsEqual("inf".utf8) { return (.infinite(isNegative: isNegative), end) }
    return nil
  }
}
