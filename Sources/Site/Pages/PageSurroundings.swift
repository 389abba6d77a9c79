import Book

/// What the page of a chapter says of other chapters, of the book's works, and of where others refer to it: while that and the chapter are
/// the same, so is the page.
package struct PageSurroundings: Sendable, Hashable {
  /// What the links of the chapter lead to.
  private var targets: [ReferenceTarget?] = []
  /// The titles of chapters that have no number.
  private var chapterTitles: [String?] = []
  /// What of the chapter is referred to, by its anchor.
  private var used: [Used] = []
  private var works: [String] = []
  /// The chapters before and after it.
  private var neighbours: [ReferenceTarget?] = []

  private struct Used: Hashable {
    var anchor: String?
    var uses: [BookReferences.Use]
    /// Whether another chapter refers to it.
    var isElsewhere: Bool
  }

  /// - Parameter neighbours: the files of the chapters before and after it.
  init(of chapter: Chapter, _ links: ChapterLinks, _ references: CrossReferences, neighbours: [String?]) {
    let outline = references.outline
    for link in links.links + links.captionLinks {
      guard let target = outline.target(of: link.target), target.file != chapter.file else { continue }
      targets.append(target.withoutNode)
      chapterTitles.append(references.links.chapterTitle(of: target, besides: chapter.file))
    }
    if let own = outline[chapter.file] {
      used = own.targets.compactMap { target in
        let uses = references.uses.uses(of: target, in: own).map { use in
          var use = use
          use.place = use.place.withoutNode
          return use
        }
        let isElsewhere = references.uses.isUsedElsewhere(target)
        return uses.isEmpty && !isElsewhere ? nil : Used(anchor: target.anchor, uses: uses, isElsewhere: isElsewhere)
      }
    }
    for work in references.works.works(of: chapter) {
      works.append(references.works.shortName(work) + references.works.html(work))
    }
    self.neighbours = neighbours.map { $0.flatMap { outline[$0]?.targets[0].withoutNode } }
  }
}
