import Book
import Markdown
import Outputs
import Text

/// What a run of a chapter gave, by steps and positions within their code, so that it stays true when the prose
/// around the cells moves.
struct RunRecord: Codable, Sendable {
  /// One for each step of the chapter.
  var steps: [StepRecord]
  /// What the compiler said of the steps.
  var findings: [Finding] = []
  /// What the cells read of the world around them, with what it was.
  var inputs: [RunInput] = []
  /// What was read and is not known: then nobody can say what the results belong to.
  var unknownInputs: [UnknownInput] = []
  /// Whether steps were left out because their chapter has an error of its own.
  var hasRefusedSteps = false
  /// Whether the compiler itself failed, or ran into a limit.
  var hasCompilerFailures = false
  /// The steps that wrote files, or changed something else outside.
  var writers: Set<Int> = []

  struct StepRecord: Codable, Sendable {
    var outcome: CellResult.Outcome = .notRun(.earlierFailure)
    var output = StepOutput()
    /// Where it failed: a line of its own code, or of a cell above whose function it called.
    var failureLocation: Finding.Location?
    var variations: Set<CellResult.Variation> = []
    /// Whether it read a file, or asked what is there.
    var readsFiles = false
    var names = StepNames()
  }

  /// A message of the compiler about a step.
  struct Finding: Codable, Sendable, Hashable {
    var severity: Diagnostic.Severity
    var location: Location
    var text: String
    var notes: [Note] = []
    var explanation: String?

    struct Location: Codable, Sendable, Hashable {
      var step: Int
      /// Line and column (in bytes) in what is compiled of the step's code (`StepCode`), from 0.
      var line: Int
      var column: Int
    }

    struct Note: Codable, Sendable, Hashable {
      var location: Location?
      var text: String
    }
  }

  /// Whether it may be used again: everything ran and came to its end, or what did not never will, and what it read is known.
  var isReusable: Bool { unknownInputs.isEmpty && (isComplete || isEndedForGood) }

  /// Whether what did not come to its end is cells that the compiler by its own words does not take, or that ended badly by what they
  /// are, as they always will, and what stands below them. What was refused before it was compiled, or ended by a limit, may be taken
  /// another time, and so may what asked for the time or for random numbers.
  private var isEndedForGood: Bool {
    // Where nothing ran there is nothing to save.
    let ran = steps.contains { step in
      if case .failed(let failure) = step.outcome { failure.isByCode } else { step.outcome == .completed }
    }
    guard !hasRefusedSteps, !hasCompilerFailures, ran else { return false }
    return steps.indices.allSatisfy { step in
      switch steps[step].outcome {
      case .completed, .failedAsDocumented, .notRun(.noRun), .notRun(.earlierFailure): true
      case .failed(let failure) where failure.isCompileError:
        findings.contains { $0.severity == .error && $0.location.step == step }
      case .failed(let failure): failsAgain(failure, at: step, of: steps.indices)
      case .notRun(.pending): false
      }
    }
  }

  /// Whether what ended a step of a program would do so again: it is in the code, and down to there nothing asked for the time or for
  /// random numbers.
  func failsAgain(_ failure: CellFailure, at step: Int, of program: some Sequence<Int>) -> Bool {
    failure.isByCode && program.allSatisfy { $0 > step || steps[$0].variations.isDisjoint(with: [.time, .random]) }
  }

  /// Whether something that reads files may find another thing there than before. What is not followed may have written.
  var mayHaveWritten: Bool { !writers.isEmpty || !unknownInputs.isEmpty }

  /// Whether everything ran and came to its end.
  var isComplete: Bool {
    steps.allSatisfy { step in
      switch step.outcome {
      case .completed, .failedAsDocumented, .notRun(.noRun): true
      case .failed, .notRun(.earlierFailure), .notRun(.pending): false
      }
    }
  }
}

extension RunRecord {
  /// Whether something that is compared may be another at each run.
  func varies(in chapter: Chapter) -> Bool {
    zip(chapter.steps, steps).contains { step, record in record.varies(as: step, in: chapter) }
  }

  var hasCompileErrors: Bool { steps.contains { $0.outcome.isCompileError } }

  /// Takes what the compiler says of cells from a record that has more of it.
  mutating func takeErrors(of other: RunRecord) {
    findings += other.findings.filter { finding in
      !findings.contains { $0.location == finding.location && $0.text == finding.text }
    }
    for step in steps.indices where other.steps[step].outcome.isCompileError {
      if case .notRun = steps[step].outcome { steps[step].outcome = other.steps[step].outcome }
    }
  }

