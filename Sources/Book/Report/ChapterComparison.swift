import Markdown
import Text

extension ChapterReport {
  /// Compares what a chapter documents with what a fresh run gave. `exact` is what `check --exact` asks for: a value
  /// that agrees only by one unit of its last digit is a drift.
  ///
  /// - Parameter readFigure: what a figure file holds, by its path relative to the chapter's folder.
  package init(
    _ chapter: Chapter, _ results: ChapterResults, exact: Bool = false,
    readFigure: @escaping (String) -> String? = { _ in nil }
  ) {
    var comparison = ChapterComparison(chapter: chapter, results: results, exact: exact, readFigure: readFigure)
    self = comparison.report()
  }
}

extension ChapterReport {
  /// What is found of one cell or checked value alone, while what stands below it may still run.
  package static func diagnostics(
    of step: Chapter.Step, in chapter: Chapter, _ results: ChapterResults, exact: Bool = false,
    readFigure: @escaping (String) -> String?
  ) -> [Diagnostic] {
    var comparison = ChapterComparison(chapter: chapter, results: results, exact: exact, readFigure: readFigure)
    return comparison.diagnostics(of: step)
  }
}

/// Walks a chapter's cells and checked values in the order of the text and judges each.
struct ChapterComparison {
  let chapter: Chapter
  let results: ChapterResults
  let exact: Bool
  let readFigure: (String) -> String?
  private var diagnostics: [Diagnostic] = []
  private var notRun: [Int] = []
  private var messages: DriftDiagnostics { DriftDiagnostics(source: chapter.source) }

  init(chapter: Chapter, results: ChapterResults, exact: Bool, readFigure: @escaping (String) -> String?) {
    self.readFigure = readFigure
    self.chapter = chapter
    self.results = results
    self.exact = exact
  }

  mutating func report() -> ChapterReport {
    diagnostics = results.diagnostics
    let cells = chapter.cells.map { cell in
      var report = report(of: cell)
      if results.cells.indices.contains(cell.index) {
        report.noteResult(of: results.cells[cell.index])
        report.facts = results.cells[cell.index].facts
      }
      return report
    }
    let values = chapter.checkedValues.map { value in
      var report = report(of: value)
      if results.valueFacts.indices.contains(value.index) { report.facts = results.valueFacts[value.index] }
      return report
    }
    for picture in chapter.picturesShownAgain(readFigure) { reportWords(of: picture) }
    reportWhatWasNotRun()
    return ChapterReport(cells: cells, checkedValues: values, diagnostics: diagnostics.inOrder())
  }

  fileprivate mutating func diagnostics(of step: Chapter.Step) -> [Diagnostic] {
    switch step {
    case .cell(let index): _ = report(of: chapter.cells[index])
    case .checkedValue(let index): _ = report(of: chapter.checkedValues[index])
    }
    return diagnostics.inOrder()
  }

  private mutating func report(of cell: Cell) -> CellReport {
    guard results.cells.indices.contains(cell.index) else {
      notRun.append(cell.index)
      return CellReport(verdict: .notRun, shown: ShownOutputs.documented(cell.documented), checked: 0)
    }
    let result = results.cells[cell.index]
    switch result.outcome {
    case .notRun(.noRun):
      diagnostics += messages.notCompared(cell)
      return CellReport(verdict: .notCompared, shown: ShownOutputs.documented(cell.documented), checked: 0)
    case .notRun(.pending):
      return CellReport(verdict: .pending, shown: ShownOutputs.documented(cell.documented), checked: 0)
    case .notRun(.earlierFailure):
      notRun.append(cell.index)
      // What it gave in an earlier run may be there, where somebody keeps that.
      let isKept = !result.outputs.isEmpty && cell.expectedComments.isEmpty
      return CellReport(
        verdict: .notRun,
        shown: isKept ? ShownOutputs.fresh(result.outputs) : ShownOutputs.documented(cell.documented), checked: 0)
    case .failed(let failure):
      return CellReport(verdict: .failed(failure), shown: ShownOutputs.fresh(result.outputs), checked: 0)
    case .completed, .failedAsDocumented:
      if result.isCut { diagnostics.append(messages.cut(cell)) }
      let comparison = CellComparison(cell, result, exact: exact, language: chapter.language)
      if cell.options.volatile { return volatileReport(of: cell, comparison) }
      let count = diagnostics.count
      let report = compared(cell, comparison)
      noteVariations(result.variations, from: count)
      return report
    }
  }

