import Book
import Glibc
import Storage
import Text

extension LoadedBook {
  /// The figure files that are of no use to a chapter any more when something of it is accepted, by their absolute paths, each with what
  /// shows it all the same.
  ///
  /// - Parameter others: `otherTexts`, read once.
  func obsoleteFiles(
    _ acceptance: Acceptance, of chapter: Chapter, others: () -> [OtherText]
  ) -> [(path: String, user: String?)] {
    acceptance.obsoleteFiles.map { Path.join(chapter.folder, $0) }
      .map { ($0, user(of: $0, besides: chapter, others: others)) }
  }

  /// Writes the figure files of what is accepted of a chapter, removes those that are of no use any more, and leaves the chapter itself.
  package func writeFigures(_ acceptance: Acceptance, of chapter: Chapter) throws {
    try checkFigures(of: acceptance, of: chapter)
    try acceptance.writeFigures(of: chapter)
    lazy var texts = otherTexts
    let written = Set(acceptance.files.map { Path.join(chapter.folder, $0.path) })
    for file in obsoleteFiles(acceptance, of: chapter, others: { texts })
    where file.user == nil && !written.contains(file.path) {
      unlink(file.path)
    }
  }

  /// Throws where the figures of what is accepted of a chapter cannot be written.
  package func checkFigures(of acceptance: Acceptance, of chapter: Chapter) throws {
    if let problem = problem(ofFigures: acceptance, of: chapter) { throw FigureProblem(description: problem.summary) }
  }

  private struct FigureProblem: UserError {
    let description: String
  }

  /// Why the figures of a chapter cannot be written; nil where they can be.
  func problem(ofFigures acceptance: Acceptance, of chapter: Chapter) -> Diagnostic? {
    let figures = acceptance.files.map { Path.join(chapter.folder, $0.path) }
    guard let outside = figures.first(where: { !files.contains($0) }) else { return nil }
    return Diagnostic(
      .error,
      "nothing of '\(chapter.source.name)' is accepted: its figure '\(Path.relative(outside, to: chapter.folder))' would be "
        + "written outside of the book's folder, through a symbolic link",
      explanation: "Put a folder in the place of the link.")
  }
}

extension Acceptance {
  /// Writes the figure files of a chapter, and nothing into the chapter.
  func writeFigures(of chapter: Chapter) throws {
    for file in files {
      let target = Path.join(chapter.folder, file.path)
      try AtomicFile.createFolder(Path.folder(of: target))
      try AtomicFile.write(Array(file.content.utf8), to: target)
    }
  }
}
