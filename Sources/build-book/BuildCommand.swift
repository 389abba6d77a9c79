import ArgumentParser
import Book
import Pipeline
import Text

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Runs the chapters and writes the site.",
    discussion: """
      Exit codes: 0 every output agrees with the chapters, 1 something drifted or is undocumented, 2 an error in the \
      source or a cell that failed. With an error in the source nothing is written.

      EXAMPLES
        build-book build
        build-book build pooling           run and write one chapter only
        build-book build --fresh           run everything, whatever ran before
        build-book build --book ~/books/cnn --output /tmp/site
      """)

  @OptionGroup var options: BookOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var chapters: ChapterArguments

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet, format: format.format, command: "build")
    try terminal.reportingProblems {
      let report = try suggestingCommands {
        try Build(options.request(chapters: chapters.names, terminal)).build()
      }
      try terminal.present(report.commandReport("build")) {
        terminal.report(report.diagnostics)
        terminal.summarise(build: report)
      }
      return report.exitCode
    }
  }

  /// A command that is misspelt arrives here as the name of a chapter.
  private func suggestingCommands<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      guard error is UsageProblem || error is BookLocation.NotFound, let name = chapters.names.first,
        let sentence = CommandAdvice.sentence(for: name)
      else { throw error }
      throw UsageProblem(description: "there is neither a chapter nor a command '\(name)'. \(sentence)")
    }
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Runs the chapters and compares their outputs, and the site where there is one; writes nothing.",
    discussion: """
      Exit codes: 0 everything agrees, 1 something drifted, is undocumented, depends on what '--shake' varies, or the \
      site is out of date, 2 an error in the source or a cell that failed.

      EXAMPLES
        build-book check
        build-book check pooling           one chapter only
        build-book check --fresh --exact   for a book's own CI, on a fixed machine
        build-book check --report a.html   and write a page of all drifts
        build-book check --shake           and with other threads and seeds
        build-book check --format github   as annotations on lines of chapters
      """)

  @OptionGroup var options: BookOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var chapters: ChapterArguments

  @Flag(name: .customLong("exact"), help: "Numbers must agree digit by digit, not only to the last digit shown.")
  var isExact = false

  @Flag(name: .customLong("fail-fast"), help: "End at the first error or drift, and with it all that still runs.")
  var isFailFast = false

  @Flag(
    name: .customLong("shake"),
    help:
      "Also run each chapter with another number of threads, other hash seeds and another seed of the generator, and report what depends on which."
  )
  var isShaking = false

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Also write one page of all drifts there, the documented beside the fresh.", valueName: "file.html"))
  var reportFile: String?

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet, format: format.format, command: "check")
    try terminal.reportingProblems {
      var request = try options.request(chapters: chapters.names, terminal)
      request.isExact = isExact
      request.isFailFast = isFailFast
      request.isShaking = isShaking
      let page = try reportFile.map { try DriftReportFile($0, workingFolder: request.workingFolder) }
      var report = try Build(request).check()
      do {
        try page?.write(report)
      } catch let problem as any UserError {
        report.diagnostics.append(Diagnostic(.error, "\(problem)"))
      }
      try terminal.present(report.commandReport("check")) {
        terminal.report(report.diagnostics)
        terminal.summarise(check: report)
      }
      return report.exitCode
    }
  }
}
