import Book
import Text

/// A number in the prose that the build compared with the program.
enum CheckedValueWeaver {
  /// Only what the chapter says is shown where it agrees: the fresh value may differ in digits that nobody documented, from
  /// machine to machine.
  static func html(_ value: CheckedValue, _ report: CheckedValueReport, _ words: any InterfaceWords) -> String {
    let expression = value.expression
    let shown = VisibleText.html(MinusSign.set(in: report.shown))
    switch report.verdict {
    case .agrees:
      // The value itself is no more exact than what stands in the text.
      let tolerance = value.options.tolerance.map { " ± \($0.shortText)" } ?? ""
      return span("checked", words.checked(expression, value: report.shown + tolerance), shown)
    case .drifted: return span("checked drifted", words.drifted(expression, value: report.shown), shown)
    case .notCompared: return span("checked unchecked", words.notCompared(expression), shown)
    case .notRun: return span("checked unchecked", words.notChecked(expression), shown)
    case .failed(let failure):
      return span("checked failed", words.failed(expression, message: failure.message), shown)
    }
  }

  private static func span(_ style: String, _ title: String, _ text: String) -> String {
    "<span class=\"\(style)\" tabindex=\"0\" title=\"\(VisibleText.html(title))\">\(text)</span>"
  }
}
