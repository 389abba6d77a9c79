extension DriftDiagnostics {
  /// What is wrong with the choices of a question: one of them is what the cell gives.
  func choices(of cell: Cell, _ shown: [ShownOutput]) -> Diagnostic? {
    guard let question = CellQuestion(cell.options), !question.choices.isEmpty else { return nil }
    guard let answer = question.answer(shown) else {
      return Diagnostic(
        .error, at: firstLine(of: cell.range), "'\(cell.name)' has choices, and gives no text to choose",
        explanation:
          "Choices are compared with what the cell prints and with its value: leave them out, or print the answer.")
    }
    guard question.right(for: answer) == nil else { return nil }
    return Diagnostic(
      .error, at: firstLine(of: cell.range),
      "none of the choices of '\(cell.name)' is what its page shows, '\(answer.prefix(80))'",
      explanation: "Write it among them, digit by digit.")
  }
}

extension Chapter {
  /// What is wrong with the choices of its questions, by what it documents and what a fresh run gave.
  ///
  /// - Returns: nothing of cells that did not come to their end, nor of those that are not compared.
  package func problems(ofQuestions results: ChapterResults, exact: Bool = false) -> [(cell: Int, problem: Diagnostic)]
  {
    cells.compactMap { cell in
      guard let question = CellQuestion(cell.options), !question.choices.isEmpty, !cell.options.volatile,
        results.cells.indices.contains(cell.index)
      else { return nil }
      switch results.cells[cell.index].outcome {
      case .failed, .notRun: return nil
      case .completed, .failedAsDocumented: break
      }
      let comparison = CellComparison(cell, results.cells[cell.index], exact: exact, language: language)
      let messages = DriftDiagnostics(source: source)
      return messages.choices(of: cell, ShownOutputs.shown(comparison)).map { (cell.index, $0) }
    }
  }
}
