import CCMark

/// The only caller of libcmark. What leaves it are Swift values: every string is copied, the C tree is freed, and
/// no pointer survives. The walk is iterative, as libcmark's own are.
enum CMarkConverter {
  /// A node as libcmark reports it. Its range is not known yet; see `BlockLocator`.
  struct Element {
    var node: Node
    /// Counted from 1, and right.
    var startLine: Int
    /// Counted from 1; right for paragraphs.
    var endLine: Int
    /// For a link or an image in brackets, the position of the bracket that closes its text; set with the range.
    var textEnd = 0

    var isHeading: Bool {
      if case .heading = node.kind { true } else { false }
    }

    /// The lines, counted from 1, of a paragraph or of what stands above the underline of a heading; nil of a heading on one line.
    func textLines(in text: SourceText) -> ClosedRange<Int>? {
      let first = text.position(at: node.range.lowerBound).line
      var last = text.position(at: max(node.range.lowerBound, node.range.upperBound - 1)).line
      if isHeading {
        guard text.bytes[node.range.lowerBound] != UInt8(ascii: "#") else { return nil }
        last -= 1
      }
      return first <= last ? first...last : nil
    }
  }

  /// The tree of `bytes`, which must be UTF-8 without NUL, in document order, parents before children.
  static func parse(_ bytes: [UInt8]) -> [Element] {
    let root = bytes.withUnsafeBytes { buffer in
      cmark_parse_document(buffer.bindMemory(to: CChar.self).baseAddress, buffer.count, CMARK_OPT_DEFAULT)!
    }
    defer { cmark_node_free(root) }

    var items: [Element] = []
    var parent = -1
    var current = root
    while true {
      let index = items.count
      items.append(Element(current, parent: parent))
      if let child = cmark_node_first_child(current) {
        parent = index
        current = child
        continue
      }
      items[index].node.end = items.count
      while cmark_node_next(current) == nil {
        guard parent >= 0, let above = cmark_node_parent(current) else { return items }
        items[parent].node.end = items.count
        parent = items[parent].node.parent
        current = above
      }
      current = cmark_node_next(current)
    }
  }

  /// What a named character reference stands for (`&auml;` is "ä"), or nil where the name is unknown.
  ///
  /// libcmark does not export its table of names, so it is asked to parse the reference.
  static func resolve(reference: ArraySlice<UInt8>) -> [UInt8]? {
    let items = parse(Array(reference))
    guard case .text(let text) = items.last?.node.kind, !text.utf8.elementsEqual(reference) else { return nil }
    return Array(text.utf8)
  }
}

extension CMarkConverter.Element {
  fileprivate init(_ pointer: OpaquePointer, parent: Int) {
    node = Node(kind: Self.kind(of: pointer), range: 0..<0, parent: parent, end: 0)
    startLine = Int(cmark_node_get_start_line(pointer))
    endLine = Int(cmark_node_get_end_line(pointer))
  }

  private static func kind(of node: OpaquePointer) -> Node.Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST:
      .list(
        Node.List(
          isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
          start: Int(cmark_node_get_list_start(node)), isTight: cmark_node_get_list_tight(node) != 0))
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK:
      .codeBlock(
        Node.CodeBlock(
          isFenced: false, info: string(cmark_node_get_fence_info(node)), infoRange: 0..<0,
          literal: string(cmark_node_get_literal(node)), lines: [], closingFence: nil))
    case CMARK_NODE_HTML_BLOCK: .htmlBlock(string(cmark_node_get_literal(node)))
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text(string(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code(string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_INLINE: .htmlInline(string(cmark_node_get_literal(node)))
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK:
      .link(destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      .image(destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    default: preconditionFailure("libcmark made a node of a type that CommonMark does not have")
    }
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
