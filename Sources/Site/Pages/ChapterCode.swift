import Book

/// The code of a chapter as one Swift file: its cells in order, as a script has them. What is no part of the chapter's program
/// stands in comments.
struct ChapterCode {
  /// Nil for a chapter that executes nothing.
  let text: String?

  init(_ chapter: Chapter, _ report: ChapterReport, outline: ChapterOutline, modules: [String], names: CodeNameReader) {
    let pieces = chapter.cells.map { cell in Self.piece(cell, report.cells[cell.index], outline) }
    guard pieces.contains(where: \.isExecuted) else {
      text = nil
      return
    }
    var text = "// \(outline.title.replacing("\n", with: " "))\n"
    let executed = chapter.cells.filter { pieces[$0.index].isExecuted }
    if let name = Self.nameDeclaredAgain(in: executed.map { names.names(in: $0.code) }) {
      text +=
        "//\n// '\(name)' is declared more than once, which no script may: each cell of the chapter means the one above it.\n"
    }
    let imports = modules.map { "import \($0)\n" }.joined()
    self.text = ([text, imports] + pieces.map(\.text)).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func piece(_ cell: Cell, _ report: CellReport, _ outline: ChapterOutline)
    -> (text: String, isExecuted: Bool)
  {
    let number = outline.listings[cell.index].number.map { "Listing \($0)" } ?? "A cell that the page does not show"
    let code = cell.codeWithoutMarks.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let reason: String?
    if cell.options.noRun {
      reason = "is not run"
    } else if cell.options.fails {
      reason = "fails on purpose"
    } else if cell.options.isolated {
      reason = "is a program of its own"
    } else if case .failed = report.verdict {
      reason = "failed"
    } else if case .notRun = report.verdict {
      reason = "was not run"
    } else {
      reason = nil
    }
    guard let reason else { return ("// \(number)\n" + code.joined(separator: "\n"), true) }
    let comments = code.dropLast().map { $0.isEmpty ? "//" : "// \($0)" }.joined(separator: "\n")
    return ("// \(number), which \(reason):\n\(comments)\n", false)
  }

  /// A name that two of the codes declare at their top level.
  private static func nameDeclaredAgain(in codes: [CodeNames]) -> String? {
    var seen: Set<String> = []
    for names in codes {
      for name in names.declaredOnce where !seen.insert(name).inserted { return name }
    }
    return nil
  }
}
