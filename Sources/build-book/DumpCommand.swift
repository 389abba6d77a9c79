import ArgumentParser
import Foundation
import Pipeline

extension Dump.Stage: ExpressibleByArgument {}

struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Prints what one stage hands to the next.",
    discussion: """
      The stages: 'markdown' the parsed text (JSON), 'cells' cells, options and documented outputs (JSON), 'segments' the \
      Swift that is compiled, 'results' what a run gave (JSON), 'html' the bare HTML of the text.

      EXAMPLES
        build-book dump --stage cells chapters/pooling.md
        build-book dump --stage segments chapters/pooling.md
        echo '*hello*' | build-book dump --stage html --commonmark -
      """)

  @Option(help: "The stage: \(Dump.Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
  var stage: Dump.Stage

  @Flag(name: .customLong("commonmark"), help: "CommonMark alone: no front matter, no extensions, no cells.")
  var isCommonMark = false

  @OptionGroup var options: BookOptions

  @Argument(help: "A chapter's file, or '-' for standard input. It need not belong to a book.")
  var file: String

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet)
    try terminal.reportingProblems {
      let request = try options.request()
      let dump = Dump(stage: stage, isCommonMark: isCommonMark, request: request)
      let (text, diagnostics) = try dump.text(of: file)
      StandardStream.output.write(text)
      terminal.report(diagnostics)
      return diagnostics.contains { $0.severity == .error } ? 2 : 0
    }
  }
}
