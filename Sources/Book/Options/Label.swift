/// What the attributes of a heading, a picture, a displayed formula, a table or a container say.
package struct Label: Sendable, Hashable {
  package enum Subject: String, Sendable {
    case heading, picture, formula, table, container
  }

  package var subject: Subject
  /// The node in the chapter's document.
  package var node: Int
  /// Without `#`.
  package var id: String?
  /// The bytes of the id, `#` included; of all attributes where there is none.
  package var range: Range<Int>
  package var options: BlockOptions
}
