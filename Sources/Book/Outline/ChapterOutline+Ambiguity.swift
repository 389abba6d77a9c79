import Markdown

extension ChapterOutline {
  /// A heading or a term, and where it stands.
  struct LocatedTarget: Sendable {
    var target: ReferenceTarget
    var location: Diagnostic.Location
  }

  /// The anchors that could lead to one thing or another.
  package var ambiguousNames: Set<String> { Set(ambiguousAnchors.keys) }

  static func ambiguousAnchors(_ targets: [ReferenceTarget], of chapter: Chapter) -> [String: [LocatedTarget]] {
    guard targets.contains(where: { $0.kind == .term }) else { return [:] }
    let document = chapter.document
    let named = Set(chapter.labels.map(\.node))
    let byWords = Dictionary(
      grouping: targets.filter { target in
        guard let node = target.node, !named.contains(node) else { return false }
        return [.chapter, .section, .term].contains(target.kind)
      }, by: { Slugs.base(of: document.anchorText(of: $0.node!)) })
    // What was given an id of that name is what is meant by it.
    return byWords.filter { anchor, targets in
      targets.count > 1 && targets.contains { $0.kind == .term } && targets.contains { $0.anchor == anchor }
    }.mapValues { targets in
      targets.map {
        LocatedTarget(target: $0, location: .init(document.nodes[$0.node!].range, in: chapter.source))
      }
    }
  }
}
