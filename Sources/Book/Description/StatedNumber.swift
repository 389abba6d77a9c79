/// A number as a text about a picture states it.
struct StatedNumber {
  enum Form: Hashable {
    case plain
    case percentage
    /// That many of the parts into which one is divided.
    case fraction(of: Int)
  }

  var value: PrintedNumber
  var form = Form.plain

  /// Its value where it is written as an integer that is not large beyond sense.
  var integer: Int? { value.integer }
}

extension PrintedNumber {
  /// Its value where it is written as an integer that is not large beyond sense.
  var integer: Int? {
    guard case .finite(let number, .integer) = self else { return nil }
    return Int(number.description)
  }

  init(_ integer: Int) { self = .finite(DecimalNumber(integer), .integer) }

  /// With the other sign; a number that has a sign already stays.
  var withMinus: PrintedNumber {
    guard case .finite(var number, let notation) = self, !number.isNegative else { return self }
    number.isNegative = true
    return .finite(number, notation)
  }

  /// Times a whole number, such as a thousand or a dozen. An integer stays one, whatever is counted: 2 million are just
  /// those. Of 1.5 million the last digit is the hundred thousands'. Nil where that would be no number of digits.
  func times(_ factor: Int) -> PrintedNumber? {
    if let integer {
      let (product, overflow) = integer.multipliedReportingOverflow(by: factor)
      return overflow ? nil : PrintedNumber(product)
    }
    guard case .finite(let number, let notation) = self, let power = Self.powerOfTen(factor) else { return nil }
    return .finite(number.shifted(by: power), notation == .integer ? .decimal : notation)
  }

  /// A whole number to a power, which may be less than zero where the number is 10.
  func raised(to power: Int) -> PrintedNumber? {
    guard let base = integer else { return nil }
    if base == 10 {
      if power < 0 { return .finite(.unit(power), .scientific) }
      return power <= 20
        ? .finite(DecimalNumber(digits: [1] + Array(repeating: 0, count: power), exponent: 0), .integer)
        : .finite(.unit(power), .scientific)
    }
    guard power >= 0, power < 64 else { return nil }
    var result = 1
    for _ in 0..<power {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return nil }
      result = product
    }
    return PrintedNumber(result)
  }

  private static func powerOfTen(_ factor: Int) -> Int? {
    var (rest, power) = (factor, 0)
    while rest > 1, rest % 10 == 0 { (rest, power) = (rest / 10, power + 1) }
    return rest == 1 ? power : nil
  }
}
