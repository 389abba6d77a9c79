import Book
import Execution
import Foundation
import Markdown
import Storage

/// A book as it was read: its configuration, its chapters, and everything that is wrong with them.
package struct Edition: Sendable {
  package let location: BookLocation
  package let configuration: BookConfiguration
  /// All chapters, in reading order.
  package let chapters: [Chapter]
  /// Errors of the source and the configuration; with any of these nothing is run or written.
  package let diagnostics: [Diagnostic]

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Edition {
  /// Reads the book that a request means.
  package static func read(_ request: Request) throws -> Edition {
    let location = try BookLocation.find(named: request.book, from: request.workingFolder)
    let (configuration, problems) = try BookConfiguration.read(location, workingFolder: request.workingFolder)
    var diagnostics = problems
    var chapters: [Chapter] = []
    for file in configuration.chapterFiles {
      let (chapter, problems) = try readChapter(
        file, in: location.folder, configuration: configuration, workingFolder: request.workingFolder)
      diagnostics += problems
      if let chapter { chapters.append(chapter) }
    }
    return Edition(
      location: location, configuration: configuration, chapters: chapters, diagnostics: diagnostics)
  }

  private static func readChapter(
    _ file: String, in folder: String, configuration: BookConfiguration, workingFolder: String
  ) throws -> (Chapter?, [Diagnostic]) {
    let path = Path.join(folder, file)
    let source: SourceText
    do {
      source = SourceText(name: Path.relative(path, to: workingFolder), bytes: try AtomicFile.read(path))
    } catch {
      return (nil, [Diagnostic(.error, error.description)])
    }
    return parse(source, file: file, path: path, chapterFiles: configuration.chapterFiles, book: configuration)
  }

  /// Parses one chapter, with the problems of its Swift that can be seen without compiling it.
  static func parse(
    _ source: SourceText, file: String, path: String, chapterFiles: [String]?, book: BookConfiguration
  ) -> (Chapter, [Diagnostic]) {
    let folder = Path.folder(of: path)
    let parser = ChapterParser(
      file: file, folder: folder, chapterFiles: chapterFiles,
      readFigure: { figure in
        (try? AtomicFile.read(Path.join(folder, figure))).map { String(decoding: $0, as: UTF8.self) }
      },
      fileExists: { FileManager.default.fileExists(atPath: Path.join(folder, $0)) })
    let (chapter, problems) = parser.parse(source)
    return (chapter, problems + Executor.problems(of: chapter))
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
