import ArgumentParser
import Execution
import Notebook

@main
struct BuildBook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build-book", abstract: "Builds executable books in Swift.", subcommands: [CellHostCommand.self])
}
