import Text

/// Notices fresh output that looks like a regression. It may well be meant, so it is named and not refused.
enum RegressionWarning {
  /// What looks like a regression in fresh text that replaces documented text; nil where nothing is.
  static func about(_ fresh: [String], insteadOf documented: [String]) -> String? {
    let isBlank = { (lines: [String]) in lines.allSatisfy { $0.utf8.allSatisfy(\.isBlank) } }
    if isBlank(fresh), !isBlank(documented) { return "the new output is empty" }
    if fresh.contains(where: { hasNumber($0, .notANumber) }),
      !documented.contains(where: { hasNumber($0, .notANumber) })
    {
      return "the new output has a NaN"
    }
    if fresh.contains(where: hasInfinity), !documented.contains(where: hasInfinity) {
      return "the new output has an infinite value"
    }
    if fresh.contains(where: isError), !documented.isEmpty, !documented.contains(where: isError) {
      return "the new output is an error"
    }
    if fresh == ["nil"], documented != ["nil"], !documented.isEmpty { return "the new value is nil" }
    return nil
  }

  private static func scan(_ line: String) -> ScannedLine {
    ScannedLine(line, Comparison(), isDocumented: false)
  }

  private static func hasNumber(_ line: String, _ value: PrintedNumber) -> Bool {
    scan(line).numbers.contains { $0.value == value }
  }

  private static func hasInfinity(_ line: String) -> Bool {
    hasNumber(line, .infinite(isNegative: false)) || hasNumber(line, .infinite(isNegative: true))
  }

  private static func isError(_ line: String) -> Bool {
    ["error:", "fatal error:", "fatal error"].contains { line.lowercased().hasPrefix($0) }
      || line.contains("Fatal error:") || line.contains("Error Domain=")
  }
}
