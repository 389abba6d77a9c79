import Markdown

/// Makes an id and options of the attributes that an author gave to something.
struct OptionReader<Name: OptionName> {
  private(set) var options: Name.Options
  private(set) var id: String?
  private(set) var idRange = 0..<0
  /// Where each option stands.
  private(set) var attributes: [Name: AttributeReader.Attribute] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private let source: SourceText
  /// What has them, as in "cell".
  private let subject: String
  private let names: [Name]

  /// - Parameter names: the options that such a thing has.
  init(
    _ attributes: [AttributeReader.Attribute], of subject: String, _ names: [Name], into options: Name.Options,
    in source: SourceText
  ) {
    self.options = options
    self.source = source
    self.subject = subject
    self.names = names
    for attribute in attributes {
      switch attribute.kind {
      case .id: readID(attribute)
      case .flag: readFlag(attribute)
      case .value: readValue(attribute)
      }
    }
  }

  private mutating func readID(_ attribute: AttributeReader.Attribute) {
    guard id == nil else {
      report(
        attribute.range, "a second id, '#\(attribute.name)': the \(subject) is called '#\(id!)' already", "Remove one.")
      return
    }
    let isWellFormed =
      attribute.name.utf8.allSatisfy {
        $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
      && attribute.name.utf8.first!.isLetter
    guard isWellFormed else {
      if let (written, advice) = Self.withoutComma(attribute, sign: "#") {
        return report(attribute.range, "'\(attribute.name)' cannot be an id", advice, instead: written)
      }
      report(
        attribute.range, "'\(attribute.name)' cannot be an id",
        "An id begins with a letter and is made of the letters a to z, digits, '-' and '_', because it becomes part of "
          + "file names and addresses.")
      return
    }
    if attribute.name.hasPrefix("cell-"), attribute.name.dropFirst(5).utf8.allSatisfy(\.isDigit) {
      report(
        attribute.range, "the id '\(attribute.name)' is what a cell without an id is called",
        "Names of the form cell-N belong to cells that have none: choose one that says what the \(subject) does.")
      return
    }
    id = attribute.name
    idRange = attribute.range
  }

  private mutating func readFlag(_ attribute: AttributeReader.Attribute) {
    let flags = names.filter(\.isFlag)
    if let option = names.first(where: { $0.rawValue == attribute.name }) {
      if option.isFlag {
        if isFirst(option, attribute) { _ = option.read("", into: &options) }
      } else {
        report(attribute.range, "'.\(attribute.name)' needs a value", "Write \(option.example) without a full stop.")
      }
    } else {
      if let (written, advice) = Self.withoutComma(attribute, sign: ".") {
        return report(
          attribute.range, "'.\(attribute.name)' is not an option of a \(subject)", advice, instead: written)
      }
      if let planned = Name.planned[attribute.name] {
        return report(attribute.range, "'.\(attribute.name)' is not available yet", planned)
      }
      report(
        attribute.range, "'.\(attribute.name)' is not an option of a \(subject)",
        Name.elsewhere[attribute.name] ?? advice(for: attribute.name, among: flags, choices: "The options are"),
        instead: Name.elsewhere[attribute.name] == nil
          ? Spelling.nearest(attribute.name, among: flags.map(\.rawValue)).map { "." + $0 } : nil)
    }
  }

  private mutating func readValue(_ attribute: AttributeReader.Attribute) {
    let keys = names.filter { !$0.isFlag }
    guard let option = names.first(where: { $0.rawValue == attribute.name }) else {
      if attribute.name == "id" {
        return report(
          attribute.range, "'id' is not an option of a \(subject)",
          "An id stands by itself, with its sign: #\(attribute.value).", instead: "#\(attribute.value)")
      }
      return report(
        attribute.nameRange, "'\(attribute.name)' is not an option of a \(subject)",
        Name.elsewhere[attribute.name]
          ?? advice(for: attribute.name, among: keys, choices: "The options with a value are"),
        instead: Name.elsewhere[attribute.name] == nil
          ? Spelling.nearest(attribute.name, among: keys.map(\.rawValue)) : nil)
    }
    guard !option.isFlag else {
      return report(
        attribute.range, "'\(option.written)' takes no value", "Write '\(option.written)' alone, or leave it out.")
    }
    guard isFirst(option, attribute) else { return }
    if let wanted = option.read(attribute.value, into: &options) {
      report(
        attribute.valueRange.isEmpty ? attribute.range : attribute.valueRange,
        "'\(attribute.value)' cannot be the \(attribute.name) of a \(subject)",
        "It must be \(wanted), as in \(option.example).")
    }
  }

  /// What was meant where attributes are parted by commas.
  private static func withoutComma(
    _ attribute: AttributeReader.Attribute, sign: String
  ) -> (written: String, advice: String)? {
    guard attribute.name.last == ",", attribute.name.count > 1 else { return nil }
    let written = sign + attribute.name.dropLast()
    return (written, "Write \(written) without the comma: a blank is all that stands between attributes.")
  }

  private func advice(for name: String, among names: [Name], choices: String) -> String {
    names.isEmpty
      ? "It takes an id alone, as in {#name}." : Spelling.advice(for: name, among: names, choices: choices)
  }

  private mutating func isFirst(_ option: Name, _ attribute: AttributeReader.Attribute) -> Bool {
    guard attributes[option] == nil else {
      report(attribute.range, "the option '\(attribute.name)' stands twice", "Remove one.")
      return false
    }
    attributes[option] = attribute
    return true
  }

  mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String, instead: String? = nil) {
    diagnostics.append(
      Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation, instead: instead))
  }
}
