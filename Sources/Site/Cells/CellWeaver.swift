import Book

/// A cell and its output as one object: the code, what it gave, and what the check of it found.
struct CellWeaver {
  let chapter: Chapter
  let outline: ChapterOutline
  let code: CodeWeaver
  let words: any InterfaceWords
  /// The HTML of a cell's caption; nil where it has none.
  private let captionText: (Cell) -> String?

  /// The number of a cell's picture with a caption, by the cell's index.
  let figureNumbers: [Int: String]

  init(
    chapter: Chapter, report: ChapterReport, outline: ChapterOutline, code: CodeWeaver,
    words: any InterfaceWords, captionText: @escaping (Cell) -> String?
  ) {
    self.captionText = captionText
    self.chapter = chapter
    self.outline = outline
    self.code = code
    self.words = words
    var numbers = [Int: String]()
    for cell in chapter.cells where cell.options.caption != nil && !cell.options.hidden && !cell.options.hideOutput {
      guard report.cells[cell.index].shown.contains(where: \.isPicture) else { continue }
      numbers[cell.index] = "\(outline.number).\(numbers.count + 1)"
    }
    figureNumbers = numbers
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
    let name = words.copy(cell.options.title ?? words.listing(number))
    var html = "<figure class=\"\(style)\" id=\"\(id)\" data-copy=\"\(VisibleText.html(name))\">\n"
    html += "<a class=\"cell-number\" href=\"#\(id)\" aria-label=\"\(words.listing(number))\">\(number)</a>\n"
    html += code(of: cell)
    let status = status(of: report, of: cell)
    if !cell.options.hideOutput, !report.shown.isEmpty {
      html += OutputWeaver(listing: listing, words: words).html(report.shown)
    }
    if cell.options.isolated, !cell.options.noRun { html += note("quiet", words.isolated) }
    html += status
    html += caption(of: cell, number: number)
    return html + "</figure>\n"
  }

  private func code(of cell: Cell) -> String {
    let block = ShownCode(cell, outline.listings[cell.index], notes: chapter.codeNotes[cell.node])
    let html = code.html(block)
    return cell.options.fold
      ? "<details class=\"code-fold\">\n<summary>\(words.code)</summary>\n\(html)</details>\n" : html
  }

  private func caption(of cell: Cell, number: String) -> String {
    guard let caption = captionText(cell) else { return "" }
    let name = figureNumbers[cell.index].map(words.figure) ?? words.listing(number)
    return "<figcaption><b>\(name)</b> \(caption)</figcaption>\n"
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
      let line = failure.line.map { " <span class=\"line\">(\(words.line($0)))</span>" } ?? ""
      let message = VisibleText.html(failure.message)
      return "<p class=\"status failed\"><strong>\(heading(of: failure.cause))</strong> "
        + "<span class=\"message\">\(message)</span>\(line)</p>\n"
    }
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

extension ShownOutput {
  var isPicture: Bool {
    if case .picture = self { true } else { false }
  }

  var hasDrifted: Bool {
    switch self {
    case .text(_, let drifted), .tensor(_, _, let drifted), .picture(_, _, let drifted): drifted
    }
  }
}
