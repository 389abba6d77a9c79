import Text

/// The options that an author can give to something: each is a case, and is declared once.
///
/// What reads an option, advises on it, documents it and decides whether results hold for another value of it derives from the declaration.
package protocol OptionName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// Where the values are kept.
  associatedtype Options
  var declaration: OptionDeclaration<Options> { get }
  /// What stands before an option without a value.
  static var flagPrefix: String { get }
  /// Options without a value that there are not yet, and what to do until then.
  static var planned: [String: String] { get }
  /// What other tools call an option, and what is written here.
  static var elsewhere: [String: String] { get }
}

extension OptionName {
  package static var planned: [String: String] { [:] }
  package static var elsewhere: [String: String] { [:] }
}

/// What there is to know of an option.
package struct OptionDeclaration<Options> {
  package enum Value {
    /// It stands there or not.
    case flag(WritableKeyPath<Options, Bool>)
    /// A number that is not negative.
    case amount(WritableKeyPath<Options, Double?>)
    /// A number greater than 0.
    case seconds(WritableKeyPath<Options, Double?>)
    case text(WritableKeyPath<Options, String?>)
    /// A whole number of hundredths, from 1 to 100, with its sign.
    case percentage(WritableKeyPath<Options, Int?>)
    /// Lines of the code, `2-4,7`.
    case lines(WritableKeyPath<Options, LineSet?>)
    /// `on` or `off`; where it is not given, whoever knows better decides.
    case onOff(WritableKeyPath<Options, Bool?>)
  }

  /// What is another with it, and so what has to be done again: the first of these that holds.
  package enum Effect: String {
    /// What the cell does: a result holds for no other value.
    case execution
    /// What its output is compared with.
    case comparison
    /// Its page alone.
    case look
  }

  package let value: Value
  package let effect: Effect
  /// What follows "the cell is", as Markdown.
  package let documentation: String
  /// What else there is to say.
  package let remark: String
  /// A value, as it is written; nothing for a flag.
  package let example: String

  init(_ value: Value, _ effect: Effect, _ documentation: String, _ remark: String = "", example: String = "") {
    self.value = value
    self.effect = effect
    self.documentation = documentation
    self.remark = remark
    self.example = example
  }
}

/// What says yes or no where nothing said is a third thing.
enum OnOff {
  static let values = ["on": true, "off": false]
  static func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
}

extension OptionName {
  /// Those that have no value.
  static var flags: [Self] { allCases.filter(\.isFlag) }
  /// Those that have one.
  static var keys: [Self] { allCases.filter { !$0.isFlag } }

  var isFlag: Bool { if case .flag = declaration.value { true } else { false } }
  /// As it is written, without its value.
  var written: String { isFlag ? Self.flagPrefix + rawValue : rawValue + "=" }
  /// As it is written, with a value.
  package var example: String { written + declaration.example }

  /// Takes the value that an author gave.
  ///
  /// - Parameter text: not asked for where it has none.
  /// - Returns: what would be a value, where this is none.
  func read(_ text: String, into options: inout Options) -> String? {
    switch declaration.value {
    case .flag(let path): options[keyPath: path] = true
    case .text(let path): options[keyPath: path] = text
    case .lines(let path):
      guard let lines = LineSet(text) else { return "a list of lines" }
      options[keyPath: path] = lines
    case .percentage(let path):
      guard text.hasSuffix("%"), text.utf8.dropLast().allSatisfy(\.isDigit), let number = Int(text.dropLast()),
        (1...100).contains(number)
      else { return "a whole number from 1% to 100%" }
      options[keyPath: path] = number
    case .amount(let path):
      guard let number = Self.number(text), number >= 0 else { return "a number that is not negative" }
      options[keyPath: path] = number
    case .seconds(let path):
      guard let number = Self.number(text), number > 0 else { return "a number of seconds greater than 0" }
      options[keyPath: path] = number
    case .onOff(let path):
      guard let isOn = OnOff.values[text] else { return "on or off" }
      options[keyPath: path] = isOn
    }
    return nil
  }

  /// A decimal number that is finite.
  private static func number(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    guard isPlain, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// The value as text; nil where it is not given.
  private func text(in options: Options) -> String? {
    switch declaration.value {
    case .flag(let path): options[keyPath: path] ? "true" : nil
    case .amount(let path), .seconds(let path): options[keyPath: path]?.shortText
    case .text(let path): options[keyPath: path]
    case .percentage(let path): options[keyPath: path].map { "\($0)%" }
    case .lines(let path): options[keyPath: path]?.text
    case .onOff(let path): options[keyPath: path].map(OnOff.word)
    }
  }

  /// The values that are given, by the options' names.
  package static func texts(of options: Options) -> [String: String] { texts(of: options, allCases) }

  /// Those of them for which a result holds.
  package static func executionTexts(of options: Options) -> [String: String] {
    texts(of: options, allCases.filter { $0.declaration.effect == .execution })
  }

  private static func texts(of options: Options, _ names: some Sequence<Self>) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        name.text(in: options).map { (name.isFlag ? name.written : name.rawValue, $0) }
      })
  }
}

extension Spelling {
  /// What is said of a name that no option has.
  static func advice<Name: OptionName>(for name: String, among options: [Name], choices: String) -> String {
    advice(for: name, among: options.map(\.rawValue), choices: choices) { Name(rawValue: $0)?.written ?? $0 }
  }
}
