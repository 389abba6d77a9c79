import Book
import Markdown
import Outputs

extension CellResult {
  static func text(_ text: String) -> CellResult { CellResult(outcome: .completed, outputs: [.text(text)]) }
  static func outputs(_ outputs: [Output]) -> CellResult { CellResult(outcome: .completed, outputs: outputs) }

  /// The same, given by the statement that begins on a line of the code of a cell, from 0, text by a call of `print` there.
  static func outputs(_ outputs: [Output], byStatement line: Int, ofCell cell: Int = 0) -> CellResult {
    let pieces = outputs.map { output -> PrintedText.Piece in
      switch output {
      case .text(let text): .init(text, statement: line, call: .init(cell: cell, line: line))
      case .errors, .value, .picture: .init(output.text, statement: line)
      }
    }
    return CellResult(outcome: .completed, outputs: outputs, printed: PrintedText(pieces))
  }

  /// A call of `print` by its line, the first there if nothing else is said.
  struct Call: ExpressibleByIntegerLiteral {
    var line: Int
    var index = 0

    init(_ line: Int, _ index: Int) { (self.line, self.index) = (line, index) }
    init(integerLiteral line: Int) { self.line = line }
  }

  /// What statements printed, by the line on which each begins, and by the call of `print` within it.
  static func printed(
    _ pieces: (line: Int, call: Call?, text: String)..., knowsCalls: Bool = true
  ) -> CellResult {
    CellResult(
      outcome: .completed, outputs: [.text(pieces.map(\.text).joined())],
      printed: PrintedText(
        pieces.map { piece in
          .init(
            piece.text, statement: piece.line, call: piece.call.map { .init(cell: 0, line: $0.line, index: $0.index) })
        }, knowsCalls: knowsCalls))
  }
}

/// A chapter, the results of its run, and what they give together.
struct Fixture {
  var text: String
  var results: ChapterResults
  var figures: [String: String] = [:]

  init(_ text: String, _ cells: [CellResult] = [], values: [ValueResult] = [], figures: [String: String] = [:]) {
    self.text = text
    self.figures = figures
    results = ChapterResults(cells: cells, checkedValues: values)
    results = results.reportingFailures(in: chapter)
  }

  var chapter: Chapter { parse(text, figures: figures).chapter }

  func report(exact: Bool = false) -> ChapterReport {
    let figures = figures
    return ChapterReport(chapter, results, exact: exact, readFigure: { figures[$0] })
  }

  func acceptance(names: Set<String>? = nil, exact: Bool = false) -> Acceptance {
    let figures = figures
    return Acceptance(chapter, results, names: names, exact: exact, readFigure: { figures[$0] })
  }

  /// The book after `accept`.
  func accepted(names: Set<String>? = nil, exact: Bool = false) throws -> Fixture {
    let acceptance = acceptance(names: names, exact: exact)
    var result = self
    result.text = String(decoding: try acceptance.applied(to: Array(text.utf8), of: chapter), as: UTF8.self)
    for file in acceptance.obsoleteFiles { result.figures[file] = nil }
    for file in acceptance.files { result.figures[file.path] = file.content }
    return result
  }
}

/// A figure file as `accept` writes it for a cell.
func figure(_ svg: String, of cell: String, description: String = "") -> String {
  FigureFile(svg: svg, description: description, cell: cell).content
}
