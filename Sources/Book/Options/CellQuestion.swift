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

  /// A text in one line, with one blank in place of several.
  static func joined(_ text: some StringProtocol) -> String {
    text.split { $0 == " " || $0.isNewline }.joined(separator: " ")
  }
}
