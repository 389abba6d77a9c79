/// Something in a text that its author should know about: a range, and what is wrong there in words.
///
/// A problem never stops the parser. Whoever asked decides whether it is an error.
package struct MarkdownProblem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The bytes are not UTF-8; nothing was parsed.
    case invalidUTF8
    /// `](<=` that did not become a checked value.
    case uncheckedValue
    /// `$$` that opens no formula, or one that is never closed.
    case displayMath
    /// A cell of a table beyond its last column.
    case surplusCell
    /// A reference to no footnote, or a footnote that nobody can read.
    case footnote
    /// A line of colons that opens or closes no container, or a container that is never closed.
    case container
    /// A footnote to which nothing refers.
    case unusedFootnote
  }

  package var kind: Kind
  /// Whether a chapter can be published with it.
  package var isWarning: Bool { kind == .unusedFootnote }
  package var range: Range<Int>
  /// One sentence that names the thing and quotes the text.
  package var summary: String
  /// What to do about it.
  package var explanation: String

  package init(_ kind: Kind, at range: Range<Int>, _ summary: String, explanation: String) {
    self.kind = kind
    self.range = range
    self.summary = summary
    self.explanation = explanation
  }
}
