import Book

/// A cell and its output as one object: the code, what it gave, and what the check of it found.
struct CellWeaver {
  let chapter: Chapter
  let outline: ChapterOutline
  let code: CodeWeaver
  let references: ReferenceWeaver
  private let figures: FigureWeaver
  private let margin: MarginLayout
  private let names: NameLinks
  private let notes: OutputNoteWeaver
  private var words: any InterfaceWords { references.words }
  /// The HTML of the caption of a cell or a picture; nil where it has none.
  private let captionText: (Int) -> String?

  init(
    chapter: Chapter, outline: ChapterOutline, code: CodeWeaver, references: ReferenceWeaver,
    figures: FigureWeaver, margin: MarginLayout, names: NameLinks, notes: OutputNoteWeaver,
    captionText: @escaping (_ node: Int) -> String?
  ) {
    self.captionText = captionText
    self.chapter = chapter
    self.outline = outline
    self.code = code
    self.references = references
    self.figures = figures
    self.margin = margin
    self.names = names
    self.notes = notes
  }

  /// The HTML of a cell; empty for a hidden one, unless it failed: a failure is never hidden.
  func html(_ cell: Cell, _ report: CellReport) -> String {
    let listing = outline.listings[cell.index]
    guard let number = listing.number else {
      guard case .failed = report.verdict else { return "" }
      return
        "<figure class=\"cell\" id=\"\(VisibleText.html(listing.id))\">\n\(status(of: report, of: cell))</figure>\n"
    }
    let id = VisibleText.html(listing.id)
    var style = "cell"
    if cell.options.fails { style += " fails" }
    if cell.options.wide { style += " wide" }
    let copy = words.copy(cell.options.title ?? words.listing(number))
    var html =
      "<figure class=\"\(style)\" id=\"\(id)\"\(margin.attribute(ofBox: cell.node)) data-copy=\"\(VisibleText.html(copy))\">\n"
    let name = HTMLEscape.text(words.listing(number))
    html += "<a class=\"cell-number\" href=\"#\(id)\">\(name)</a>\n"
    html += references.uses(of: outline.target(ofNode: cell.node))
    html += code(of: cell)
    let status = status(of: report, of: cell)
    if !cell.options.hideOutput, !report.shown.isEmpty {
      let output = OutputWeaver(
        listing: listing, words: words, isOnPage: true, note: notes.html(cell, report),
        figure: { figure(of: cell, $0, $1) }
      ).html(report.shown)
      html += QuestionWeaver(cell, report, words: words)?.html(around: output) ?? output
    }
    if cell.options.isolated, !cell.options.noRun { html += note("quiet", words.isolated) }
    html += status
    html += caption(of: cell)
    return html + "</figure>\n"
  }

  private func code(of cell: Cell) -> String {
    var block = ShownCode(cell, outline.listings[cell.index], notes: chapter.codeNotes[cell.node])
    block.links = names.links(inCell: cell.index)
    let html = code.html(block)
    return cell.options.fold
      ? "<details class=\"code-fold\">\n<summary>\(words.code)</summary>\n\(html)</details>\n" : html
  }

  /// A picture that the cell documents with an id, as the figure that it is.
  private func figure(of cell: Cell, _ index: Int, _ picture: String) -> String? {
    let nodes = cell.pictures.map(\.node)
    guard index < nodes.count, chapter.labels.contains(where: { $0.node == nodes[index] }) else { return nil }
    let node = nodes[index]
    // What the cell's caption speaks of, and what has neither a number nor words of its own, has no caption.
    let isCaptioned = chapter.captionedFigure(of: cell) == node
    return figures.figure(
      picture, at: node, caption: isCaptioned || outline.target(ofNode: node) == nil ? nil : captionText(node) ?? "")
  }

  private func caption(of cell: Cell) -> String {
    guard let caption = captionText(cell.node) else { return "" }
    // The number of the listing stands at its code; a caption that is a figure's says which.
    let figure = chapter.captionedFigure(of: cell).flatMap { outline.target(ofNode: $0) }
    let name = figure.flatMap { words.name(of: $0) }.map { "<b>\(HTMLEscape.text($0))</b> " } ?? ""
    return "<figcaption>\(name)\(caption)\(references.uses(of: figure))</figcaption>\n"
  }

  /// What the check of the cell found, where that is not simply "all agrees".
  private func status(of report: CellReport, of cell: Cell) -> String {
    switch report.verdict {
    case .agrees:
      let showsMessage = !cell.options.hideOutput && !report.shown.isEmpty
      return cell.options.fails && showsMessage ? note("quiet", words.failsOnPurpose) : ""
    case .notCompared:
      if cell.options.noRun { return note("quiet", words.notRun) }
      return report.shown.isEmpty || cell.options.hideOutput
        ? "" : note("quiet", words.notCompared)
    case .drifted:
      // Each drifted output says so itself, where it is shown.
      guard cell.options.hideOutput || !report.shown.contains(where: \.hasDrifted) else { return "" }
      return note("drifted", words.drifted)
    case .pending: return ""
    case .undocumented: return note("drifted", words.undocumented)
    case .notRun: return note("quiet", words.notReached)
    case .failed(let failure):
      var messages = [CellFailure.CompilerError(failure.message, line: failure.line)]
      if case .doesNotCompile(let errors) = failure.cause, !errors.isEmpty { messages = errors }
      let html = messages.map { message in
        let line = ownLine(message.line).map { " <span class=\"line\">(\(words.line($0)))</span>" } ?? ""
        return "<span class=\"message\">\(VisibleText.html(message.text))</span>\(line)"
      }
      return "<p class=\"status failed\"><strong>\(heading(of: failure.cause))</strong> "
        + html.joined(separator: "<br>\n") + "</p>\n"
    }
  }

  /// The line of the chapter at which a cell failed; nil where that is in a file that the chapter includes.
  private func ownLine(_ line: Int?) -> Int? {
    guard let line, (1...chapter.source.lineStarts.count).contains(line) else { return line }
    return chapter.source.attachment(at: chapter.source.lineRange(line).lowerBound) == nil ? line : nil
  }

  private func note(_ style: String, _ text: String) -> String { "<p class=\"status \(style)\">\(text)</p>\n" }

  private func heading(of cause: CellFailure.Cause) -> String {
    switch cause {
    case .doesNotCompile: words.didNotCompile
    case .didNotFail: words.didNotFail
    case .timeout: words.ranOutOfTime
    case .memory: words.ranOutOfMemory
    default: words.failed
    }
  }
}
