import Book
import CellHost
import Foundation
import Outputs
import Text

/// What the run gave, step by step, and how it ended.
extension ChapterRun {
  /// What steps gave, however the program ended.
  mutating func takeOutputs(_ report: ProgramRunner.Report, job: HostJob) {
    take(report.accesses)
    seconds.merge(report.seconds) { $1 }
    // A cell can call what reports steps and invent some.
    for (step, output) in report.outputs where record.steps.indices.contains(step) {
      record.steps[step].output = output.findingCalls(in: sources)
      record.steps[step].outcome = .completed
    }
    for (step, end) in report.failingEnds where record.steps.indices.contains(step) {
      takeFailing(step, end, job: job)
    }
    for (step, words) in report.loadFailures where record.steps.indices.contains(step) {
      record.steps[step].outcome = .failed(CellFailure(.cannotBeLoaded(words: words, advice: advice(on: words))))
      record.steps[step].failureLocation = .init(step: step, line: 0, column: 0)
    }
  }

  mutating func take(_ report: ProgramRunner.Report, job: HostJob) {
    takeOutputs(report, job: job)
    guard let end = report.end else {
      noteUnknown(.unreported)
      return failFirstUnfinishedStep(.hostEnded)
    }
    guard !end.isComplete else { return }
    // The program ended before its end: by the step that was being evaluated.
    let step = end.step
    if report.loadFailures[step] != nil { return }
    guard record.steps.indices.contains(step) else {
      return failFirstUnfinishedStep(.neverBegan)
    }
    let ended = programEnd(end, step: step, job: job)
    record.steps[step].outcome = .failed(ended.failure)
    record.steps[step].failureLocation = location(of: ended, step: step)
  }

  /// What is usually behind the loader's words, where they do not say it.
  private func advice(on words: String) -> String? {
    guard words.contains("failed to map segment") else { return nil }
    return "the limit of \(runner.limits.memory.asBytes) of memory is too little for it, or the folder of "
      + "temporary files does not allow programs to run: the variable TMPDIR names another"
  }

  private mutating func failFirstUnfinishedStep(_ cause: CellFailure.Cause) {
    let step = sources.map(\.step).first { record.steps[$0].outcome == .notRun(.earlierFailure) }
    guard let step else { return }
    record.steps[step].outcome = .failed(CellFailure(cause))
    record.steps[step].failureLocation = .init(step: step, line: 0, column: 0)
  }

  /// Keeps what the cells read, and of which steps the results may vary.
  private mutating func take(_ accesses: [Access]) {
    var written: Set<String> = []
    var known: Set<RunInput.Source> = []
    // A file is read in whole to know what it was: once, however many steps of a program asked for it.
    func keep(_ access: Access) {
      if access.kind == .read, RunInput.version(of: access.name) != access.version {
        noteUnknown(.changed(file: access.name, step: access.step))
      }
      if known.insert(RunInput.Source(access)).inserted { record.inputs.append(RunInput(access)) }
    }
    let changed = Set(accesses.filter { $0.kind == .write || $0.kind == .change }.map(\.name))
    let changedFolders = Set(changed.map { Path.folder(of: $0) })
    for access in accesses {
      switch access.kind {
      case .write:
        written.insert(access.name)
        record.writers.insert(access.step)
      case .change: record.writers.insert(access.step)
      case .unknown: noteUnknown(.unseen(step: access.step))
      case .read, .status, .list, .link, .destination, .walk:
        if record.steps.indices.contains(access.step) { record.steps[access.step].readsFiles = true }
        // What the cells wrote themselves is no input.
        guard !written.contains(access.name) else { continue }
        keep(access)
        // What it was when it was asked for nobody can say any more where the cells have changed it since.
        if access.kind != .read, changed.contains(access.name) {
          noteUnknown(.changed(file: access.name, step: access.step))
        }
        if access.kind == .list, changedFolders.contains(access.name) {
          noteUnknown(.changed(file: access.name, step: access.step))
        }
        if access.kind == .walk, changed.contains(where: { $0.hasPrefix(access.name + "/") }) {
          noteUnknown(.changed(file: access.name, step: access.step))
        }
      case .environment:
        // Only these are the author's own; the others are the same everywhere.
        guard CellHost.inheritedVariables.contains(access.name) else { continue }
        keep(access)
        // Foundation asks for some of its own accord.
        if chapter.mentionsEnvironment(inStep: access.step) { vary(access, .environment) }
      case .time: vary(access, .time)
      case .random: vary(access, .random)
      }
    }
  }

