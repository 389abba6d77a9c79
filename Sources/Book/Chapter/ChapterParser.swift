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

  package init(file: String, folder: String = "", readFigure: @escaping (String) -> String? = { _ in nil }) {
    self.file = file
    self.folder = folder
    self.readFigure = readFigure
  }

  /// The parser of a chapter whose files are those of a book.
  package init(file: String, in files: BookFiles) {
    let subfolder = Path.folder(of: file)
    self.init(file: file, folder: Path.normalise(Path.join(files.folder, subfolder))) { figure in
      files.figure(Path.join(subfolder, figure))
    }
  }

  /// The chapter as far as it could be read, and everything that is wrong with it, in the order of the text.
  package func parse(_ source: SourceText) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    let (frontMatter, problems) = FrontMatterReader.read(source)
    let result = MarkdownParser.book.parse(source, from: frontMatter.range.upperBound)
    var diagnostics = problems
    diagnostics += result.problems.map { problem in
      Diagnostic(
        problem.isWarning ? .warning : .error, at: .init(problem.range, in: source), problem.summary,
        explanation: problem.explanation)
    }
    let name = Path.withoutExtension(file)
    var reader = ChapterReader(document: result.document, name: name, readFigure: readFigure)
    reader.read()
    diagnostics += reader.diagnostics
    let chapter = Chapter(
      name: name, folder: folder, language: language, frontMatter: frontMatter, document: result.document,
      cells: reader.cells,
      checkedValues: reader.checkedValues, steps: reader.steps, labels: reader.labels)
    return (chapter, diagnostics.inOrder())
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
