import Book
import Execution
import Foundation
import Markdown
import Storage
import TestSupport

/// A chapter put together from cells, without a parser: what the tests of this module need and nothing more.
struct TestChapter {
  var cells: [(code: String, options: CellOptions)] = []
  var text = "# A chapter\n\n"
  private var ranges: [(cell: Range<Int>, lines: [Range<Int>])] = []

  mutating func add(_ code: String, _ change: (inout CellOptions) -> Void = { _ in }) {
    var options = CellOptions()
    change(&options)
    let start = text.utf8.count
    text += "```swift\n"
    var lines: [Range<Int>] = []
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(text.utf8.count..<(text.utf8.count + line.utf8.count))
      text += line + "\n"
    }
    text += "```\n"
    ranges.append((start..<text.utf8.count, lines))
    text += "\n"
    cells.append((code + "\n", options))
  }

  func chapter(name: String = "test", folder: String = NSTemporaryDirectory()) -> Chapter {
    let source = SourceText(name: "\(name).md", text: text)
    return Chapter(
      name: name, folder: folder, frontMatter: FrontMatter(),
      document: Document(
        source: source, nodes: [Node(kind: .document, range: 0..<source.bytes.count, parent: -1, end: 1)]),
      cells: cells.indices.map { index in
        Cell(
          index: index, id: nil, name: "\(name)#cell-\(index + 1)", options: cells[index].options, node: 0,
          range: ranges[index].cell, code: cells[index].code, lines: ranges[index].lines, documented: [],
          expectedComments: [],
          linePrefix: "")
      }, checkedValues: [], steps: cells.indices.map { .cell($0) })
  }
}

func run(
  cells: String..., limits: BookConfiguration.Limits = .init(), options: [Int: (inout CellOptions) -> Void] = [:],
  languageMode: Int = 5
) throws -> ChapterResults {
  var test = TestChapter()
  for (index, code) in cells.enumerated() { test.add(code, options[index] ?? { _ in }) }
  return try run(test.chapter(), limits: limits, languageMode: languageMode)
}

func run(
  _ chapter: Chapter, limits: BookConfiguration.Limits = .init(), languageMode: Int = 5,
  cache: Cache = Cache(folder: nil), progress: @escaping (ExecutionProgress) -> Void = { _ in }
) throws -> ChapterResults {
  try executor(limits: limits, languageMode: languageMode, cache: cache).run(chapter, progress: progress)
}

func executor(
  limits: BookConfiguration.Limits = .init(), languageMode: Int = 5, cache: Cache = Cache(folder: nil)
) -> Executor {
  var book = BookConfiguration(title: "Test", parts: [])
  book.limits = limits
  book.swiftVersion = languageMode
  return Executor(
    book: book, folder: NSTemporaryDirectory(), tool: ToolFiles(executable: toolPath),
    environment: ProcessInfo.processInfo.environment,
    cache: cache)
}

extension CellResult {
  /// All text that the cell showed, tensors among it.
  var text: String {
    outputs.map { output in
      if case .picture(_, let description) = output { "<\(description)>" } else { output.text ?? "" }
    }.joined()
  }

  var failure: CellFailure? {
    if case .failed(let failure) = outcome { failure } else { nil }
  }
}
