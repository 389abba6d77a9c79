import Book

extension LoadedBook {
  /// What the comparison of a chapter with a fresh run gives; each drift with what `accept` would write in answer to it.
  func report(of chapter: Chapter, _ results: ChapterResults, exact: Bool) -> ChapterReport {
    var report = ChapterReport(chapter, results, exact: exact, readFigure: figureReader(beside: chapter))
    report.diagnostics = withReplacements(report.diagnostics, of: chapter, results, exact: exact)
    return report
  }

  /// Drifts with what `accept` would write in answer to them.
  func withReplacements(
    _ diagnostics: [Diagnostic], of chapter: Chapter, _ results: ChapterResults, exact: Bool
  ) -> [Diagnostic] {
    // Where outputs show lines of the chapter, they change once more when the chapter does.
    guard diagnostics.contains(where: { $0.severity == .drift }), !chapter.mentionsLines else { return diagnostics }
    let acceptance = Acceptance(
      chapter, results, exact: exact, figureOwners: figureOwners(besides: chapter),
      readFigure: figureReader(beside: chapter))
    return diagnostics.map { diagnostic in
      guard diagnostic.severity == .drift else { return diagnostic }
      var diagnostic = diagnostic
      diagnostic.replacements = acceptance.replacements(for: diagnostic, of: chapter)
      return diagnostic
    }
  }

  /// Reads the figure files of a chapter, by their paths relative to its folder.
  func figureReader(beside chapter: Chapter) -> (String) -> String? {
    { [files] path in files.figure(Path.join(chapter.folder, path)) }
  }
}
