/// Syntax beyond CommonMark: one value in the parser's list, so that each can be taken away without touching the others.
///
/// An extension reads a text by handing on, to the extensions after it and in the end to libcmark, a text in which its own
/// syntax cannot be torn apart, and by putting its nodes into the tree that comes back. Many need only the second: libcmark
/// leaves their syntax whole. How its nodes look is the renderers' affair.
package struct MarkdownExtension: Sendable, Hashable {
  package let name: String
  /// The characters that are syntax to it within a line, which plain text must escape.
  package let escaped: String
  /// The tree of a text, of which `next` reads what is not the extension's own.
  let read: @Sendable (_ text: SourceText, _ next: (SourceText) -> MarkdownTree) -> MarkdownTree

  init(
    _ name: String, escaped: String = "",
    read: @escaping @Sendable (_ text: SourceText, _ next: (SourceText) -> MarkdownTree) -> MarkdownTree
  ) {
    self.name = name
    self.escaped = escaped
    self.read = read
  }

  /// An extension whose syntax libcmark leaves whole.
  init(
    _ name: String, escaped: String = "", recognise: @escaping @Sendable (inout MarkdownTree, SourceText) -> Void
  ) {
    self.init(name, escaped: escaped) { text, next in
      var tree = next(text)
      recognise(&tree, text)
      return tree
    }
  }

  package static func == (one: Self, other: Self) -> Bool { one.name == other.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
