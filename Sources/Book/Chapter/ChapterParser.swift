import Markdown

/// Reads a chapter: a function of the text, but for what it asks about files that the text names.
package struct ChapterParser {
  /// The absolute path of the chapter's folder.
  package var folder = ""
  /// The chapter's file, relative to the book's folder.
  package var file: String
  /// All chapters of the book, relative to the book's folder; nil where there is no book, and links between chapters are
  /// not checked.
  package var chapterFiles: [String]?
  /// What a figure file holds, by its path relative to the chapter's folder.
  package var readFigure: (String) -> String?
  /// Whether a file is there, by its path relative to the chapter's folder.
  package var fileExists: (String) -> Bool

  package init(
    file: String, folder: String = "", chapterFiles: [String]? = nil,
    readFigure: @escaping (String) -> String? = { _ in nil },
    fileExists: @escaping (String) -> Bool = { _ in true }
  ) {
    self.file = file
    self.folder = folder
    self.chapterFiles = chapterFiles
    self.readFigure = readFigure
    self.fileExists = fileExists
  }

  /// The chapter as far as it could be read, and everything that is wrong with it, in the order of the text.
  package func parse(_ source: SourceText) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    let (frontMatter, problems) = FrontMatterReader.read(source)
    let result = MarkdownParser.book.parse(source, from: frontMatter.range.upperBound)
    var diagnostics = problems
    diagnostics += result.problems.map { problem in
      Diagnostic(.error, at: .init(problem.range, in: source), problem.summary, explanation: problem.explanation)
    }
    var reader = ChapterReader(document: result.document, name: Path.name(of: file), readFigure: readFigure)
    reader.read()
    diagnostics += reader.diagnostics
    let links = LinkChecker(
      source: source, file: file, chapterFiles: chapterFiles, fileExists: fileExists, figureFiles: reader.figureFiles)
    let chapter = Chapter(
      name: Path.name(of: file), folder: folder, frontMatter: frontMatter, document: result.document,
      cells: reader.cells, checkedValues: reader.checkedValues, steps: reader.steps)
    for document in chapter.documents { diagnostics += document.nodes.compactMap(links.check) }
    return (chapter, diagnostics.inOrder())
  }
}

extension [Diagnostic] {
  /// In the order of the text; what has no place comes last, and equals keep their order.
  func inOrder() -> [Diagnostic] {
    enumerated().sorted { a, b in
      let first = a.element.location?.range.lowerBound ?? .max
      let second = b.element.location?.range.lowerBound ?? .max
      return first != second ? first < second : a.offset < b.offset
    }.map(\.element)
  }
}
