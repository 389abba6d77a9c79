import Outputs

/// What a fresh run of a chapter gave.
package struct ChapterResults: Sendable, Hashable, Codable {
  /// One for each cell of the chapter, in order.
  package var cells: [CellResult]
  /// One for each checked value of the chapter, in order.
  package var checkedValues: [ValueResult]
  /// What the compiler and the run had to say, with their locations in the chapter: errors and warnings. Each failure is
  /// among them, once.
  package var diagnostics: [Diagnostic]
  /// The indices of the steps that changed files, or did what nobody followed, as other programs do.
  package var sideEffects: Set<Int> = []
  /// One for each checked value, in order; none where nothing is known of them.
  package var valueFacts: [CodeFacts] = []

  package init(cells: [CellResult], checkedValues: [ValueResult], diagnostics: [Diagnostic] = []) {
    self.cells = cells
    self.checkedValues = checkedValues
    self.diagnostics = diagnostics
  }

  /// Whether any cell or checked value was run, to its end or not.
  package var haveRun: Bool {
    let hasValue = checkedValues.contains { if case .value = $0 { true } else { false } }
    return hasValue
      || cells.contains { cell in
        switch cell.outcome {
        case .completed, .failedAsDocumented: true
        case .failed(let failure): failure.hasRun
        case .notRun: false
        }
      }
  }

  /// What a checked value gave.
  func value(of value: CheckedValue) -> ValueResult {
    checkedValues.indices.contains(value.index) ? checkedValues[value.index] : .notRun
  }
}

package struct CellResult: Sendable, Hashable, Codable {
  package var outcome: Outcome
  /// What the cell gave, in order.
  package var outputs: [Output]
  /// Whether output beyond the limit was dropped.
  package var isCut: Bool
  /// What the cell asked for that is another at each run.
  package var variations: Set<Variation>
  /// What each statement of the cell printed; nil where nobody asked for that, or it is not known.
  package var printed: PrintedText?
  package var facts = CodeFacts()

  package enum Variation: String, Sendable, Hashable, Codable, Comparable {
    case environment, random, time

    package static func < (a: Variation, b: Variation) -> Bool { a.rawValue < b.rawValue }
  }

  package enum Outcome: Sendable, Hashable, Codable {
    /// It ran to its end. A cell marked `.fails` never has this outcome when it did what it should.
    case completed
    /// It is marked `.fails` and did: the message, without path or line, is the last of `outputs`.
    case failedAsDocumented
    /// It did not compile, or ended badly.
    case failed(CellFailure)
    /// It was never started, for the reason given: `.no-run`, an earlier cell failed, or its turn has not come.
    case notRun(NotRunReason)
  }

  package enum NotRunReason: String, Sendable, Hashable, Codable {
    case noRun
    case earlierFailure
    /// Its chapter is running, or is about to.
    case pending
  }

  package init(
    outcome: Outcome, outputs: [Output] = [], isCut: Bool = false, variations: Set<Variation> = [],
    printed: PrintedText? = nil
  ) {
    self.printed = printed
    self.outcome = outcome
    self.outputs = outputs
    self.isCut = isCut
    self.variations = variations
  }
}

package enum ValueResult: Sendable, Hashable, Codable {
  /// - Parameter hasRealNumbers: whether it is a floating-point number, or a tensor of such: one that is whole may be printed without
  ///   a point, and decimals that its text has not are zeros.
  case value(String, hasRealNumbers: Bool = false)
  case failed(CellFailure)
  case notRun
}
