import ArgumentParser
import Book
import Processor

@main
struct BuildBook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build-book",
    abstract: "Builds a book whose Swift runs: executes its cells, checks its outputs, writes its pages.",
    discussion: """
      A book is a folder with a 'book.yml' and Markdown chapters. Its ```swift fences are run; what they print stands \
      under them in the chapter, in ```output fences, and is compared with every fresh run.

      EXAMPLES
        build-book                  build the book of this folder
        build-book check            compare and write nothing; 1 if an output drifted
        build-book accept --list    show what a fresh run would change in chapters
        build-book accept           write it into the chapters
        build-book preview          show the book in the browser while it is written
        build-book export --to md   write the book in another format
        build-book lsp              serve an editor, which starts it
        build-book why intro        say which cells would run, and why
        build-book new my-book      make a small book that builds
        build-book install ~/.local move the tool from where it was built
        build-book dump --stage html intro.md
      """,
    version: "0.1.0",
    subcommands: [
      BuildCommand.self, CheckCommand.self, AcceptCommand.self, PreviewCommand.self, LspCommand.self, NewCommand.self,
      AddCommand.self, WhyCommand.self, ExportCommand.self, CleanCommand.self, InstallCommand.self, DumpCommand.self,
    ],
    defaultSubcommand: BuildCommand.self)

  static func main() {
    Processor.requireCompiledFeatures()
    StandardStream.prepare()
    TerminationSignals.unblock()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let asksForHelp = arguments.contains { ["--help", "-h", "-help", "help"].contains($0) }
    if asksForHelp { stopWithAdvice(arguments, asksForHelp: true) }
    do {
      var command: any ParsableCommand
      do {
        command = try parseAsRoot()
      } catch {
        if exitCode(for: error) == .validationFailure { stopWithAdvice(arguments, asksForHelp: false) }
        throw error
      }
      // The language server has more to end.
      if !(command is LspCommand) { TerminationSignals.removeFilesAtEnd() }
      try command.run()
    } catch {
      exit(withError: error)
    }
  }

  /// Ends with a sentence where somebody means another command than the one that would be read.
  private static func stopWithAdvice(_ arguments: [String], asksForHelp: Bool) {
    guard let sentence = CommandAdvice.sentence(for: arguments, asksForHelp: asksForHelp) else { return }
    StandardStream.errors.write("build-book: \(TerminalText.visible(sentence))\n")
    exit(withError: ExitCode.validationFailure)
  }
}
