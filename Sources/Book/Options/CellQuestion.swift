/// What a page asks of a cell's output before it shows it.
package struct CellQuestion: Sendable {
  /// The answers to choose from; empty where readers find their own.
  package let choices: [String]

  /// - Returns: nil for a cell that asks nothing.
  package init?(_ options: CellOptions) {
    guard options.predict else { return nil }
    choices = (options.choices ?? "").split(separator: ";").map(Self.joined).filter { !$0.isEmpty }
  }

  /// The index of the choice that is the answer: the text that the page shows; nil where none is.
  package func right(for answer: String) -> Int? { choices.firstIndex(of: answer) }

  /// A text in one line, with one blank in place of several and none inside of brackets, and with the minus sign of code.
  static func joined(_ text: some StringProtocol) -> String {
    var result = ""
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      if !result.isEmpty, result.last != "[", word.first != "]" { result += " " }
      result += word.map { $0 == "\u{2212}" ? "-" : String($0) }.joined()
    }
    return result
  }
}
