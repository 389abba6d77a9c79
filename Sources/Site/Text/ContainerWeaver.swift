import Book
import Markdown

/// The containers of a chapter: asides, notes, exercises with their solutions, tabs and columns.
///
/// All of it reads without scripts, one below the other; tabs become such by `book.js`.
struct ContainerWeaver {
  private let kinds: [Int: Container]
  private let outline: ChapterOutline
  private let margin: MarginLayout
  private let words: any InterfaceWords

  init(
    _ containers: [Container], outline: ChapterOutline, margin: MarginLayout, words: any InterfaceWords
  ) {
    self.margin = margin
    kinds = Dictionary(uniqueKeysWithValues: containers.map { ($0.node, $0) })
    self.outline = outline
    self.words = words
  }

  /// What stands around the content of a container, or of its title; nil for any other node.
  func html(_ node: Int, of document: Document) -> HTMLRenderer.Replacement? {
    switch document.nodes[node].kind {
    case .container:
      guard let container = kinds[node] else { return nil }
      let hasTitle = node + 1 < document.nodes[node].end && document.nodes[node + 1].kind == .containerTitle
      return around(container, hasTitle: hasTitle)
    case .containerTitle: return kinds[document.nodes[node].parent].map(title)
    default: return nil
    }
  }

  private func around(_ container: Container, hasTitle: Bool) -> HTMLRenderer.Replacement {
    let id = container.id.map { " id=\"\(HTMLEscape.text($0))\"" } ?? ""
    let kind = container.kind
    switch kind {
    case .aside:
      let style = margin.attribute(ofBox: container.node)
      return .wrap(open: "<aside class=\"aside\" role=\"note\"\(id)\(style)>\n", close: "</aside>\n")
    case .exercise:
      let target = outline.target(ofNode: container.node)
      let anchor = HTMLEscape.text(target?.anchor ?? "")
      let name = HTMLEscape.text(words.exercise(target?.number ?? ""))
      return .wrap(
        open: "<section class=\"exercise\" id=\"\(anchor)\" aria-label=\"\(name)\">\n"
          + "<p class=\"exercise-name\"><a href=\"#\(anchor)\">\(name)</a>" + (hasTitle ? "" : "</p>\n"),
        close: "</section>\n")
    case .solution:
      let summary = HTMLEscape.text(words.solution)
      return .wrap(
        open: "<details class=\"solution\"\(id)>\n<summary>\(summary)" + (hasTitle ? "" : "</summary>\n"),
        close: "</details>\n")
    case .tab: return .wrap(open: "<section class=\"tab\"\(id)>\n", close: "</section>\n")
    case .tabs, .columns, .column:
      return .wrap(open: "<div class=\"\(kind.rawValue)\"\(id)>\n", close: "</div>\n")
    case .include: return .html("")
    case .note, .tip, .important, .warning, .caution:
      let name = kind.alert.map { HTMLEscape.text(words.name(of: $0)) } ?? ""
      return .wrap(
        open: "<aside class=\"alert \(kind.rawValue)\" role=\"note\"\(id) aria-label=\"\(name)\">\n"
          + (hasTitle ? "" : "<p class=\"alert-name\" aria-hidden=\"true\">\(name)</p>\n"),
        close: "</aside>\n")
    }
  }

  private func title(of container: Container) -> HTMLRenderer.Replacement {
    switch container.kind {
    case .exercise: .wrap(open: " <span class=\"exercise-title\">", close: "</span></p>\n")
    case .solution: .wrap(open: ": ", close: "</summary>\n")
    case .note, .tip, .important, .warning, .caution: .wrap(open: "<p class=\"alert-name\">", close: "</p>\n")
    default: .wrap(open: "<p class=\"\(container.kind.rawValue)-name\">", close: "</p>\n")
    }
  }
}
