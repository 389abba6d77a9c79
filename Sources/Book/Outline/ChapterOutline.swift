import Markdown

/// What a chapter's page refers to by number or anchor: its title, its sections, its cells.
package struct ChapterOutline: Sendable {
  /// The chapter's number in the book, from 1; nil for one that has none.
  package let number: Int?
  package let title: String
  package let description: String?
  /// The heading that is the title; nil where the front matter or the file's name has to do.
  package let titleNode: Int?
  package let headings: [Heading]
  /// One for each cell of the chapter.
  package let listings: [Listing]
  /// The anchor of the title; nil where it is no heading.
  package let titleID: String?
  /// The anchors of the author's own HTML.
  let htmlAnchors: [String]

  package struct Heading: Sendable, Hashable {
    package var node: Int
    /// 2 to 6: a page has one heading of level 1, its title.
    package var level: Int
    package var id: String
    /// `2.1` or `2.1.3`; nil for deeper headings.
    package var number: String?
    package var text: String
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

  package init(of chapter: Chapter, number: Int?) {
    self.number = number
    let document = chapter.document
    let titleNode = document.children(of: 0).first { document.nodes[$0].kind == .heading(level: 1) }
    self.titleNode = titleNode
    title = titleNode.map { document.plainText(of: $0) } ?? chapter.frontMatter.title ?? chapter.name
    description = chapter.frontMatter.description
    htmlAnchors = Self.htmlAnchors(of: document)
    listings = Self.listings(of: chapter, number: number)
    (titleID, headings) = Self.headings(of: chapter, number: number, title: titleNode, listings: listings)
  }

  private static func listings(of chapter: Chapter, number: Int?) -> [Listing] {
    var shown = 0
    return chapter.cells.map { cell in
      if !cell.options.hidden { shown += 1 }
      return Listing(
        id: cell.id ?? "cell-\(cell.index + 1)",
        number: cell.options.hidden ? nil : (number.map { "\($0)." } ?? "") + "\(shown)")
    }
  }

  private static func headings(
    of chapter: Chapter, number: Int?, title: Int?, listings: [Listing]
  ) -> (title: String?, headings: [Heading]) {
    var slugs = Slugs(reserved: frameIDs + listings.map(\.id))
    var sections = 0
    var subsections = 0
    var titleID: String?
    var headings = [Heading]()
    for (node, content) in chapter.document.nodes.enumerated() {
      guard case .heading(let written) = content.kind else { continue }
      if node == title {
        titleID = slugs.slug(of: chapter.document.plainText(of: node))
        continue
      }
      let level = max(2, written)
      let text = chapter.document.plainText(of: node)
      // Only the chapter's own headings are sections; one inside a quotation or a list is not counted.
      var section: String?
      if content.parent == 0, level == 2 {
        sections += 1
        subsections = 0
        section = number.map { "\($0).\(sections)" }
      } else if content.parent == 0, level == 3, sections > 0 {
        subsections += 1
        section = number.map { "\($0).\(sections).\(subsections)" }
      }
      headings.append(Heading(node: node, level: level, id: slugs.slug(of: text), number: section, text: text))
    }
    return (titleID, headings)
  }
}
