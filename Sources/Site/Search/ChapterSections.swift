import Book
import Markdown
import Search

/// The sections of a chapter as a search sees them: from one heading to the next, the text and the code apart.
enum ChapterSections {
  /// What references and citations say on the page, by their nodes.
  static func references(in chapter: Chapter, _ references: CrossReferences) -> [Int: String] {
    var texts: [Int: String] = [:]
    for (index, node) in chapter.document.nodes.enumerated() {
      switch node.kind {
      case .link: texts[index] = references.text(ofReference: index, in: chapter.document, of: chapter.file)
      case .citation(let citation): texts[index] = references.text(of: citation)
      default: break
      }
    }
    return texts
  }

  /// - Parameters:
  ///   - page: the path of the chapter's page, as a URL.
  ///   - references: what nodes say that have no text of their own.
  static func chapter(
    _ chapter: Chapter, _ outline: ChapterOutline, page: String, references: [Int: String]
  ) -> SearchChapter {
    var sections = [SearchSection(anchor: outline.titleID ?? "", number: "", title: outline.title)]
    // Only headings of the chapter's own make sections; what is in a quotation or deeper belongs to the section around it.
    let headings = Dictionary(
      outline.headings.filter { $0.level < 4 && chapter.document.nodes[$0.node].parent == 0 }.map { ($0.node, $0) }
    ) { first, _ in first }
    let hidden = Set(chapter.cells.filter(\.options.hidden).map(\.node))
    if let description = chapter.frontMatter.description { append(description, to: &sections[0].text) }
    var node = 1
    let nodes = chapter.document.nodes
    while node < nodes.count {
      if let heading = headings[node] {
        sections.append(SearchSection(anchor: heading.id, number: heading.number ?? "", title: heading.text))
        node = nodes[node].end
      } else if let text = references[node] {
        sections[sections.count - 1].text += text
        node = nodes[node].end
      } else if node == outline.titleNode || hidden.contains(node) {
        node = nodes[node].end
      } else {
        add(nodes[node].kind, to: &sections[sections.count - 1])
        if let caption = chapter.captions[node] {
          for part in caption.nodes { add(part.kind, to: &sections[sections.count - 1]) }
        }
        node += 1
      }
    }
    return SearchChapter(page: page, title: outline.title, sections: sections)
  }

  private static func add(_ kind: Node.Kind, to section: inout SearchSection) {
    switch kind {
    case .text(let text), .code(let text): section.text += text
    case .math(let math) where !math.isDisplay: section.text += FormulaText.text(math.source)
    case .codeBlock(let block) where block.info != "math": append(block.literal, to: &section.code)
    case .softBreak, .lineBreak: section.text += " "
    case .paragraph, .heading, .tableRow, .tableCell, .item, .image: append("", to: &section.text)
    default: break
    }
  }

  /// Blocks are set apart, so that no word grows together with the next one.
  private static func append(_ text: String, to other: inout String) {
    if let last = other.last, !last.isWhitespace { other += " " }
    other += text
  }
}
