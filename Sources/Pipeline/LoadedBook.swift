import Book
import Text

/// A book as it was read: its configuration, its chapters, and everything that is wrong with them.
package struct LoadedBook: Sendable {
  package let location: BookLocation
  /// The files of its folder.
  package let files: BookFiles
  package let configuration: BookConfiguration
  /// All chapters, in reading order.
  package let chapters: [Chapter]
  /// Errors of the source and the configuration; with any of these nothing is run or written.
  package let diagnostics: [Diagnostic]
  /// Those of them that are about links: they keep a site from being written, and nothing from being accepted.
  var linkDiagnostics: Set<Diagnostic> = []
}

extension LoadedBook {
  /// What concerns a request for some of the chapters: of another one only that there is something wrong with it, since it
  /// may be half written.
  func diagnostics(concerning chosen: [Chapter]) -> [Diagnostic] {
    let others = Set(chapters.map(\.source.name)).subtracting(chosen.map(\.source.name))
    let isElsewhere = { (diagnostic: Diagnostic) in diagnostic.location.map { others.contains($0.file) } ?? false }
    let errors = diagnostics.filter { $0.severity == .error && isElsewhere($0) }
    let files = Dictionary(grouping: errors) { $0.location?.file ?? "" }.sorted { $0.key < $1.key }
    return diagnostics.filter { !isElsewhere($0) }
      + files.map { file, errors in
        Diagnostic(
          .warning, "'\(file)' has \(counted(errors.count, "error")) of its source",
          explanation: "It is not among the chapters that are named, so this is only a warning.")
      }
  }

  /// Reads the book that a request means.
  ///
  /// - Throws: `BookLocation.NotFound` where there is none.
  package static func read(_ request: Request) throws -> LoadedBook { read(try request.location()) }

  package static func read(_ location: BookLocation) -> LoadedBook {
    let loader = BookLoader(location)
    let (read, problems) = loader.configuration()
    guard let configuration = read else {
      return LoadedBook(
        location: location, files: loader.files, configuration: BookConfiguration(title: "", parts: []), chapters: [],
        diagnostics: problems)
    }
    let files = configuration.chapterFiles
    let loaded = files.map { loader.chapter($0, language: configuration.language) }
    let chapters = loaded.compactMap(\.chapter)
    let links = LinkChecker(chapters, files: files, status: loader.files.status)
    let activeContent = configuration.refusesHTML ? ActiveContentChecker(files: files) : nil
    var diagnostics = problems
    var linkDiagnostics: Set<Diagnostic> = []
    for (chapter, problems) in loaded {
      guard let chapter else {
        diagnostics += problems
        continue
      }
      let refused = activeContent?.problems(of: chapter) ?? []
      let linkProblems = links.problems(of: chapter)
      linkDiagnostics.formUnion(linkProblems)
      diagnostics += (problems + linkProblems + refused).inOrder()
    }
    diagnostics += BookLoader.sharedFigures(of: chapters)
    return LoadedBook(
      location: location, files: loader.files, configuration: configuration, chapters: chapters,
      diagnostics: diagnostics, linkDiagnostics: linkDiagnostics)
  }
}
