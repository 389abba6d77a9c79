import Book

/// What the compiler says, at the locations in the chapter's steps.
extension ChapterRun {
  /// Keeps errors and warnings, each once, with the notes that follow them.
  mutating func note(
    _ messages: [CompilerMessage], in segment: Segment, below header: SegmentSource.Header
  ) {
    let edits = SegmentEdits(segment, below: header)
    var known = Set(record.findings.map(Problem.init))
    var current: Int?
    for message in messages {
      let location = location(of: message, in: segment, edits)
      switch message.severity {
      case .remark: break
      case .note:
        // What the compiler shows of another segment lies in no file of the author's.
        guard let current, location != nil || !isAboutSegments(message) else { break }
        record.findings[current].notes.append(.init(location: location, text: message.text))
      case .warning, .error:
        current = nil
        let isGenerated = message.file == SegmentSource.generatedFile || message.column > edits.callColumn
        guard let location, !(message.severity == .warning && (isGenerated || isAboutSegments(message))) else {
          break
        }
        let finding = RunRecord.Finding(
          severity: message.severity == .error ? .error : .warning, location: location, text: message.text,
          notes: [declarationBelow(message, at: location)].compactMap { $0 },
          explanation: message.explanation(modules) ?? message.adviceOnFoundation(code(at: location)))
        guard known.insert(Problem(finding)).inserted else { break }
        current = record.findings.count
        record.findings.append(finding)
      }
    }
    removeExhaustion()
  }

  /// What stands at a location, to the end of its line.
  private func code(at location: RunRecord.Finding.Location) -> String {
    let sources = sources.filter { $0.step == location.step }
    return sources.compactMap { $0.rest(at: location) }.first { $0.contains { !$0.isWhitespace } } ?? ""
  }

  /// Where an error stands on a line, the compiler may also have given up on the line's expression because of it.
  private mutating func removeExhaustion() {
    let errors = record.findings.filter { $0.severity == .error && !CompilerMessage.isExhaustion($0.text) }
    let lines = Set(errors.map { Line($0.location) })
    record.findings.removeAll { CompilerMessage.isExhaustion($0.text) && lines.contains(Line($0.location)) }
  }

  private struct Line: Hashable {
    let step: Int
    let line: Int

    init(_ location: RunRecord.Finding.Location) { (step, line) = (location.step, location.line) }
  }

  /// Whether a message is about the modules that a chapter happens to be compiled into, which are nobody's business.
  private func isAboutSegments(_ message: CompilerMessage) -> Bool {
    if message.text.contains("module '\(ModuleName.shown)'") { return true }
    // Where that is nobody can see.
    if message.severity == .note, message.text.hasSuffix(" here") { return true }
    // A type and a protocol of one chapter have one owner, whatever modules they are compiled into.
    guard message.text.hasPrefix("extension declares a conformance of imported type") else { return false }
    return sources.contains { $0.syntax.declared.contains { message.text.contains("'\($0.name)'") } }
  }

  /// Where the compiler does not find a name that only a cell below declares, that cell.
  private func declarationBelow(
    _ message: CompilerMessage, at location: RunRecord.Finding.Location
  ) -> RunRecord.Finding.Note? {
    guard message.text.hasPrefix("cannot find") else { return nil }
    // A part of a cell has blanks where the others have words.
    let own = sources.filter { $0.step == location.step }
    guard let name = own.compactMap({ $0.word(at: location) }).first(where: { !$0.isEmpty }),
      message.text.contains("'\(name)'"), !own.contains(where: \.isIsolated)
    else { return nil }
    let declarations = sources.filter { !$0.fails && !$0.isIsolated }.flatMap { source in
      source.syntax.declared.filter { $0.name == name }.map { source.location(of: $0.offset) }
    }
    let isBelow = { (other: RunRecord.Finding.Location) in
      (other.step, other.line, other.column) > (location.step, location.line, location.column)
    }
    // Where one stands above, the error is about that one.
    guard let first = declarations.first, declarations.allSatisfy(isBelow) else { return nil }
    return .init(
      location: first, text: "'\(name)' is declared only here, below: a cell sees what stands above it")
  }

  mutating func noteUnexplained(_ product: SegmentCompiler.Product, in segment: Segment) {
    guard let first = segment.steps.first else { return }
    record.hasCompilerFailures = true
    record.findings.append(
      .init(
        severity: .error, location: .init(step: first.step, line: 0, column: 0),
        text: product.limit ?? "the cells could not be compiled, and the compiler named no location",
        explanation: product.limit == nil
          ? "Its words: " + (product.firstSentence ?? "none") : CompilerLimits.explanation))
    for source in segment.steps { fail(source.step) }
  }

