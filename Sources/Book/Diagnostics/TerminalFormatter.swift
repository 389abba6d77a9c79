import Text

/// Formats diagnostics for a terminal: the location, the sentence, the source line with the location underlined, what to do, and of a
/// drift the lines that moved.
package struct TerminalFormatter: Sendable {
  package var colour: Bool
  /// The columns that a quoted line may take; longer ones are cut down to what matters in them.
  package var width: Int

  /// Sentences are never cut but for what no reader would read to its end.
  private static let sentenceLimit = 1_000
  /// The columns before a quoted line, and those of the signs that stand for what was cut off.
  private static let margin = 8 + 2
  /// Differing lines that one diagnostic shows.
  private static let shownDifferences = 12

  package init(colour: Bool, width: Int = 160) {
    self.colour = colour
    self.width = max(40, width)
  }

  /// Each ended by a newline, with a blank line between them.
  package func format(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(format).joined(separator: "\n")
  }

  package func format(_ diagnostic: Diagnostic) -> String {
    OutputText.joined(
      [heading(diagnostic.severity, diagnostic.location, diagnostic.summary)] + details(of: diagnostic))
  }

  /// The lines below the sentence.
  package func details(of diagnostic: Diagnostic) -> [String] {
    var lines: [String] = []
    if diagnostic.differences.isEmpty {
      lines += excerpt(diagnostic.location, diagnostic.severity)
    } else {
      let shown = diagnostic.differences.prefix(Self.shownDifferences)
      lines += shown.flatMap(format)
      let further = diagnostic.differences.count - shown.count + diagnostic.furtherDifferences
      if further > 0 { lines.append("      … \(counted(further, "further line"))") }
    }
    if let explanation = diagnostic.explanation {
      lines += OutputText.lines(explanation).map { "  " + TerminalText.visible(sentence($0)) }
    }
    for note in diagnostic.notes {
      lines.append(heading(.note, note.location, note.text))
      lines += excerpt(note.location, .note)
    }
    return lines
  }

  private func heading(_ severity: Diagnostic.Severity, _ location: Diagnostic.Location?, _ text: String) -> String {
    let position = location.map { "\($0.file):\($0.start.line):\($0.start.column): " } ?? ""
    return paint(TerminalText.visible(position), .bold) + paint("\(severity.rawValue): ", style(of: severity))
      + paint(TerminalText.visible(sentence(text)), .bold)
  }

  private func sentence(_ text: String) -> String { LineExcerpt(text, around: 0..<0, limit: Self.sentenceLimit).text }

  /// The source line, and below it the location underlined.
  private func excerpt(_ location: Diagnostic.Location?, _ severity: Diagnostic.Severity) -> [String] {
    guard let location, !location.sourceLine.isEmpty else { return [] }
    let count = location.sourceLine.utf8.count
    let start = min(location.start.column - 1 - location.bytesBefore, count)
    let end = location.end.line == location.start.line ? location.end.column - 1 - location.bytesBefore : count
    let part = LineExcerpt(
      location.sourceLine, around: start..<max(start, min(end, count)),
      limit: width - Self.margin)
    let number = "\(location.start.line)"
    let margin = String(repeating: " ", count: max(0, 5 - number.utf8.count)) + number + " | "
    let blank = String(repeating: " ", count: max(5, number.utf8.count)) + " | "
    let underline = TerminalText.underline(part.text, [part.range], first: "^", rest: "~")
    return [margin + TerminalText.visible(part.text), blank + paint(underline, style(of: severity))]
  }

  /// A documented line and the fresh one, with a mark under what moved.
  private func format(_ difference: Diagnostic.Difference) -> [String] {
    let difference = difference.clipped(to: width - Self.margin)
    let number = difference.line.map { "\($0)" } ?? ""
    let margin = String(repeating: " ", count: max(0, 5 - number.utf8.count)) + number + " "
    let blank = String(repeating: " ", count: max(5, number.utf8.count)) + " "
    var lines = [String]()
    if let documented = difference.documented {
      lines.append(margin + paint("- " + TerminalText.visible(documented), .red))
    }
    if let fresh = difference.fresh {
      lines.append((lines.isEmpty ? margin : blank) + paint("+ " + TerminalText.visible(fresh), .green))
      let underline = TerminalText.underline(fresh, difference.parts.map(\.fresh), first: "~", rest: "~")
      let movements = difference.parts.compactMap(\.movement).joined(separator: ", ")
      if !difference.parts.isEmpty {
        lines.append(blank + "  " + paint(underline + (movements.isEmpty ? "" : " " + movements), .yellow))
      }
    }
    return lines
  }

  private enum Style: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case boldRed = "1;31"
    case boldYellow = "1;33"
    case boldMagenta = "1;35"
    case boldCyan = "1;36"
  }

  private func style(of severity: Diagnostic.Severity) -> Style {
    switch severity {
    case .error: .boldRed
    case .drift: .boldYellow
    case .warning: .boldMagenta
    case .note: .boldCyan
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
