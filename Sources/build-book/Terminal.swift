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
  private let screen = Mutex(Screen())

  /// What stands on the terminal below the lines that stay.
  private struct Screen {
    var status = BuildStatus()
    /// How many lines of it are drawn.
    var drawnLines = 0
    /// What makes the seconds go on while something runs.
    var ticker: (any DispatchSourceTimer)?
    /// What was reported while cells ran.
    var reported: Set<Diagnostic> = []
  }

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
      screen.withLock { screen in
        screen.status.note(event, at: Self.now)
        if !screen.status.isIdle, screen.ticker == nil { screen.ticker = ticker() }
        if let sentence = Self.sentence(event) {
          write([TerminalText.visible(sentence)], &screen)
        } else {
          draw(&screen)
        }
      }
    }
  }

  /// What is said of an event for good.
  private static func sentence(_ event: Pipeline.Progress) -> String? {
    switch event {
    case .waitingForLock(let folder): "waiting: another build-book works on '\(folder)'"
    case .withoutLock(let folder):
      "'\(folder)' is on a file system without locks: do not start another build-book on it meanwhile"
    case .starting, .compiling, .compiled, .running: nil
    case .finished(let chapter, let seconds, let didRun, _):
      didRun ? "ran \(chapter) in \(Self.seconds(seconds))" : "nothing of \(chapter) could run"
    case .damagedEntry(let path): "a result that was kept is damaged, and is computed again: '\(path)'"
    case .reused(let chapter): "\(chapter) has not changed since it ran"
    case .shaken(let chapter, let seconds): "ran \(chapter) with other threads and seeds in \(Self.seconds(seconds))"
    }
  }

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }

  private func ticker() -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { [weak self] in self?.tick() }
    timer.resume()
    return timer
  }

  private func tick() {
    screen.withLock { screen in
      guard !screen.status.isIdle else {
        screen.ticker?.cancel()
        screen.ticker = nil
        return
      }
      let problems = screen.status.takeProblems()
      screen.reported.formUnion(problems)
      let notices = isInteractive ? [] : screen.status.notices(at: Self.now)
      write(problems.map(format) + notices.map(TerminalText.visible), &screen)
    }
  }

  /// Draws what is done at the moment over what was; on a stream that is no terminal it is left out.
  private func draw(_ screen: inout Screen) {
    guard isInteractive else { return }
    let lines = screen.status.lines(at: Self.now, columns: Self.columns, rows: Self.rows)
    StandardStream.errors.write(Self.erasing(screen.drawnLines) + lines.joined(separator: "\n"))
    screen.drawnLines = lines.count
  }

  /// Writes lines that stay, in which nothing steers the terminal but what we put there, and below them what is done at the moment.
  private func write(_ lines: [String], _ screen: inout Screen) {
    StandardStream.errors.write(
      Self.erasing(screen.drawnLines) + lines.map { $0 + "\n" }.joined())
    screen.drawnLines = 0
    draw(&screen)
  }

  /// What takes so many lines off the terminal, in the last of which the cursor stands.
  private static func erasing(_ lines: Int) -> String {
    lines == 0 ? "" : "\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\u{1B}[J"
  }

  func line(_ text: String) { screen.withLock { write([TerminalText.visible(text)], &$0) } }

  private func clearStatus() {
    screen.withLock { screen in
      screen.status.stop()
      if screen.drawnLines > 0 { StandardStream.errors.write(Self.erasing(screen.drawnLines)) }
      screen.drawnLines = 0
    }
  }

  private func reportSlowestCells() {
    if let sentence = screen.withLock({ $0.status.slowestCells }) { line(sentence) }
  }

  // MARK: Problems

  func report(_ diagnostics: [Diagnostic]) {
    clearStatus()
    let reported = screen.withLock(\.reported)
    for diagnostic in diagnostics where !(isQuiet && diagnostic.severity == .note) && !reported.contains(diagnostic) {
      StandardStream.errors.write(format(diagnostic) + "\n")
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

  private func format(_ diagnostic: Diagnostic) -> String {
    TerminalFormatter(colour: hasColour, width: Self.columns).format(diagnostic)
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
  private static var columns: Int { size.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } ?? 160 }

  /// How many lines it has.
  private static var rows: Int { size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } ?? 24 }

  private static var size: winsize? {
    var size = winsize()
    return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  // MARK: Summaries

  /// One sentence that says what was done.
  func summarise(_ sentence: String) {
    if !isQuiet { answer(sentence) }
  }

  /// What was asked for, which is said in any case.
  func answer(_ sentence: String) { print(TerminalText.visible(sentence)) }

  func summarise(build report: Build.Report) { summarise(written: report, file: "index.html") }

  func summarise(export report: Build.Report) { summarise(written: report, file: nil) }

  private func summarise(written report: Build.Report, file: String?) {
    guard !isQuiet else { return }
    reportSlowestCells()
    guard !report.site.isEmpty else { return print("nothing was written: \(problems(report.diagnostics))") }
    print(counts(report) + (report.exitCode == 0 ? "" : "; \(problems(report.diagnostics))"))
    let files = report.writtenFiles == 0 ? "nothing changed" : counted(report.writtenFiles, "file") + " written"
    print("\(files) in \(Self.seconds(total(report))) (\(phases(report)))")
    print(TerminalText.visible(report.site + (file.map { "/" + $0 } ?? "")))
  }

  func summarise(check report: Build.Report) {
    guard !isQuiet else { return }
    guard !report.isEndedEarly else {
      return print("ended at the first problem: \(problems(report.diagnostics)), in \(Self.seconds(total(report)))")
    }
    reportSlowestCells()
    print(counts(report))
    if report.site.isEmpty, report.exitCode < 2 { print("there is no site, so none was compared") }
    let isWhollyShaken = report.isShaken && report.unshaken.isEmpty
    let agreement = isWhollyShaken ? "everything agrees, with other threads and seeds too" : "everything agrees"
    let outcome = report.exitCode == 0 ? agreement : problems(report.diagnostics)
    print(TerminalText.visible("\(outcome), in \(Self.seconds(total(report)))\(Self.unshaken(report.unshaken))"))
  }

  private static func unshaken(_ chapters: [String]) -> String {
    guard !chapters.isEmpty else { return "" }
    let named = chapters.prefix(5).map { "'\($0)'" } + (chapters.count > 5 ? ["\(chapters.count - 5) more"] : [])
    let names = named.count > 1 ? named.dropLast().joined(separator: ", ") + " and " + named.last! : named[0]
    return "; \(names) \(chapters.count == 1 ? "was" : "were") not run with other threads and seeds"
  }

  func summarise(accept report: Accepting.Report, onlyListing: Bool) {
    guard !isQuiet else { return }
    reportSlowestCells()
    let left = problems(report.problems)
    guard !report.chapters.isEmpty || report.removedFigures > 0 else {
      print(report.exitCode == 0 ? "nothing to accept: every output agrees" : "nothing was written: \(left)")
      return
    }
    var parts: [String] = []
    let changes = report.changes.count { $0.severity == .note } - report.removedFigures
    if changes > 0 {
      let verb = onlyListing ? "would be written" : "written"
      let figures = report.figures.count <= 3 ? report.figures : [counted(report.figures.count, "figure file")]
      parts.append("\(counted(changes, "change")) \(verb) in \((report.texts + figures).joined(separator: ", "))")
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
