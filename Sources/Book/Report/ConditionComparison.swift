import Text

/// Compares what a chapter documents with what it gives in other conditions than those of a build, and finds what depends on them.
///
/// An output depends on a condition where it does not agree with the chapter each time that condition is varied, and does as often as
/// nothing is. What changes and still agrees, by its tolerance or its last digit, is worth a note; of what is not compared, and of what
/// drifts in a build already, nothing is said.
package struct ConditionComparison {
  /// How often each condition under which something changes is tried, and how often nothing is varied: by so many runs a cell that is as
  /// likely to give one thing as another is blamed on a condition in less than one of three hundred books.
  package static let repetitions = 4

  private let chapter: Chapter
  private let results: ChapterResults
  private let exact: Bool
  private let readFigure: (String) -> String?
  private var steps: [Finding]
  /// What fails in some runs.
  private var errors: [(diagnostic: Diagnostic, runs: [Variation: Int])] = []
  /// How many runs there were.
  private var runs: [Variation: Int] = [:]

  /// One way to vary a condition, of which there may be several.
  private struct Variation: Hashable {
    var condition: RunCondition
    var index: Int

    static let none = Variation(condition: .run, index: 0)
  }

  /// What a step gave in the runs of one variation: how often the same as in a build, another that agrees, and what does not agree.
  private struct Tally {
    var same = 0
    var agreeing = 0
    var drifting = 0

    var hasChanges: Bool { agreeing + drifting > 0 }
    /// Whether runs in the same conditions differ.
    var isMixed: Bool { drifting > 0 && same + agreeing > 0 }
    var isSteadyDrift: Bool { drifting > 1 && same + agreeing == 0 }
    var isSteadyAgreement: Bool { agreeing > 1 && same + drifting == 0 }
  }

  private struct Finding {
    /// Whether it agrees with the chapter in a build.
    var agrees: Bool
    var tallies: [Variation: Tally] = [:]
    /// What is to be said of it where it first did not agree, and how the run was varied there.
    var drifts: [Diagnostic] = []
    var first = Variation.none

    var hasDrifts: Bool { tallies.values.contains { $0.drifting > 0 } }

    /// Whether further runs can say nothing more of it.
    var isKnown: Bool {
      let control = tallies[.none] ?? Tally()
      return control.drifting > 0 || tallies.values.contains(where: \.isMixed) || !hasDrifts && control.agreeing > 0
    }

    /// The conditions under which it does not agree, in their order; `run` where runs in the same conditions differ.
    var dependences: [RunCondition] {
      let drifting = tallies.filter { $0.value.drifting > 0 }
      guard !drifting.isEmpty else { return [] }
      guard drifting.allSatisfy({ $0.key != .none && $0.value.isSteadyDrift }) else { return [.run] }
      return RunCondition.varied.filter { condition in drifting.keys.contains { $0.condition == condition } }
    }

    /// The conditions under which it is another and still agrees.
    var agreeing: [RunCondition] {
      let control = tallies[.none] ?? Tally()
      // What is another at each run and agrees is as its author wanted it.
      guard !hasDrifts, control.agreeing == 0 else { return [] }
      return RunCondition.varied.filter { condition in
        tallies.contains { $0.key.condition == condition && $0.value.isSteadyAgreement }
      }
    }
  }

  /// - Parameter results: what the chapter gives in a build, without an error.
  package init(
    _ chapter: Chapter, _ results: ChapterResults, exact: Bool, readFigure: @escaping (String) -> String?
  ) {
    self.chapter = chapter
    self.results = results
    self.exact = exact
    self.readFigure = readFigure
    steps = []
    steps = chapter.steps.map { Finding(agrees: drifts(of: $0, in: results).isEmpty) }
  }

  /// Whether anything was found but what still agrees.
  package var hasProblems: Bool { !errors.isEmpty || steps.contains(where: \.hasDrifts) }

  /// Says that the chapter is not to be run again, because of what its cells do outside; nil where nothing speaks against it.
  package var obstacle: Diagnostic? {
    guard let index = results.sideEffects.min() else { return nil }
    let step = chapter.steps[index]
    let name =
      switch step {
      case .cell(let index): "cell '\(chapter.cells[index].name)'"
      case .checkedValue(let index): "the checked value '\(chapter.checkedValues[index].expression)'"
      }
    return Diagnostic(
      .note, at: location(of: step), "'\(chapter.name)' was not run with other threads and seeds, because of \(name)",
      explanation:
        "It writes files, starts programs or does something else that is not followed, and what that changes would stay."
    )
  }

  /// What has to be varied once more before it is known what the findings depend on, `run` where that is nothing; nil where it is known.
  package var nextCondition: RunCondition? {
    var found: Set<RunCondition> = []
    for error in errors where reasons(error.runs) != [.run] { found.formUnion(error.runs.keys.map(\.condition)) }
    for step in steps where !step.isKnown {
      for (variation, tally) in step.tallies where tally.hasChanges { found.insert(variation.condition) }
    }
    guard !found.isEmpty else { return nil }
    let open = ([.run] + RunCondition.varied.filter(found.contains)).filter { runCount($0) < Self.repetitions }
    return open.min { runCount($0) < runCount($1) }
  }

  private func runCount(_ condition: RunCondition) -> Int {
    runs[Variation(condition: condition, index: 0), default: 0]
  }

  /// Looks at what the chapter gives in other conditions, or in the same.
  ///
  /// - Parameter others: a run for each way to vary the condition, always in the same order.
  package mutating func add(_ others: [ChapterResults], varying condition: RunCondition) {
    for (index, other) in others.enumerated() { add(other, Variation(condition: condition, index: index)) }
  }

  private mutating func add(_ other: ChapterResults, _ variation: Variation) {
    runs[variation, default: 0] += 1
    for diagnostic in other.diagnostics where diagnostic.severity == .error {
      if let index = errors.firstIndex(where: { $0.diagnostic == diagnostic }) {
        errors[index].runs[variation, default: 0] += 1
      } else {
        errors.append((diagnostic, [variation: 1]))
      }
    }
    for (index, step) in chapter.steps.enumerated() {
      guard steps[index].agrees, let isSame = isSame(step, in: other) else { continue }
      let drifts = isSame ? [] : drifts(of: step, in: other)
      if !drifts.isEmpty, !steps[index].hasDrifts {
        steps[index].drifts = drifts
        steps[index].first = variation
      }
      var tally = steps[index].tallies[variation] ?? Tally()
      if isSame { tally.same += 1 } else if drifts.isEmpty { tally.agreeing += 1 } else { tally.drifting += 1 }
      steps[index].tallies[variation] = tally
    }
  }

  /// Whether a step gave what it gives in a build; nil where it is not compared, or gave nothing that could be.
  private func isSame(_ step: Chapter.Step, in other: ChapterResults) -> Bool? {
    switch step {
    case .cell(let index):
      guard !chapter.cells[index].options.volatile, other.cells.indices.contains(index) else { return nil }
      switch other.cells[index].outcome {
      case .completed, .failedAsDocumented: return other.cells[index].outputs == results.cells[index].outputs
      case .failed, .notRun: return nil
      }
    case .checkedValue(let index):
      let value = chapter.checkedValues[index]
      guard !value.options.volatile, case .value = other.value(of: value) else { return nil }
      return results.value(of: value) == other.value(of: value)
    }
  }

  private func drifts(of step: Chapter.Step, in results: ChapterResults) -> [Diagnostic] {
    ChapterReport.diagnostics(of: step, in: chapter, results, exact: exact, readFigure: readFigure)
      .filter { $0.severity >= .drift }
  }

  // MARK: What is reported

  /// What depends on which condition, in the order of the text.
  package var diagnostics: [Diagnostic] {
    let dependences = zip(chapter.steps, steps).compactMap { step, finding -> Diagnostic? in
      let conditions = finding.dependences
      if !conditions.isEmpty { return dependence(of: step, finding, conditions) }
      guard !finding.agreeing.isEmpty else { return nil }
      var note = Diagnostic(
        .note, at: location(of: step),
        "\(name(of: step)) changes \(Self.phrases(finding.agreeing)), and still agrees with the chapter")
      note.dependences = finding.agreeing
      return note
    }
    return (errors.map(failure) + dependences).inOrder()
  }

  private func failure(_ diagnostic: Diagnostic, _ runs: [Variation: Int]) -> Diagnostic {
    let conditions = reasons(runs)
    var diagnostic = diagnostic
    diagnostic.summary = "\(Self.phrases(conditions)), \(diagnostic.summary)"
    diagnostic.explanation = diagnostic.explanation ?? "What stands below it was not compared there."
    diagnostic.dependences = conditions
    return diagnostic
  }

  /// The conditions in each run of which something fails; `run` where it does in some alone, or with nothing varied.
  private func reasons(_ failed: [Variation: Int]) -> [RunCondition] {
    guard failed.allSatisfy({ $0.key != .none && $0.value == runs[$0.key] }) else { return [.run] }
    return RunCondition.varied.filter { condition in failed.keys.contains { $0.condition == condition } }
  }

  private func dependence(of step: Chapter.Step, _ finding: Finding, _ conditions: [RunCondition]) -> Diagnostic {
    let summary =
      conditions == [.run]
      ? "\(name(of: step)) changes from run to run"
      : "\(name(of: step)) depends on \(Self.list(conditions.map(Self.name)))"
    var diagnostic = Diagnostic(
      .drift, at: finding.drifts.first?.location ?? location(of: step), summary,
      explanation: conditions.map(Self.advice).joined(separator: "\n"),
      differences: finding.drifts.flatMap(\.differences))
    diagnostic.furtherDifferences = finding.drifts.reduce(0) { $0 + $1.furtherDifferences }
    diagnostic.picture = finding.drifts.compactMap(\.picture).first
    diagnostic.dependences = conditions
    if conditions.count > 1 {
      diagnostic.notes = [Diagnostic.Note(text: "this is what it gives \(finding.first.condition.phrase)")]
    }
    return diagnostic
  }

  private static func name(of condition: RunCondition) -> String {
    switch condition {
    case .threads: "the number of threads"
    case .hashSeed: "the hash seed"
    case .generatorSeed: "the seed of the default generator"
    case .run: "the run"
    }
  }

  private static func advice(_ condition: RunCondition) -> String {
    switch condition {
    case .threads:
      "What is computed in parts needs parts that are the same for any number of threads; what is about threads is '.volatile'."
    case .hashSeed:
      "Sets and dictionaries have another order and hash values are others in each program: sort what is shown."
    case .generatorSeed:
      "A cell 'seed(0)' above it says where the numbers come from, and gives the same; or name a generator of its own."
    case .run:
      "Two runs with the same threads and seeds differ: mark it volatile, or document '...' there."
    }
  }

  private static func phrases(_ conditions: [RunCondition]) -> String { list(conditions.map(\.phrase)) }

  private static func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  private func name(of step: Chapter.Step) -> String {
    switch step {
    case .cell(let index): "the output of '\(chapter.cells[index].name)'"
    case .checkedValue(let index): "the value of '\(chapter.checkedValues[index].expression)'"
    }
  }

  private func location(of step: Chapter.Step) -> Diagnostic.Location {
    switch step {
    case .cell(let index):
      DriftDiagnostics(source: chapter.source).firstLine(of: chapter.cells[index].range)
    case .checkedValue(let index): .init(chapter.checkedValues[index].documentedRange, in: chapter.source)
    }
  }
}
