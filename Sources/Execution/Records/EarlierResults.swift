import Book

/// What steps of a chapter gave in its last run, where it is what they would give now: those of whole programs, the chapter's own
/// or that of an isolated cell.
///
/// A step means what it means with those above it, so what stands below does not matter. But where a step has to run, those
/// above it in its program run too, because it needs their state.
struct EarlierResults: Sendable {
  /// By the step's index now.
  private(set) var steps: [Int: RunRecord.StepRecord] = [:]
  /// How long they took.
  private(set) var seconds: [Int: Double] = [:]
  private var findings: [RunRecord.Finding] = []
  private var inputs: [RunInput] = []

  /// nil where there are none.
  ///
  /// - Parameters:
  ///   - record: what the run gave.
  ///   - repeatsVariations: whether what asked for the time or for random numbers has to run again.
  init?(
    _ last: LastRun, _ record: RunRecord, of chapter: Chapter, _ dependencies: RunDependencies, repeatsVariations: Bool
  ) {
    let earlier = last.dependencies
    // A file that cells wrote, or read unseen, may be what others read.
    guard earlier.parts == dependencies.parts, earlier.settings == dependencies.settings,
      record.steps.count == earlier.steps.count, !record.mayHaveWritten
    else { return nil }
    let readers = Set(record.inputs.filter { !$0.isUnchanged }.map(\.step))
    let programs = earlier.programs
    var index: [Int: Int] = [:]
    for (number, program) in dependencies.programs.enumerated() {
      let own = number == 0 ? programs.prefix(1) : programs.dropFirst()
      let same = own.first { other in
        other.count >= program.count && zip(other, program).allSatisfy { earlier.steps[$0] == dependencies.steps[$1] }
      }
      // What a program reads is noted for each that reads it.
      guard let same, readers.isDisjoint(with: same) else { continue }
      let pairs = Array(zip(same, program))
      let varies = pairs.contains { before, now in
        repeatsVariations && record.steps[before].varies(as: chapter.steps[now], in: chapter)
      }
      guard !varies, record.areKnownToEnd(pairs.map(\.0)) else { continue }
      for (before, now) in pairs {
        steps[now] = record.steps[before]
        steps[now]?.failureLocation = record.steps[before].failureLocation.flatMap { location in
          pairs.first { $0.0 == location.step }.map { .init(step: $0.1, line: location.line, column: location.column) }
        }
        steps[now]?.output.moveCalls { step in pairs.first { $0.0 == step }?.1 }
        seconds[now] = last.seconds[before]
        steps[now]?.names.move(Dictionary(uniqueKeysWithValues: pairs))
        index[before] = now
      }
    }
    guard !steps.isEmpty else { return nil }
    findings = record.findings.compactMap { $0.moved(index) }
    // What several steps of a program read is noted at the first of them, which may be gone.
    inputs = record.inputs.compactMap { input in
      guard let program = programs.first(where: { $0.contains(input.step) }),
        let step = index[input.step] ?? program.compactMap({ index[$0] }).first
      else { return nil }
      var input = input
      input.step = step
      return input
    }
  }

  /// Adds them to what a run of the others gave.
  func add(to record: inout RunRecord) {
    for (step, earlier) in steps { record.steps[step] = earlier }
    record.findings += findings
    record.inputs += inputs
  }
}

extension RunDependencies {
  /// The indices of the steps of each program, those of cells that are not run left out: the chapter's own program first.
  var programs: [[Int]] {
    var programs: [[Int]] = [[]]
    for (index, step) in steps.enumerated() where step.runs {
      if !step.isApart {
        programs[0].append(index)
      } else if step.isCell {
        programs.append([index])
      } else if programs.count > 1 {
        programs[programs.count - 1].append(index)
      }
    }
    return programs
  }
}

extension RunRecord {
  /// Whether the steps of a program came to their ends, or the first that did not was ended by what the code says.
  fileprivate func areKnownToEnd(_ program: [Int]) -> Bool {
    var isFailed = false
    for step in program {
      switch steps[step].outcome {
      case .completed, .failedAsDocumented: continue
      case .failed(let failure):
        guard failsAgain(failure, at: step, of: program) else { return false }
        isFailed = true
      case .notRun(.earlierFailure): guard isFailed else { return false }
      case .notRun(.noRun), .notRun(.pending): return false
      }
    }
    return true
  }
}

extension RunRecord.Finding {
  /// The same about steps that stand elsewhere; nil where one of them is gone.
  fileprivate func moved(_ index: [Int: Int]) -> RunRecord.Finding? {
    guard let step = index[location.step] else { return nil }
    var finding = self
    finding.location.step = step
    for note in notes.indices {
      guard let location = notes[note].location else { continue }
      guard let step = index[location.step] else { return nil }
      finding.notes[note].location?.step = step
    }
    return finding
  }
}
