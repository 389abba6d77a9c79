import Book
import Markdown

/// Pictures that have attributes: each with its number and its caption, which is the picture's title or else what it says.
struct FigureWeaver {
  let chapter: Chapter
  let outline: ChapterOutline
  let links: PageLinks
  let references: ReferenceWeaver
  private let nodes: Set<Int>
  private let paragraphs: Set<Int>

  init(chapter: Chapter, outline: ChapterOutline, links: PageLinks, references: ReferenceWeaver) {
    self.chapter = chapter
    self.outline = outline
    self.links = links
    self.references = references
    nodes = Set(chapter.labels.filter { $0.subject == .picture }.map(\.node))
    paragraphs = Set(nodes.map { chapter.document.nodes[$0].parent })
  }

  /// What stands for a paragraph that holds such pictures, or for one of its pictures; nil for any other node.
  func html(_ node: Int) -> HTMLRenderer.Replacement? {
    let document = chapter.document
    switch document.nodes[node].kind {
    case .paragraph where paragraphs.contains(node): return .wrap(open: "", close: "")
    case .image(let destination, let title) where paragraphs.contains(document.nodes[node].parent):
      let url = HTMLEscape.url(links.destination(destination, in: chapter.file))
      let words = document.plainText(of: node)
      // Words that are the caption are not read twice.
      let isCaption = nodes.contains(node) && title.isEmpty
      let image = "<img src=\"\(url)\" alt=\"\(isCaption ? "" : HTMLEscape.text(words))\">"
      guard nodes.contains(node) else { return .html("<p>\(image)</p>\n") }
      return .html(Self.figure(image, outline.target(ofNode: node), title.isEmpty ? words : title, references))
    default: return nil
    }
  }

  /// A picture with its caption.
  static func figure(
    _ picture: String, _ target: ReferenceTarget?, _ caption: String, _ references: ReferenceWeaver
  ) -> String {
    let id = target?.anchor.map { " id=\"\(HTMLEscape.text($0))\"" } ?? ""
    let name = target.flatMap { references.words.name(of: $0) }.map { "<b>\(HTMLEscape.text($0))</b> " } ?? ""
    return
      "<figure class=\"figure\"\(id)>\n\(picture)\n<figcaption>\(name)\(VisibleText.html(caption))\(references.uses(of: target))</figcaption>\n</figure>\n"
  }
}
