import Markdown

extension ChapterOutline {
  /// Every anchor of the page to which a link can lead: headings, cells that are shown, and what the author's own HTML names.
  package var anchors: [String] {
    [titleID].compactMap(\.self) + headings.map(\.id) + listings.filter { $0.number != nil }.map(\.id)
      + exercises.map(\.id) + containerIDs + htmlAnchors
  }

  /// The values of `id` and `name` in the HTML of a chapter.
  static func htmlAnchors(of document: Document) -> [String] {
    document.nodes.flatMap { node -> [String] in
      switch node.kind {
      case .htmlBlock(let html), .htmlInline(let html): HTMLAttributes.values(of: ["id", "name"], in: html)
      default: []
      }
    }
  }
}
