import Markdown
import Text

/// Says in words, and with the location, how documented outputs differ from fresh ones.
struct DriftDiagnostics {
  let source: SourceText

  /// What is said of something that differs: what is wrong with it, or what `accept` does about it.
  enum Verb: String {
    case drifted
    case isUpdated = "is updated"
  }

  /// Differing lines that one diagnostic holds; a cell may print as many as its limit of output has bytes.
  private static let heldLines = 1_000

  /// The fence, or the fences in a row, that document a text.
  func drift(
    of documented: DocumentedText, _ fresh: FreshText?, _ lines: TextComparison, cell: Cell, verb: Verb = .drifted
  ) -> Diagnostic {
    var diagnostic = diagnostic(of: documented, fresh, lines, cell: cell, verb: verb)
    diagnostic.values = fresh?.pieces.filter { lines.isDrifted(in: $0.lines) }.compactMap(\.output.form) ?? []
    return diagnostic
  }

  private func diagnostic(
    of documented: DocumentedText, _ fresh: FreshText?, _ lines: TextComparison, cell: Cell, verb: Verb
  ) -> Diagnostic {
    let locations = documented.lines.map(\.bytes)
    guard lines.fresh.contains(where: { _ in true }) || !documented.lines.isEmpty else {
      return Diagnostic(.drift, at: firstLine(of: cell.range), "the output of '\(cell.name)' \(verb.rawValue)")
    }
    let fallback = documented.fences.first.map { firstLine(of: $0.range) } ?? firstLine(of: cell.range)
    if lines.fresh.isEmpty {
      return diagnostic(
        lines, locations, fallback: fallback, summary: "'\(cell.name)' documents output that it does not give",
        describesFirst: false)
    }
    return diagnostic(
      lines, locations, fallback: fallback, summary: "the output of '\(cell.name)' \(verb.rawValue)", fresh: fresh)
  }

  func drift(
    ofExpectedComments expectedComments: TextComparison, _ comparison: CellComparison, cell: Cell,
    verb: Verb = .drifted
  ) -> Diagnostic {
    // Lines that no comment expects are no drift of the comments.
    var relevant = expectedComments
    relevant.alignedLines.removeAll { if case .extra = $0 { true } else { false } }
    let locations = comparison.commentOfLine.map { cell.expectedComments[$0].range }
    return diagnostic(
      relevant, locations, fallback: firstLine(of: cell.range),
      summary: verb == .drifted
        ? "what '\(cell.name)' prints drifted" : "the comment in '\(cell.name)' \(verb.rawValue)")
  }

  /// Says of a comment that differs that nobody knows what it should say.
  func unattributed(
    _ comment: ExpectedComment, _ reason: CellComparison.UnattributedReason, of cell: Cell
  ) -> Diagnostic {
    let (summary, explanation) =
      switch reason {
      case .unknownOutput:
        (
          "which line prints what is not known here",
          "It is known what the call of 'print' beside a comment printed; of all else, and of a line on which one of several "
            + "may run, it is known which statement of the cell it ran in. Correct the comment, or write it below that statement."
        )
      case .notRun:
        (
          "this line did not run, so nobody can say what it prints",
          "Call it in the cell, or remove the comment."
        )
      case .notPrinted:
        (
          "nothing was printed for it, and whether all of its statement ran is not known",
          "Remove the comment if it says too much."
        )
      case .highlightedLines:
        (
          "nothing was printed for it, and without its line the option 'lines' would name others",
          "Remove the line, and count the lines of 'lines' anew."
        )
      }
    return Diagnostic(
      .drift, at: Diagnostic.Location(comment.range, in: source),
      "this comment in '\(cell.name)' is left to you: \(summary)", explanation: explanation)
  }

  func undocumented(_ fresh: FreshText, cell: Cell) -> Diagnostic {
    var diagnostic = Diagnostic(
      .drift, at: firstLine(of: cell.range), "'\(cell.name)' gives output that is not documented",
      explanation: "'build-book accept \(cell.name)' writes it into the chapter.",
      differences: fresh.lines.prefix(Self.heldLines).enumerated().map {
        Diagnostic.Difference(documented: nil, fresh: $1, origin: fresh.origin(ofLine: $0))
      })
    diagnostic.furtherDifferences = fresh.lines.count - diagnostic.differences.count
    diagnostic.values = fresh.pieces.compactMap(\.output.form)
    return diagnostic
  }

  /// Says of a cell that is only shown where it documents outputs, which nothing holds to anything.
  func notCompared(_ cell: Cell) -> [Diagnostic] {
    let fences = cell.documented.compactMap { output -> Diagnostic.Location? in
      if case .text(let fence) = output { firstLine(of: fence.range) } else { nil }
    }
    let comments = cell.expectedComments.map { Diagnostic.Location($0.range, in: source) }
    return (comments.prefix(1).map { ($0, "comment") } + fences.prefix(1).map { ($0, "output") }).map {
      Diagnostic(
        .note, at: $0, "nothing compares this \($1): '\(cell.name)' is not run",
        explanation: "Without '.no-run' the cell is run, and what it documents is checked.")
    }
  }

