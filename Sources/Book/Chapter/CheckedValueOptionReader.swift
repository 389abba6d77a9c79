import Markdown
import Text

/// Reads the options of a checked value from its link's title: `[19](<=ratio> "tolerance=3")`, `"volatile"`.
struct CheckedValueOptionReader {
  private(set) var options = CheckedValueOptions()
  private(set) var diagnostics: [Diagnostic] = []
  private let source: SourceText
  private var seen: Set<CheckedValueOption> = []

  init(_ title: Range<Int>, in source: SourceText) {
    self.source = source
    var position = title.lowerBound
    while position < title.upperBound {
      let end = self.end(of: position, in: title)
      if end > position { read(position..<end) }
      position = end + 1
    }
    if options.volatile, options.tolerance != nil {
      report(title, "'volatile' and 'tolerance' exclude each other", "A volatile value is not compared.")
    }
  }

  /// An expression and the options that were written into it, `slope "tolerance=3"`: behind a value no text can stand in Swift. Nil
  /// where that is not so.
  static func options(in expression: String) -> (expression: String, options: String)? {
    let parts = expression.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].allSatisfy(\.isWhitespace), parts[0].last?.isWhitespace == true else { return nil }
    let written = String(parts[0].reversed().drop(while: \.isWhitespace).reversed())
    let isInWord = { (character: Character) in character.isLetter || character.isNumber || character == "_" }
    guard let last = written.last, isInWord(last) || ")]}`".contains(last),
      !["try", "await", "is", "as", "in", "return"].contains(
        String(written.reversed().prefix(while: isInWord).reversed()))
    else { return nil }
    return (written, String(parts[1]))
  }

  /// Where an option ends: with its word, and with its value where there are blanks around the equals sign, which is one
  /// mistake and not three.
  private func end(of start: Int, in title: Range<Int>) -> Int {
    let bytes = source.bytes
    let word = bytes[start..<title.upperBound].firstIndex(where: isSeparator) ?? title.upperBound
    guard word > start else { return word }
    let next = bytes[word..<title.upperBound].firstIndex { !isSeparator($0) } ?? title.upperBound
    let isEqualsNext = next < title.upperBound && bytes[next] == UInt8(ascii: "=")
    guard isEqualsNext || bytes[word - 1] == UInt8(ascii: "=") else { return word }
    var value = isEqualsNext ? next + 1 : next
    while value < title.upperBound, isSeparator(bytes[value]) { value += 1 }
    return bytes[value..<title.upperBound].firstIndex(where: isSeparator) ?? title.upperBound
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func read(_ range: Range<Int>) {
    let word = source.text(in: range)
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0.filter { !$0.isWhitespace }) }
    let name = parts[0]
    let value = parts.count > 1 ? parts[1] : nil
    if !name.isEmpty, word.contains(where: \.isWhitespace) {
      let form = "\(name)=\(value ?? "")"
      return report(
        range, "an option of a checked value has no blanks around its '='", "Write \"\(form)\".", instead: form)
    }
    guard let option = CheckedValueOption(rawValue: name) else {
      let nameRange = range.lowerBound..<range.lowerBound + name.utf8.count
      return report(
        nameRange.isEmpty ? range : nameRange, "'\(name)' is not an option of a checked value",
        Spelling.advice(for: name, among: CheckedValueOption.allCases, choices: "The options are"),
        instead: nameRange.isEmpty ? nil : Spelling.nearest(name, among: CheckedValueOption.allCases.map(\.rawValue)))
    }
    guard seen.insert(option).inserted else {
      return report(range, "the option '\(name)' stands twice", "Remove one.")
    }
    if option.isFlag, value != nil {
      return report(range, "'\(name)' takes no value", "Write '\(name)' alone.")
    }
    if let wanted = option.read(value ?? "", into: &options) {
      report(
        range, "'\(value ?? "")' cannot be the \(name) of a checked value",
        "It must be \(wanted), as in \(option.example).")
    }
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String, instead: String? = nil) {
    diagnostics.append(
      Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation, instead: instead))
  }
}
