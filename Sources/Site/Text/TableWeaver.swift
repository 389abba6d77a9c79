import Book
import Markdown

/// Tables on a page: a wide one scrolls by itself, with the keyboard too, and the heads of columns are known as such.
enum TableWeaver {
  /// What stands around the content of a node that is a table or a cell of one; nil for any other.
  static func html(_ node: Int, of document: Document, _ words: any InterfaceWords) -> HTMLRenderer.Replacement? {
    switch document.nodes[node].kind {
    case .table:
      return .wrap(
        open: "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"\(words.table)\">\n<table>\n",
        close: "</table>\n</div>\n")
    case .tableCell(let cell):
      let element = cell.isHead ? "th" : "td"
      let style = cell.alignment == .none ? "" : " class=\"\(cell.alignment.html)\""
      return .wrap(open: "<\(element)\(cell.isHead ? " scope=\"col\"" : "")\(style)>", close: "</\(element)>\n")
    default: return nil
    }
  }
}
