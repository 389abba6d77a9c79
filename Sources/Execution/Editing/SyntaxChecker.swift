import Book

/// Says what is wrong with the syntax of a chapter's cells while they are written, in the compiler's words. Nothing is compiled.
package final class SyntaxChecker: Sendable {
  private let workshop: ChapterWorkshop

  init(_ workshop: ChapterWorkshop) { self.workshop = workshop }

  /// Looks at one chapter after the other.
  ///
  /// - Returns: what is wrong, as the diagnostics of a run in which nothing ran.
  package func check(_ chapter: Chapter) throws -> FinishedRun {
    var run = workshop.run(chapter, moduleCount: 0, nil) { _ in }
    try run.findSyntaxErrors(ChapterPlan(chapter))
    run.record.findings.removeAll { $0.severity != .error }
    return FinishedRun(run.record, of: chapter)
  }
}
