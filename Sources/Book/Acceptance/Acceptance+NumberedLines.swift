import Markdown

extension Acceptance {
  /// Withdraws what would make lines come or go in a file of which the chapter includes some by their numbers: these would be others
  /// then, and what is written might not be among them.
  mutating func refuseMovedLines(in chapter: Chapter) {
    let numbered = Set(chapter.source.attachments.filter(\.isNumbered).map(\.file))
    guard !numbered.isEmpty else { return }
    var refused: [Chapter.Step] = []
    for edit in edits {
      guard let step = edit.step, !refused.contains(step), edit.original.lineEnds != edit.replacement.lineEnds,
        let included = chapter.source.attachment(at: edit.range.lowerBound), numbered.contains(included.file)
      else { continue }
      refused.append(step)
      let (name, kind) =
        switch step {
        case .cell(let index): (chapter.cells[index].name, "the output of")
        case .checkedValue(let index): (chapter.checkedValues[index].expression, "the value of")
        }
      refusals.append(
        Diagnostic(
          .error, at: .init(edit.range.lowerBound..<edit.range.lowerBound, in: chapter.source),
          "\(kind) '\(name)' is not accepted: it would move the lines of '\(included.file)', of which some are included by their "
            + "numbers",
          explanation:
            "Give the part a name, from '<!-- part: name -->' to '<!-- end: name -->', and include that: part=\"name\"."
        ))
    }
    guard !refused.isEmpty else { return }
    edits.removeAll { $0.step.map(refused.contains) ?? false }
    files.removeAll { $0.step.map(refused.contains) ?? false }
    changes.removeAll { chapter.step(of: $0).map(refused.contains) ?? false }
    refusals = refusals.inOrder()
  }
}

extension [UInt8] {
  fileprivate var lineEnds: Int { count { $0 == UInt8(ascii: "\n") } }
}
