import Book
import Markdown

/// A chapter for `dump --stage cells`: its cells with their options and documented outputs, and its checked values.
struct DumpedChapter: Encodable {
  struct DumpedCell: Encodable {
    var name: String
    var line: Int
    var options: [String: String]
    var code: String
    var documented: [String]
    var expectedComments: [String]
  }

  struct DumpedValue: Encodable {
    var line: Int
    var expression: String
    var documented: String
  }

  var name: String
  var title: String?
  var cells: [DumpedCell]
  var checkedValues: [DumpedValue]

  init(_ chapter: Chapter) {
    name = chapter.name
    title = chapter.frontMatter.title
    cells = chapter.cells.map { cell in
      DumpedCell(
        name: cell.name, line: chapter.source.fileLine(at: cell.range.lowerBound),
        options: CellOption.texts(of: cell.options), code: cell.code,
        documented: cell.documented.map { output in
          switch output {
          case .text(let fence): fence.text
          case .picture(let picture): picture.path
          }
        }, expectedComments: cell.expectedComments.map(\.text))
    }
    checkedValues = chapter.checkedValues.map { value in
      DumpedValue(
        line: chapter.source.fileLine(at: value.expressionRange.lowerBound), expression: value.expression,
        documented: value.documented)
    }
  }
}
