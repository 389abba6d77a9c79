import Text

extension MarkdownExtension {
  /// `- [ ]` and `- [x]`: an item of a list that is a task, open or done.
  package static let taskItems = MarkdownExtension("taskItems") { tree, text in
    guard text.bytes.contains(.leftBracket) else { return }
    var reader = LiteralReader()
    tree.rewrite { index, items, builder in
      guard let isDone = Self.isDone(index, items, text),
        let located = LocatedText(items[index], in: text.bytes, by: &reader)
      else { return nil }
      builder.leaf(.taskBox(isDone: isDone), at: located.range(0..<3), of: items[index])
      located.write(3..<located.literal.count, to: &builder)
      return index + 1
    }
  }

  /// What the box says with which the text at `index` begins; nil where it begins with none.
  private static func isDone(_ index: Int, _ items: [MarkdownTree.Element], _ text: SourceText) -> Bool? {
    let node = items[index].node
    guard index > 1, node.parent == index - 1, items[index - 1].node.kind == .paragraph,
      items[index - 1].node.parent == index - 2, items[index - 2].node.kind == .item,
      case .text(let literal) = node.kind
    else { return nil }
    let start = node.range.lowerBound
    let box = Array(literal.utf8.prefix(4))
    guard box.count == 4, box[3].isBlank, ["[ ]", "[x]", "[X]"].contains(String(decoding: box[..<3], as: UTF8.self)),
      text.bytes.has(box[..<3], at: start)
    else { return nil }
    return box[1] != .space
  }
}
