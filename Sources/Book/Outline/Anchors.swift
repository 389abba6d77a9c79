import Markdown

extension ChapterOutline {
  /// Every anchor of the page to which a link can lead: headings, cells that are shown, whatever else has an id, and what the
  /// author's own HTML names.
  package var anchors: [String] {
    let sections = targets.filter { $0.kind == .chapter || $0.kind == .section }
    let others = targets.filter { $0.kind != .chapter && $0.kind != .section }
    return (sections + others).compactMap(\.anchor) + otherIDs + htmlAnchors
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
