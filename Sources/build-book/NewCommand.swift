import ArgumentParser
import Pipeline

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a small book that builds.",
    discussion: """
      It has a book.yml, a chapter with cells and their outputs, and a .gitignore for the site. The folder must be empty \
      or not there yet.

      EXAMPLES
        build-book new my-book
        build-book preview --book my-book
      """)

  @Argument(help: "The folder of the book.")
  var path: String

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print problems only.")
  var isQuiet = false

  func run() throws {
    let terminal = Terminal(isQuiet: isQuiet)
    try terminal.reportingProblems {
      do {
        let chapter = try NewBook(Request(tool: try BookOptions.tool())).make(at: path)
        terminal.summarise("made a book in '\(path)': its first chapter is '\(chapter)'")
        return 0
      } catch let failure as NewBook.Failure {
        terminal.report(failure.problems)
        return 2
      }
    }
  }
}

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Adds a chapter to the book.",
    discussion: """
      Its file is named by its title and stands beside book.yml. Where book.yml lists the chapters, the new one is written \
      at the end of the list, in its last part where it ends in one, and before what ends it without a number.

      EXAMPLES
        build-book add "Gradient descent"      gradient-descent.md
      """)

  @Option(help: "The folder of the book, with its 'book.yml'. By default it is looked for here and upward.")
  var book: String?

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print problems only.")
  var isQuiet = false

  @Argument(help: "The title of the chapter.")
  var title: String

  func run() throws {
    let terminal = Terminal(isQuiet: isQuiet)
    try terminal.reportingProblems {
      var request = Request(tool: try BookOptions.tool())
      request.book = book
      request.progress = terminal.progress
      let report = try NewChapter(request).add(title: title)
      terminal.report(report.problems)
      guard let file = report.file else { return 2 }
      let list = report.isListed ? "; book.yml lists it" : ""
      terminal.summarise((["added '\(file)'"] + [report.position].compactMap(\.self)).joined(separator: " ") + list)
      return 0
    }
  }
}
