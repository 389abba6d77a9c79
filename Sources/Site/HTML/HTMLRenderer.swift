import Markdown

/// Renders a document, or a part of one, as the HTML that the CommonMark specification expects.
///
/// A page that shows some nodes in its own way gives `replacing`; the others stay as they are:
///
///     let renderer = HTMLRenderer { index, document in
///       guard case .codeBlock(let code) = document.nodes[index].kind, code.info == "swift" else { return nil }
///       return .html(highlighted(code.literal))
///     }
///
/// The walk is a loop over the document's flat nodes, so that no depth of nesting can exhaust the stack.
package struct HTMLRenderer {
  /// What to write in a node's place.
  package enum Replacement: Sendable, Hashable {
    /// This HTML in place of the node and everything below it.
    case html(String)
    /// These around the node's content, in place of its own tags. A leaf has no content.
    case wrap(open: String, close: String)
  }

  private let replacement: (Int, Document) -> Replacement?
  private let destination: ((String) -> String)?

  /// - Parameters:
  ///   - replacement: Asked for each node, in order; nil means the default. It is not asked for what is inside of an image,
  ///     whose content is plain text.
  ///   - destination: Gives what to write for the destination of a link or a picture; by default what stands there.
  package init(
    replacing replacement: @escaping (_ node: Int, _ document: Document) -> Replacement? = { _, _ in nil },
    destination: ((String) -> String)? = nil
  ) {
    self.replacement = replacement
    self.destination = destination
  }

  /// The HTML of the node at `index` and everything below it; of the whole document by default.
  package func render(_ document: Document, node index: Int = 0) -> String {
    String(decoding: bytes(document, node: index), as: UTF8.self)
  }

  package func bytes(_ document: Document, node root: Int = 0) -> [UInt8] {
    bytes(document, nodes: root..<document.nodes[root].end)
  }

  /// The HTML of a node's children, without its own tags.
  package func renderChildren(of index: Int, in document: Document) -> String {
    String(decoding: bytes(document, nodes: index + 1..<document.nodes[index].end), as: UTF8.self)
  }

  private func bytes(_ document: Document, nodes range: Range<Int>) -> [UInt8] {
    var writer = HTMLWriter(document: document, destination: destination)
    var open: [(end: Int, close: HTMLWriter.Closing)] = []
    var index = range.lowerBound
    while index < range.upperBound || !open.isEmpty {
      if let last = open.last, last.end <= index {
        writer.close(last.close)
        open.removeLast()
        continue
      }
      let end = document.nodes[index].end
      if document.nodes[index].kind == .tableCaption, index > range.lowerBound {
        // It has been written above its table.
        index = end
        continue
      }
      switch replacement(index, document) {
      case .html(let html):
        writer.raw(html)
        index = end
      case .wrap(let opening, let closing):
        writer.raw(opening)
        open.append((end, .raw(closing)))
        writer.raw(caption(of: index, in: document))
        index += 1
      case nil:
        switch writer.open(index) {
        case .leaf: index = end
        case .container(let close):
          open.append((end, close))
          writer.raw(caption(of: index, in: document))
          index += 1
        }
      }
    }
    return writer.output
  }

  /// The caption of a table, which stands below the table in the source and comes first in HTML; empty for any other node.
  private func caption(of index: Int, in document: Document) -> String {
    guard document.nodes[index].kind == .table, let caption = document.caption(ofTable: index) else { return "" }
    return render(document, node: caption)
  }
}
