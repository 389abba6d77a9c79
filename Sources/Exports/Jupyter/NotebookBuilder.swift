import Book
import Markdown
import Site
import Text

/// Makes the notebook of a chapter: its text between cells of code, which have their numbers in the order in which they run.
struct NotebookBuilder {
  private let chapter: CheckedChapter
  private let report: ChapterReport
  private let references: CrossReferences
  private let words: any InterfaceWords
  private let chapters: Set<String>
  private let authors: [String]

  init(
    _ chapter: CheckedChapter, _ report: ChapterReport, _ references: CrossReferences, words: any InterfaceWords,
    chapters: Set<String>, authors: [String]
  ) {
    self.references = references
    self.chapter = chapter
    self.report = report
    self.words = words
    self.chapters = chapters
    self.authors = authors
  }

  var notebook: JupyterNotebook {
    let source = SourcePieces(
      chapter, report, references, words: words, form: .notebook, destination: destination)
    var cells: [JupyterNotebook.NotebookCell] = []
    var texts = 0
    var number = 0
    func add(text: String) {
      texts += 1
      cells.append(.markdown(id: "text-\(texts)", source: text))
    }
    for piece in source.pieces {
      switch piece {
      case .text(let text): add(text: text)
      case .cell(let index):
        let cell = chapter.chapter.cells[index]
        if !cell.options.noRun { number += 1 }
        // A reader who asks the notebook is asked before it answers.
        let question = cell.options.hidden ? nil : source.question(of: cell, report.cells[index])
        if let question { add(text: question) }
        cells.append(
          code(cell, report.cells[index], number: cell.options.noRun ? nil : number, isAnswer: question != nil))
        var below = figures(of: cell, report.cells[index], source)
        if let caption = source.caption(of: cell) {
          let listing = chapter.outline.listings[index].number.map(words.listing) ?? ""
          below.insert("**\(listing)** \(caption)", at: 0)
        }
        if !below.isEmpty { add(text: below.joined(separator: "\n\n")) }
      }
    }
    if let works = source.works { add(text: works) }
    return JupyterNotebook(
      cells: cells,
      metadata: .init(
        title: chapter.title, authors: authors.isEmpty ? nil : authors.map { .init(name: $0) }))
  }

  /// A link as the notebook has it, beside which are those of the other chapters.
  private func destination(_ destination: String) -> String {
    let reference = URIReference(destination)
    guard case .chapter(let file, _) = LinkTarget(reference, in: chapter.chapter.file, of: chapters),
      !reference.writtenPath.isEmpty
    else { return destination }
    let path = Path.reference(to: Path.withoutExtension(file) + ".ipynb", from: Path.folder(of: chapter.chapter.file))
    return PercentEncoding.encoded(path: path) + (reference.fragment.map { "#\($0)" } ?? "")
  }

  /// The names and captions of the pictures that are figures of their own: no output has an anchor.
  private func figures(of cell: Cell, _ report: CellReport, _ source: SourcePieces) -> [String] {
    guard !cell.options.hidden, !cell.options.hideOutput else { return [] }
    return (0..<report.shown.count { $0.isPicture }).compactMap { source.heading(ofPicture: $0, of: cell) }
  }

  /// - Parameter isAnswer: whether the output is the answer of a question, which is folded.
  private func code(_ cell: Cell, _ report: CellReport, number: Int?, isAnswer: Bool) -> JupyterNotebook.NotebookCell {
    let options = cell.options
    let hidesOutput = options.hideOutput || isAnswer
    var tags: [String] = []
    if options.hidden { tags.append("remove-cell") }
    if options.fold { tags.append("hide-input") }
    if hidesOutput { tags.append("hide-output") }
    if options.fails { tags.append("raises-exception") }
    if options.noRun { tags.append("skip-execution") }
    var metadata = JupyterNotebook.CellMetadata(tags: tags.isEmpty ? nil : tags)
    if options.hidden || options.fold || hidesOutput {
      metadata.jupyter = .init(
        isSourceHidden: options.hidden || options.fold ? true : nil,
        areOutputsHidden: options.hidden || hidesOutput ? true : nil)
    }
    return .code(
      id: chapter.outline.listings[cell.index].id,
      source: cell.codeWithoutMarks.withoutLastNewline,
      outputs: outputs(of: cell, report, number: number ?? 0), number: number, metadata: metadata)
  }

  // MARK: Outputs

  private func outputs(of cell: Cell, _ report: CellReport, number: Int) -> [JupyterNotebook.Output] {
    var outputs: [JupyterNotebook.Output] = []
    for (index, output) in report.shown.enumerated() {
      let isLast = index == report.shown.count - 1
      switch output.content {
      case .text(let text):
        outputs += self.outputs(text.text, resultLines: isLast ? report.resultLines : 0, cell, number)
      case .errors(let text):
        outputs.append(.stream(text.lines.map { $0.text + "\n" }.joined(), isErrors: true))
      case .value(let text, let form):
        var data = ["text/plain": text.withoutLastNewline]
        switch form {
        case .tensor: break
        case .table(let value): data["text/html"] = TextTable(text, of: value)?.table()
        case .html(let value): data["text/html"] = HTMLWeaver(text, of: value)?.fragment()
        }
        outputs.append(shown(data, isLast, cell, number))
      case .picture(let svg, let description):
        outputs.append(shown(["image/svg+xml": svg, "text/plain": description], isLast, cell, number))
      }
    }
    return outputs
  }

  /// What was printed, and the value or the message after it.
  private func outputs(
    _ text: String, resultLines: Int, _ cell: Cell, _ number: Int
  ) -> [JupyterNotebook.Output] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let printed = lines.dropLast(resultLines)
    let result = lines.suffix(resultLines).joined(separator: "\n")
    var outputs: [JupyterNotebook.Output] = []
    if !printed.isEmpty { outputs.append(.stream(printed.map { $0 + "\n" }.joined(), isErrors: false)) }
    guard resultLines > 0 else { return outputs }
    if cell.options.fails {
      let colon = result.range(of: ": ")
      outputs.append(
        .error(
          name: colon.map { String(result[..<$0.lowerBound]) } ?? "Error",
          message: colon.map { String(result[$0.upperBound...]) } ?? result))
    } else {
      outputs.append(shown(["text/plain": result], true, cell, number))
    }
    return outputs
  }

  private func shown(_ data: [String: String], _ isLast: Bool, _ cell: Cell, _ number: Int) -> JupyterNotebook.Output {
    isLast && !cell.options.noRun ? .result(data: data, number: number) : .display(data: data)
  }
}

extension String {
  fileprivate var withoutLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
