import Book
import Execution

/// A book as it was read: its configuration, its chapters, and everything that is wrong with them.
package struct LoadedBook: Sendable {
  package let location: BookLocation
  package let configuration: BookConfiguration
  /// All chapters, in reading order.
  package let chapters: [Chapter]
  /// Errors of the source and the configuration; with any of these nothing is run or written.
  package let diagnostics: [Diagnostic]

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension LoadedBook {
  /// Reads the book that a request means.
  ///
  /// - Throws: `BookLocation.NotFound` where there is none.
  package static func read(_ request: Request) throws -> LoadedBook {
    let location = try BookLocation.find(named: request.book, workingFolder: request.workingFolder)
    let loader = BookLoader(location)
    let (read, problems) = loader.configuration()
    var diagnostics = problems
    guard let configuration = read else {
      return LoadedBook(
        location: location, configuration: BookConfiguration(title: "", parts: []), chapters: [],
        diagnostics: diagnostics)
    }
    var chapters: [Chapter] = []
    for file in configuration.chapterFiles {
      let (chapter, problems) = loader.chapter(file, of: configuration)
      diagnostics += problems
      if let chapter { chapters.append(chapter) }
    }
    diagnostics += BookLoader.sharedFigures(of: chapters)
    return LoadedBook(
      location: location, configuration: configuration, chapters: chapters, diagnostics: diagnostics)
  }

  /// The chapters that a request is restricted to.
  package func chapters(named names: [String]) throws -> [Chapter] {
    guard !names.isEmpty else { return chapters }
    for name in names where !chapters.contains(where: { $0.isNamed(name) }) {
      let known = chapters.map(\.name)
      throw UsageProblem(
        description: "the book has no chapter '\(name)'. "
          + Spelling.advice(for: name, among: known, choices: "It has:"))
    }
    return chapters.filter { chapter in names.contains(where: chapter.isNamed) }
  }
}

extension Chapter {
  /// Whether a user means this chapter: by its name, or by its file.
  fileprivate func isNamed(_ name: String) -> Bool {
    name == self.name || Path.name(of: name) == self.name && name.hasSuffix(".md")
  }
}
