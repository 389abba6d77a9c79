import Markdown

/// What an author can say that a container is, in the line that opens it.
package enum ContainerKind: String, Sendable, Hashable, CaseIterable {
  case aside, exercise, solution, tabs, tab, columns, column
  case note, tip, important, warning, caution
  /// Another file in its place. Where that could not be read it is still there.
  case include

  /// The note that it looks like.
  package var alert: Node.Alert? { Node.Alert(rawValue: rawValue) }

  /// The kind in which it stands, and in no other.
  var parent: ContainerKind? {
    switch self {
    case .solution: .exercise
    case .tab: .tabs
    case .column: .columns
    default: nil
    }
  }

  /// The kind of which it consists, and of nothing else.
  var child: ContainerKind? {
    switch self {
    case .tabs: .tab
    case .columns: .column
    default: nil
    }
  }

  enum TitleRule { case none, optional, required }

  var titleRule: TitleRule {
    switch self {
    case .tabs, .columns, .column, .include: .none
    case .tab: .required
    default: .optional
    }
  }
}

/// A container of a chapter, `::: exercise {#id} Title` and what is below it.
package struct Container: Sendable, Hashable {
  package var kind: ContainerKind
  /// The node in the chapter's document, of kind `.container`.
  package var node: Int
  /// The id that the author gave, without `#`.
  package var id: String?
  /// The bytes of the id.
  package var idRange: Range<Int>
}
