import ArgumentParser
import Book
import Foundation
import Pipeline
import Synchronization
import Text

/// What a user sees: progress and problems on the error stream, the summary on the output. In a format for machines the report
/// goes to the output, and nothing else does.
final class Terminal: Sendable {
  private let isQuiet: Bool
  private let format: ReportFormat
  /// The command's name, for reports of what stopped it.
  private let command: String
  /// Whether the error stream is a terminal, on which one line can be written over and over.
  private let isInteractive: Bool
  private let hasColour: Bool
  private let hasStatusLine = Mutex(false)

  init(isQuiet: Bool, format: ReportFormat = .text, command: String = "") {
    self.isQuiet = isQuiet
    self.format = format
    self.command = command
    isInteractive = isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    let noColour = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
    hasColour = isInteractive && noColour.isEmpty
  }

  // MARK: Progress

  var progress: @Sendable (Pipeline.Progress) -> Void {
    { [self] event in
      guard !isQuiet else { return }
      switch event {
      case .waitingForLock(let folder): line("waiting: another build-book works on '\(folder)'")
      case .withoutLock(let folder):
        line("'\(folder)' is on a file system without locks: do not start another build-book on it meanwhile")
      case .compiling(let chapter): status("compiling \(chapter)")
      case .running(let chapter, let cell, let count): status("running \(chapter), cell \(cell) of \(count)")
      case .finished(let chapter, let seconds, let didRun):
        line(didRun ? "ran \(chapter) in \(Self.seconds(seconds))" : "nothing of \(chapter) could run")
      case .reused(let chapter): line("\(chapter) has not changed since it ran")
      }
    }
  }

  /// A line that the next one replaces; on a stream that is no terminal it is left out.
  private func status(_ text: String) {
    guard isInteractive else { return }
    hasStatusLine.withLock { has in
      StandardStream.errors.write("\r\u{1B}[2K\(TerminalText.visible(text))")
      has = true
    }
  }

  func line(_ text: String) {
    hasStatusLine.withLock { has in
      StandardStream.errors.write((has ? "\r\u{1B}[2K" : "") + TerminalText.visible(text) + "\n")
      has = false
    }
  }

  private func clearStatus() {
    hasStatusLine.withLock { has in
      if has { StandardStream.errors.write("\r\u{1B}[2K") }
      has = false
    }
  }

  // MARK: Problems

  func report(_ diagnostics: [Diagnostic]) {
    clearStatus()
    let formatter = TerminalFormatter(colour: hasColour, width: Self.columns)
    for diagnostic in diagnostics where !(isQuiet && diagnostic.severity == .note) {
      StandardStream.errors.write(formatter.format(diagnostic) + "\n")
    }
  }

  /// Presents what a command found in the format that was asked for; `text` is how people get it.
  func present(_ report: CommandReport, text: () -> Void) throws {
    guard let formatted = try format.format(report) else { return text() }
    clearStatus()
    StandardStream.output.write(formatted)
  }

  /// Presents what stopped a command.
  private func stop(_ diagnostic: Diagnostic, text: () -> Void) -> Int32 {
    let report = CommandReport(command: command, diagnostics: [diagnostic], exitCode: 2)
    // A report of one sentence has a form in every format.
    try? present(report, text: text)
    return 2
  }

  /// Does a command's work and ends with the exit code that it gives; a problem that stops it becomes one sentence and an exit code.
  func reportingProblems(_ body: () throws -> Int32) throws {
    throw ExitCode(StandardStream.exitCode(exitCode(of: body)))
  }

  private func exitCode(of body: () throws -> Int32) -> Int32 {
    do {
      return try body()
    } catch let problem as UsageProblem {
      clearStatus()
      StandardStream.errors.write("build-book: \(TerminalText.visible("\(problem)"))\n")
      return 64
    } catch let missing as BookLocation.NotFound {
      return stop(missing.diagnostic) { report([missing.diagnostic]) }
    } catch {
      let sentence =
        error is any UserError ? "\(error)" : "something failed that has no words of its own: \(error)"
      return stop(Diagnostic(.error, sentence)) {
        clearStatus()
        StandardStream.errors.write("build-book: \(TerminalText.visible(sentence))\n")
      }
    }
  }

  /// How wide the terminal is; 160 where the error stream is none.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 160 }
    return Int(size.ws_col)
  }

  // MARK: Summaries

  func summarise(build report: Build.Report) {
    guard !isQuiet else { return }
    guard !report.site.isEmpty else {
      print("nothing was written: \(problems(report.diagnostics))")
      return
    }
    print(counts(report))
    let files = report.writtenFiles == 0 ? "nothing changed" : counted(report.writtenFiles, "file") + " written"
    print("\(files) in \(Self.seconds(total(report))) (\(phases(report)))")
    print(TerminalText.visible("\(report.site)/index.html"))
  }

  func summarise(check report: Build.Report) {
    guard !isQuiet else { return }
    guard !report.isEndedEarly else {
      return print("ended at the first problem: \(problems(report.diagnostics)), in \(Self.seconds(total(report)))")
    }
    print(counts(report))
    if report.site.isEmpty, report.exitCode < 2 { print("there is no site, so none was compared") }
    print(
      "\(report.exitCode == 0 ? "everything agrees" : problems(report.diagnostics)), in \(Self.seconds(total(report)))")
  }

  func summarise(accept report: Accepting.Report, onlyListing: Bool) {
    guard !isQuiet else { return }
    let left = problems(report.problems)
    guard !report.chapters.isEmpty || report.removedFigures > 0 else {
      print(report.exitCode == 0 ? "nothing to accept: every output agrees" : "nothing was written: \(left)")
      return
    }
    var parts: [String] = []
    let changes = report.changes.count { $0.severity == .note } - report.removedFigures
    if changes > 0 {
      let figures = report.figures == 0 ? "" : " and \(counted(report.figures, "figure"))"
      let verb = onlyListing ? "would be written" : "written"
      parts.append("\(counted(changes, "change"))\(figures) \(verb) in \(report.chapters.joined(separator: ", "))")
    }
    if report.removedFigures > 0 {
      let verb = onlyListing ? "would be removed" : "removed"
      parts.append("\(counted(report.removedFigures, "figure file")) \(verb)")
    }
    if !left.isEmpty { parts.append("left to you: \(left)") }
    print(TerminalText.visible(parts.joined(separator: "; ")))
  }

  private func counts(_ report: Build.Report) -> String {
    let outputs = counted(report.outputsChecked, "output")
    let values = counted(report.valuesChecked, "number")
    return "\(counted(report.chapters.count, "chapter")), \(counted(report.cells, "cell")): "
      + "\(outputs) and \(values) in the text agree"
  }

  private func problems(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let drifts = diagnostics.count { $0.severity == .drift }
    return [(errors, "error"), (drifts, "drift")].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
      .joined(separator: " and ")
  }

  private func total(_ report: Build.Report) -> Double {
    let seconds = report.seconds
    return seconds.reading + seconds.running + seconds.weaving + seconds.writing
  }

  private func phases(_ report: Build.Report) -> String {
    let seconds = report.seconds
    return [
      ("reading", seconds.reading), ("running", seconds.running), ("weaving", seconds.weaving),
      ("writing", seconds.writing),
    ].map { "\($0.0) \(Self.seconds($0.1))" }.joined(separator: ", ")
  }

  static func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }

  private func print(_ line: String) { StandardStream.output.write(line + "\n") }
}
