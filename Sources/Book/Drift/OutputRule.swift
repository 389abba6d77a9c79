import Foundation

/// What a documented output can have, and what agrees with it. The comparison itself is `Comparison`; this is the list of what it promises.
package enum OutputRule: String, CaseIterable, Sendable {
  case text, decimals, digit, nan, anyLines, anyText, dots

  /// How it is documented, as Markdown.
  package var documented: String {
    switch self {
    case .text: "text, integers"
    case .decimals: "`0.072`, `1.0`"
    case .digit: "`0.1`, `1e-05`, `0.0`: one digit or none, leading zeros aside"
    case .nan: "`nan`"
    case .anyLines: "`...` on a line of its own"
    case .anyText: "`...` within a line"
    case .dots: "`\\...`"
    }
  }

  /// What agrees with it.
  package var agreement: String {
    switch self {
    case .text:
      "the same; a run of blanks counts as one, where it does not move a word of a table or of HTML to another column, and "
        + "`3` is not `3.0`, nor `3.0` a printed `3`"
    case .decimals: "0.071 to 0.073: within one unit of the last digit that is shown"
    case .digit: "what is rounded to it: 0.12, not 0.2; a zero never with a number in scientific notation"
    case .nan: "`nan` only"
    case .anyLines: "any lines, none included"
    case .anyText: "any text, none included"
    case .dots: "three dots that were really printed"
    }
  }

  /// Whether a line of a documented output has it.
  package func holds(in line: some StringProtocol) -> Bool {
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    let unescaped = String(line).replacing("\\...", with: "")
    switch self {
    case .text: return line.contains(where: \.isLetter) && !line.contains("...")
    case .decimals: return words.contains { Double($0) != nil && $0.contains(".") && Self.digits(of: $0) > 1 }
    case .digit: return words.contains { Double($0) != nil && $0.contains(".") && Self.digits(of: $0) < 2 }
    case .nan: return words.contains("nan")
    case .anyLines: return line.allSatisfy { $0 == "." || $0 == " " } && line.contains("...")
    case .anyText: return unescaped.contains("...") && unescaped.contains { $0 != "." && $0 != " " }
    case .dots: return line.contains("\\...")
    }
  }

  private static func digits(of number: some StringProtocol) -> Int {
    number.filter(\.isNumber).drop { $0 == "0" }.count
  }
}