  /// Its page shows what is documented, so that the page stays the same; only where nothing is, what the run gave.
  private mutating func volatileReport(of cell: Cell, _ comparison: CellComparison) -> CellReport {
    let shown = ShownOutputs.volatile(comparison)
    let printed = comparison.outputs.reduce(0) { count, step in
      if case .text(_, let fresh?, _) = step { count + fresh.lines.count } else { count }
    }
    if cell.documented.isEmpty, !shown.isEmpty,
      shown.contains(where: \.isPicture) || comparison.commentedLines(0..<printed) == nil
    {
      diagnostics.append(
        Diagnostic(
          .warning, at: messages.firstLine(of: cell.range),
          cell.expectedComments.isEmpty
            ? "'\(cell.name)' is volatile and documents no output, so its page changes with every run"
            : "'\(cell.name)' is volatile and its comments do not say all that it gives, so its page changes with every run",
          explanation: "'build-book accept \(cell.name)' writes this run's output into the chapter."))
    }
    return CellReport(verdict: .notCompared, shown: shown, checked: 0)
  }

  /// Says of a cell's drift what the cell asked for that is another at each run.
  private mutating func noteVariations(_ variations: Set<CellResult.Variation>, from first: Int) {
    guard let note = messages.note(on: variations),
      let drift = diagnostics[first...].firstIndex(where: { diagnostic in
        diagnostic.severity == .drift
          && (diagnostic.picture?.documented != nil || diagnostic.differences.contains { $0.documented != nil })
      })
    else { return }
    diagnostics[drift].notes.append(note)
  }

  private mutating func compared(_ cell: Cell, _ comparison: CellComparison) -> CellReport {
    var checked = 0
    var isDrifted = false
    var isUndocumented = false
    for step in comparison.outputs {
      switch step {
      case .text(let documented?, let fresh, let lines):
        if lines.agrees { checked += 1 } else { isDrifted = true }
        diagnostics += [
          lines.agrees
            ? messages.nearMisses(lines, documented.lines.map(\.bytes), name: "the output of '\(cell.name)'")
            : messages.drift(of: documented, fresh, lines, cell: cell)
        ].compactMap { $0 }
      case .text(nil, let fresh?, _):
        if comparison.expectsEverything { continue }
        isUndocumented = true
        diagnostics.append(messages.undocumented(fresh, cell: cell))
      case .picture(let documented?, let fresh, let lines, let description):
        let drifts = messages.drifts(
          of: documented, fresh, lines, description, cell: cell,
          obstacle: fresh.flatMap { foreignFile(insteadOf: $0, of: cell) })
        diagnostics += drifts
        if !drifts.isEmpty {
          isDrifted = true
        } else {
          checked += 1
          guard let lines, let note = messages.nearMisses(lines, [], name: "'\(documented.path)'") else { continue }
          var placed = note
          placed.location = Diagnostic.Location(documented.range, in: chapter.source)
          diagnostics.append(placed)
        }
      case .picture(nil, let fresh?, _, _):
        isUndocumented = true
        let obstacle = foreignFile(insteadOf: fresh, of: cell)
        diagnostics.append(messages.undocumented(fresh, cell: cell, obstacle: obstacle))
      case .text(nil, nil, _), .picture(nil, nil, _, _): continue
      }
    }
    if let expectedComments = comparison.expectedComments {
      if comparison.expectedCommentsHold {
        checked += cell.expectedComments.count
        let locations = comparison.commentOfLine.map { cell.expectedComments[$0].range }
        messages.nearMisses(expectedComments, locations, name: "what '\(cell.name)' prints").map {
          diagnostics.append($0)
        }
      } else {
        isDrifted = true
        diagnostics.append(messages.drift(ofExpectedComments: expectedComments, comparison, cell: cell))
      }
    }
    diagnostics += messages.addresses(in: comparison, of: cell)
    let shown = ShownOutputs.shown(comparison)
    diagnostics += [messages.question(of: cell, shown, exact: exact)].compactMap(\.self)
    return CellReport(
      verdict: isDrifted ? .drifted : isUndocumented ? .undocumented : .agrees,
      // Where nothing is documented there is nothing to have drifted from.
      shown: isUndocumented && !isDrifted ? shown.map(\.withoutDrift) : shown, checked: checked)
  }

