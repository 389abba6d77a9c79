import Book

/// A number in the prose that the build compared with the program.
enum CheckedValueWeaver {
  /// Only what the chapter says is shown where it agrees: the fresh value may differ in digits that nobody documented, from
  /// machine to machine.
  static func html(_ value: CheckedValue, _ report: CheckedValueReport) -> String {
    let expression = value.expression
    let shown = VisibleText.html(report.shown)
    switch report.verdict {
    case .agrees: return span("checked", "checked: \(expression) = \(report.shown)", shown)
    case .drifted: return span("checked drifted", "drifted: \(expression) is now \(report.shown)", shown)
    case .notCompared:
      return span("checked unchecked", "not checked, because it differs from run to run: \(expression)", shown)
    case .notRun: return span("checked unchecked", "not checked, because an earlier cell failed: \(expression)", shown)
    case .failed(let message): return span("checked failed", "failed: \(expression): \(message)", shown)
    }
  }

  private static func span(_ style: String, _ title: String, _ text: String) -> String {
    "<span class=\"\(style)\" tabindex=\"0\" title=\"\(VisibleText.html(title))\">\(text)</span>"
  }
}
