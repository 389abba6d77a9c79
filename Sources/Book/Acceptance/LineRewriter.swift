/// Writes the documented line that is to stand in the place of one that drifted.
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
      result += keepsPrecision ? rounded(new, as: old) : Array(new)
      position = pair.documented.upperBound
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
  }

  private func rounded(_ new: ArraySlice<UInt8>, as old: ArraySlice<UInt8>) -> [UInt8] {
    guard case .finite(let documented, isInteger: false)? = NumberScan(old)?.number,
      case .finite(let fresh, _)? = NumberScan(new)?.number,
      !old.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }), fresh.exponent < documented.exponent
    else { return Array(new) }
    let sign = old.first == UInt8(ascii: "+") && !fresh.isNegative ? "+" : ""
    return Array((sign + fresh.rounded(to: documented.exponent).description).utf8)
  }
}
