import Book
import Pipeline

/// What is to be shown of a chapter as its text stands now.
struct ChapterFindings {
  /// In the order of the text, and of those that it includes.
  let diagnostics: [Diagnostic]

  init(_ document: OpenDocument, _ chapter: Chapter, _ book: LoadedBook) {
    let files = chapter.sourceNames
    var all = book.diagnostics.filter { $0.location.map { files.contains($0.file) } ?? false }
    if let syntax = document.syntax, syntax.isWhole(for: chapter) { all += syntax.results(for: chapter).diagnostics }
    if let early = document.early, early.chapter.hasSameSteps(as: chapter) {
      if early.chapter.source.bytes == chapter.source.bytes { all += early.compiled }
      for (step, output) in early.outputs where step != early.last && chapter.steps.indices.contains(step) {
        all += book.diagnostics(of: chapter.steps[step], in: chapter, output, exact: false)
      }
    }
    if let run = document.run {
      // Of a step that an error kept from running, and that has none any more, nothing is known.
      let known = run.knownSteps(of: chapter, refusing: book.refusedSteps(of: chapter))
      let pending = Set(chapter.steps[known...])
      all += book.report(of: chapter, run.results(for: chapter), exact: false).diagnostics.filter { diagnostic in
        chapter.step(of: diagnostic).map { !pending.contains($0) } ?? true
      }
    }
    var seen: Set<Identity> = []
    diagnostics = all.filter { seen.insert(Identity(of: $0)).inserted }.inOrder()
  }

  /// What the syntax alone and the compiler find is one problem.
  private struct Identity: Hashable {
    let file: String?
    let range: Range<Int>?
    let summary: String

    init(of diagnostic: Diagnostic) {
      file = diagnostic.location?.file
      range = diagnostic.location?.range
      summary = diagnostic.summary
    }
  }
}

extension Answers.Diagnostic {
  /// - Parameters:
  ///   - range: gives what a location means to the editor.
  ///   - location: the same for locations in any file.
  init(
    _ diagnostic: Diagnostic, takesRelatedInformation: Bool, range: (Diagnostic.Location) -> TextRange,
    location: (Diagnostic.Location) -> Answers.Location
  ) {
    self.range =
      diagnostic.location.map(range)
      ?? TextRange(start: Position(line: 0, character: 0), end: Position(line: 0, character: 0))
    severity =
      switch diagnostic.severity {
      case .error, .drift: .error
      case .warning: .warning
      case .note: .information
      }
    code = diagnostic.severity.rawValue
    var lines = [diagnostic.summary] + diagnostic.shownDifferences
    if let explanation = diagnostic.explanation { lines.append(explanation) }
    var related: [Answers.RelatedInformation] = []
    for note in diagnostic.notes {
      if let position = note.location, takesRelatedInformation {
        related.append(.init(location: location(position), message: note.text))
      } else {
        lines.append("note: " + (note.location.map { "line \($0.start.line): " } ?? "") + note.text)
      }
    }
    message = lines.joined(separator: "\n")
    relatedInformation = related.isEmpty ? nil : related
  }
}

extension Diagnostic {
  /// The first lines that differ, as reports on a terminal have them.
  fileprivate var shownDifferences: [String] {
    let shown = differences.prefix(8).flatMap { difference in
      [difference.documented.map { "- " + $0 }, difference.fresh.map { "+ " + $0 }].compactMap(\.self)
    }
    let further = differences.count + furtherDifferences - min(differences.count, 8)
    return shown + (further > 0 ? ["… \(further) more"] : [])
  }
}
