import Text

extension MarkdownExtension {
  /// `{#id .flag key=value}` behind the text of a heading, and behind a picture whose paragraph holds nothing but pictures. Whatever
  /// does not read as attributes is text.
  ///
  /// Formulas and tables find theirs themselves. Those who write headings to read something else stand inside of this one.
  package static let attributes = MarkdownExtension("attributes") { tree, text in
    guard text.bytes.contains(UInt8(ascii: "}")) else { return }
    var reader = LiteralReader()
    /// Nodes that have attributes, and what is left of the texts that hold these.
    var owners: [Int: Range<Int>] = [:]
    var texts: [Int: (LocatedText, count: Int)] = [:]
    for index in tree.items.indices {
      switch tree.items[index].node.kind {
      case .heading:
        guard let last = tree.lastChild(of: index),
          let located = LocatedText(tree.items[last], in: text.bytes, by: &reader),
          let attributes = located.trailingAttributes(in: text), attributes.start > 0 || last > index + 1,
          attributes.start == 0 || located.literal[attributes.start - 1].isBlank
        else { continue }
        owners[index] = attributes.range
        let kept = located.literal[..<attributes.start].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
        texts[last] = (located, kept)
      case .paragraph:
        guard let found = tree.picturesWithAttributes(in: index, of: text, by: &reader) else { continue }
        for (image, attributes, located) in found {
          owners[image] = attributes
          texts[tree.items[image].node.end] = (located, 0)
        }
      default: continue
      }
    }
    guard !owners.isEmpty else { return }
    for (index, attributes) in owners { tree.items[index].node.attributes = attributes }
    tree.rewrite { index, _, builder in
      guard let (located, count) = texts[index] else { return nil }
      located.write(0..<count, to: &builder)
      return index + 1
    }
  }
}

extension MarkdownTree {
  /// The last child of a node; nil for a leaf.
  fileprivate func lastChild(of index: Int) -> Int? {
    var child = index + 1
    guard child < items[index].node.end else { return nil }
    while items[child].node.end < items[index].node.end { child = items[child].node.end }
    return child
  }

  /// The pictures of a paragraph that have attributes, where it holds nothing else.
  fileprivate func picturesWithAttributes(
    in paragraph: Int, of text: SourceText, by reader: inout LiteralReader
  ) -> [(image: Int, attributes: Range<Int>, text: LocatedText)]? {
    var found: [(image: Int, attributes: Range<Int>, text: LocatedText)] = []
    var image: Int?
    var index = paragraph + 1
    while index < items[paragraph].node.end {
      switch items[index].node.kind {
      case .image: image = index
      case .softBreak, .lineBreak: image = nil
      case .text(let literal):
        if literal.utf8.allSatisfy(\.isBlank) { break }
        guard let owner = image, let located = LocatedText(items[index], in: text.bytes, by: &reader),
          let attributes = located.trailingAttributes(in: text),
          located.literal[..<attributes.start].allSatisfy(\.isBlank)
        else { return nil }
        found.append((owner, attributes.range, located))
        image = nil
      default: return nil
      }
      index = items[index].node.end
    }
    return found
  }
}

extension LocatedText {
  /// The attributes with which the text ends, and where in it they begin.
  fileprivate func trailingAttributes(in text: SourceText) -> (range: Range<Int>, start: Int)? {
    guard let last = literal.lastIndex(where: { !$0.isBlank }), literal[last] == UInt8(ascii: "}"), isPlain(last),
      let range = AttributeReader.trailing(in: text, starts[0]..<starts[last] + 1),
      let start = starts.firstIndex(of: range.lowerBound),
      (start...last).allSatisfy({ isPlain($0) || literal[$0] >= 0x80 })
    else { return nil }
    return (range, start)
  }
}
