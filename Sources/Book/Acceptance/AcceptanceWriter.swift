import Markdown
import Text

/// Works out an acceptance, cell by cell and value by value.
struct AcceptanceWriter {
  var accepted = Acceptance()
  let chapter: Chapter
  let results: ChapterResults
  let exact: Bool
  let readFigure: (String) -> String?
  /// The cells that an earlier failure kept from running.
  private var notRun: [Cell] = []
  var removedPictures: [DocumentedOutput.PictureReference] = []
  /// The cell that writes each figure file.
  var owners: [String: String]
  var source: SourceText { chapter.source }
  var messages: DriftDiagnostics { DriftDiagnostics(source: chapter.source) }

  init(
    chapter: Chapter, results: ChapterResults, exact: Bool, figureOwners: [String: String],
    readFigure: @escaping (String) -> String?
  ) {
    owners = figureOwners
    self.readFigure = readFigure
    self.chapter = chapter
    self.results = results
    self.exact = exact
  }

  var acceptance: Acceptance {
    var result = accepted
    result.obsoleteFiles = obsoleteFiles
    result.figureOwners = owners
    if let first = notRun.first {
      let others = notRun.count == 1 ? "" : " and of \(counted(notRun.count - 1, "further cell"))"
      result.refusals.append(
        Diagnostic(
          .error, at: messages.firstLine(of: first.range),
          "the output of '\(first.name)'\(others) is not accepted: \(obstacle(before: first))"))
      result.refusals = result.refusals.inOrder()
    }
    result.changes = result.changes.inOrder()
    return result
  }

  /// What kept a cell from running: values that do not compile do that too, wherever they stand.
  private func obstacle(before cell: Cell) -> String {
    let isFailure = { (outcome: CellResult.Outcome) in if case .failed = outcome { true } else { false } }
    let value = chapter.checkedValues.first { if case .failed = results.value(of: $0) { true } else { false } }
    guard let value, !results.cells.contains(where: { isFailure($0.outcome) }) else { return "an earlier cell failed" }
    return "the checked value '\(value.expression)' failed"
  }

  // MARK: Cells

  mutating func accept(_ cell: Cell) {
    guard results.cells.indices.contains(cell.index) else { return refuse(cell, "it was not run") }
    let result = results.cells[cell.index]
    switch result.outcome {
    case .notRun(.noRun): return
    case .notRun(.earlierFailure), .notRun(.pending): return notRun.append(cell)
    // The error that the run gave says enough.
    case .failed: return
    case .completed, .failedAsDocumented: break
    }
    // What a volatile cell documents is shown and never compared, so it stays until its author removes it.
    if cell.options.volatile, !cell.documented.isEmpty { return }
    let comparison = CellComparison(cell, result, exact: exact, language: chapter.language)
    let firstChange = accepted.changes.count
    if result.isCut { accepted.changes.append(messages.cut(cell)) }
    if !cell.options.volatile { acceptExpectedComments(of: cell, comparison) }
    var section = OutputSection(source: source, cell: cell)
    for step in comparison.outputs {
      switch step {
      case .text(let documented, let fresh, let lines):
        if documented == nil, comparison.expectsEverything { continue }
        acceptText(documented, fresh, lines, of: cell, into: &section)
      case .picture(let documented, let fresh, let lines, let description):
        if let fresh {
          acceptPicture(documented, fresh, lines, description, of: cell, into: &section)
        } else if let documented {
          removePicture(documented, of: cell, from: &section)
        }
      }
    }
    if let change = accepted.changes[firstChange...].firstIndex(where: { $0.severity == .note }),
      !cell.options.volatile, let note = messages.note(on: result.variations)
    {
      accepted.changes[change].notes.append(note)
    }
    section.finish()
    for (range, bytes) in section.edits { edit(range, bytes) }
    if !cell.options.volatile { accepted.changes += messages.addresses(in: comparison, of: cell) }
  }

  private mutating func acceptText(
    _ documented: DocumentedText?, _ fresh: FreshText?, _ lines: TextComparison, of cell: Cell,
    into section: inout OutputSection
  ) {
    guard let documented else {
      guard let fresh else { return }
      let fences = FenceText(source: source, at: cell.range.lowerBound)
      section.add(fences.fence(of: fresh.lines.map(OutputText.escapingEllipses), prefix: cell.linePrefix))
      note(messages.undocumented(fresh, cell: cell), "'\(cell.name)': an output fence is added")
      return warnOfRegression(fresh.lines, insteadOf: [], of: cell)
    }
    guard !lines.agrees else {
      for fence in documented.fences { section.keep(fence.range, []) }
      return
    }
    let written = lines.written(LineRewriter(comparison: lines.comparison).line, new: OutputText.escapingEllipses)
    let change = messages.drift(of: documented, fresh, written, cell: cell, verb: .isUpdated)
    warnOfRegression(lines.fresh, insteadOf: lines.documented, of: cell)
    guard fresh != nil else {
      for fence in documented.fences { section.remove(fence.range) }
      return note(change, "'\(cell.name)': an output fence is removed, because the cell prints nothing there")
    }
    let edits = lineEdits(documented, lines)
    let fences = FenceText(source: source, at: cell.range.lowerBound)
    for (fence, edits) in zip(documented.fences, edits) {
      section.keep(fence.range, [(fence.range, fences.fence(fence, edits))])
    }
    note(change)
  }