  func location(
    of message: CompilerMessage, in segment: Segment, _ edits: SegmentEdits
  ) -> RunRecord.Finding.Location? {
    if message.file == SegmentSource.generatedFile {
      let step = message.line - 1
      let source = segment.steps.first { $0.step == step } ?? segment.steps.first
      return source.map { .init(step: $0.step, line: $0.lastItemLine, column: 0) }
    }
    if message.file == chapterFile {
      if message.column > edits.callColumn {
        let source = segment.steps.first { $0.line(onLine: message.line + 1) != nil && $0.isCell }
        return source.map { .init(step: $0.step, line: $0.lastItemLine, column: 0) }
      }
      if let found = location(ofLine: message.line, column: message.column, in: segment, edits) { return found }
      // An error at the end of a file is reported on the line after the last.
      if let last = segment.steps.last(where: { ($0.lines.last ?? .max) < message.line }) {
        return .init(step: last.step, line: last.lines.count - 1, column: 0)
      }
    }
    for source in segment.steps where message.file == SegmentSource.valueFile(step: source.step) {
      let isCall = message.column > edits.callColumn
      return .init(step: source.step, line: max(0, message.line - 2), column: isCall ? 0 : max(0, message.column - 1))
    }
    // Something in a macro's expansion or in a module: it belongs to some cell, but only the message knows which.
    return message.severity == .note ? nil : segment.steps.first.map { .init(step: $0.step, line: 0, column: 0) }
  }

  /// What stands in a cell at a line and a column, from 1, of the chapter as it is compiled; nil where no cell is.
  func location(
    ofLine number: Int, column: Int, in segment: Segment, _ edits: SegmentEdits
  ) -> RunRecord.Finding.Location? {
    let column = max(0, column - 1)
    // Of the parts of a cell that one is meant which has something there.
    var found: RunRecord.Finding.Location?
    for source in segment.steps {
      guard source.isCell, let line = source.line(onLine: number) else { continue }
      let location = RunRecord.Finding.Location(
        step: source.step, line: line,
        column: column - inserted(before: column, line, source, edits.edits(of: source)))
      if location.column < source.length(ofLine: line) { return location }
      found = found ?? location
    }
    return found
  }

  /// How many bytes were inserted into a line before a column of the compiled code.
  private func inserted(
    before column: Int, _ line: Int, _ source: StepSource, _ edits: [CellSyntax.Edit]
  ) -> Int {
    var count = 0
    for case .insert(let words, let offset) in edits {
      let insertion = source.location(of: offset)
      if insertion.line == line, insertion.column + count < column { count += words.utf8.count }
    }
    return count
  }

  mutating func fail(_ step: Int) {
    record.steps[step].outcome = .failed(CellFailure(.doesNotCompile([])))
  }
}

/// What is reported once.
private struct Problem: Hashable {
  let location: RunRecord.Finding.Location
  let text: String

  init(_ finding: RunRecord.Finding) {
    location = finding.location
    text = finding.text
  }
}

extension SegmentCompiler.Product {
  /// What the compiler or the linker said first, without the locations in files that are ours.
  fileprivate var firstSentence: String? {
    output.split(separator: "\n").first { $0.contains("error") }.map { line in
      ModuleName.replacingIdentifiers(
        in: line.split(separator: " ").filter { !$0.contains("/") }.joined(separator: " "))
    }
  }
}

extension CompilerMessage {
  /// Whether a text says that the compiler gave up on an expression.
  fileprivate static func isExhaustion(_ text: String) -> Bool {
    text.contains("unable to type-check this expression in reasonable time")
  }

  fileprivate func explanation(_ modules: [String]) -> String? {
    guard Self.isExhaustion(text) else { return nil }
    let ofTheEngine =
      modules.isEmpty
      ? "" : " a 'Parameter' where its '.value' is meant, a tensor where a number is meant ('.scalar'),"
    return """
      The compiler tries every meaning of each operator and literal, and gives up where none fits soon. Usually something in \
      the expression has another type than it seems:\(ofTheEngine) a misspelt method, an 'Int' among numbers with a \
      point. Give parts of it names of their own, with their types: the compiler then says which one is wrong.
      """
  }
}

extension StepSource {
  /// Whether no other cell sees what it declares.
  fileprivate var fails: Bool {
    if case .cell(let cell) = kind { cell.options.fails } else { false }
  }

  /// Whether it sees no other cell, and none sees it.
  fileprivate var isIsolated: Bool {
    if case .cell(let cell) = kind { cell.options.isolated } else { false }
  }

  /// The line of the last statement, from 0.
  fileprivate var lastItemLine: Int {
    syntax.items.last.map { location(of: $0.range.lowerBound).line } ?? 0
  }
}
