import Book

extension LoadedBook {
  /// What the comparison of a chapter with a fresh run gives; each drift with what `accept` would write in answer to it.
  func report(of chapter: Chapter, _ results: ChapterResults, exact: Bool) -> ChapterReport {
    let readFigure = figureReader(beside: chapter)
    var report = ChapterReport(chapter, results, exact: exact, readFigure: readFigure)
    // Where outputs show lines of the chapter, they change once more when the chapter does.
    guard report.diagnostics.contains(where: { $0.severity == .drift }), !chapter.mentionsLines else { return report }
    let acceptance = Acceptance(
      chapter, results, exact: exact, figureOwners: figureOwners(besides: chapter), readFigure: readFigure)
    for index in report.diagnostics.indices where report.diagnostics[index].severity == .drift {
      report.diagnostics[index].replacements = acceptance.replacements(for: report.diagnostics[index], of: chapter)
    }
    return report
  }

  /// Reads the figure files of a chapter, by their paths relative to its folder.
  func figureReader(beside chapter: Chapter) -> (String) -> String? {
    { [files] path in files.figure(Path.join(chapter.folder, path)) }
  }
}
