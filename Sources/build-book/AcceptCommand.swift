import ArgumentParser
import Pipeline

struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Writes fresh outputs into the chapters.",
    discussion: """
      Output fences, figures with their images, '// Prints' comments and checked values are written where they no longer \
      agree; lines that agree, and everything else, stay as they are. Figures of cells that are gone are removed.

      Exit codes: 0 all is accepted, 1 something is left to the author, 2 an error in the source or a cell that failed.

      EXAMPLES
        build-book accept --list                        show what would be written
        build-book accept                               write it
        build-book accept pooling                       in one chapter
        build-book accept 'pooling#max' 'pooling#mean'  of some cells
      """)

  @OptionGroup var options: BookOptions
  @OptionGroup var format: FormatOption

  @Flag(name: .customLong("list"), help: "Show what would be written, and write nothing.")
  var isOnlyListing = false

  @Flag(name: .customLong("exact"), help: "Also rewrite numbers that agree only by one unit of their last digit.")
  var isExact = false

  @Argument(help: ArgumentHelp("Names of chapters, or of cells as 'chapter#cell'. By default all.", valueName: "name"))
  var names: [String] = []

  func validate() throws {
    guard isOnlyListing || format.format == .text else {
      throw ValidationError(
        "'--format \(format.format.rawValue)' of accept needs '--list': it says what would be written.")
    }
  }

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet, format: format.format, command: "accept")
    try terminal.reportingProblems {
      var request = try options.request(terminal)
      request.isExact = isExact
      let report = try Accepting(request, names: names)
        .accept(onlyListing: isOnlyListing)
      try terminal.present(report.commandReport()) {
        terminal.report(report.problems)
        terminal.report(report.changes)
        terminal.summarise(accept: report, onlyListing: isOnlyListing)
      }
      return report.exitCode
    }
  }
}
