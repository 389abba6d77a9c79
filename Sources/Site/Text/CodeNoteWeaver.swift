import Book
import Markdown

/// The notes at lines of code: the list below it, whose numbers are those at the lines.
struct CodeNoteWeaver {
  /// The anchor of each item, by its node.
  private var items: [Int: String] = [:]
  private var lists: Set<Int> = []

  init(_ blocks: some Sequence<ShownCode>, in document: Document) {
    for block in blocks {
      guard let notes = block.notes else { continue }
      lists.insert(notes.list)
      for (index, item) in document.children(of: notes.list).enumerated() { items[item] = block.noteID(index + 1) }
    }
  }

  /// What stands around the content of such a list or an item of it; nil for any other node.
  func html(_ node: Int) -> HTMLRenderer.Replacement? {
    if lists.contains(node) { return .wrap(open: "<ol class=\"code-notes\">\n", close: "</ol>\n") }
    return items[node].map { .wrap(open: "<li id=\"\(HTMLEscape.text($0))\">", close: "</li>\n") }
  }
}
