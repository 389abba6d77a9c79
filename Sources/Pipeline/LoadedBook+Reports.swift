import Book
import Outputs

extension LoadedBook {
  /// What the comparison of a chapter with a fresh run gives; each drift with what `accept` would write in answer to it.
  package func report(of chapter: Chapter, _ results: ChapterResults, exact: Bool) -> ChapterReport {
    var report = ChapterReport(chapter, results, exact: exact, readFigure: figureReader(beside: chapter))
    report.diagnostics = withReplacements(report.diagnostics, of: chapter, results, exact: exact)
    return report
  }

  /// What is found of a step that has come to its end, while those below it still run.
  package func diagnostics(
    of step: Chapter.Step, in chapter: Chapter, _ output: StepOutput, exact: Bool
  ) -> [Diagnostic] {
    // Whether a cell fails as it must is known at its end.
    if case .cell(let index) = step, chapter.cells[index].options.fails { return [] }
    if case .checkedValue = step, output.value == nil { return [] }
    let results = ChapterResults(of: step, in: chapter, output)
    let found = ChapterReport.diagnostics(
      of: step, in: chapter, results, exact: exact, readFigure: figureReader(beside: chapter))
    return withReplacements(found, of: chapter, results, exact: exact)
  }

  /// Drifts with what `accept` would write in answer to them.
  private func withReplacements(
    _ diagnostics: [Diagnostic], of chapter: Chapter, _ results: ChapterResults, exact: Bool
  ) -> [Diagnostic] {
    // Where outputs show lines of the chapter, they change once more when the chapter does.
    guard diagnostics.contains(where: { $0.severity == .drift }), !chapter.mentionsLines else { return diagnostics }
    let acceptance = acceptance(of: chapter, results, exact: exact)
    return diagnostics.map { diagnostic in
      guard diagnostic.severity == .drift else { return diagnostic }
      var diagnostic = diagnostic
      diagnostic.replacements = acceptance.replacements(for: diagnostic, of: chapter)
      return diagnostic
    }
  }

  /// What `accept` would write into a chapter, and beside it.
  ///
  /// - Parameters:
  ///   - names: the full names of the cells that are meant; nil for all, and the prose.
  ///   - values: the indices of checked values that are meant beside these.
  ///   - owners: the cells of figure files that chapters before it have been given.
  package func acceptance(
    of chapter: Chapter, _ results: ChapterResults, names: Set<String>? = nil, values: Set<Int> = [], exact: Bool,
    besides owners: [String: String] = [:]
  ) -> Acceptance {
    Acceptance(
      chapter, results, names: names, values: values, exact: exact,
      figureOwners: figureOwners(besides: chapter).merging(owners) { $1 },
      numberedIncludes: NumberedIncludes(in: chapters), readFigure: figureReader(beside: chapter))
  }

  /// Reads the figure files of a chapter, by their paths relative to its folder.
  func figureReader(beside chapter: Chapter) -> (String) -> String? {
    { [files] path in files.figure(Path.join(chapter.folder, path)) }
  }
}
