import Markdown
import Text

/// What a chapter's page refers to by number or anchor: its title, its sections, its cells, and whatever else has an id.
package struct ChapterOutline: Sendable {
  /// The chapter's number in the book, from 1; nil for one that has none.
  package let number: ChapterNumber?
  package let title: String
  package let description: String?
  /// The heading that is the title; nil where the front matter or the file's name has to do.
  package let titleNode: Int?
  package let headings: [Heading]
  /// One for each cell of the chapter.
  package let listings: [Listing]
  /// Those of other languages that have a number, by their nodes: such as have an id or a caption. They are of one series with the cells.
  package let otherListings: [Int: Listing]
  /// The ids that authors gave to containers and fences of code, to which links can lead, but not refer.
  let otherIDs: [String]
  /// The anchor of the title; nil where it is no heading.
  package let titleID: String?
  /// All that a link can refer to: the chapter, and what stands in it, in the order of the text.
  package let targets: [ReferenceTarget]
  /// The sections, in the order of the text.
  let sections: [ReferenceTarget]
  /// The anchors of the author's own HTML.
  let htmlAnchors: [String]
  /// What has the words of which an anchor is made, where a term is among that and nobody says which one is meant: a heading and a
  /// term, or two terms. In the order of the text.
  let ambiguousAnchors: [String: [LocatedTarget]]
  /// Indices into `targets`.
  private let targetIndices: [String: Int]

  package struct Heading: Sendable, Hashable {
    package var node: Int
    /// 2 to 6: a page has one heading of level 1, its title.
    package var level: Int
    package var id: String
    /// `2.1` or `2.1.3`; nil for deeper headings.
    package var number: String?
    package var text: String
    /// Whether it begins a section, with a number or not; a heading within a quotation or a list does not, nor does one of level 4.
    package var isSection = false
  }

  package struct Listing: Sendable, Hashable {
    package var id: String
    /// `2.3`; nil for a cell that the page does not show.
    package var number: String?

    package init(id: String, number: String? = nil) {
      self.id = id
      self.number = number
    }
  }

  /// The ids of the page's frame. They begin with an underscore so that they seldom meet an author's.
  package static let frameIDs = ["_text", "_contents"]

  package init(of chapter: Chapter, number: ChapterNumber?) {
    self.number = number
    let document = chapter.document
    let titleNode = document.children(of: 0).first { document.nodes[$0].kind == .heading(level: 1) }
    self.titleNode = titleNode
    title = titleNode.map { document.plainText(of: $0) } ?? chapter.frontMatter.title ?? chapter.name
    description = chapter.frontMatter.description
    htmlAnchors = Self.htmlAnchors(of: document)
    (listings, otherListings) = Self.listings(of: chapter, number: number)
    otherIDs = chapter.containers.filter { $0.kind != .exercise }.compactMap(\.id)
    let reserved =
      Self.frameIDs + listings.map(\.id) + otherListings.values.map(\.id) + otherIDs
      + Self.exerciseIDs(of: chapter).values + htmlAnchors
    (titleID, headings) = Self.headings(of: chapter, number: number, title: titleNode, reserved: reserved)
    let file = chapter.file
    let blocks =
      headings.map {
        ReferenceTarget(.section, in: file, anchor: $0.id, number: $0.number, title: $0.text, node: $0.node)
      } + Self.listingTargets(listings, otherListings, of: chapter) + Self.labelTargets(of: chapter, number: number)
      + Self.termTargets(of: chapter, reserved: reserved + [titleID].compactMap(\.self) + headings.map(\.id))
    targets =
      [
        ReferenceTarget(
          .chapter, in: file, anchor: titleID, number: number?.description, title: title, node: titleNode)
      ]
      + blocks.sorted { $0.node ?? 0 < $1.node ?? 0 }
    ambiguousAnchors = Self.ambiguousAnchors(targets, of: chapter)
    let sectionNodes = Set(headings.filter(\.isSection).map(\.node))
    sections = targets.filter { $0.kind == .section && $0.node.map(sectionNodes.contains) == true }
    targetIndices = Dictionary(
      targets.enumerated().compactMap { index, target in target.anchor.map { ($0, index) } }
    ) { first, _ in first }
  }

  /// What an anchor of the page belongs to; of none the chapter itself. Nil for an anchor of the author's HTML, and for one that
  /// is not there.
  package func target(at anchor: String?) -> ReferenceTarget? {
    guard let anchor else { return targets[0] }
    return targetIndices[anchor].map { targets[$0] }
  }

  /// What the node of a document is to links: the figure, the formula, the table; nil for a node to which none can refer.
  package func target(ofNode node: Int) -> ReferenceTarget? {
    let index = targets.dropFirst().partitioningIndex { $0.node ?? 0 >= node }
    return index < targets.count && targets[index].node == node ? targets[index] : nil
  }

  /// What counts in a chapter, as it is shown: `2.3`, and `3` in a chapter that has no number.
  package static func label(_ number: Int, inChapter chapter: ChapterNumber?) -> String {
    (chapter.map { "\($0)." } ?? "") + "\(number)"
  }

  private static func listingTargets(
    _ listings: [Listing], _ others: [Int: Listing], of chapter: Chapter
  ) -> [ReferenceTarget] {
    (zip(chapter.cells.map(\.node), listings) + others.map { ($0.key, $0.value) }).compactMap { node, listing in
      guard let number = listing.number else { return nil }
      let caption = chapter.captions[node].map { $0.plainText(of: 0) } ?? ""
      return ReferenceTarget(
        .listing, in: chapter.file, anchor: listing.id, number: number, title: caption, node: node)
    }
  }

  /// The anchors of exercises, by their nodes.
  private static func exerciseIDs(of chapter: Chapter) -> [Int: String] {
    let exercises = chapter.containers.filter { $0.kind == .exercise }
    return Dictionary(
      uniqueKeysWithValues: exercises.enumerated().map { ($1.node, $1.id ?? "exercise-\($0 + 1)") })
  }

  /// The terms of definition lists, whose anchors are made of their words as those of headings are.
  private static func termTargets(of chapter: Chapter, reserved: [String]) -> [ReferenceTarget] {
    var slugs = Slugs(reserved: reserved + chapter.labels.compactMap(\.id))
    let document = chapter.document
    return document.nodes.indices.filter { document.nodes[$0].kind == .term }.map { node in
      return ReferenceTarget(
        .term, in: chapter.file, anchor: slugs.slug(of: document.anchorText(of: node)),
        title: document.plainText(of: node), node: node)
    }
  }

  /// Figures and formulas that have an id, tables that have a caption, and exercises.
  private static func labelTargets(of chapter: Chapter, number: ChapterNumber?) -> [ReferenceTarget] {
    let document = chapter.document
    var counts: [ReferenceTarget.Kind: Int] = [:]
    let exercises = exerciseIDs(of: chapter)
    // What a cell shows is described by the words of its image, and named by its title or by the cell's caption.
    var captions: [Int: String] = [:]
    for cell in chapter.cells {
      for case .picture(let picture) in cell.documented { captions[picture.node] = "" }
      if let node = chapter.captionedFigure(of: cell) { captions[node] = chapter.captions[cell.node]?.plainText(of: 0) }
    }
    let ids = Dictionary(chapter.labels.map { ($0.node, $0.id) }) { first, _ in first }
    func target(_ kind: ReferenceTarget.Kind, _ node: Int, _ title: String) -> ReferenceTarget {
      counts[kind, default: 0] += 1
      return ReferenceTarget(
        kind, in: chapter.file, anchor: exercises[node] ?? ids[node] ?? nil,
        number: Self.label(counts[kind]!, inChapter: number), title: title, node: node
      )
    }
    return document.nodes.indices.compactMap { index in
      switch document.nodes[index].kind {
      case .image(_, let title):
        guard ids[index] ?? nil != nil else { return nil }
        let words = chapter.captions[index]?.plainText(of: 0) ?? title
        return target(.figure, index, words.isEmpty ? captions[index] ?? document.plainText(of: index) : words)
      case .math, .codeBlock:
        return ids[index] ?? nil == nil ? nil : target(.equation, index, "")
      case .table:
        guard let caption = document.caption(ofTable: index) else { return nil }
        return target(.table, index, document.plainText(of: caption))
      case .container:
        guard exercises[index] != nil else { return nil }
        let hasTitle =
          index + 1 < document.nodes[index].end && document.nodes[index + 1].kind == .containerTitle
        let title = hasTitle ? document.plainText(of: index + 1) : ""
        return target(.exercise, index, title)
      default: return nil
      }
    }
  }

  private static func listings(of chapter: Chapter, number: ChapterNumber?) -> ([Listing], [Int: Listing]) {
    let others = chapter.listings.enumerated().filter {
      $0.element.id != nil || chapter.captions[$0.element.node] != nil
    }
    let nodes = chapter.cells.filter { !$0.options.hidden }.map(\.node) + others.map(\.element.node)
    let numbers = Dictionary(uniqueKeysWithValues: nodes.sorted().enumerated().map { ($1, $0 + 1) })
    func listing(_ id: String, _ node: Int) -> Listing {
      Listing(id: id, number: numbers[node].map { Self.label($0, inChapter: number) })
    }
    let otherListings = others.map { index, other in
      (other.node, listing(other.id ?? "listing-\(index + 1)", other.node))
    }
    return (
      chapter.cells.map { listing($0.id ?? "cell-\($0.index + 1)", $0.node) },
      Dictionary(uniqueKeysWithValues: otherListings)
    )
  }

  private static func headings(
    of chapter: Chapter, number: ChapterNumber?, title: Int?, reserved: [String]
  ) -> (title: String?, headings: [Heading]) {
    var slugs = Slugs(reserved: reserved + chapter.labels.compactMap(\.id))
    let labels = Dictionary(chapter.labels.map { ($0.node, $0) }) { first, _ in first }
    var sections = 0
    var subsections = 0
    // Whether the section that is open has no number, and so nothing in it.
    var isUnnumbered = false
    var titleID: String?
    var headings = [Heading]()
    for (node, content) in chapter.document.nodes.enumerated() {
      guard case .heading(let written) = content.kind else { continue }
      if node == title {
        titleID = labels[node]?.id ?? slugs.slug(of: chapter.document.anchorText(of: node))
        continue
      }
      let level = max(2, written)
      let text = chapter.document.plainText(of: node)
      // Only the chapter's own headings are sections; one inside a quotation or a list is not counted.
      var section: String?
      let isMarked = labels[node]?.options.unnumbered == true
      if content.parent == 0, level == 2 {
        isUnnumbered = isMarked
        subsections = 0
        if !isUnnumbered {
          sections += 1
          section = number.map { "\($0).\(sections)" }
        }
      } else if content.parent == 0, level == 3, sections > 0, !isUnnumbered, !isMarked {
        subsections += 1
        section = number.map { "\($0).\(sections).\(subsections)" }
      }
      let id = labels[node]?.id ?? slugs.slug(of: chapter.document.anchorText(of: node))
      headings.append(
        Heading(
          node: node, level: level, id: id, number: section, text: text, isSection: content.parent == 0 && level <= 3))
    }
    return (titleID, headings)
  }
}
