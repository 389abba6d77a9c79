import Book

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
    let origin = words.list(origins(of: cell, report))
    let parts =
      [HTMLEscape.text(origin.prefix(1).uppercased() + origin.dropFirst()), HTMLEscape.text(rule)]
      + dependences.html(ofCell: cell.index)
    let sign = if case .agrees = report.verdict { "✓" } else { "…" }
    return
      "<details class=\"how\"><summary aria-label=\"\(HTMLEscape.text(words.values.aboutOutput))\">\(sign)</summary>"
      + "<p>\(parts.joined(separator: " · "))</p></details>\n"
  }

  /// What was shown, each once.
  private func origins(of cell: Cell, _ report: CellReport) -> [String] {
    var origins: [String] = []
    for (index, output) in report.shown.enumerated() {
      switch output.content {
      case .errors: origins.append(words.values.errors)
      case .value: origins.append(words.values.value)
      case .picture: origins.append(words.values.picture)
      case .text(let text):
        let last = index == report.shown.count - 1 ? report.resultLines : 0
        let lines = text.text.split(separator: "\n", omittingEmptySubsequences: false).count
        if last < lines { origins.append(words.values.printed) }
        if last > 0 { origins.append(cell.options.fails ? words.values.message : words.values.value) }
      }
    }
    var known: Set<String> = []
    return origins.filter { known.insert($0).inserted }
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
    if case .picture(let svg, _) = content { svg.contains("<image") } else { false }
  }
}
