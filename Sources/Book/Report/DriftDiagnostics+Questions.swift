extension DriftDiagnostics {
  /// What is wrong with a question: there is nothing to predict, or its choices are not one that the cell gives and others that it does
  /// not.
  func question(of cell: Cell, _ shown: [ShownOutput], exact: Bool) -> Diagnostic? {
    guard let question = CellQuestion(cell.options) else { return nil }
    let location = firstLine(of: cell.range)
    guard !shown.isEmpty else {
      return Diagnostic(
        .error, at: location, "'\(cell.name)' is to be predicted, and shows nothing",
        explanation: "End it with a value, or print something; or leave out .predict.")
    }
    guard !question.choices.isEmpty else { return nil }
    guard let answer = question.answer(shown) else {
      return Diagnostic(
        .error, at: location, "'\(cell.name)' has choices, and shows no text that could be one",
        explanation:
          "Choices are compared with all that the cell prints and with its value: leave them out, or print the answer alone."
      )
    }
    guard let right = question.right(for: answer) else {
      return Diagnostic(
        .error, at: location, "none of the choices of '\(cell.name)' is what its page shows, '\(answer.prefix(80))'",
        explanation: "Write it among them, digit by digit.")
    }
    let comparison = Comparison(cell.options, exact: exact)
    guard
      let other = question.choices.indices.first(where: { index in
        index != right && comparison.compare([answer], [question.choices[index]]).agrees
      })
    else { return nil }
    return Diagnostic(
      .error, at: location,
      "two choices of '\(cell.name)' agree with what it gives: '\(answer)' and '\(question.choices[other])'",
      explanation: "A choice that is wrong must differ by more than numbers may, as in an output.")
  }
}

extension Chapter {
  /// What is wrong with its questions, by what it documents and what a fresh run gave.
  ///
  /// - Returns: nothing of cells that did not come to their end, nor of those that are not compared.
  package func problems(ofQuestions results: ChapterResults, exact: Bool = false) -> [(cell: Int, problem: Diagnostic)]
  {
    cells.compactMap { cell in
      guard cell.options.predict, !cell.options.volatile, results.cells.indices.contains(cell.index) else { return nil }
      switch results.cells[cell.index].outcome {
      case .failed, .notRun: return nil
      case .completed, .failedAsDocumented: break
      }
      let comparison = CellComparison(cell, results.cells[cell.index], exact: exact, language: language)
      let messages = DriftDiagnostics(source: source)
      return messages.question(of: cell, ShownOutputs.shown(comparison), exact: exact).map { (cell.index, $0) }
    }
  }
}
