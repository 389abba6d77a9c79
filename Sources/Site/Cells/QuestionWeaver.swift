import Book

/// A question, of which the output is the answer: folded, so that it works without a script, which adds what tells a reader whether an
/// answer is right.
struct QuestionWeaver {
  private let question: CellQuestion
  private let report: CellReport
  private let tolerance: Double?
  private let words: QuestionWords

  /// - Returns: nil for a cell that asks nothing.
  init?(_ cell: Cell, _ report: CellReport, words: any InterfaceWords) {
    guard let question = CellQuestion(cell.options) else { return nil }
    self.question = question
    self.report = report
    tolerance = cell.options.tolerance
    self.words = words.questions
  }

  /// - Parameter output: the HTML of what the cell gave.
  func html(around output: String) -> String {
    let answer = question.answer(report.shown)
    var html = "<div class=\"question\"\(key(for: answer))>\n"
    html += "<p class=\"asked\">\(words.prompt) <span class=\"verdict\" role=\"status\"></span></p>\n"
    if !question.choices.isEmpty {
      let choices = question.choices.map { "<li>\(VisibleText.html(MinusSign.set(in: $0)))</li>" }
      html += "<ul class=\"choices\">\(choices.joined())</ul>\n"
    } else if answer.map(isShort) == true {
      html += "<p class=\"field\"></p>\n"
    }
    // What is wrong with it is seen at once.
    let isOpen = if case .agrees = report.verdict { false } else { true }
    html += "<details class=\"answer\"\(isOpen ? " open" : "")>\n<summary>\(words.show)</summary>\n"
    return html + output + "</details>\n</div>\n"
  }

  /// What the script holds a reader's answer against.
  private func key(for answer: String?) -> String {
    guard let answer else { return "" }
    if let right = question.right(for: answer) { return " data-right=\"\(right)\"" }
    guard question.choices.isEmpty, isShort(answer) else { return "" }
    return " data-answer=\"\(VisibleText.html(answer))\"" + (tolerance.map { " data-tolerance=\"\($0)\"" } ?? "")
  }

  /// Whether somebody would write it down as it is.
  private func isShort(_ answer: String) -> Bool { answer.utf8.count <= 40 }
}
