/// Something that a link can refer to, as every page and every export shows it: what it is, its number, its title, its anchor.
package struct ReferenceTarget: Sendable, Hashable {
  /// Each kind has a series of numbers of its own in a chapter, and is always shown with its word.
  package enum Kind: String, Sendable, CaseIterable {
    case chapter, section, listing, figure, equation, table, exercise
    /// What a definition list explains; it has no number.
    case term
  }

  package var kind: Kind
  /// The file of its chapter, relative to the book's folder.
  package var file: String
  /// Its anchor on the chapter's page; nil for a chapter whose title is no heading.
  package var anchor: String?
  /// `2` of a chapter, `2.3` of anything else; nil for what is not numbered.
  package var number: String?
  /// The title of a chapter or a section, the caption of anything else, without markup; empty where there is none.
  package var title: String
  /// The node in the chapter's document; nil for a chapter whose title is no heading.
  package var node: Int?

  package init(
    _ kind: Kind, in file: String, anchor: String?, number: String? = nil, title: String = "", node: Int? = nil
  ) {
    self.kind = kind
    self.file = file
    self.anchor = anchor
    self.number = number
    self.title = title
    self.node = node
  }

  /// The same without where it stands in its chapter's document, which only the chapter's own page depends on.
  package var withoutNode: ReferenceTarget {
    var target = self
    target.node = nil
    return target
  }
}
