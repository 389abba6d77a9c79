import Book

/// The note about an output, which a sign at its edge unfolds: how it was compared, when it may move, and with which listings it was
/// computed. As that of a checked number it needs no script.
struct OutputNoteWeaver {
  private let outline: ChapterOutline
  private let uses: CellUses
  private let words: any InterfaceWords

  init(_ report: ChapterReport, outline: ChapterOutline, words: any InterfaceWords) {
    self.outline = outline
    self.words = words
    uses = CellUses(report.cells)
  }

  /// Nothing for an output of which the page says what is wrong with it.
  func html(_ cell: Cell, _ report: CellReport) -> String {
    let rule: String
    switch report.verdict {
    case .agrees: rule = self.rule(of: cell, report)
    case .notCompared where !cell.options.noRun: rule = words.values.volatile
    default: return ""
    }
    let listings = uses.cells[cell.index].compactMap { index in
      let listing = outline.listings[index]
      return listing.number.map {
        "<a href=\"#\(VisibleText.html(listing.id))\">\(HTMLEscape.text(words.listing($0)))</a>"
      }
    }
    let source = listings.isEmpty ? "" : " · " + words.values.using(words.list(listings))
    let sign = if case .agrees = report.verdict { "✓" } else { "…" }
    return
      "<details class=\"how\"><summary aria-label=\"\(HTMLEscape.text(words.values.aboutOutput))\">\(sign)</summary>"
      + "<p>\(HTMLEscape.text(rule))\(source)</p></details>\n"
  }

  private func rule(of cell: Cell, _ report: CellReport) -> String {
    switch Comparison.kind(of: cell, report.shown) {
    case .exact: words.values.outputExact
    case .lastDigit: words.values.outputLastDigit
    case .within(let tolerance):
      report.shown.contains(where: \.isPicture)
        ? words.values.drawingWithin(tolerance.shortText) : words.values.outputWithin(tolerance.shortText)
    case .elided: words.values.outputElided
    }
  }
}
