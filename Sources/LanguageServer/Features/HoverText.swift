import Book
import Markdown
import Outputs

/// What is said of a cell or of a checked value that the cursor is on.
struct HoverText {
  /// Markdown.
  let text: String
  /// The bytes that it is about.
  let range: Range<Int>

  /// Lines of an output that are shown.
  private static let shownLines = 20

  /// nil where neither stands at the offset.
  ///
  /// - Parameter results: nil where nothing has run.
  init?(_ chapter: Chapter, _ results: ChapterResults?, at offset: Int) {
    if let value = chapter.checkedValues.first(where: { $0.range.contains(offset) }) {
      text = Self.text(of: value, results?.checkedValues[value.index])
      range = value.range
    } else if let cell = chapter.cells.first(where: { $0.extent.contains(offset) }) {
      text = Self.text(of: cell, results?.cells[cell.index])
      range = cell.range
    } else {
      return nil
    }
  }

  private static func text(of value: CheckedValue, _ result: ValueResult?) -> String {
    let documented = value.documented.isEmpty ? "documents nothing" : "documented: \(code(value.documented))"
    let fresh =
      switch result {
      case .value(let text, _): "**\(code(TerminalScreen.line(text)))**"
      case .failed(let message): "failed: \(message)"
      case .notRun, nil: "not evaluated since it was changed"
      }
    return "\(code(value.expression)): \(fresh)\n\n\(documented)"
  }

  private static func text(of cell: Cell, _ result: CellResult?) -> String {
    let name = "**\(cell.name)**"
    switch result?.outcome {
    case nil, .notRun(.pending): return "\(name) has not run since it, or a cell above it, was changed"
    case .notRun(.noRun): return "\(name) is not run"
    case .notRun(.earlierFailure): return "\(name) was not run, because a cell above it failed"
    case .failed(let failure): return "\(name) failed: \(failure.message)\n\n" + fences(result?.outputs ?? [])
    case .completed, .failedAsDocumented:
      let outputs = result?.outputs ?? []
      return outputs.isEmpty ? "\(name) gives no output" : "\(name) gives\n\n" + fences(outputs)
    }
  }

  private static func fences(_ outputs: [Output]) -> String {
    var parts: [String] = []
    var lines: [String] = []
    for output in outputs {
      if let text = output.text { lines += TerminalScreen.lines(text).map(\.text) }
      guard case .picture(_, let description) = output else { continue }
      if !lines.isEmpty { parts.append(fence(lines)) }
      lines = []
      parts.append("a picture: \(description)")
    }
    if !lines.isEmpty { parts.append(fence(lines)) }
    return parts.joined(separator: "\n\n")
  }

  private static func fence(_ lines: [String]) -> String {
    let further = lines.count - shownLines
    let shown = lines.prefix(shownLines) + (further > 0 ? ["… \(further) more"] : [])
    let longest = shown.map(longestRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ([fence + "text"] + shown + [fence]).joined(separator: "\n")
  }

  private static func code(_ text: String) -> String {
    let ticks = String(repeating: "`", count: longestRun(text) + 1)
    let isPadded = text.hasPrefix("`") || text.hasSuffix("`")
    let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return ticks + (isPadded ? " \(words) " : words) + ticks
  }

  /// The most backticks that follow each other.
  private static func longestRun(_ text: String) -> Int {
    text.utf8.split(omittingEmptySubsequences: true) { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
  }
}
