import Markdown

/// Files of which chapters include some lines by their numbers, relative to the book's folder, each with where one does so.
package struct NumberedIncludes: Sendable {
  private(set) var references: [String: Diagnostic.Location] = [:]

  package init(in chapters: some Sequence<Chapter>) {
    for chapter in chapters {
      for attachment in chapter.source.attachments where attachment.isNumbered && references[attachment.file] == nil {
        references[attachment.file] = .init(attachment.reference, in: chapter.source)
      }
    }
  }
}

extension Acceptance {
  /// Withdraws what would make lines come or go in a file of which this chapter or another one includes some by their numbers: these
  /// would be others then, and what is written might not be among them.
  mutating func refuseMovedLines(in chapter: Chapter, besides others: NumberedIncludes) {
    let numbered = NumberedIncludes(in: [chapter]).references.merging(others.references) { own, _ in own }
    guard !numbered.isEmpty else { return }
    var refused: [Chapter.Step] = []
    for edit in edits {
      let included = chapter.source.attachment(at: edit.range.lowerBound)
      guard let step = edit.step, !refused.contains(step), edit.original.lineEnds != edit.replacement.lineEnds,
        let reference = numbered[included?.file ?? chapter.file]
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
          "\(kind) '\(name)' is not accepted: it would move the lines of '\(included?.file ?? chapter.file)', of which some are "
            + "included by their numbers",
          explanation:
            "Give the part a name, from '<!-- part: name -->' to '<!-- end: name -->', and include that: part=\"name\".",
          notes: [.init(location: reference, text: "they are included here")]))
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
