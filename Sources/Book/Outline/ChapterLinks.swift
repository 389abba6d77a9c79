import Markdown

/// Where the links of a chapter lead, which follows from its text and from which files are chapters.
package struct ChapterLinks: Sendable {
  package struct Link: Sendable {
    /// The node, in the chapter's document or in a caption's.
    var node: Int
    package var target: LinkTarget
  }

  /// The links that Markdown has in the text, in its order.
  package let links: [Link]
  /// Those in captions.
  package let captionLinks: [Link]
  /// Whether nothing, pictures and the author's own HTML among it, leads to a file that is no chapter.
  package let leadsToNoFile: Bool

  /// - Parameter files: the files of all chapters.
  package init(of chapter: Chapter, _ files: Set<String>) {
    func links(_ document: Document) -> [Link] {
      document.nodes.enumerated().compactMap { index, node in
        guard case .link(let destination, _) = node.kind else { return nil }
        return Link(node: index, target: LinkTarget(URIReference(destination), in: chapter.file, of: files))
      }
    }
    self.links = links(chapter.document)
    captionLinks = chapter.documents.dropFirst().flatMap(links)
    leadsToNoFile = chapter.documents.lazy.flatMap(\.nodes).flatMap(\.kind.destinations).allSatisfy { destination in
      switch LinkTarget(URIReference(destination), in: chapter.file, of: files) {
      case .chapter, .elsewhere: true
      case .file, .outside, .root: false
      }
    }
  }
}