  /// The results at the positions where the chapter's steps now stand.
  func results(for chapter: Chapter) -> ChapterResults {
    var cells = chapter.cells.map { _ in CellResult(outcome: .notRun(.noRun)) }
    var values = chapter.checkedValues.map { _ in ValueResult.notRun }
    var valueFacts = chapter.checkedValues.map { _ in CodeFacts() }
    for (step, content) in chapter.steps.enumerated() {
      let record = steps[step]
      switch content {
      case .cell(let index):
        var outcome = record.outcome
        if case .failed(var failure) = outcome {
          failure.line = chapter.chapterLine(of: record.failureLocation ?? .init(step: step, line: 0, column: 0))
          let errors = findings.filter { $0.severity == .error && $0.location.step == step }
            .map { CellFailure.CompilerError($0.text, line: chapter.chapterLine(of: $0.location)) }
          if failure.isCompileError, let first = errors.first {
            failure = CellFailure(.doesNotCompile(errors), line: first.line)
          }
          outcome = .failed(failure)
        }
        cells[index] = CellResult(
          outcome: outcome, outputs: record.output.outputs, isCut: record.output.isCut,
          variations: record.variations, printed: chapter.printed(record.output, byStep: step))
        cells[index].facts = facts(of: step, in: chapter)
      case .checkedValue(let index):
        valueFacts[index] = facts(of: step, in: chapter)
        switch record.outcome {
        case .completed, .failedAsDocumented:
          let isReal = record.output.valueHasRealNumbers
          values[index] = record.output.value.map { .value($0, hasRealNumbers: isReal) } ?? .notRun
        case .notRun: values[index] = .notRun
        case .failed(let failure): values[index] = .failed(failure)
        }
      }
    }
    var results = ChapterResults(
      cells: cells, checkedValues: values, diagnostics: findings.map { diagnostic(for: $0, in: chapter) })
    results.sideEffects = sideEffects
    results.valueFacts = valueFacts
    return results.reportingFailures(in: chapter)
  }

  /// What is known of the code of a step, and of what it asked of the world around it.
  private func facts(of step: Int, in chapter: Chapter) -> CodeFacts {
    let record = steps[step]
    var facts = CodeFacts(names: chapter.names(record.names, inStep: step))
    if record.readsFiles { facts.asks.insert(.files) }
    for variation in record.variations {
      switch variation {
      case .environment: facts.asks.insert(.environment)
      case .random: facts.asks.insert(.chance)
      case .time: facts.asks.insert(.time)
      }
    }
    if unknownInputs.contains(where: { if case .unseen(step) = $0 { true } else { false } }) {
      facts.asks.insert(.unfollowed)
    }
    facts.changesWorld = sideEffects.contains(step)
    return facts
  }

  /// The steps that changed files, or did what nobody followed.
  private var sideEffects: Set<Int> {
    let unfollowed = unknownInputs.compactMap { input in
      if case .unseen(let step) = input { step } else { nil }
    }
    return writers.union(unfollowed).intersection(steps.indices)
  }

  private func diagnostic(for finding: Finding, in chapter: Chapter) -> Diagnostic {
    Diagnostic(
      finding.severity, at: chapter.location(of: finding.location), finding.text, explanation: finding.explanation,
      notes: finding.notes.map { note in
        Diagnostic.Note(location: note.location.map(chapter.location(of:)), text: note.text)
      })
  }
}

extension Chapter {
  /// The line at which a location is, in the chapter with all that it includes.
  fileprivate func chapterLine(of location: RunRecord.Finding.Location) -> Int {
    source.position(at: line(location.line, ofStep: location.step).start).line
  }

  /// The location of a compiler's message: the word that it points at.
  fileprivate func location(of location: RunRecord.Finding.Location) -> Diagnostic.Location {
    let (start, end) = line(location.line, ofStep: location.step)
    let position = min(start + location.column, end)
    var stop = position
    while stop < end, source.bytes[stop].isWord || source.bytes[stop] >= 0x80 { stop += 1 }
    return Diagnostic.Location(position..<max(stop, min(position + 1, end)), in: source)
  }

  private func line(_ line: Int, ofStep step: Int) -> (start: Int, end: Int) {
    switch steps[step] {
    case .cell(let index):
      let cell = cells[index]
      guard !cell.lines.isEmpty else { return (cell.range.lowerBound, cell.range.upperBound) }
      let lines = stepCode(ofCell: index).lines
      let range = cell.lines[min(lines[min(max(line, 0), lines.count - 1)], cell.lines.count - 1)]
      return (range.lowerBound, range.upperBound)
    case .checkedValue(let index):
      let range = checkedValues[index].expressionRange
      return (range.lowerBound, range.upperBound)
    }
  }
}

extension RunRecord.StepRecord {
  /// Whether it is compared, and may be another at each run.
  func varies(as step: Chapter.Step, in chapter: Chapter) -> Bool {
    switch step {
    case .cell(let index) where chapter.cells[index].options.volatile: false
    case .checkedValue(let index) where chapter.checkedValues[index].options.volatile: false
    default: !variations.isDisjoint(with: [.time, .random])
    }
  }
}

extension CellResult.Outcome {
  fileprivate var isCompileError: Bool {
    if case .failed(let failure) = self { failure.isCompileError } else { false }
  }
}
