import Book
import Markdown

/// Pictures that have attributes: each with its number and its caption, which is the picture's title or else what it says.
struct FigureWeaver {
  let chapter: Chapter
  let outline: ChapterOutline
  let links: PageLinks
  let references: ReferenceWeaver
  let margin: MarginLayout
  private let labels: [Int: Label]
  private let paragraphs: Set<Int>

  init(
    chapter: Chapter, outline: ChapterOutline, links: PageLinks, references: ReferenceWeaver, margin: MarginLayout
  ) {
    self.chapter = chapter
    self.outline = outline
    self.links = links
    self.references = references
    self.margin = margin
    labels = Dictionary(
      uniqueKeysWithValues: chapter.labels.filter { $0.subject == .picture }.map { ($0.node, $0) })
    paragraphs = Set(labels.keys.map { chapter.document.nodes[$0].parent })
  }

  /// What stands for a paragraph that holds such pictures, or for one of its pictures; nil for any other node.
  ///
  /// - Parameters:
  ///   - caption: the HTML of a picture's title; nil where it has none.
  ///   - content: the HTML of what a picture says.
  func html(
    _ node: Int, caption: (Int) -> String?, content: (Int) -> String
  ) -> HTMLRenderer.Replacement? {
    let document = chapter.document
    switch document.nodes[node].kind {
    case .paragraph where paragraphs.contains(node): return .wrap(open: "", close: "")
    case .image(let destination, let title) where paragraphs.contains(document.nodes[node].parent):
      let url = HTMLEscape.url(links.destination(destination, in: chapter.file))
      let words = document.plainText(of: node)
      // Words that are the caption are not read twice.
      let isCaption = labels[node] != nil && title.isEmpty
      let image = "<img src=\"\(url)\" alt=\"\(isCaption ? "" : HTMLEscape.text(words))\">"
      guard labels[node] != nil else { return .html("<p>\(image)</p>\n") }
      // A title that stands elsewhere is text.
      let text = title.isEmpty ? content(node) : caption(node) ?? VisibleText.html(title)
      return .html(figure(image, at: node, caption: text))
    default: return nil
    }
  }

  /// A picture with its caption.
  ///
  /// - Parameters:
  ///   - node: that of the picture in the chapter.
  ///   - caption: as HTML; nil where another caption speaks of it.
  func figure(_ picture: String, at node: Int, caption: String?) -> String {
    let target = outline.target(ofNode: node)
    let options = labels[node]?.options
    let id = target?.anchor.map { " id=\"\(HTMLEscape.text($0))\"" } ?? ""
    let name = target.flatMap { references.words.name(of: $0) }.map { "<b>\(HTMLEscape.text($0))</b> " } ?? ""
    let style = options?.width.map { " style=\"--width: \($0)%\"" } ?? margin.attribute(ofBox: node)
    let classes = "figure" + (options?.width == nil ? "" : " sized") + (options?.wide == true ? " wide" : "")
    let element = caption == nil ? "div" : "figure"
    let text = caption.map { "<figcaption>\(name)\($0)\(references.uses(of: target))</figcaption>\n" } ?? ""
    return "<\(element) class=\"\(classes)\"\(id)\(style)>\n\(picture)\n\(text)</\(element)>\n"
  }
}
