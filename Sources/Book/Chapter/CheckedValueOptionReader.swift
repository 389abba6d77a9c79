import Markdown
import Text

/// Reads the options of a checked value from its link's title: `[19](<=ratio> "tolerance=3")`, `"volatile"`.
struct CheckedValueOptionReader {
  static let flags = ["volatile"]
  static let keys = ["tolerance"]

  private(set) var options = CheckedValueOptions()
  private(set) var diagnostics: [Diagnostic] = []
  private let source: SourceText
  private var seen: Set<String> = []

  init(_ title: Range<Int>, in source: SourceText) {
    self.source = source
    var position = title.lowerBound
    while position < title.upperBound {
      let end = source.bytes[position..<title.upperBound].firstIndex(where: isSeparator) ?? title.upperBound
      if end > position { read(position..<end) }
      position = end + 1
    }
    if options.volatile, options.tolerance != nil {
      report(title, "'volatile' and 'tolerance' exclude each other", "A volatile value is not compared.")
    }
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func read(_ range: Range<Int>) {
    let word = source.text(in: range)
    let name = String(word.prefix { $0 != "=" })
    let value = word.utf8.count > name.utf8.count ? String(word.dropFirst(name.count + 1)) : nil
    guard Self.flags.contains(name) || Self.keys.contains(name) else {
      let nameRange = range.lowerBound..<range.lowerBound + name.utf8.count
      return report(
        nameRange.isEmpty ? range : nameRange, "'\(name)' is not an option of a checked value",
        Spelling.advice(for: name, among: Self.flags + Self.keys, choices: "The options are") {
          Self.keys.contains($0) ? $0 + "=" : $0
        })
    }
    guard seen.insert(name).inserted else {
      return report(range, "the option '\(name)' stands twice", "Remove one.")
    }
    if name == "volatile" {
      guard value == nil else { return report(range, "'volatile' takes no value", "Write 'volatile' alone.") }
      options.volatile = true
    } else {
      guard let value, let number = CellOptionReader.number(value), number >= 0 else {
        return report(
          range, "'\(value ?? "")' cannot be the tolerance of a checked value",
          "It must be a number that is not negative, as in tolerance=1e-3.")
      }
      options.tolerance = number
    }
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String) {
    diagnostics.append(Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation))
  }
}
