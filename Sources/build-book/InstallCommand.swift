import ArgumentParser
import Pipeline

struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Copies the tool and what it needs into a folder.",
    discussion: """
      The folder gets bin/build-book, lib/colophon and share/colophon; it can be moved, and what the tool was built from \
      can go. The Swift toolchain must stay, since cells are compiled by it, and so must the system's libraries.

      EXAMPLES
        swift run -c release build-book install ~/.local
      """)

  @Argument(help: "The folder, as '~/.local' or '/usr/local'.")
  var folder: String

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print problems only.")
  var isQuiet = false

  func run() throws {
    let terminal = Terminal(isQuiet: isQuiet)
    try terminal.reportingProblems {
      let installed = try Installation(Request(tool: try BookOptions.tool())).install(into: folder)
      terminal.summarise(
        "installed '\(installed.tool)' and what belongs to it: \((installed.bytes + 500_000) / 1_000_000) MB")
      return 0
    }
  }
}
