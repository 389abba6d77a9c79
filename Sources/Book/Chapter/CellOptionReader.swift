import Markdown
import Text

/// Makes a cell's id and options of the attributes of its fence.
struct CellOptionReader {
  /// Every option that is written with a full stop, and what it sets.
  private static let settings: [(name: String, set: @Sendable (inout CellOptions) -> Void)] = [
    ("no-run", { $0.noRun = true }),
    ("hidden", { $0.hidden = true }),
    ("hide-output", { $0.hideOutput = true }),
    ("fold", { $0.fold = true }),
    ("volatile", { $0.volatile = true }),
    ("fails", { $0.fails = true }),
    ("isolated", { $0.isolated = true }),
  ]
  static let flags = settings.map(\.name)
  static let keys = ["tolerance", "timeout", "caption"]
  /// Options that say opposite things of one cell, and why.
  private static let conflicts = [
    ("no-run", "fails", "A cell that is not run cannot fail."),
    ("no-run", "hidden", "A cell that is neither run nor shown does nothing."),
    ("no-run", "volatile", "A cell that is not run gives no output."),
    ("volatile", "tolerance", "The output of a volatile cell is not compared."),
  ]

  private(set) var options = CellOptions()
  private(set) var id: String?
  private(set) var idRange = 0..<0
  /// The bytes of the caption between its quotes; nil where there is none.
  private(set) var captionRange: Range<Int>?
  private(set) var diagnostics: [Diagnostic]

  private let source: SourceText
  private var seen: [String: Range<Int>] = [:]

  init(_ info: FenceInfo, in source: SourceText) {
    self.source = source
    diagnostics = info.diagnostics
    for attribute in info.attributes {
      switch attribute.kind {
      case .id: readID(attribute)
      case .flag: readFlag(attribute)
      case .value: readValue(attribute)
      }
    }
    for (first, second, reason) in Self.conflicts {
      guard let a = seen[first], let b = seen[second] else { continue }
      let later = a.lowerBound > b.lowerBound ? a : b
      report(later, "'\(first)' and '\(second)' exclude each other", reason)
    }
  }

  private mutating func readID(_ attribute: FenceInfo.Attribute) {
    guard id == nil else {
      report(attribute.range, "a second id, '#\(attribute.name)': the cell is called '#\(id!)' already", "Remove one.")
      return
    }
    let isWellFormed =
      attribute.name.utf8.allSatisfy {
        $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
      && attribute.name.utf8.first!.isLetter
    guard isWellFormed else {
      report(
        attribute.range, "'\(attribute.name)' cannot be an id",
        "An id begins with a letter and is made of the letters a to z, digits, '-' and '_', because it becomes part of "
          + "file names and addresses.")
      return
    }
    if attribute.name.hasPrefix("cell-"), attribute.name.dropFirst(5).utf8.allSatisfy(\.isDigit) {
      report(
        attribute.range, "the id '\(attribute.name)' is what a cell without an id is called",
        "Names of the form cell-N belong to cells that have none: choose one that says what the cell does.")
      return
    }
    id = attribute.name
    idRange = attribute.range
  }

  private mutating func readFlag(_ attribute: FenceInfo.Attribute) {
    if let setting = Self.settings.first(where: { $0.name == attribute.name }) {
      if isFirst(attribute) { setting.set(&options) }
    } else if attribute.name == "live" {
      report(
        attribute.range, "'.live' is not available yet",
        "Live figures are planned for a later version. Until then the figure for fixed values is what readers see.")
    } else if Self.keys.contains(attribute.name) {
      report(
        attribute.range, "'.\(attribute.name)' needs a value",
        "Write \(attribute.name)=\(Self.example(of: attribute.name)) without a full stop.")
    } else {
      report(
        attribute.range, "'.\(attribute.name)' is not an option of a cell",
        Spelling.advice(for: attribute.name, among: Self.flags, choices: "The options are") { "." + $0 })
    }
  }

  private mutating func readValue(_ attribute: FenceInfo.Attribute) {
    guard Self.keys.contains(attribute.name) else {
      if Self.flags.contains(attribute.name) {
        report(
          attribute.range, "'.\(attribute.name)' takes no value", "Write '.\(attribute.name)' alone, or leave it out.")
      } else {
        report(
          attribute.nameRange, "'\(attribute.name)' is not an option of a cell",
          Spelling.advice(for: attribute.name, among: Self.keys, choices: "The options with a value are") { $0 + "=" })
      }
      return
    }
    guard isFirst(attribute) else { return }
    switch attribute.name {
    case "caption":
      options.caption = attribute.value
      captionRange = attribute.contentRange
    case "tolerance":
      guard let value = Self.number(attribute.value), value >= 0 else {
        return reportNumber(attribute, "a number that is not negative")
      }
      options.tolerance = value
    default:
      guard let value = Self.number(attribute.value), value > 0 else {
        return reportNumber(attribute, "a number of seconds greater than 0")
      }
      options.timeout = value
    }
  }

  /// A number as options have them: decimal, and finite.
  static func number(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    guard isPlain, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  private mutating func reportNumber(_ attribute: FenceInfo.Attribute, _ wanted: String) {
    let range = attribute.valueRange.isEmpty ? attribute.range : attribute.valueRange
    report(
      range, "'\(attribute.value)' cannot be the \(attribute.name) of a cell",
      "It must be \(wanted), as in \(attribute.name)=\(Self.example(of: attribute.name)).")
  }

  private mutating func isFirst(_ attribute: FenceInfo.Attribute) -> Bool {
    let isFirst = seen.updateValue(attribute.range, forKey: attribute.name) == nil
    if !isFirst {
      report(attribute.range, "the option '\(attribute.name)' stands twice", "Remove one.")
    }
    return isFirst
  }

  private static func example(of key: String) -> String {
    switch key {
    case "tolerance": "1e-3"
    case "timeout": "30"
    default: "\"Learning the kernel\""
    }
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String) {
    diagnostics.append(Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation))
  }
}
