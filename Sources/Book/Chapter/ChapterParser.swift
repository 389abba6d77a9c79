import Markdown

/// Reads a chapter: a function of the text, but for what it asks about the figures that the text names. Whether its links
/// lead anywhere is a question to the whole book, and `LinkChecker`'s.
package struct ChapterParser {
  /// The absolute path of the chapter's folder.
  package var folder = ""
  /// The chapter's file, relative to the book's folder.
  package var file: String
  /// The language of the text, as HTML's `lang` wants it.
  package var language = "en"
  /// What a figure file holds, by its path relative to the chapter's folder.
  package var readFigure: (String) -> String?
  /// What a path names, relative to the book's folder.
  package var status: (String) -> BookFiles.Status
  /// The bytes of a file that is included, by such a path.
  package var readIncluded: (String) -> [UInt8]?

  package init(
    file: String, folder: String = "", readFigure: @escaping (String) -> String? = { _ in nil },
    status: @escaping (String) -> BookFiles.Status = { _ in .missing },
    readIncluded: @escaping (String) -> [UInt8]? = { _ in nil }
  ) {
    self.file = file
    self.folder = folder
    self.readFigure = readFigure
    self.status = status
    self.readIncluded = readIncluded
  }

  /// The parser of a chapter whose files are those of a book.
  package init(file: String, in files: BookFiles) {
    let subfolder = Path.folder(of: file)
    self.init(
      file: file, folder: Path.normalise(Path.join(files.folder, subfolder)),
      readFigure: { files.figure(Path.join(subfolder, $0)) }, status: files.status, readIncluded: files.text)
  }

  /// The chapter as far as it could be read, and everything that is wrong with it, in the order of the text.
  package func parse(_ source: SourceText) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    let (frontMatter, problems) = FrontMatterReader.read(source)
    let result = MarkdownParser.book.parse(source, from: frontMatter.range.upperBound)
    let includes = IncludeReader(
      result, from: frontMatter.range.upperBound, file: file, status: status, read: readIncluded)
    let document = includes.document
    var diagnostics = problems + includes.diagnostics
    let name = Path.withoutExtension(file)
    var reader = ChapterReader(document: document, name: name, readFigure: readFigure)
    reader.read()
    diagnostics += reader.diagnostics
    let chapter = Chapter(
      name: name, folder: folder, language: language, frontMatter: frontMatter, document: document,
      cells: reader.cells, checkedValues: reader.checkedValues, listings: reader.listings,
      codeNotes: reader.codeNotes, containers: reader.containers, steps: reader.steps,
      labels: reader.labels, captions: reader.captions)
    return (chapter, diagnostics.inOrder())
  }
}

extension Diagnostic {
  /// What is wrong with a text as Markdown.
  init(_ problem: MarkdownProblem, in source: SourceText) {
    self.init(
      problem.isWarning ? .warning : .error, at: .init(problem.range, in: source), problem.summary,
      explanation: problem.explanation)
  }
}

extension [Diagnostic] {
  /// In the order of the text; what has no location comes last, and equals keep their order.
  package func inOrder() -> [Diagnostic] {
    enumerated().sorted { a, b in
      let first = a.element.location?.range.lowerBound ?? .max
      let second = b.element.location?.range.lowerBound ?? .max
      return first != second ? first < second : a.offset < b.offset
    }.map(\.element)
  }
}
