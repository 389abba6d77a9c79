import Markdown
import Text

/// Works out an acceptance, cell by cell and value by value.
struct AcceptanceWriter {
  private(set) var accepted = Acceptance()
  private let chapter: Chapter
  private let results: ChapterResults
  private let exact: Bool
  private let readFigure: (String) -> String?
  private let fences: FenceText
  /// The cells that an earlier failure kept from running.
  private var notRun: [Cell] = []
  private var removedPictures: [DocumentedOutput.PictureReference] = []
  /// The cell that writes each figure file.
  private var owners: [String: String]
  private var source: SourceText { chapter.source }
  private var messages: DriftDiagnostics { DriftDiagnostics(source: chapter.source) }

  init(
    chapter: Chapter, results: ChapterResults, exact: Bool, figureOwners: [String: String],
    readFigure: @escaping (String) -> String?
  ) {
    owners = figureOwners
    self.readFigure = readFigure
    self.chapter = chapter
    self.results = results
    self.exact = exact
    fences = FenceText(source: chapter.source)
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
          "the output of '\(first.name)'\(others) is not accepted: an earlier cell failed"))
      result.refusals = result.refusals.inOrder()
    }
    return result
  }

  // MARK: Cells

  mutating func accept(_ cell: Cell) {
    guard results.cells.indices.contains(cell.index) else { return refuse(cell, "it was not run") }
    let result = results.cells[cell.index]
    switch result.outcome {
    case .notRun(.noRun): return
    case .notRun(.earlierFailure): return notRun.append(cell)
    case .failed(let failure):
      // The error that the run gave says enough.
      if !results.diagnostics.haveReported(failure, of: cell, in: source) { refuse(cell, failure.message) }
      return
    case .completed, .failedAsDocumented: break
    }
    // What a volatile cell documents is shown and never compared, so it stays until its author removes it.
    if cell.options.volatile, !cell.documented.isEmpty { return }
    let comparison = CellComparison(cell, result.outputs, exact: exact, language: chapter.language)
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
      section.add(fences.fence(of: fresh.lines.map(OutputText.escapingEllipses), prefix: cell.linePrefix))
      note(messages.undocumented(fresh, cell: cell), "'\(cell.name)': an output fence is added")
      return warnOfRegression(fresh.lines, insteadOf: [], of: cell)
    }
    guard !lines.agrees else {
      for fence in documented.fences { section.keep(fence.range, []) }
      return
    }
    let drift = messages.drift(of: documented, lines, cell: cell)
    warnOfRegression(lines.fresh, insteadOf: lines.documented, of: cell)
    guard fresh != nil else {
      for fence in documented.fences { section.remove(fence.range) }
      return note(drift, "'\(cell.name)': an output fence is removed, because the cell prints nothing there")
    }
    let edits = lineEdits(documented, lines)
    for (fence, edits) in zip(documented.fences, edits) {
      section.keep(fence.range, [(fence.range, fences.fence(fence, edits))])
    }
    note(drift, drift.summary)
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

  private mutating func removePicture(
    _ documented: DocumentedOutput.PictureReference, of cell: Cell, from section: inout OutputSection
  ) {
    section.remove(documented.range)
    removedPictures.append(documented)
    let location = Diagnostic.Location(documented.range, in: source)
    let isOurs = documented.file.map { $0.isOriginal(at: documented.path, besideChapter: chapter.name) } ?? true
    accepted.changes.append(
      Diagnostic(
        .note, at: location, "'\(cell.name)': the image of '\(documented.path)' is removed",
        explanation: isOurs ? nil : "The file stays: 'accept' did not write it."))
  }

  private mutating func acceptPicture(
    _ documented: DocumentedOutput.PictureReference?, _ fresh: FreshPicture, _ lines: TextComparison?,
    _ description: PictureDescription?, of cell: Cell, into section: inout OutputSection
  ) {
    guard let id = cell.id else {
      if let documented { section.keep(documented.range, [], isPicture: true) }
      return accepted.refusals.append(messages.undocumented(fresh, cell: cell))
    }
    let path = FigureName.path(cell: id, number: fresh.number)
    if let owner = owners[path], owner != cell.name {
      return refuse(cell, "its picture \(fresh.number) and a picture of '\(owner)' would both be '\(path)'")
    }
    owners[path] = cell.name
    // A picture that agrees is kept as it is documented.
    let isKept = lines?.agrees == true
    let content = FigureFile(
      svg: isKept ? documented?.file?.svg ?? fresh.svg : fresh.svg,
      description: isKept ? documented?.file?.ownDescription ?? fresh.description : fresh.description, cell: cell.name)
    let isThere: Bool
    switch ExistingFigure(
      readFigure(path), at: path, written: content, of: fresh, Comparison(cell.options, exact: exact))
    {
    case .same: isThere = true
    case .replaceable: isThere = false
    case .foreign:
      if let documented { section.keep(documented.range, [], isPicture: true) }
      return refuseForeign(path, documented, of: cell)
    }
    guard let documented, let description else {
      section.add(image(fresh.description, path), isPicture: true)
      if !isThere { accepted.files.append(.init(path: path, content: content.content)) }
      return note(messages.undocumented(fresh, cell: cell), "'\(cell.name)': the picture '\(path)' is added")
    }
    section.keep(documented.range, imageEdits(documented, description, path), isPicture: true)
    if documented.path != path { removedPictures.append(documented) }
    switch description.verdict {
    case .agrees: break
    case .stale(let words) where lines?.agrees == true:
      note(
        messages.drift(ofDescription: documented, words),
        "the words about '\(path)' follow the picture")
    case .stale: break
    case .unfounded(let numbers):
      accepted.refusals += [messages.unfounded(numbers, of: documented, description)].compactMap { $0 }
    }
    guard let drift = messages.drift(of: documented, fresh, lines, cell: cell) else { return }
    if !isThere { accepted.files.append(.init(path: path, content: content.content)) }
    note(drift, drift.summary)
    if let old = lines?.documented { warnOfRegression(OutputText.lines(fresh.svg), insteadOf: old, of: cell) }
  }

  private mutating func refuseForeign(
    _ path: String, _ documented: DocumentedOutput.PictureReference?, of cell: Cell
  ) {
    let location = documented.map { Diagnostic.Location($0.range, in: source) } ?? messages.firstLine(of: cell.range)
    accepted.refusals.append(
      Diagnostic(
        .drift, at: location,
        "the picture of '\(cell.name)' is not accepted: '\(path)' is there, and 'accept' did not write it",
        explanation: ExistingFigure.advice))
  }

  private func image(_ description: String, _ path: String) -> [UInt8] {
    Array("![".utf8) + MarkdownEscape.text(description) + Array("](\(path))".utf8)
  }

  /// What changes in an image: its words, where they are the picture's own, and the file that it names.
  private func imageEdits(
    _ documented: DocumentedOutput.PictureReference, _ description: PictureDescription, _ path: String
  ) -> [(range: Range<Int>, bytes: [UInt8])] {
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    if case .stale = description.verdict {
      edits.append((documented.descriptionRange, MarkdownEscape.text(description.current)))
    }
    guard documented.path != path else { return edits }
    let old = Array(documented.path.utf8)
    let tail = documented.descriptionRange.upperBound..<documented.range.upperBound
    let start = tail.first { source.bytes[$0..<tail.upperBound].starts(with: old) }
    guard let start else { return [(documented.range, image(documented.description, path))] }
    return edits + [(start..<start + old.count, Array(path.utf8))]
  }

  /// Words of the picture's own follow it also where it is shown once more.
  mutating func acceptWordsOfPicturesShownAgain() {
    let written = Dictionary(accepted.files.map { ($0.path, $0.content) }) { $1 }
    for picture in chapter.picturesShownAgain({ written[$0] ?? readFigure($0) }) {
      let description = PictureDescription(
        picture, current: picture.file?.ownDescription ?? "",
        other: readFigure(picture.path).flatMap { FigureFile($0).ownDescription }, exact: exact,
        language: chapter.language)
      switch description.verdict {
      case .agrees: break
      case .stale(let words):
        edit(picture.descriptionRange, picture.written(description.current, in: source))
        note(messages.drift(ofDescription: picture, words), "the words about '\(picture.path)' follow the picture")
      case .unfounded(let numbers):
        accepted.refusals += [messages.unfounded(numbers, of: picture, description)].compactMap { $0 }
      }
    }
  }

  // MARK: Comments

  private mutating func acceptExpectedComments(of cell: Cell, _ comparison: CellComparison) {
    guard let expectedComments = comparison.expectedComments, !comparison.expectedCommentsHold else { return }
    let rewriter = LineRewriter(comparison: expectedComments.comparison)
    var texts = cell.expectedComments.map { _ in [String]() }
    var isChanged = cell.expectedComments.map { _ in false }
    for step in expectedComments.alignedLines {
      switch step {
      case .same(let line, _, _), .elided(let line, _):
        texts[comparison.commentOfLine[line]].append(expectedComments.documented[line])
      case .changed(let line, let fresh):
        texts[comparison.commentOfLine[line]].append(
          rewriter.line(expectedComments.documented[line], expectedComments.fresh[fresh]))
        isChanged[comparison.commentOfLine[line]] = true
      case .missing(let line): isChanged[comparison.commentOfLine[line]] = true
      case .extra: continue
      }
    }
    for (index, expectedComment) in cell.expectedComments.enumerated() where isChanged[index] {
      if texts[index].isEmpty {
        edit(comment(around: expectedComment, of: cell), [])
      } else {
        let ending = expectedComment.text.utf8.last == UInt8(ascii: "\n") ? "\n" : ""
        edit(
          expectedComment.range,
          ExpectedCommentText.escape(
            texts[index].joined(separator: "\n") + ending, escapesQuotes: expectedComment.escapesQuotes))
      }
    }
    let drift = messages.drift(ofExpectedComments: expectedComments, comparison, cell: cell)
    note(drift, drift.summary)
    warnOfRegression(expectedComments.fresh, insteadOf: expectedComments.documented, of: cell)
  }

  /// An expected comment with the blanks before it, or its whole line where nothing else stands there.
  private func comment(around expectedComment: ExpectedComment, of cell: Cell) -> Range<Int> {
    let line = source.position(at: expectedComment.range.lowerBound).line
    let content = cell.lines.first {
      $0.contains(expectedComment.range.lowerBound) || $0.upperBound == expectedComment.range.upperBound
    }
    let first = content?.lowerBound ?? source.lineStarts[line - 1]
    var start = expectedComment.range.lowerBound - "// Prints \"".utf8.count
    while start > first, source.bytes[start - 1].isBlank { start -= 1 }
    if start == first, line < source.lineStarts.count { return source.lineStarts[line - 1]..<source.lineStarts[line] }
    return start..<source.lineRange(line).upperBound
  }

  // MARK: Prose

  mutating func accept(_ value: CheckedValue) {
    let location = Diagnostic.Location(value.documentedRange, in: source)
    switch results.value(of: value) {
    case .notRun:
      if !notRun.isEmpty || results.diagnostics.contains(where: { $0.severity == .error }) { return }
      accepted.refusals.append(
        Diagnostic(.error, at: location, "the value of '\(value.expression)' is not accepted: it was not evaluated"))
    case .failed(let message):
      if results.diagnostics.haveError(within: value.range, of: source) { return }
      accepted.refusals.append(
        Diagnostic(.error, at: location, "the value of '\(value.expression)' is not accepted: \(message)"))
    case .value(let text):
      let fresh = TerminalScreen.line(text)
      if value.options.volatile, !value.documented.isEmpty { return }
      let comparison = Comparison(of: value, exact: exact)
      let lines = comparison.compare([value.documented], [fresh])
      if !value.options.volatile { accepted.changes += [messages.address(in: lines, of: value)].compactMap { $0 } }
      guard !lines.agrees else { return }
      let written = LineRewriter(comparison: comparison).value(value.documented, fresh)
      edit(value.documentedRange, CheckedValueText(value, in: source).bytes(of: written))
      let drift = messages.drift(of: value, lines)
      note(drift, drift.summary)
      warnOfRegression([fresh], insteadOf: [value.documented], at: location, name: "'\(value.expression)'")
    }
  }

  // MARK: -

  private mutating func edit(_ range: Range<Int>, _ replacement: [UInt8]) {
    let original = Array(source.bytes[range])
    if original != replacement {
      accepted.edits.append(.init(range: range, original: original, replacement: replacement))
    }
  }

  private mutating func note(_ drift: Diagnostic, _ summary: String) {
    var note = Diagnostic(.note, at: drift.location, summary, differences: drift.differences)
    note.furtherDifferences = drift.furtherDifferences
    accepted.changes.append(note)
  }

  private mutating func warnOfRegression(_ fresh: [String], insteadOf documented: [String], of cell: Cell) {
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

  private mutating func refuse(_ cell: Cell, _ reason: String) {
    accepted.refusals.append(
      Diagnostic(
        .error, at: messages.firstLine(of: cell.range), "the output of '\(cell.name)' is not accepted: \(reason)"))
  }

  /// Figure files that `accept` wrote, whose images were removed and that no other image of the chapter names.
  private var obsoleteFiles: [String] {
    let removed = Set(removedPictures.map(\.node))
    var named = Set(accepted.files.map(\.path))
    for (index, node) in chapter.document.nodes.enumerated() where !removed.contains(index) {
      if case .image(let destination, _) = node.kind, let path = LinkTarget.path(of: destination) {
        named.insert(path)
      }
    }
    return removedPictures.filter { $0.file?.isOriginal(at: $0.path, besideChapter: chapter.name) == true }
      .map(\.path).filter { !named.contains($0) }
  }
}
