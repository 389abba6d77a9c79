import Text

/// Compares what a chapter documents with what it gives in other conditions than those of a build, and finds what depends on them.
///
/// An output depends on a condition where it does not agree with the chapter as it does without. What changes and still agrees, by its
/// tolerance or its last digit, is worth a note; of what is not compared nothing is said.
package struct ConditionComparison {
  private let chapter: Chapter
  private let results: ChapterResults
  private let exact: Bool
  private let readFigure: (String) -> String?
  private var steps: [Finding]
  /// Errors in other conditions, each with the conditions in which it comes up.
  private var errors: [(diagnostic: Diagnostic, conditions: [RunCondition])] = []

  private struct Finding {
    /// What is to be said of the step's output in the conditions of a build.
    var diagnostics: [Diagnostic]
    /// The conditions in which something else is to be said.
    var conditions: [RunCondition] = []
    /// What is said in the first of these.
    var other: [Diagnostic] = []
    /// The conditions in which it is another, and nothing else is to be said.
    var agreeing: [RunCondition] = []
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
    steps = chapter.steps.map { Finding(diagnostics: drifts(of: $0, in: results)) }
  }

  /// Whether anything was another than in a build: then another run has to tell whether it is at each run.
  package var hasFindings: Bool { hasProblems || steps.contains { !$0.agreeing.isEmpty } }

  /// Whether anything was found but what still agrees.
  package var hasProblems: Bool { !errors.isEmpty || steps.contains { !$0.conditions.isEmpty } }

  /// Looks at what the chapter gives in other conditions.
  package mutating func add(_ other: ChapterResults, varying condition: RunCondition) {
    for diagnostic in other.diagnostics where diagnostic.severity == .error {
      if let index = errors.firstIndex(where: { $0.diagnostic == diagnostic }) {
        errors[index].conditions.addOnce(condition)
      } else {
        errors.append((diagnostic, [condition]))
      }
    }
    for (index, step) in chapter.steps.enumerated() {
      guard let isSame = isSame(step, in: other), !isSame else { continue }
      let drifts = drifts(of: step, in: other)
      guard drifts != steps[index].diagnostics else {
        if drifts.isEmpty { steps[index].agreeing.addOnce(condition) }
        continue
      }
      if steps[index].conditions.isEmpty { steps[index].other = drifts }
      steps[index].conditions.addOnce(condition)
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
      guard !value.options.volatile, case .value(let fresh) = other.value(of: value) else { return nil }
      return results.value(of: value) == .value(fresh)
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
      // That what drifts changes from run to run is no second problem.
      let isKnown = !finding.diagnostics.isEmpty && finding.conditions.contains(.run)
      if !finding.conditions.isEmpty { return isKnown ? nil : dependence(of: step, finding) }
      // What is another at each run and agrees is as its author wanted it.
      guard !finding.agreeing.isEmpty, !finding.agreeing.contains(.run) else { return nil }
      var note = Diagnostic(
        .note, at: location(of: step),
        "\(name(of: step)) changes \(Self.phrases(finding.agreeing)), and still agrees with the chapter")
      note.dependences = finding.agreeing
      return note
    }
    return (errors.map(failure) + dependences).inOrder()
  }

  private func failure(_ diagnostic: Diagnostic, _ conditions: [RunCondition]) -> Diagnostic {
    let conditions = Self.reasons(conditions)
    var diagnostic = diagnostic
    diagnostic.summary = "\(Self.phrases(conditions)), \(diagnostic.summary)"
    diagnostic.explanation = diagnostic.explanation ?? "What stands below it was not compared there."
    diagnostic.dependences = conditions
    return diagnostic
  }

  private func dependence(of step: Chapter.Step, _ finding: Finding) -> Diagnostic {
    let conditions = Self.reasons(finding.conditions)
    let summary =
      conditions == [.run]
      ? "\(name(of: step)) changes from run to run"
      : "\(name(of: step)) depends on \(Self.list(conditions.map(Self.name)))"
    var diagnostic = Diagnostic(
      .drift, at: finding.other.first?.location ?? location(of: step), summary,
      explanation: conditions.map(Self.advice).joined(separator: "\n"),
      differences: finding.other.flatMap(\.differences))
    diagnostic.furtherDifferences = finding.other.reduce(0) { $0 + $1.furtherDifferences }
    diagnostic.picture = finding.other.compactMap(\.picture).first
    diagnostic.dependences = conditions
    if conditions.count > 1, !finding.other.isEmpty {
      diagnostic.notes = [Diagnostic.Note(text: "this is what it gives \(conditions[0].phrase)")]
    }
    return diagnostic
  }

  /// Of what is another at each run nobody can say on what else it depends.
  private static func reasons(_ conditions: [RunCondition]) -> [RunCondition] {
    conditions.contains(.run) ? [.run] : conditions
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
      "It does with nothing varied: mark it volatile, or document '...' there."
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

extension [RunCondition] {
  fileprivate mutating func addOnce(_ condition: RunCondition) {
    if !contains(condition) { append(condition) }
  }
}
