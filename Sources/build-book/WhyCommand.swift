import ArgumentParser
import Pipeline

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Says for each cell of a chapter whether it would run, and why.",
    discussion: """
      Nothing is run. What an earlier run gave is taken while everything that it came from is the same; this names what \
      is not.

      EXAMPLES
        build-book why pooling
        build-book why 'pooling#max'
      """)

  @OptionGroup var options: BookOptions

  @Argument(help: ArgumentHelp("A chapter's name, or that of a cell as 'chapter#cell'.", valueName: "name"))
  var name: String

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet)
    try terminal.reportingProblems {
      let report = try Explaining(options.request()).explain(name)
      terminal.report(report.problems)
      for sentence in report.sentences { terminal.answer(sentence) }
      return report.problems.isEmpty ? 0 : 2
    }
  }
}