  /// A picture that is shown again is compared where its cell documents it, and here what its image says of it.
  private mutating func reportWords(of picture: DocumentedOutput.PictureReference) {
    let description = PictureDescription(
      picture, current: picture.file?.ownDescription ?? "", exact: exact, language: chapter.language)
    switch description.verdict {
    case .agrees: break
    case .stale(let words): diagnostics.append(messages.drift(ofDescription: picture, words))
    case .unfounded(let numbers):
      diagnostics += [messages.unfounded(numbers, of: picture, description)].compactMap { $0 }
    }
  }

  /// The file that somebody else made and that stands where `accept` would write a picture; nil where there is none.
  private func foreignFile(insteadOf fresh: FreshPicture, of cell: Cell) -> String? {
    guard let path = cell.id.map({ FigureName.path(cell: $0, number: fresh.number) }) else { return nil }
    let written = FigureFile(svg: fresh.svg, description: fresh.description, cell: cell.name)
    let comparison = Comparison(cell.options, exact: exact)
    guard case .foreign = ExistingFigure(readFigure(path), at: path, written: written, of: fresh, comparison) else {
      return nil
    }
    return path
  }

  private mutating func report(of value: CheckedValue) -> CheckedValueReport {
    switch results.value(of: value) {
    case .notRun:
      if notRun.isEmpty && !diagnostics.contains(where: { $0.severity == .error }) {
        diagnostics.append(
          Diagnostic(
            .error, at: .init(value.documentedRange, in: chapter.source),
            "the value of '\(value.expression)' could not be compared, because it was not evaluated"))
      }
      return CheckedValueReport(verdict: .notRun, shown: value.documented, fresh: nil)
    case .failed(let failure):
      return CheckedValueReport(verdict: .failed(failure), shown: value.documented, fresh: nil)
    case .value(let fresh, let hasRealNumbers):
      let text = TerminalScreen.line(fresh)
      if value.options.volatile { return volatileReport(of: value, text) }
      let comparison = Comparison(of: value, exact: exact, hasRealNumbers: hasRealNumbers)
        .compare([value.documented], [text])
      diagnostics += [messages.address(in: comparison, of: value)].compactMap { $0 }
      guard comparison.agrees else {
        diagnostics.append(messages.drift(of: value, comparison))
        return CheckedValueReport(verdict: .drifted, shown: text, fresh: fresh)
      }
      messages.nearMisses(comparison, [value.documentedRange], name: "the value of '\(value.expression)'").map {
        diagnostics.append($0)
      }
      return CheckedValueReport(
        verdict: .agrees, shown: OutputText.resolvingEllipses(value.documented), fresh: fresh)
    }
  }

  /// The page shows what is documented, so that it stays the same; only where nothing is, what the run gave.
  private mutating func volatileReport(of value: CheckedValue, _ fresh: String) -> CheckedValueReport {
    if value.documented.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, at: .init(value.range, in: chapter.source),
          "the value of '\(value.expression)' is volatile and documents nothing, so its page changes with every run",
          explanation: "'build-book accept' writes this run's value into the chapter."))
    }
    let shown = value.documented.isEmpty ? fresh : OutputText.resolvingEllipses(value.documented)
    return CheckedValueReport(verdict: .notCompared, shown: shown, fresh: fresh)
  }

  private mutating func reportWhatWasNotRun() {
    guard let first = notRun.first else { return }
    let cell = chapter.cells[first]
    let more = notRun.count - 1
    let others = more == 0 ? "was" : "and \(counted(more, "further cell")) of the chapter were"
    diagnostics.append(
      Diagnostic(
        .error, at: messages.firstLine(of: cell.range),
        "'\(cell.name)' \(others) not run, so nothing could be compared",
        explanation:
          "It has an error, or an earlier cell or a checked value failed. What a chapter documents counts as checked only when all of it "
          + "has run."))
  }
}