  private mutating func noteUnknown(_ input: UnknownInput) {
    if !record.unknownInputs.contains(input) { record.unknownInputs.append(input) }
  }

  private mutating func vary(_ access: Access, _ variation: CellResult.Variation) {
    guard record.steps.indices.contains(access.step) else { return }
    record.steps[access.step].variations.insert(variation)
  }

  /// A cell that must fail came to its end.
  private mutating func takeFailing(_ step: Int, _ end: ProcessEnd, job: HostJob) {
    if end.isComplete {
      record.steps[step].outcome = .failed(CellFailure(.didNotFail))
      record.steps[step].failureLocation = .init(step: step, line: 0, column: 0)
      return
    }
    let ended = programEnd(end, step: step, job: job)
    record.steps[step].outcome = .failedAsDocumented
    record.steps[step].output.append(text: ended.failure.documentedText, statement: end.line)
  }

  private func programEnd(_ end: ProcessEnd, step: Int, job: HostJob) -> ProgramEnd {
    let modules = job.segments.prefix(end.segmentCount) + (job.failing[step] ?? [])
    var location = FaultLocation(
      samples: end.samples, modules: Array(modules), toolchain: compiler.toolchain, chapterFile: chapterFile,
      environment: compiler.environment)
    if location?.cause == "failed cast", let line = location?.line, let type = castType(onLine: line) {
      location?.cause = "failed cast to '\(type)'"
    }
    return ProgramEnd(
      end, limit: timeouts[step] ?? runner.limits.timeout,
      memoryLimit: runner.limits.memory, chapterFile: chapterFile,
      declared: Set(sources.flatMap { $0.syntax.declared.map(\.name) }), location: location)
  }

  /// The type of the only cast on a line of the chapter. Of a cast that the compiler knows not to hold it leaves no types in
  /// the program.
  private func castType(onLine line: Int) -> String? {
    let casts = sources.flatMap { source in
      source.syntax.forcedCasts.filter { source.lines[source.location(of: $0.offset).line] == line }
    }
    return casts.count == 1 ? casts[0].name : nil
  }

  /// Where a program stopped: a line of the step, or of a cell above whose function the step called.
  private func location(of end: ProgramEnd, step: Int) -> RunRecord.Finding.Location {
    if let line = end.chapterLine {
      for source in sources where source.isCell {
        if let found = source.line(onLine: line) { return .init(step: source.step, line: found, column: 0) }
      }
    }
    return .init(step: step, line: end.stepLine, column: 0)
  }
}

extension StepOutput {
  fileprivate mutating func append(text: String, statement: Int) {
    attributed?.append(AttributedText(text: text, statement: statement))
    if case .text(let last)? = outputs.last {
      outputs[outputs.count - 1] = .text(last.hasSuffix("\n") ? last + text : last + "\n" + text)
    } else {
      outputs.append(.text(text))
    }
  }
}

extension Chapter {
  /// Whether cells may ask for variables of the environment, or for all of them.
  var mentionsEnvironment: Bool { steps.indices.contains(where: mentionsEnvironment) }

  func mentionsEnvironment(inStep step: Int) -> Bool {
    guard steps.indices.contains(step) else { return false }
    let code =
      switch steps[step] {
      case .cell(let index): cells[index].code
      case .checkedValue(let index): checkedValues[index].expression
      }
    return code.hasBytes(of: "environ") || code.hasBytes(of: "getenv")
  }
}
