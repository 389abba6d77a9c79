import Markdown
import Text

/// Makes the id and the options of a fence of its attributes.
struct FenceOptionReader<Name: OptionName> {
  private(set) var options = Name.Options()
  private(set) var id: String?
  private(set) var idRange = 0..<0
  /// The bytes of each value between its quotes.
  private(set) var contentRanges: [Name: Range<Int>] = [:]
  private(set) var diagnostics: [Diagnostic]

  private let source: SourceText
  private var seen: [Name: Range<Int>] = [:]

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
    for (first, second, reason) in Name.conflicts {
      guard let a = seen[first], let b = seen[second] else { continue }
      let later = a.lowerBound > b.lowerBound ? a : b
      report(later, "'\(first.rawValue)' and '\(second.rawValue)' exclude each other", reason)
    }
  }

  private mutating func readID(_ attribute: FenceInfo.Attribute) {
    guard id == nil else {
      report(
        attribute.range,
        "a second id, '#\(attribute.name)': the \(Name.subject.dropFirst(2)) is called '#\(id!)' already",
        "Remove one.")
      return
    }
    guard Identifier.isOne(attribute.name) else {
      report(attribute.range, "'\(attribute.name)' cannot be an id", Identifier.explanation)
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
    let option = Name(rawValue: attribute.name)
    if let option, option.isFlag {
      if isFirst(option, attribute) { _ = option.read("", into: &options) }
    } else if let option {
      report(
        attribute.range, "'.\(attribute.name)' needs a value", "Write \(option.example) without a full stop.")
    } else if attribute.name == "live" {
      report(
        attribute.range, "'.live' is not available yet",
        "Live figures are planned for a later version. Until then the figure for fixed values is what readers see.")
    } else {
      report(
        attribute.range, "'.\(attribute.name)' is not an option of \(Name.subject)",
        Spelling.advice(for: attribute.name, among: Name.flags, choices: "The options are"),
        instead: Spelling.nearest(attribute.name, among: Name.flags.map(\.rawValue)).map { "." + $0 })
    }
  }

  private mutating func readValue(_ attribute: FenceInfo.Attribute) {
    guard let option = Name(rawValue: attribute.name) else {
      return report(
        attribute.nameRange, "'\(attribute.name)' is not an option of \(Name.subject)",
        Spelling.advice(for: attribute.name, among: Name.keys, choices: "The options with a value are"),
        instead: Spelling.nearest(attribute.name, among: Name.keys.map(\.rawValue)))
    }
    guard !option.isFlag else {
      return report(
        attribute.range, "'\(option.written)' takes no value", "Write '\(option.written)' alone, or leave it out.")
    }
    guard isFirst(option, attribute) else { return }
    contentRanges[option] = attribute.contentRange
    if let wanted = option.read(attribute.value, into: &options) {
      report(
        attribute.valueRange.isEmpty ? attribute.range : attribute.valueRange,
        "'\(attribute.value)' cannot be the \(attribute.name) of \(Name.subject)",
        "It must be \(wanted), as in \(option.example).")
    }
  }

  private mutating func isFirst(_ option: Name, _ attribute: FenceInfo.Attribute) -> Bool {
    let isFirst = seen.updateValue(attribute.range, forKey: option) == nil
    if !isFirst {
      report(attribute.range, "the option '\(attribute.name)' stands twice", "Remove one.")
    }
    return isFirst
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String, instead: String? = nil) {
    diagnostics.append(
      Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation, instead: instead))
  }
}

/// What something in a chapter is known by.
enum Identifier {
  static func isOne(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
      && name.utf8.first?.isLetter == true
  }

  static let explanation =
    "An id begins with a letter and is made of the letters a to z, digits, '-' and '_', because it becomes part of "
    + "file names and addresses."
}
