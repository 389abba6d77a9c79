/// A decimal number exactly as it is written, of any length: two printed numbers are compared by their digits, because
/// the binary fractions nearest to them would not differ by what their digits say.
struct DecimalNumber: Hashable {
  var isNegative: Bool
  /// From the first that is not zero; none for zero.
  var digits: [UInt8]
  /// The power of ten of the last digit.
  var exponent: Int

  init(isNegative: Bool = false, digits: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    self.digits = Array(digits.drop { $0 == 0 })
    self.exponent = exponent
  }

  /// What Swift prints for a finite `Double`: `0.001`, `1e-05`.
  init(_ value: Double) {
    let text = Array("\(value)".utf8)
    let scan = NumberScan(text[...])
    if case .finite(let number, _)? = scan?.number { self = number } else { self.init(digits: [], exponent: 0) }
  }

  init(_ value: Int) {
    self.init(
      isNegative: value < 0, digits: "\(value.magnitude)".utf8.map { $0 - UInt8(ascii: "0") }, exponent: 0)
  }

  /// One unit of the digit at a power of ten.
  static func unit(_ exponent: Int) -> DecimalNumber { DecimalNumber(digits: [1], exponent: exponent) }

  /// Half of such a unit.
  static func halfUnit(_ exponent: Int) -> DecimalNumber { DecimalNumber(digits: [5], exponent: exponent - 1) }

  var isZero: Bool { digits.isEmpty }

  /// The nearest binary number.
  var double: Double {
    let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    return isZero ? 0 : Double("\(isNegative ? "-" : "")\(text)e\(exponent)") ?? 0
  }

  /// The digits down to a power of ten that is not above the number's own.
  private func digits(downTo lowest: Int) -> [UInt8] {
    digits.isEmpty ? [] : digits + Array(repeating: 0, count: exponent - lowest)
  }

  static func - (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber {
    let lowest = min(a.exponent, b.exponent)
    let first = a.digits(downTo: lowest)
    let second = b.digits(downTo: lowest)
    if a.isNegative != b.isNegative {
      return DecimalNumber(isNegative: a.isNegative, digits: sum(first, second), exponent: lowest)
    }
    let order = compare(first, second)
    let difference = order < 0 ? subtract(first, from: second) : subtract(second, from: first)
    return DecimalNumber(isNegative: a.isNegative != (order < 0), digits: difference, exponent: lowest)
  }

  /// Whether the number, whatever its sign, is at most a limit that is not negative.
  func magnitudeIsAtMost(_ limit: DecimalNumber) -> Bool {
    let lowest = min(exponent, limit.exponent)
    return Self.compare(digits(downTo: lowest), limit.digits(downTo: lowest)) <= 0
  }

  /// Times a power of ten.
  func shifted(by power: Int) -> DecimalNumber {
    DecimalNumber(isNegative: isNegative, digits: digits, exponent: exponent + power)
  }

  /// Rounded, halves away from zero, so that the last digit has the given power of ten.
  func rounded(to lowest: Int) -> DecimalNumber {
    guard lowest > exponent else { return self }
    let dropped = lowest - exponent
    guard dropped <= digits.count else { return DecimalNumber(digits: [], exponent: lowest) }
    let kept = Array(digits.dropLast(dropped))
    let roundsUp = digits[digits.count - dropped] >= 5
    return DecimalNumber(
      isNegative: isNegative, digits: roundsUp ? Self.sum(kept, [1]) : kept, exponent: lowest)
  }

  /// With zeros at its end, so that the last digit has the given power of ten, which is not above its own.
  func extended(to lowest: Int) -> DecimalNumber {
    DecimalNumber(isNegative: isNegative, digits: digits(downTo: lowest), exponent: lowest)
  }

  /// Negative, zero or positive as numbers of digits without leading zeros are less, equal or greater.
  private static func compare(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.count != b.count { return a.count < b.count ? -1 : 1 }
    for (x, y) in zip(a, b) where x != y { return x < y ? -1 : 1 }
    return 0
  }

  private static func sum(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var result = [UInt8]()
    var carry: UInt8 = 0
    for index in 0..<max(a.count, b.count) {
      let x = index < a.count ? a[a.count - 1 - index] : 0
      let y = index < b.count ? b[b.count - 1 - index] : 0
      result.append((x + y + carry) % 10)
      carry = (x + y + carry) / 10
    }
    if carry > 0 { result.append(carry) }
    return result.reversed()
  }

  /// `larger` must not be less than `smaller`.
  private static func subtract(_ smaller: [UInt8], from larger: [UInt8]) -> [UInt8] {
    var result = larger
    var borrow: UInt8 = 0
    for index in 0..<larger.count {
      let y = (index < smaller.count ? smaller[smaller.count - 1 - index] : 0) + borrow
      let location = larger.count - 1 - index
      borrow = result[location] < y ? 1 : 0
      result[location] = result[location] + 10 * borrow - y
    }
    return result
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// As many decimals as any number, zero among them, shows without an exponent.
  static let mostDecimals = 20

  /// Without an exponent where that is short enough to be read, else with one.
  var description: String {
    guard !digits.isEmpty else { return exponent < 0 && exponent >= -Self.mostDecimals ? "0." + zeros(-exponent) : "0" }
    let sign = isNegative ? "-" : ""
    let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    switch exponent {
    case 0...20: return sign + text + zeros(exponent)
    case -30..<0:
      let padded = zeros(max(0, 1 - exponent - digits.count)) + text
      return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    default: return sign + text + "e\(exponent)"
    }
  }

  /// Two digits of it and where they stand: how far a number moved of which the size matters more than the digits.
  ///
  /// - Parameter prefersExponent: whether it has an exponent also where Swift prints none.
  func magnitudeInWords(prefersExponent: Bool) -> String {
    var number = rounded(to: exponent + max(0, digits.count - 2))
    while number.digits.count > 1, number.digits.last == 0 {
      number.digits.removeLast()
      number.exponent += 1
    }
    guard let first = number.digits.first else { return "0" }
    let power = number.exponent + number.digits.count - 1
    guard prefersExponent || !(-4..<16).contains(power) else { return number.description }
    let further = number.digits.dropFirst().map(String.init).joined()
    let size = power.magnitude < 10 ? "0\(power.magnitude)" : "\(power.magnitude)"
    return
      "\(number.isNegative ? "-" : "")\(first)\(further.isEmpty ? "" : "." + further)e\(power < 0 ? "-" : "+")\(size)"
  }

  private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
}