  private func lineEdits(_ documented: DocumentedText, _ lines: TextComparison) -> [FenceText.LineEdits] {
    var edits = documented.fences.map { _ in FenceText.LineEdits() }
    var firstLines = documented.fences.map { _ in documented.lines.count }
    for (index, line) in documented.lines.enumerated().reversed() { firstLines[line.fence] = index }
    let rewriter = LineRewriter(comparison: lines.comparison)
    var last = -1
    for step in lines.alignedLines {
      switch step {
      case .same(let line, _, _), .elided(let line, _): last = line
      case .changed(let line, let fresh):
        let fence = documented.lines[line].fence
        edits[fence].replaced[line - firstLines[fence]] = rewriter.line(lines.documented[line], lines.fresh[fresh])
        last = line
      case .missing(let line):
        let fence = documented.lines[line].fence
        edits[fence].removed.insert(line - firstLines[fence])
        last = line
      case .extra(let fresh):
        let fence = last < 0 ? 0 : documented.lines[last].fence
        let after = last < 0 ? -1 : last - firstLines[fence]
        edits[fence].inserted[after, default: []].append(OutputText.escapingEllipses(lines.fresh[fresh]))
      }
    }
    return edits
  }

  // MARK: Prose

  mutating func accept(_ value: CheckedValue) {
    let location = Diagnostic.Location(value.documentedRange, in: source)
    switch results.value(of: value) {
    case .notRun:
      if !notRun.isEmpty || results.diagnostics.contains(where: { $0.severity == .error }) { return }
      accepted.refusals.append(
        Diagnostic(.error, at: location, "the value of '\(value.expression)' is not accepted: it was not evaluated"))
    case .failed: return
    case .value(let text, let hasRealNumbers):
      let fresh = TerminalScreen.line(text)
      if value.options.volatile, !value.documented.isEmpty { return }
      let comparison = Comparison(of: value, exact: exact, hasRealNumbers: hasRealNumbers)
      let lines = comparison.compare([value.documented], [fresh])
      if !value.options.volatile { accepted.changes += [messages.address(in: lines, of: value)].compactMap { $0 } }
      guard !lines.agrees else { return }
      let written = LineRewriter(comparison: comparison).value(value.documented, fresh)
      edit(value.documentedRange, CheckedValueText(value, in: source).bytes(of: written))
      note(messages.drift(of: value, lines.written({ _, _ in written }, new: { $0 }), verb: .isUpdated))
      warnOfRegression([fresh], insteadOf: [value.documented], at: location, name: "'\(value.expression)'")
    }
  }

  // MARK: -

  mutating func edit(_ range: Range<Int>, _ replacement: [UInt8]) {
    let original = Array(source.bytes[range])
    if original != replacement {
      accepted.edits.append(.init(range: range, original: original, replacement: replacement))
    }
  }

  /// - Parameter summary: what is done; by default what the drift says.
  mutating func note(_ drift: Diagnostic, _ summary: String? = nil) {
    var note = Diagnostic(.note, at: drift.location, summary ?? drift.summary, differences: drift.differences)
    note.furtherDifferences = drift.furtherDifferences
    note.picture = drift.picture
    note.values = drift.values
    accepted.changes.append(note)
  }

  mutating func warnOfRegression(_ fresh: [String], insteadOf documented: [String], of cell: Cell) {
    if cell.options.fails { return }
    warnOfRegression(fresh, insteadOf: documented, at: messages.firstLine(of: cell.range), name: "'\(cell.name)'")
  }

  private mutating func warnOfRegression(
    _ fresh: [String], insteadOf documented: [String], at location: Diagnostic.Location, name: String
  ) {
    guard let reason = RegressionWarning.about(fresh, insteadOf: documented) else { return }
    accepted.changes.append(
      Diagnostic(.warning, at: location, "this looks like a regression of \(name): \(reason)"))
  }

  mutating func refuse(_ cell: Cell, _ reason: String) {
    accepted.refusals.append(
      Diagnostic(
        .error, at: messages.firstLine(of: cell.range), "the output of '\(cell.name)' is not accepted: \(reason)"))
  }
}
