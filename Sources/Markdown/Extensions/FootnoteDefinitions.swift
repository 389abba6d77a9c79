import Text

extension MarkdownExtension {
  /// `[^a]: text` is text, and no definition of a link.
  package static let footnotes = MarkdownExtension("footnotes") { text, next in
    guard let definitions = FootnoteDefinitions(in: text) else { return next(text) }
    var tree = next(definitions.text)
    for index in tree.items.indices { tree.items[index].node = definitions.restored(tree.items[index].node) }
    return tree
  }
}

/// Keeps footnotes, which CommonMark does not know, from being taken for links: `[^a]: word` would define one to `word`, and
/// vanish from the text.
///
/// libcmark sees a control character, which the text does not contain, in the place of the colon; in what it gives back the
/// colon is put in again.
struct FootnoteDefinitions {
  private let placeholder: UInt8
  /// What is handed to libcmark.
  let text: SourceText

  /// Nil for a text without footnotes, or without a control character to spare.
  init?(in text: SourceText) {
    let colons = Self.colons(in: text.bytes)
    guard !colons.isEmpty, let placeholder = FormulaPlaceholders.unusedCharacter(in: text.bytes) else { return nil }
    self.placeholder = placeholder
    var bytes = text.bytes
    for colon in colons { bytes[colon] = placeholder }
    self.text = SourceText(name: text.name, bytes: bytes)
  }

  /// Where a colon follows `[^label]`.
  private static func colons(in bytes: [UInt8]) -> [Int] {
    var colons: [Int] = []
    var position = 0
    while let open = bytes[position...].firstIndex(of: .leftBracket) {
      position = open + 1
      guard bytes.has("[^".utf8, at: open) else { continue }
      let end = bytes[position...].firstIndex { $0 == .rightBracket || $0 == .newline || $0 == .leftBracket }
      guard let end, end > open + 2, bytes.has("]:".utf8, at: end) else { continue }
      colons.append(end + 1)
    }
    return colons
  }

  /// A node with its colons.
  func restored(_ node: Node) -> Node {
    var node = node
    switch node.kind {
    case .text(let text): node.kind = .text(restored(text))
    case .code(let code): node.kind = .code(restored(code))
    case .htmlInline(let html): node.kind = .htmlInline(restored(html))
    case .htmlBlock(let html): node.kind = .htmlBlock(restored(html))
    case .link(let destination, let title):
      node.kind = .link(destination: restored(destination), title: restored(title))
    case .image(let destination, let title):
      node.kind = .image(destination: restored(destination), title: restored(title))
    case .codeBlock(var block):
      block.info = restored(block.info)
      block.literal = restored(block.literal)
      node.kind = .codeBlock(block)
    case .math(var math):
      math.source = restored(math.source)
      node.kind = .math(math)
    case .document, .blockQuote, .list, .item, .paragraph, .heading, .thematicBreak, .softBreak, .lineBreak, .emphasis,
      .strong, .checkedValue, .table, .tableRow, .tableCell, .strikethrough, .taskBox,
      .alert:
      break
    }
    return node
  }

  private func restored(_ text: String) -> String {
    guard text.utf8.contains(placeholder) else { return text }
    return String(decoding: text.utf8.map { $0 == placeholder ? UInt8(ascii: ":") : $0 }, as: UTF8.self)
  }
}
