import Book

/// A cell or a checked value of a chapter with all that is known of its code.
struct StepCode {
  enum Kind: Equatable {
    case cell(Int)
    case value(Int)
  }
  var kind: Kind
  var code: [UInt8]
  var facts: CodeFacts
  var structure: CodeStructure
  /// Whether it sees the chapter's other steps, and they it.
  var isApart: Bool
  /// Whether anything of it runs, and whether others then see what it did.
  var runs: Bool
  var lasts: Bool

  /// The index of its cell; that of none where it is a checked value, which defines nothing.
  var cell: Int { if case .cell(let index) = kind { index } else { -1 } }

  /// All steps of a chapter, in order.
  static func steps(of chapter: Chapter, _ report: ChapterReport, _ reader: CodeStructureReader) -> [StepCode] {
    let structures = reader.structures(of: chapter)
    return chapter.steps.indices.map { step in
      let structure = structures[step]
      switch chapter.steps[step] {
      case .cell(let index):
        let options = chapter.cells[index].options
        return StepCode(
          kind: .cell(index), code: Array(chapter.cells[index].code.utf8), facts: report.cells[index].facts,
          structure: structure,
          isApart: options.isolated, runs: !options.noRun, lasts: !options.fails)
      case .checkedValue(let index):
        let cell = chapter.cell(captionedBy: chapter.checkedValues[index])
        return StepCode(
          kind: .value(index), code: Array(chapter.checkedValues[index].expression.utf8),
          facts: report.checkedValues[index].facts, structure: structure,
          isApart: cell?.options.isolated ?? false, runs: !(cell?.options.noRun ?? false), lasts: true)
      }
    }
  }

  /// Where values are put into strings.
  var interpolations: [Int] {
    code.indices.dropLast().filter { code[$0] == UInt8(ascii: "\\") && code[$0 + 1] == UInt8(ascii: "(") }
  }

  func text(_ range: Range<Int>) -> String {
    range.upperBound <= code.count ? String(decoding: code[range], as: UTF8.self) : ""
  }
}

extension CodeName {
  /// Where the name is that of a variable.
  var isVariable: Bool { ["var", "static var", "class var", "let"].contains(keyword) }

  /// Where it is that of a type.
  var isType: Bool { ["struct", "class", "enum", "protocol", "typealias"].contains(keyword) }
}
