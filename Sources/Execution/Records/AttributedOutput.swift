import Book
import Outputs

extension StepOutput {
  /// The same where steps have other indices.
  mutating func moveCalls(_ index: (Int) -> Int?) {
    for (position, text) in (attributed ?? []).enumerated() {
      guard let step = text.call?.step else { continue }
      attributed?[position].call = index(step).map {
        .init(step: $0, line: text.call?.line ?? 0, index: text.call?.index ?? 0)
      }
    }
  }
}

extension Chapter {
  /// What a step gave by its statements, where they stand in the code as it is written.
  func printed(_ output: StepOutput, byStep step: Int) -> PrintedText? {
    guard let attributed = output.attributed, case .cell(let cell) = steps[step] else { return nil }
    let pieces = attributed.map { text in
      PrintedText.Piece(
        text.text, statement: codeLine(text.statement, ofCell: cell),
        call: text.call.flatMap(call))
    }
    return PrintedText(pieces, knowsCalls: !declaresPrint)
  }

  private func call(_ call: AttributedText.Call) -> PrintedText.Call? {
    guard let step = call.step, steps.indices.contains(step), case .cell(let cell) = steps[step] else { return nil }
    return PrintedText.Call(cell: cell, line: codeLine(call.line, ofCell: cell), index: call.index)
  }

  /// The line of a cell's code that a line of what is compiled of it was.
  private func codeLine(_ line: Int, ofCell index: Int) -> Int {
    let lines = stepCode(ofCell: index).lines
    return lines.isEmpty ? line : lines[min(max(line, 0), lines.count - 1)]
  }
}

extension CellResult {
  /// What a cell gave that has come to its end, or gave so far.
  package init(_ output: StepOutput, of cell: Int, in chapter: Chapter) {
    let step = chapter.steps.firstIndex { if case .cell(cell) = $0 { true } else { false } }
    self.init(
      outcome: .completed, outputs: output.outputs,
      printed: step.flatMap { chapter.printed(output, byStep: $0) })
  }
}

extension ChapterResults {
  /// What one cell or checked value of a chapter gave, with nothing of all others.
  package init(of step: Chapter.Step, in chapter: Chapter, _ output: StepOutput) {
    self.init(
      cells: chapter.cells.map { _ in CellResult(outcome: .notRun(.pending)) },
      checkedValues: chapter.checkedValues.map { _ in .notRun })
    switch step {
    case .cell(let index): cells[index] = CellResult(output, of: index, in: chapter)
    case .checkedValue(let index):
      if let value = output.value { checkedValues[index] = .value(value, hasRealNumbers: output.valueHasRealNumbers) }
    }
  }
}
