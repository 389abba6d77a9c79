/// What an author can say about a cell in the braces of its fence.
package struct CellOptions: Sendable, Hashable {
  package var noRun = false
  package var hidden = false
  package var hideOutput = false
  package var fold = false
  package var volatile = false
  package var fails = false
  package var isolated = false
  package var predict = false
  /// The answers among which a reader chooses, separated by semicolons.
  package var choices: String?
  /// The greatest difference at which two numbers agree; in place of the last-digit rule.
  package var tolerance: Double?
  /// The time limit in seconds; nil for the book's.
  package var timeout: Double?
  /// Whether the compiler optimises it; nil to decide as for the book.
  package var optimize: Bool?
  package var caption: String?
  package var title: String?
  package var lines: LineSet?
  package var numbers = false
  /// `#` and the id of an earlier listing.
  package var diff: String?
  package var wide = false
  /// The file that has its code, and the part of it.
  package var include: String?
  package var part: String?

  package init() {}
}

package enum CellOption: String, OptionName {
  case noRun = "no-run"
  case hidden
  case hideOutput = "hide-output"
  case fold, volatile, fails, isolated, predict, choices, tolerance, timeout, optimize, caption, title, lines, numbers,
    diff, wide,
    include, part

  package static let flagPrefix = "."
  package static let planned = [
    "live": "Live figures are planned for a later version. Until then the figure for fixed values is what readers see."
  ]

  package static let elsewhere = OptionsElsewhere.cells

  package var declaration: OptionDeclaration<CellOptions> {
    switch self {
    case .noRun:
      .init(.flag(\.noRun), .execution, "shown, not executed", "a note says so where it documents an output")
    case .hidden:
      .init(.flag(\.hidden), .look, "executed and compared, not shown", "for helpers")
    case .hideOutput:
      .init(.flag(\.hideOutput), .look, "executed and compared, its output not shown")
    case .fold:
      .init(.flag(\.fold), .look, "shown collapsed, and printed whole")
    case .volatile:
      .init(.flag(\.volatile), .comparison, "executed and shown, not compared", "for timings")
    case .fails:
      .init(
        .flag(\.fails), .execution, "one that must fail; the message is its output, the page says so",
        "the chapter goes on as if it were not there")
    case .isolated:
      .init(.flag(\.isolated), .execution, "a program of its own, that sees no other cell")
    case .predict:
      .init(
        .flag(\.predict), .look, "a question: readers say what it gives before they see it", "paper has no answers")
    case .choices:
      .init(
        .text(\.choices), .comparison, "one with these answers to choose from, of which exactly one is what it gives",
        "with `.predict`", example: "\"[2, 2]; [3, 3]\"")
    case .tolerance:
      .init(
        .amount(\.tolerance), .comparison, "compared with this greatest difference of numbers, integers too",
        example: "1e-3")
    case .timeout:
      .init(.seconds(\.timeout), .execution, "stopped after so many seconds", example: "30")
    case .optimize:
      .init(
        .onOff(\.optimize), .execution, "compiled with `-O`, or with `off` without",
        "by default with it where there is something to gain", example: "off")
    case .caption: CodeOption.caption(\.caption)
    case .title: CodeOption.title(\.title)
    case .lines: CodeOption.lines(\.lines)
    case .numbers: CodeOption.numbers(\.numbers)
    case .diff: CodeOption.diff(\.diff)
    case .wide: CodeOption.wide(\.wide)
    case .include: CodeOption.include(\.include)
    case .part: CodeOption.part(\.part)
    }
  }

  /// Options that say opposite things of one cell, and why.
  static let conflicts: [(CellOption, CellOption, reason: String)] = [
    (.noRun, .fails, "A cell that is not run cannot fail."),
    (.noRun, .hidden, "A cell that is neither run nor shown does nothing."),
    (.noRun, .volatile, "A cell that is not run gives no output."),
    (.noRun, .predict, "A cell that is not run gives nothing to predict."),
    (.hidden, .predict, "Nobody can predict what a cell gives that is not shown."),
    (.hideOutput, .predict, "What readers predict is shown to them afterwards."),
    (.fails, .predict, "The page says of a cell that is to fail that it does."),
    (.fold, .predict, "Readers predict from the code, so it is not folded."),
    (.volatile, .predict, "What is another at each run has no right answer."),
    (.volatile, .tolerance, "The output of a volatile cell is not compared."),
  ]
}
