import Book
import Text

/// A number in the prose that the build compared with the program, and what there is to know of it: a note that unfolds beside it.
struct CheckedValueWeaver {
  private let chapter: Chapter
  private let report: ChapterReport
  private let words: any InterfaceWords
  private let dependences: DependenceWeaver

  init(_ chapter: Chapter, _ report: ChapterReport, dependences: DependenceWeaver) {
    self.chapter = chapter
    self.report = report
    self.dependences = dependences
    words = dependences.words
  }

  /// Only what the chapter says is shown where it agrees: the fresh value may differ in digits that nobody documented, from
  /// machine to machine.
  func html(_ index: Int) -> String {
    let (value, report) = (chapter.checkedValues[index], report.checkedValues[index])
    let code = "<code>\(VisibleText.html(value.expression))</code>"
    let shown = VisibleText.html(MinusSign.set(in: report.shown))
    switch report.verdict {
    case .agrees: return span("checked", statement(value, code, shown), shown, index)
    case .drifted: return span("checked drifted", [words.drifted(code, value: shown)], shown, index)
    case .notCompared: return span("checked unchecked", [words.notCompared(code)], shown, index)
    case .notRun: return span("checked unchecked", [words.notChecked(code)], shown, index)
    case .failed(let failure):
      return span(
        "checked failed", [words.failed(code, message: VisibleText.html(failure.message))], shown, index)
    }
  }

  /// What the comparison says of the value: no more than it allows, so that the page is the same wherever it is made.
  private func statement(_ value: CheckedValue, _ code: String, _ shown: String) -> [String] {
    let texts = words.values
    let agreement = texts.fill(texts.agrees, code, shown)
    switch Comparison.kind(of: value) {
    case .exact: return [words.checked(code, value: shown), texts.exact]
    case .elided: return [agreement, texts.elided]
    case .lastDigit:
      guard let distance = Comparison.greatestDistance(of: value) else { return [agreement, texts.lastDigit] }
      return [texts.fill(texts.near, code, shown, distance)]
    case .within(let tolerance):
      guard let distance = Comparison.greatestDistance(of: value) else {
        return [agreement, texts.fill(texts.within, tolerance.shortText)]
      }
      return [texts.fill(texts.near, code, shown, distance), texts.byTolerance]
    }
  }

  private func span(_ style: String, _ about: [String], _ text: String, _ index: Int) -> String {
    let about = (about + dependences.html(ofValue: index)).joined(separator: " · ")
    return "<span class=\"\(style)\" tabindex=\"0\">\(text)<span class=\"about\">\(about)</span></span>"
  }
}
