import Book
import Text

/// The note about an output, which a sign at its edge unfolds: what it is, how it was compared, and with what it may change. As that of a
/// checked number it needs no script.
struct OutputNoteWeaver {
  let dependences: DependenceWeaver
  private var words: any InterfaceWords { dependences.words }

  /// Nothing for an output of which the page says what is wrong with it.
  func html(_ cell: Cell, _ report: CellReport) -> String {
    let rule: String
    switch report.verdict {
    case .agrees: rule = self.rule(of: cell, report)
    case .notCompared where !cell.options.noRun: rule = words.values.volatile
    default: return ""
    }
    var texts = [words.list(report.origins.map(name)), rule].filter { !$0.isEmpty }
    if let first = texts.first { texts[0] = first.prefix(1).uppercased() + first.dropFirst() }
    let parts = texts.map(HTMLEscape.text) + dependences.html(ofCell: cell.index)
    let sign = if case .agrees = report.verdict { "✓" } else { "…" }
    return
      "<details class=\"how\"><summary aria-label=\"\(HTMLEscape.text(words.values.aboutOutput))\">\(sign)</summary>"
      + "<p>\(parts.joined(separator: " · "))</p></details>\n"
  }

  private func name(of origin: CellReport.OutputOrigin) -> String {
    switch origin {
    case .printed: words.values.printed
    case .errors: words.values.errors
    case .value: words.values.value
    case .picture: words.values.picture
    case .message: words.values.message
    }
  }

  private func rule(of cell: Cell, _ report: CellReport) -> String {
    let values = words.values
    let rule: String
    switch Comparison.kind(of: cell, report.shown) {
    case .exact: return values.exact
    case .elided: return values.elided
    case .lastDigit: rule = values.lastDigit
    case .within(let tolerance):
      let isDrawn = report.shown.contains(where: \.isPicture)
      rule = values.fill(isDrawn ? values.drawingWithin : values.within, tolerance.shortText)
    }
    return report.shown.contains(where: \.holdsPixels) ? rule + ", " + values.pixels : rule
  }
}

extension ShownOutput {
  /// Whether it is a picture that holds one of pixels.
  fileprivate var holdsPixels: Bool {
    if case .picture(let svg, _) = content { svg.hasBytes(of: "<image") } else { false }
  }
}
