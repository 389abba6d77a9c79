import Book
import Site
import Storage
import Text

/// A book as it was read: its configuration, its chapters, and everything that is wrong with them.
package struct LoadedBook: Sendable {
  package let location: BookLocation
  /// The files of its folder.
  package let files: BookFiles
  package let configuration: BookConfiguration
  /// All chapters, in reading order.
  package let chapters: [Chapter]
  /// What links can refer to in them.
  package let outline: BookOutline
  /// The works that they can refer to; nil where there are none.
  package let bibliography: Bibliography?
  /// What the book has of a theme of its own.
  package var theme = ThemeOverrides()
  /// Errors of the source and the configuration; with any of these nothing is run or written.
  package let diagnostics: [Diagnostic]
  /// Those of them that are about links, works and the site: they keep a site from being written, and nothing from being accepted.
  var linkDiagnostics: Set<Diagnostic> = []
}

extension LoadedBook {
  /// What concerns a request for some of the chapters: of another one only that there is something wrong with it, since it
  /// may be half written.
  func diagnostics(concerning chosen: [Chapter]) -> [Diagnostic] {
    let others = Set(chapters.flatMap(\.sourceNames)).subtracting(chosen.flatMap(\.sourceNames))
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

  /// Whether an error of the source is in a chapter or in something that it includes, other than a link that leads nowhere: then nobody
  /// knows what its author means by it.
  func hasErrors(_ chapter: Chapter) -> Bool {
    let names = chapter.sourceNames
    return diagnostics.contains { diagnostic in
      diagnostic.severity == .error && !linkDiagnostics.contains(diagnostic)
        && diagnostic.location.map { names.contains($0.file) } == true
    }
  }

  /// Reads the book that a request means.
  ///
  /// - Throws: `BookLocation.NotFound` where there is none.
  package static func read(_ request: Request) throws -> LoadedBook { read(try request.location()) }

  /// - Parameters:
  ///   - texts: what stands in chapters and in what they include, by their files, in the place of what these hold.
  ///   - memory: what was read of it before; nil where it is read once.
  package static func read(
    _ location: BookLocation, texts: [String: [UInt8]] = [:], remembering memory: LoadedBookMemory? = nil
  ) -> LoadedBook {
    let loader = BookLoader(location, files: BookFiles(location.folder, texts: texts), remembering: memory?.chapters)
    let (read, problems) = loader.configuration()
    guard let configuration = read else {
      return LoadedBook(
        location: location, files: loader.files, configuration: BookConfiguration(title: "", parts: []), chapters: [],
        outline: BookOutline([], files: []), bibliography: nil, diagnostics: problems)
    }
    memory?.begin(configuration)
    let loaded = configuration.chapterFiles.mappedSideBySide { loader.chapter($0, of: configuration) }
    let chapters = loaded.compactMap(\.chapter)
    let outline =
      memory?.outline(chapters, numbers: configuration.chapterNumbers)
      ?? BookOutline(chapters, numbers: configuration.chapterNumbers)
    let (bibliography, bibliographyProblems) = loader.bibliography(of: configuration)
    let checker = ChapterChecker(configuration, outline, bibliography, loader.files)
    var diagnostics = problems + bibliographyProblems
    var linkDiagnostics: Set<Diagnostic> = []
    let files = Set(configuration.chapterFiles)
    memory?.begin(outline, of: chapters, bibliography)
    for (chapter, problems) in loaded {
      guard let chapter else {
        diagnostics += problems
        continue
      }
      let linkProblems =
        memory?.linkProblems(of: chapter, of: files) { checker.linkProblems(of: chapter) }
        ?? checker.linkProblems(of: chapter)
      linkDiagnostics.formUnion(linkProblems)
      diagnostics += (problems + linkProblems + checker.activeContent(of: chapter)).inOrder()
    }
    diagnostics += BookLoader.sharedFigures(of: chapters)
    let (theme, themeProblems) = ThemeOverrides.read(loader.files, displayName: location.displayName)
    diagnostics += themeProblems
    linkDiagnostics.formUnion(themeProblems)
    let redirectProblems = RedirectChecker(outline, files: configuration.chapterFiles)
      .problems(of: configuration.redirects)
    diagnostics += redirectProblems
    linkDiagnostics.formUnion(redirectProblems + bibliographyProblems)
    return LoadedBook(
      location: location, files: loader.files, configuration: configuration, chapters: chapters,
      outline: outline, bibliography: bibliography, theme: theme, diagnostics: diagnostics,
      linkDiagnostics: linkDiagnostics)
  }

  /// The book with another text in the place of a chapter, or of what chapters include: only these are read again, nor is looked at where
  /// the links of others lead now.
  ///
  /// - Parameter text: nil for what the file itself holds.
  package func replacing(_ file: String, by text: [UInt8]?) -> LoadedBook {
    var files = files
    files.texts[file] = text
    let loader = BookLoader(location, files: files)
    var chapters = chapters
    var outline = outline
    var read: [(chapter: Chapter, problems: [Diagnostic])] = []
    var names: Set<String> = []
    for (index, chapter) in chapters.enumerated() where chapter.file == file || chapter.includes(file) {
      let (new, problems) = loader.chapter(chapter.file, of: configuration)
      guard let new else { continue }
      names.formUnion(chapter.sourceNames.union(new.sourceNames))
      chapters[index] = new
      outline.update(new)
      read.append((new, problems))
    }
    let checker = ChapterChecker(configuration, outline, bibliography, files)
    let others = diagnostics.filter { !names.contains($0.location?.file ?? "") }
    var found: [Diagnostic] = []
    var foundLinks: Set<Diagnostic> = []
    for (chapter, problems) in read {
      let linkProblems = checker.linkProblems(of: chapter)
      foundLinks.formUnion(linkProblems)
      found += (problems + linkProblems + checker.activeContent(of: chapter)).inOrder()
    }
    return LoadedBook(
      location: location, files: files, configuration: configuration, chapters: chapters,
      outline: outline, bibliography: bibliography, theme: theme,
      diagnostics: others + found,
      linkDiagnostics: linkDiagnostics.intersection(others).union(foundLinks))
  }
}

/// What is looked at in a chapter once the others are known.
private struct ChapterChecker {
  private let links: LinkChecker
  private let citations: CitationChecker
  private let active: ActiveContentChecker?

  init(
    _ configuration: BookConfiguration, _ outline: BookOutline, _ bibliography: Bibliography?, _ files: BookFiles
  ) {
    citations = CitationChecker(bibliography)
    links = LinkChecker(
      outline, files: configuration.chapterFiles, names: { files.names(in: $0) }, status: files.status)
    active = configuration.refusesHTML ? ActiveContentChecker(files: configuration.chapterFiles) : nil
  }

  /// What is wrong with where links and citations lead.
  func linkProblems(of chapter: Chapter) -> [Diagnostic] {
    (links.problems(of: chapter) + citations.problems(of: chapter)).inOrder()
  }

  func activeContent(of chapter: Chapter) -> [Diagnostic] { active?.problems(of: chapter) ?? [] }
}
