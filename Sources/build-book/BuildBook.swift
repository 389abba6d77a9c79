import ArgumentParser

@main
struct BuildBook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build-book",
    abstract: "Builds a book whose Swift runs: executes its cells, checks its outputs, writes its pages.",
    discussion: """
      A book is a folder with a 'book.yml' and Markdown chapters. Its ```swift fences are run; what they print stands
      under them in the chapter, in ```output fences, and is compared with every fresh run.

      EXAMPLES
        build-book                     build the book in this folder, or in its folder 'chapters'
        build-book check               compare only, write nothing; exit code 1 when an output drifted
        build-book accept --list       show what a fresh run would change in the chapters
        build-book accept              write it into the chapters
        build-book dump --stage html intro.md
      """,
    version: "0.1.0",
    subcommands: [
      BuildCommand.self, CheckCommand.self, AcceptCommand.self, DumpCommand.self, CellHostCommand.self,
    ],
    defaultSubcommand: BuildCommand.self)
}
