import Book
import Execution
import Foundation

/// What a page asks where somebody has typed a cell.
struct ScratchRequest: Decodable, Sendable {
  /// The attempt's own, among those of all pages.
  var id: String
  var page: String
  /// The cell below which it is tried, by its anchor, and the version of that cell that the page shows.
  var cell: String
  var version: String
  var code: String
}

/// What is known of a cell that is tried.
struct ScratchAnswer: Encodable, Sendable {
  enum State: String, Encodable, Sendable { case waiting, running, done }

  struct Problem: Encodable, Sendable {
    var isError: Bool
    /// The line of the typed text, from 1; nil where it is none of these.
    var line: Int?
    var text: String
  }

  var state: State
  /// What it showed so far, as HTML.
  var output = ""
  var problems: [Problem] = []
  /// What is worth knowing about how it ran.
  var note: String?
  var seconds: Double?

  init(_ state: State) { self.state = state }

  /// One that cannot be tried.
  init(refusal: String) {
    state = .done
    problems = [Problem(isError: true, text: refusal)]
  }
}

extension ScratchAnswer {
  /// - Parameter output: what the cell showed, as HTML.
  init(_ results: ChapterResults, of new: ChapterWithNewCell, output: String) {
    self.init(.done)
    self.output = output
    let cell = new.chapter.cells[new.cell]
    let own = results.diagnostics.filter { $0.severity > .note && new.chapter.step(of: $0) == .cell(new.cell) }
    switch results.cells[new.cell].outcome {
    case .completed, .failedAsDocumented: problems = own.map { Problem($0, in: cell, of: new.chapter) }
    case .failed(let failure) where !failure.isCompileError:
      problems = own.filter { $0.severity < .error }.map { Problem($0, in: cell, of: new.chapter) }
      problems.append(Problem(isError: true, failure.message, chapterLine: failure.line, in: cell, of: new.chapter))
    case .failed: problems = own.map { Problem($0, in: cell, of: new.chapter) }
    case .notRun:
      // The state below a cell that does not run is that of no chapter.
      let first = results.diagnostics.first { $0.severity == .error }
      problems = [Problem(isError: true, text: "A cell above does not run, so there is no state in which to try this.")]
      if let first { problems.append(Problem(first, in: cell, of: new.chapter)) }
    }
  }
}

extension ScratchAnswer.Problem {
  init(_ diagnostic: Diagnostic, in cell: Cell, of chapter: Chapter) {
    let notes = diagnostic.notes.map { note in
      (note.location.map { Self.sentence("", chapterLine: $0.start.line, in: cell, of: chapter) } ?? "") + note.text
    }
    self.init(
      isError: diagnostic.severity >= .error,
      ([diagnostic.summary, diagnostic.explanation].compactMap(\.self) + notes).joined(separator: "\n"),
      chapterLine: diagnostic.location?.start.line, in: cell, of: chapter)
  }

  init(isError: Bool, _ text: String, chapterLine: Int?, in cell: Cell, of chapter: Chapter) {
    self.isError = isError
    line = chapterLine.flatMap { Self.line($0, in: cell, of: chapter) }
    self.text =
      line == nil && chapterLine != nil ? Self.sentence(text, chapterLine: chapterLine!, in: cell, of: chapter) : text
  }

  /// A line of the chapter as one of the typed text.
  private static func line(_ line: Int, in cell: Cell, of chapter: Chapter) -> Int? {
    guard let first = cell.lines.first else { return nil }
    let number = line - chapter.source.position(at: first.lowerBound).line + 1
    return (1...cell.lines.count).contains(number) ? number : nil
  }

  private static func sentence(_ text: String, chapterLine: Int, in cell: Cell, of chapter: Chapter) -> String {
    line(chapterLine, in: cell, of: chapter).map { "line \($0): \(text)" }
      ?? "line \(chapterLine) of the chapter: \(text)"
  }
}

/// A cell that was typed on a page, until it has been tried or given up.
final class Scratch: Sendable {
  let request: ScratchRequest
  private let answers: AsyncStream<[UInt8]>.Continuation

  /// - Parameter onEnd: called when nobody listens any more.
  init(_ request: ScratchRequest, onEnd: @escaping @Sendable () -> Void) {
    self.request = request
    (stream, answers) = AsyncStream<[UInt8]>.makeStream()
    answers.onTermination = { if case .cancelled = $0 { onEnd() } }
  }

  /// What is answered, a line of JSON each.
  let stream: AsyncStream<[UInt8]>

  func answer(_ answer: ScratchAnswer) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(answer) else { return }
    answers.yield(Array(json) + [UInt8(ascii: "\n")])
    if answer.state == .done { answers.finish() }
  }
}
