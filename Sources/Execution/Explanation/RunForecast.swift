import Book

/// Whether a build would run a chapter, and why.
package struct RunForecast: Sendable, Hashable {
  /// One for each cell, and for each checked value that is a reason to run the chapter.
  package struct Line: Sendable, Hashable {
    /// The full name of a cell; nil for a checked value.
    package var cell: String?
    package var sentence: String
  }

  package var lines: [Line]
}

extension RunForecast {
  /// - Parameters:
  ///   - reasons: why the chapter would run; none where the results of an earlier run are taken.
  ///   - programs: the indices of the steps of each program.
  ///   - known: steps of which the results are taken all the same.
  ///   - results: what is taken instead of a run; nil where the chapter would run.
  init(
    _ chapter: Chapter, _ reasons: [RunReason], _ programs: [[Int]] = [], known: Set<Int> = [],
    results: ChapterResults? = nil
  ) {
    let names = chapter.stepNames
    let general = reasons.filter { $0.step == nil }.map { $0.words(names) }
    lines = chapter.steps.indices.compactMap { step in
      let own = reasons.filter { $0.step == step }.map { $0.words(names) }
      let program = programs.first { $0.contains(step) }
      let first = reasons.compactMap(\.step).filter { program?.contains($0) ?? true }.min()
      switch chapter.steps[step] {
      case .checkedValue(let index):
        guard !own.isEmpty else { return nil }
        let value = chapter.checkedValues[index].expression
        return Line(sentence: "the checked value '\(value)' would be evaluated: " + own.joined(separator: ", and "))
      case .cell(let index):
        let cell = chapter.cells[index]
        let sentence =
          if cell.options.noRun {
            "would not run: it is marked '.no-run'"
          } else if let failed = results.flatMap({ Self.failure(above: step, in: $0, of: chapter) }) {
            "would not run: \(Self.name(of: failed, in: chapter)) above it does not come to its end"
          } else if reasons.isEmpty || known.contains(step) {
            "would not run: nothing has changed since it ran"
          } else if !own.isEmpty {
            "would run: " + own.joined(separator: ", and ")
          } else if !general.isEmpty {
            "would run: " + general.joined(separator: ", and ")
          } else if let first {
            first < step
              ? "would run: it stands below " + Self.name(of: first, in: chapter)
              : "would run: its chapter runs from the top, because of " + Self.name(of: first, in: chapter)
          } else {
            "would run: " + RunReason.failed.words(names)
          }
        return Line(cell: cell.name, sentence: "\(cell.name) \(sentence)")
      }
    }
  }

  /// The step that kept another one of the chapter's own program from running.
  private static func failure(above step: Int, in results: ChapterResults, of chapter: Chapter) -> Int? {
    guard case .cell(let cell) = chapter.steps[step], results.cells[cell].outcome == .notRun(.earlierFailure) else {
      return nil
    }
    return chapter.steps.indices.prefix(step).last { other in
      switch chapter.steps[other] {
      case .cell(let index):
        if case .failed = results.cells[index].outcome { !chapter.cells[index].options.isolated } else { false }
      case .checkedValue(let index): if case .failed = results.checkedValues[index] { true } else { false }
      }
    }
  }

  private static func name(of step: Int, in chapter: Chapter) -> String {
    switch chapter.steps[step] {
    case .cell(let index): "'\(chapter.cells[index].name)'"
    case .checkedValue(let index): "the checked value '\(chapter.checkedValues[index].expression)'"
    }
  }
}
