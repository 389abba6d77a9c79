import Outputs

/// The comparison of a chapter's documented outputs with a fresh run, and what a page is to show of it.
package struct ChapterReport: Sendable {
  /// One for each cell, in order.
  package var cells: [CellReport]
  /// One for each checked value, in order.
  package var checkedValues: [CheckedValueReport]
  /// Drifts, notes about last digits, undocumented outputs, failed cells: all with their locations, in the order of the
  /// text. The run's own diagnostics are among them.
  package var diagnostics: [Diagnostic]

  package init(cells: [CellReport], checkedValues: [CheckedValueReport], diagnostics: [Diagnostic]) {
    self.cells = cells
    self.checkedValues = checkedValues
    self.diagnostics = diagnostics
  }
}

package struct CellReport: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    /// Every output agrees; also a cell without output that documents none.
    case agrees
    /// The author asked for no comparison: `.volatile` or `.no-run`.
    case notCompared
    /// It has not run yet.
    case pending
    case drifted
    case undocumented
    case failed(CellFailure)
    /// An earlier cell of the chapter failed, so nothing could be compared: never a pass.
    case notRun
  }
  package var verdict: Verdict
  /// The outputs as the page shows them, in order.
  package var shown: [ShownOutput]
  /// How many outputs of the cell were compared and agree.
  package var checked: Int
  /// How many lines at the end of a text that is shown last are the cell's value, or the message of one that must fail; 0 where there
  /// is no such text, or its author left lines of it out.
  package var resultLines = 0
  /// What the outputs are, each once, in the order of the run.
  package var origins: [OutputOrigin] = []

  package enum OutputOrigin: Sendable, Hashable {
    case printed, errors, value, picture
    /// What is said of a cell that fails as it should.
    case message
  }

  package var facts = CodeFacts()

  /// The names in the cell's code of which the compiler knows what they are, in order.
  package var names: [CodeName] { facts.names }

  package init(verdict: Verdict, shown: [ShownOutput], checked: Int) {
    self.verdict = verdict
    self.shown = shown
    self.checked = checked
  }
}

/// One output as a page shows it: the documented text where it agrees with the run, else the fresh one.
package struct ShownOutput: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    case text(StyledText)
    /// What was written to the error stream.
    case errors(StyledText)
    /// The text of a value, and what else it is: of the run, where the text may be documented.
    case value(String, ValueForm)
    case picture(svg: String, description: String)
  }

  package var content: Content
  package var hasDrifted: Bool

  package init(_ content: Content, drifted: Bool = false) {
    self.content = content
    hasDrifted = drifted
  }

  /// The text of an output, fresh or documented; nil where it is of several.
  init(_ text: StyledText, of output: Output?, drifted: Bool) {
    let content: Content =
      switch output {
      case .value(_, let form?): .value(text.text, form)
      case .errors: .errors(text)
      case .text, .value(_, nil), .picture, nil: .text(text)
      }
    self.init(content, drifted: drifted)
  }

  /// Whether it was printed, or written to the error stream.
  package var isText: Bool {
    switch content {
    case .text, .errors: true
    case .value, .picture: false
    }
  }

  package var isPicture: Bool { if case .picture = content { true } else { false } }

  /// The same, not marked as drifted.
  var withoutDrift: ShownOutput { ShownOutput(content) }
}

package struct CheckedValueReport: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case agrees, drifted, notRun
    /// The author asked for no comparison.
    case notCompared
    case failed(CellFailure)
  }
  package var verdict: Verdict
  /// The text that the page shows.
  package var shown: String
  /// The fresh value; nil where there is none.
  package var fresh: String?
  package var facts = CodeFacts()

  package init(verdict: Verdict, shown: String, fresh: String?) {
    self.verdict = verdict
    self.shown = shown
    self.fresh = fresh
  }
}
