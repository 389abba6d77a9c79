import Markdown
import Text

/// Where a book refers to what it has: the links of its text, by what they lead to.
package struct BookReferences: Sendable {
  /// A link of the text.
  package struct Use: Sendable, Hashable {
    /// The chapter that holds it.
    package var file: String
    /// Its index among the links of the chapter that refer to something, from 1.
    package var index: Int
    /// The section that holds it, or else its chapter.
    package var place: ReferenceTarget

    /// The anchor of the link on its page. Anchors with an underscore at the start are the page's own.
    package var anchor: String { "_use-\(index)" }
  }

  private struct Key: Hashable {
    var file: String
    var anchor: String?
  }

  /// In the order of the book.
  private var uses: [Key: [Use]] = [:]
  private var anchors: [String: [Int: String]] = [:]
  /// The chapters whose captions refer to something.
  private var captions: [Key: Set<String>] = [:]
  /// The files of the chapters to which others refer as a whole.
  private var chaptersInUse: Set<String> = []

  /// - Parameters:
  ///   - chapters: in the order of the book.
  ///   - links: where those of a chapter lead, where that is known.
  package init(
    _ chapters: [Chapter], _ outline: BookOutline, links known: ((Chapter) -> ChapterLinks)? = nil
  ) {
    let files = Set(outline.files)
    for chapter in chapters {
      guard let own = outline[chapter.file] else { continue }
      var place = own.targets[0]
      var sections = own.sections[...]
      func key(_ link: ChapterLinks.Link) -> Key? {
        guard let target = outline.target(of: link.target) else { return nil }
        guard target.kind != .chapter else {
          if target.file != chapter.file { chaptersInUse.insert(target.file) }
          return nil
        }
        return Key(file: target.file, anchor: target.anchor)
      }
      let links = known?(chapter) ?? ChapterLinks(of: chapter, files)
      for key in links.captionLinks.compactMap(key) { captions[key, default: []].insert(chapter.file) }
      var count = 0
      for link in links.links {
        while let next = sections.first, let node = next.node, node <= link.node {
          place = next
          sections.removeFirst()
        }
        guard let key = key(link) else { continue }
        count += 1
        let use = Use(file: chapter.file, index: count, place: place)
        uses[key, default: []].append(use)
        anchors[chapter.file, default: [:]][link.node] = use.anchor
      }
    }
  }

  /// Where something is referred to besides the section that it stands in: the first link of each place.
  package func uses(of target: ReferenceTarget, in outline: ChapterOutline) -> [Use] {
    let all = all(of: target)
    guard !all.isEmpty else { return [] }
    var places: Set<ReferenceTarget> = [outline.place(of: target)]
    return all.filter { places.insert($0.place).inserted }
  }

  /// Whether another chapter refers to something.
  package func isUsedElsewhere(_ target: ReferenceTarget) -> Bool {
    if target.kind == .chapter { return chaptersInUse.contains(target.file) }
    let files = captions[Key(file: target.file, anchor: target.anchor), default: []]
    return all(of: target).contains { $0.file != target.file } || files.contains { $0 != target.file }
  }

  /// The anchor of a link of a chapter; nil for one that leads to nothing that could say so.
  package func anchor(ofLink node: Int, in file: String) -> String? { anchors[file]?[node] }

  private func all(of target: ReferenceTarget) -> [Use] {
    uses[Key(file: target.file, anchor: target.anchor)] ?? []
  }
}

extension ChapterOutline {
  /// The section in which something stands, which a section is itself, or else the chapter.
  package func place(of target: ReferenceTarget) -> ReferenceTarget {
    guard let node = target.node else { return targets[0] }
    let next = sections.partitioningIndex { $0.node ?? 0 > node }
    return next > 0 ? sections[next - 1] : targets[0]
  }
}
