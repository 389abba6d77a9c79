import Text

/// Writes the documented line that replaces one that drifted.
struct LineRewriter {
  let comparison: Comparison

  /// The fresh line; where the documented one has ellipses and nothing but numbers moved, the documented line with the
  /// fresh numbers, so that the ellipses survive.
  func line(_ documented: String, _ fresh: String) -> String {
    let match = comparison.match(documented, fresh)
    if !match.documented.ellipses.isEmpty,
      let line = substituting(match, documented, fresh, keepsPrecision: false), agrees(line, fresh)
    {
      return line
    }
    return comparison.hasEllipses ? OutputText.escapingEllipses(fresh) : fresh
  }

  /// A value in the prose: the fresh one with as many digits as the author wrote.
  func value(_ documented: String, _ fresh: String) -> String {
    let match = comparison.match(documented, fresh)
    if let line = substituting(match, documented, fresh, keepsPrecision: true), agrees(line, fresh) { return line }
    return OutputText.escapingEllipses(fresh)
  }

  private func agrees(_ documented: String, _ fresh: String) -> Bool {
    comparison.match(documented, fresh).agreement() != nil
  }

  /// The documented line with every number that moved replaced; nil where more than numbers differ.
  private func substituting(
    _ match: LineMatch, _ documented: String, _ fresh: String, keepsPrecision: Bool
  ) -> String? {
    var loose = match
    loose.ignoresValues = true
    guard let pairs = loose.agreement() else { return nil }
    let bytes = Array(documented.utf8)
    let freshBytes = Array(fresh.utf8)
    var result = [UInt8]()
    var position = 0
    for pair in pairs {
      let old = bytes[pair.documented]
      let new = freshBytes[pair.fresh]
      result += bytes[position..<pair.documented.lowerBound]
      // Of one number alone it is known that it is the value.
      let isWhole = pair.fresh == freshBytes.indices
      result += keepsPrecision ? rounded(new, as: old, isWhole: isWhole) : Array(new)
      position = pair.documented.upperBound
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
  }

  /// The new number with the decimals, the sign and the groups of digits that the old one shows.
  ///
  /// - Parameter isWhole: whether it is all of its text. If it is a floating-point number, it then gets the decimals that it lacks.
  private func rounded(_ new: ArraySlice<UInt8>, as old: ArraySlice<UInt8>, isWhole: Bool) -> [UInt8] {
    guard let oldScan = NumberScan(old, groupsDigits: comparison.groupsDigits),
      let newScan = NumberScan(new, groupsDigits: comparison.groupsDigits)
    else { return Array(new) }
    var text = Array(new)
    if case .finite(let documented, .decimal) = oldScan.number,
      case .finite(let fresh, let notation) = newScan.number
    {
      let sign = old.first == UInt8(ascii: "+") && !fresh.isNegative ? "+" : ""
      if fresh.exponent < documented.exponent {
        text = Array((sign + fresh.rounded(to: documented.exponent).description).utf8)
      } else if isWhole, !comparison.hasExactIntegers, notation != .scientific,
        documented.exponent >= -DecimalNumber.mostDecimals
      {
        text = Array((sign + fresh.extended(to: documented.exponent).description).utf8)
      }
    }
    return oldScan.groupSeparator.isEmpty ? text : grouped(text, by: oldScan.groupSeparator)
  }

  /// A separator after every third digit, counted from the last before the decimal point.
  private func grouped(_ number: [UInt8], by separator: [UInt8]) -> [UInt8] {
    let start = number.firstIndex(where: \.isDigit) ?? number.endIndex
    let digits = number[start...].prefix(while: \.isDigit)
    var result = Array(number[..<start])
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += separator }
      result.append(digit)
    }
    return result + number[digits.endIndex...]
  }
}
