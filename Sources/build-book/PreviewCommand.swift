import ArgumentParser
import Book
import Pipeline
import Preview
import Text

struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows the book in the browser while it is written.",
    discussion: """
      The pages follow the chapters: prose at once, outputs as soon as their cells have run. Nothing is written, neither \
      to the site nor, until something is accepted, to the chapters. Ctrl-C ends it.

      EXAMPLES
        build-book preview
        build-book preview --port 9000 --book ~/books/cnn
      """)

  @OptionGroup var options: BookOptions

  @Option(help: "The port on 127.0.0.1. By default the first from 8000 on that is free.")
  var port: Int?

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet)
    try terminal.reportingProblems {
      try Preview(try options.request(), port: port, report: terminal.report).run()
    }
  }
}

extension Terminal {
  @Sendable func report(_ event: PreviewReport) {
    switch event {
    case .serving(let address): line(address)
    case .sources(let diagnostics, let chapters, let seconds):
      if !chapters.isEmpty {
        let names = chapters.count > 3 ? counted(chapters.count, "chapter") : chapters.joined(separator: ", ")
        line("read \(names) in \(Self.seconds(seconds))")
      }
      report(diagnostics)
    case .restarted(let chapter, let sentence): line("\(chapter) \(sentence)")
    case .ran(let chapter, let seconds, let diagnostics):
      if let seconds { line("ran \(chapter) in \(Self.seconds(seconds))") }
      report(diagnostics)
    case .problems(let diagnostics): report(diagnostics)
    }
  }
}
