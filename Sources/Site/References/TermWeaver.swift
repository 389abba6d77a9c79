import Book
import Markdown

/// Terms of definition lists: each has an anchor, and says where it is used.
struct TermWeaver {
  let outline: ChapterOutline
  let references: ReferenceWeaver

  /// What stands around a term; nil for any other node.
  func html(_ node: Int, of document: Document) -> HTMLRenderer.Replacement? {
    guard case .term = document.nodes[node].kind, let target = outline.target(ofNode: node), let anchor = target.anchor
    else { return nil }
    return .wrap(open: "<dt id=\"\(HTMLEscape.text(anchor))\">", close: "\(references.uses(of: target))</dt>\n")
  }
}