  /// Says what a cell asked for that is another at each run; nil where that is nothing.
  func note(on variations: Set<CellResult.Variation>) -> Diagnostic.Note? {
    guard !variations.isEmpty else { return nil }
    let asked = variations.sorted().map { variation in
      switch variation {
      case .environment: "a variable of the environment"
      case .random: "random numbers without a seed"
      // What waits and what runs tasks reads clocks as well, whatever becomes of what they say.
      case .time: "the time (tasks and whoever waits do so too)"
      }
    }
    return Diagnostic.Note(
      text:
        "the cell asked for \(asked.joined(separator: " and for ")), so it may give something else at each run: mark it "
        + "'.volatile', or document '...' there")
  }

  func cut(_ cell: Cell) -> Diagnostic {
    Diagnostic(
      .warning, at: firstLine(of: cell.range), "the output of '\(cell.name)' is cut at the limit",
      explanation: "What came after it is neither shown nor compared. 'limits: output' in book.yml sets it.")
  }

  func drift(of value: CheckedValue, _ lines: TextComparison, verb: Verb = .drifted) -> Diagnostic {
    diagnostic(
      lines, [value.documentedRange], fallback: .init(value.documentedRange, in: source),
      summary: "the value of '\(value.expression)' \(verb.rawValue)")
  }

  /// The values that agree only by one unit of their last digit.
  func nearMisses(_ lines: TextComparison, _ locations: [Range<Int>], name: String) -> Diagnostic? {
    var moves = [(line: Int, fresh: Int, part: Discrepancy)]()
    for case .same(let documented, let fresh, let parts) in lines.alignedLines {
      moves += parts.map { (documented, fresh, $0) }
    }
    guard let first = moves.first else { return nil }
    let more =
      moves.count > 1
      ? ", and \(counted(moves.count - 1, "further number does", plural: "further numbers do")) too" : ""
    return Diagnostic(
      .note,
      at: location(of: first.part.documented, in: locations.indices.contains(first.line) ? locations[first.line] : nil),
      "\(describe(first.part, lines.documented[first.line], lines.fresh[first.fresh])) in \(name): it agrees only by one unit "
        + "of its last digit\(more)")
  }

  // MARK: -

  /// `locations` has the bytes of each documented line; without them everything is reported at `fallback`.
  func diagnostic(
    _ lines: TextComparison, _ locations: [Range<Int>]?, fallback: Diagnostic.Location?, summary: String,
    describesFirst: Bool = true, fresh text: FreshText? = nil
  ) -> Diagnostic {
    var differences = [Diagnostic.Difference]()
    var first: (location: Diagnostic.Location?, text: String)?
    var differing = 0
    for step in lines.alignedLines {
      var difference = Diagnostic.Difference(documented: nil, fresh: nil)
      var description: String
      var line: Int?
      switch step {
      case .same, .elided: continue
      case .changed(let documented, let fresh):
        difference.documented = lines.documented[documented]
        difference.fresh = lines.fresh[fresh]
        difference.origin = text?.origin(ofLine: fresh)
        difference.parts = lines.differences(documented: documented, fresh: fresh)
        description =
          difference.parts.first.map { describe($0, lines.documented[documented], lines.fresh[fresh]) }
          ?? "words of it stand elsewhere"
        line = documented
      case .missing(let documented):
        difference.documented = lines.documented[documented]
        description = "'\(shorten(lines.documented[documented]))' is gone"
        line = documented
      case .extra(let fresh):
        difference.fresh = lines.fresh[fresh]
        difference.origin = text?.origin(ofLine: fresh)
        description = "'\(shorten(lines.fresh[fresh]))' is new"
      }
      differing += 1
      let bytes = line.flatMap { line in locations.flatMap { $0.indices.contains(line) ? $0[line] : nil } }
      difference.line = bytes.map { source.fileLine(at: $0.lowerBound) }
      if first == nil || (first?.location == nil && bytes != nil) {
        first = (location(of: difference.parts.first?.documented, in: bytes), description)
      }
      if differences.count < Self.heldLines { differences.append(difference) }
    }
    let more = differing > 1 ? ", and \(counted(differing - 1, "more line differs", plural: "more lines differ"))" : ""
    var diagnostic = Diagnostic(
      .drift, at: first?.location ?? fallback,
      describesFirst ? "\(summary): \(first?.text ?? "it differs")\(more)" : summary,
      differences: differences)
    diagnostic.furtherDifferences = differing - differences.count
    return diagnostic
  }

  private func describe(_ part: Discrepancy, _ documented: String, _ fresh: String) -> String {
    let before = slice(documented, part.documented)
    let after = slice(fresh, part.fresh)
    if let movement = part.movement { return "\(before) is now \(after) (\(movement))" }
    if before.isEmpty { return "'\(shorten(after))' is new in its line" }
    if after.isEmpty { return "'\(shorten(before))' is gone from its line" }
    return "'\(shorten(before))' is now '\(shorten(after))'"
  }

  private func slice(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  func shorten(_ text: String, to limit: Int = 60) -> String {
    text.unicodeScalars.count <= limit
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
  }

  private func location(of part: Range<Int>?, in line: Range<Int>?) -> Diagnostic.Location? {
    guard let line else { return nil }
    guard let part else { return Diagnostic.Location(line, in: source) }
    let start = min(line.lowerBound + part.lowerBound, line.upperBound)
    return Diagnostic.Location(start..<max(start, min(line.lowerBound + part.upperBound, line.upperBound)), in: source)
  }

  func firstLine(of range: Range<Int>) -> Diagnostic.Location {
    let line = source.lineRange(source.position(at: range.lowerBound).line)
    return Diagnostic.Location(range.lowerBound..<max(range.lowerBound, line.upperBound), in: source)
  }
}
