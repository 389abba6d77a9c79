import Text

extension MarkdownExtension {
  /// `> [!NOTE]` and four more: what looks like a quotation is a note beside the text.
  package static let alerts = MarkdownExtension("alerts") { tree, text in
    guard text.bytes.contains(.leftBracket) else { return }
    // For the first paragraph of each, the node that comes after the mark.
    var contents: [Int: Int] = [:]
    for index in tree.items.indices where tree.items[index].node.kind == .blockQuote {
      guard let (alert, content) = alert(at: index, in: tree.items) else { continue }
      tree.items[index].node.kind = .alert(alert)
      contents[index + 1] = content
    }
    guard !contents.isEmpty else { return }
    tree.rewrite { index, items, builder in
      guard let content = contents[index] else { return nil }
      let paragraph = items[index]
      if content < paragraph.node.end {
        let start = items[content].node.range.lowerBound
        builder.open(paragraph.replaced(by: .paragraph, at: start..<paragraph.node.range.upperBound))
        builder.copy(content..<paragraph.node.end, of: items)
        builder.close()
      }
      return paragraph.node.end
    }
  }

  /// What a block quote is whose first line is a mark and which has something below it.
  private static func alert(at index: Int, in items: [MarkdownTree.Element]) -> (Node.Alert, content: Int)? {
    let mark = index + 2
    guard mark < items[index].node.end, items[index + 1].node.kind == .paragraph,
      case .text(let text) = items[mark].node.kind,
      text.utf8.count == items[mark].node.range.count, text.hasPrefix("[!"), text.hasSuffix("]"),
      let alert = Node.Alert(rawValue: text.dropFirst(2).dropLast().lowercased())
    else { return nil }
    let end = items[index + 1].node.end
    guard mark + 1 < end else { return end < items[index].node.end ? (alert, end) : nil }
    switch items[mark + 1].node.kind {
    case .softBreak, .lineBreak: return (alert, mark + 2)
    default: return nil
    }
  }
}
