import Book
import Markdown

/// Tables on a page: a wide one scrolls by itself, with the keyboard too, and the heads of columns are known as such.
struct TableWeaver {
  let outline: ChapterOutline
  let references: ReferenceWeaver

  /// What stands around the content of a node that is a table, a cell of one or its caption; nil for any other.
  func html(_ node: Int, of document: Document) -> HTMLRenderer.Replacement? {
    switch document.nodes[node].kind {
    case .table:
      let target = outline.target(ofNode: node)
      let name = HTMLEscape.text(target.flatMap { references.words.name(of: $0) } ?? references.words.table)
      let id = target?.anchor.map { " id=\"\(HTMLEscape.text($0))\"" } ?? ""
      return .wrap(
        open: "<div class=\"table\"\(id) role=\"region\" tabindex=\"0\" aria-label=\"\(name)\">\n<table>\n",
        close: "</table>\n</div>\n")
    case .tableCaption:
      let target = outline.target(ofNode: document.nodes[node].parent)
      let name = target.flatMap { references.words.name(of: $0) }.map { "<b>\(HTMLEscape.text($0))</b> " } ?? ""
      return .wrap(open: "<caption><div>\(name)", close: " \(references.uses(of: target))</div></caption>\n")
    case .tableCell(let cell):
      let element = cell.isHead ? "th" : "td"
      let style = cell.alignment == .none ? "" : " class=\"\(cell.alignment.html)\""
      return .wrap(open: "<\(element)\(cell.isHead ? " scope=\"col\"" : "")\(style)>", close: "</\(element)>\n")
    default: return nil
    }
  }
}
