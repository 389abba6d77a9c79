import Markdown
import Yams

/// Reads typed values out of YAML nodes and collects what is wrong with them, each with its location.
struct YAMLReader {
  let text: YAMLText
  /// What the messages call the whole: `book.yml`, "the front matter".
  let name: String
  private(set) var diagnostics: [Diagnostic] = []
  /// Keys that were found and mean nothing.
  private(set) var unknownKeys: [String] = []

  init(text: YAMLText, name: String) {
    self.text = text
    self.name = name
  }

  mutating func error(at node: Yams.Node, _ summary: String, explanation: String? = nil) {
    diagnostics.append(Diagnostic(.error, at: text.location(of: node), summary, explanation: explanation))
  }

  mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The root's entries; nil after a syntax error or where the root is no mapping.
  mutating func root<Key: CaseIterable & RawRepresentable<String>>(of keys: Key.Type) -> [Key: Yams.Node]? {
    switch text.compose() {
    case .failure(let problem):
      diagnostics.append(problem.diagnostic)
      return nil
    case .success(nil): return [:]
    case .success(let node?): return entries(of: node, in: name, as: keys)
    }
  }

  /// The values of a mapping by key; unknown keys are errors.
  mutating func entries<Key: CaseIterable & RawRepresentable<String>>(
    of node: Yams.Node, in owner: String, as keys: Key.Type
  ) -> [Key: Yams.Node]? {
    let known = Key.allCases.map(\.rawValue)
    guard case .mapping(let mapping) = node else {
      error(
        at: node, "\(owner) must be made of 'key: value' lines, and this is \(Self.kind(of: node))",
        explanation: "The keys are \(known.joined(separator: ", ")).")
      return nil
    }
    var entries = [Key: Yams.Node]()
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        error(at: key, "a key of \(owner) must be a word, and this is \(Self.kind(of: key))")
        continue
      }
      guard let name = Key(rawValue: scalar.string) else {
        unknownKeys.append(scalar.string)
        error(
          at: key, "'\(scalar.string)' is not a key of \(owner)",
          explanation: Spelling.advice(for: scalar.string, among: known, choices: "The keys are"))
        continue
      }
      entries[name] = value
    }
    return entries
  }

  /// A text of at least one character that is not blank.
  mutating func string(_ node: Yams.Node?, key: String) -> String? {
    guard let node else { return nil }
    guard case .scalar(let scalar) = node else {
      error(at: node, "'\(key)' must be a text, and this is \(Self.kind(of: node))")
      return nil
    }
    guard !Self.isNull(scalar), scalar.string.contains(where: { !$0.isWhitespace }) else {
      error(at: node, "'\(key)' has no value", explanation: "Write one after the colon, or remove the line.")
      return nil
    }
    return scalar.string
  }

  /// A day, as ISO 8601 has it.
  mutating func date(_ node: Yams.Node?, key: String) -> String? {
    guard let node, let text = string(node, key: key) else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let isWellFormed = text.utf8.count == 10 && parts.map { String($0).utf8.count }.first == 4
    if isWellFormed, parts.count == 3, (1...12).contains(parts[1]), (1...days[parts[1] - 1]).contains(parts[2]) {
      return text
    }
    error(at: node, "'\(text)' is no date", explanation: "Write year, month and day, as in \(key): 2026-03-31.")
    return nil
  }

  /// The elements of a list; nil where it is not one.
  mutating func list(_ node: Yams.Node?, key: String) -> [Yams.Node]? {
    guard let node else { return nil }
    guard case .sequence(let sequence) = node else {
      error(
        at: node, "'\(key)' must be a list, and this is \(Self.kind(of: node))",
        explanation: "Write each element on a line of its own after '- ', or all of them as [a, b].")
      return nil
    }
    return Array(sequence)
  }

  static func isNull(_ scalar: Yams.Node.Scalar) -> Bool {
    scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  static func kind(of node: Yams.Node) -> String {
    switch node {
    case .scalar(let scalar): isNull(scalar) ? "nothing" : "the text '\(scalar.string)'"
    case .mapping: "a mapping of keys to values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
