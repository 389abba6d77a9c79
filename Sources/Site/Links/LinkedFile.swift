import Book
import Markdown

/// A file that a chapter links to and the site must have a copy of.
package struct LinkedFile: Sendable, Hashable {
  /// The path relative to the book's folder, and to the site's.
  package var path: String
  /// The bytes of the link in the chapter.
  package var range: Range<Int>

  /// The files that a chapter's pictures and links name, each once, but for other chapters and for the figures of its cells: those
  /// are drawn on the page.
  static func files(of chapter: Chapter, _ links: PageLinks) -> [LinkedFile] {
    var documented = Set<Int>()
    for cell in chapter.cells {
      for case .picture(let picture) in cell.documented { documented.insert(picture.node) }
    }
    var paths = Set<String>()
    var files = [LinkedFile]()
    let nodes = chapter.document.nodes.enumerated().filter { !documented.contains($0.offset) }.map(\.element)
    for node in nodes + chapter.documents.dropFirst().flatMap(\.nodes) {
      for destination in node.kind.destinations {
        guard case .file(let path) = links.target(of: destination, in: chapter.file), paths.insert(path).inserted else {
          continue
        }
        files.append(LinkedFile(path: path, range: node.range))
      }
    }
    return files
  }
}
