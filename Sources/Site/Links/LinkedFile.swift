import Book
import Markdown

/// A file that a chapter links to and the site must have a copy of.
package struct LinkedFile: Sendable, Hashable {
  /// The path relative to the chapter's folder, and below the site's folder.
  package var path: String
  /// The bytes of the link in the chapter.
  package var range: Range<Int>

  /// The links and pictures of a chapter's text, but for the pictures that document a cell's output: those are drawn on the
  /// page.
  static func links(of chapter: Chapter) -> [(index: Int, destination: String, node: Node)] {
    var documented = Set<Int>()
    for cell in chapter.cells {
      for case .picture(let picture) in cell.documented { documented.insert(picture.node) }
    }
    var links = [(index: Int, destination: String, node: Node)]()
    for (index, node) in chapter.document.nodes.enumerated() where !documented.contains(index) {
      switch node.kind {
      case .link(let destination, _), .image(let destination, _): links.append((index, destination, node))
      default: continue
      }
    }
    return links
  }
}
