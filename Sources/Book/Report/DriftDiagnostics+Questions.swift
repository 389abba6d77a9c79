extension DriftDiagnostics {
  /// What is wrong with the choices of a question: one of them is what the cell gives.
  func choices(of cell: Cell, _ shown: [ShownOutput]) -> Diagnostic? {
    guard let question = CellQuestion(cell.options), !question.choices.isEmpty else { return nil }
    guard let answer = question.answer(shown) else {
      return Diagnostic(
        .error, at: firstLine(of: cell.range), "'\(cell.name)' has choices, and gives no text to choose",
        explanation: "Choices are compared with what the cell prints and with its value: leave them out, or print the answer.")
    }
    guard question.right(for: answer) == nil else { return nil }
    return Diagnostic(
      .error, at: firstLine(of: cell.range),
      "none of the choices of '\(cell.name)' is what its page shows, '\(answer.prefix(80))'",
      explanation: "Write it among them, digit by digit.")
  }
}
