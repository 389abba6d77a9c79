import Book
import CellHost
import Foundation
import Storage

/// What the results of a chapter are made of, part by part, but for what its cells read while they run (`RunInput`).
///
/// Both the key under which results are kept and the words about what changed derive from this value, and from nothing else. Which
/// settings and options belong to it their declarations say.
struct RunDependencies: Codable, Sendable, Hashable {
  /// What is no setting and no cell.
  enum Part: String, Codable, Sendable, CaseIterable {
    /// How results are written; counted up where that changes.
    case format
    case tool, cellHost, compiler
    /// The chapter's folder, in which its cells work.
    case folder
    /// The chapter's name, where its cells can show it.
    case name
    /// The variables that cells get, where they may ask for all of them.
    case environment
  }

  /// A cell or a checked value.
  struct Step: Codable, Sendable, Hashable {
    /// Whether it is no checked value.
    var isCell: Bool
    /// Whether it belongs to the program of an isolated cell.
    var isApart = false
    /// Whether anything of it runs.
    var runs = true
    /// The options that touch what it does.
    var options: [String: String]
    var code: String
    /// Whether what it prints is kept by its statements.
    var attributesStatements = false
    /// The line of the chapter, where its cells can show it.
    var line: Int?
  }

  var parts: [String: String] = [:]
  /// What of `book.yml` touches what cells do, by the words that name it.
  var settings: [String: String]
  var steps: [Step]

  /// - Parameters:
  ///   - tool: what distinguishes the tool's program, as `cellHost` and `compiler` for those.
  init(of chapter: Chapter, book: BookConfiguration, tool: String, cellHost: String, compiler: String) {
    settings = BookKey.executionTexts(of: book)
    steps = Self.steps(of: chapter)
    self[.format] = "16"
    self[.tool] = tool
    self[.cellHost] = cellHost
    self[.compiler] = compiler
    self[.folder] = chapter.folder
    if chapter.mentionsFile { self[.name] = chapter.name }
    if chapter.mentionsEnvironment {
      let variables = ProcessInfo.processInfo.environment
      self[.environment] = CellHost.inheritedVariables.map { "\($0)=\(variables[$0] ?? "")" }.joined(separator: "\n")
    }
  }

  /// What of each step of a chapter its results depend on.
  static func steps(of chapter: Chapter) -> [Step] {
    chapter.steps.map { step in
      switch step {
      case .checkedValue(let index):
        Step(
          isCell: false,
          isApart: chapter.cell(captionedBy: chapter.checkedValues[index])?.options.isolated ?? false,
          options: CheckedValueOption.executionTexts(of: chapter.checkedValues[index].options),
          code: chapter.checkedValues[index].expression)
      case .cell(let index):
        Step(
          isCell: true, isApart: chapter.cells[index].options.isolated, runs: !chapter.cells[index].options.noRun,
          options: CellOption.executionTexts(of: chapter.cells[index].options),
          code: chapter.stepCode(ofCell: index).text,
          attributesStatements: chapter.cells[index].attributesStatements,
          line: chapter.showsLines(ofCell: index)
            ? chapter.source.position(at: chapter.cells[index].range.lowerBound).line : nil)
      }
    }
  }

  subscript(part: Part) -> String? {
    get { parts[part.rawValue] }
    set { parts[part.rawValue] = newValue }
  }

  var key: CacheKey {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // There is nothing in it that cannot be written.
    return CacheKey([String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self)])
  }
}
