import Book
import CellHost
import Foundation
import Storage

/// What the results of a chapter are made of, part by part, but for what its cells read while they run (`RunInput`).
///
/// Both the key under which results are kept and the words about what changed derive from this value, and from nothing else. Settings and
/// options belong to it unless they are listed as touching nothing that runs: one that is forgotten makes a run too many, never a
/// stale result.
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
    /// nil for a checked value.
    var options: [String: String]?
    var code: String
    /// The line of the chapter, where its cells can show it.
    var line: Int?
  }

  var parts: [String: String] = [:]
  /// What `book.yml` says, by the names of the configuration's properties.
  var settings: [String: String]
  var steps: [Step]

  /// - Parameters:
  ///   - tool: what distinguishes the tool's program, as `cellHost` and `compiler` for those.
  init(of chapter: Chapter, book: BookConfiguration, tool: String, cellHost: String, compiler: String) {
    settings = Self.settings(of: book)
    let showsLines = chapter.mentionsLines
    steps = chapter.steps.map { step in
      switch step {
      case .checkedValue(let index): Step(code: chapter.checkedValues[index].expression)
      case .cell(let index):
        Step(
          options: Self.options(of: chapter.cells[index].options), code: chapter.cells[index].code,
          line: showsLines ? chapter.source.position(at: chapter.cells[index].range.lowerBound).line : nil)
      }
    }
    self[.format] = "3"
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

  // MARK: Settings and options

  /// What of the configuration concerns pages alone.
  private static let settingsOfPages: Set<String> = ["title", "authors", "language", "parts", "site", "refusesHTML"]
  /// What of a cell's options concerns its page, or what its output is compared with.
  private static let optionsOfPages: Set<String> = [
    "hidden", "hideOutput", "fold", "volatile", "tolerance", "caption",
  ]

  private static func settings(of book: BookConfiguration) -> [String: String] {
    var settings = properties(of: book, but: settingsOfPages.union(["limits"]))
    for (name, value) in properties(of: book.limits, but: []) { settings["limits.\(name)"] = value }
    return settings
  }

  private static func options(of options: CellOptions) -> [String: String] {
    properties(of: options, but: optionsOfPages)
  }

  private static func properties(of value: Any, but others: Set<String>) -> [String: String] {
    var properties: [String: String] = [:]
    for case (let name?, let value) in Mirror(reflecting: value).children where !others.contains(name) {
      let optional = Mirror(reflecting: value)
      let isNothing = optional.displayStyle == .optional && optional.children.isEmpty
      if !isNothing {
        properties[name] = "\(optional.displayStyle == .optional ? optional.children.first!.value : value)"
      }
    }
    return properties
  }
}
