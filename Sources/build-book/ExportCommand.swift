import ArgumentParser
import Exports
import Pipeline

extension ExportFormat: ExpressibleByArgument {}

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the book in another format.",
    discussion: """
      Chapters are run and compared as 'build' does; where something drifted or failed, nothing is written. The formats:

      \(ExportFormat.allCases.map { "  \($0.rawValue)\(String(repeating: " ", count: 8 - $0.rawValue.count))\($0.declaration.summary)" }.joined(separator: "\n"))

      EXAMPLES
        build-book export --to ipynb
        build-book export --to md --output /tmp/book pooling
      """)

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The format: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
  var target: ExportFormat

  @OptionGroup var options: BookOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var chapters: ChapterArguments

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet, format: format.format, command: "export")
    try terminal.reportingProblems {
      let report = try Exporting(options.request(chapters: chapters.names, terminal), to: target).export()
      try terminal.present(report.commandReport("export")) {
        terminal.report(report.diagnostics)
        terminal.summarise(export: report)
      }
      return report.exitCode
    }
  }
}
