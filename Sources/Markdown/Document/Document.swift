/// A parsed text: its nodes in document order, parents before children.
///
/// The tree is flat. A node knows where its subtree ends, so that walking, and releasing, a document of any depth needs
/// no recursion.
package struct Document: Sendable, Hashable {
  package let source: SourceText
  /// `nodes[0]` is the document itself.
  package let nodes: [Node]

  package init(source: SourceText, nodes: [Node]) {
    self.source = source
    self.nodes = nodes
  }

  /// The indices of a node's children, in order.
  package func children(of index: Int) -> ChildIndices {
    ChildIndices(nodes: nodes, position: index + 1, end: nodes[index].end)
  }

  package struct ChildIndices: Sequence, IteratorProtocol, Sendable {
    let nodes: [Node]
    var position: Int
    let end: Int

    package mutating func next() -> Int? {
      guard position < end else { return nil }
      defer { position = nodes[position].end }
      return position
    }
  }

  /// The caption of a table; nil where it has none.
  package func caption(ofTable table: Int) -> Int? {
    children(of: table).first { nodes[$0].kind == .tableCaption }
  }

  /// Whether a node within a line stands in a cell of a table.
  package func isInTableCell(_ index: Int) -> Bool {
    var index = index
    while index > 0 {
      switch nodes[index].kind {
      case .tableCell: return true
      case .paragraph, .heading: return false
      default: index = nodes[index].parent
      }
    }
    return false
  }

  /// The text of a subtree without any markup: what an image's alternative text or a title is made of.
  package func plainText(of index: Int) -> String { plainText(of: index) { _ in false } }

  /// The words of a heading or a term of which its anchor is made: those that no run of the book writes, so that no link breaks when
  /// a checked value becomes another one.
  package func anchorText(of index: Int) -> String {
    let text = plainText(of: index) { if case .checkedValue = $0 { true } else { false } }
    guard nodes[index..<nodes[index].end].contains(where: { if case .checkedValue = $0.kind { true } else { false } })
    else { return text }
    return text.split(separator: " ").joined(separator: " ")
  }

  private func plainText(of index: Int, without isLeftOut: (Node.Kind) -> Bool) -> String {
    var result = ""
    var end = index
    for (position, node) in zip(index..., nodes[index..<nodes[index].end]) where position >= end {
      if isLeftOut(node.kind) {
        end = node.end
        continue
      }
      switch node.kind {
      case .text(let text), .code(let text): result += text
      case .math(let math): result += math.source
      case .citation(let citation): result += citation.text
      case .softBreak, .lineBreak: result += " "
      default: break
      }
    }
    return result
  }
}

/// A node of a document.
package struct Node: Sendable, Hashable {
  package var kind: Kind
  /// The bytes that the node covers, markup included.
  package var range: Range<Int>
  /// The index of the node's parent; -1 for the document.
  package var parent: Int
  /// The index after the last node of the subtree.
  package var end: Int
  /// The bytes of its attributes, the braces included, where it is a heading, a picture, a displayed formula or a table that has
  /// some. Those of a picture stand behind its range. Fences have theirs in their info string.
  package var attributes: Range<Int>?

  package init(kind: Kind, range: Range<Int>, parent: Int, end: Int, attributes: Range<Int>? = nil) {
    self.kind = kind
    self.range = range
    self.parent = parent
    self.end = end
    self.attributes = attributes
  }

  package enum Kind: Sendable, Hashable {
    case document
    case blockQuote
    case list(List)
    case item
    case codeBlock(CodeBlock)
    case htmlBlock(String)
    case paragraph
    case heading(level: Int)
    case thematicBreak
    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    case htmlInline(String)
    case emphasis
    case strong
    case link(destination: String, title: String)
    case image(destination: String, title: String)
    /// An extension: `` $`x`$ ``, `$x$` in a line; `$$ ... $$` as a block.
    case math(Math)
    /// An extension: a link whose destination starts with `=`; its children are the documented text.
    case checkedValue(CheckedValue)
    /// An extension: a table, whose children are its rows, whose children are its cells.
    case table
    case tableRow(TableRow)
    case tableCell(TableCell)
    /// What stands below a table, as its last child.
    case tableCaption
    /// An extension: what `~~` surrounds.
    case strikethrough
    /// An extension: the box before the text of an item, which stands first in its paragraph.
    case taskBox(isDone: Bool)
    /// An extension: a block quote that is a note; the mark is no part of its content.
    case alert(Alert)
    /// An extension: a footnote where it stands in the source, and what refers to it.
    case footnote(Footnote)
    case footnoteReference(Footnote)
    /// An extension: `::: name` and what is below it, the title first where it has one.
    case container(Container)
    case containerTitle
    /// An extension: terms and definitions, in the order of the text.
    case definitionList
    case term
    /// Of a tight one the paragraphs are no blocks of their own.
    case definition(isTight: Bool)
    /// An extension: works that the text refers to by their keys.
    case citation(Citation)

    /// Whether it is HTML that no reader reads as text: a comment, a script and the like.
    package var isOpaqueHTML: Bool {
      guard case .htmlBlock(let html) = self else { return false }
      let start = html.drop(while: \.isWhitespace).lowercased()
      return ["<!", "<?", "<script", "<style", "<pre", "<textarea"].contains { start.hasPrefix($0) }
    }
  }

  package struct List: Sendable, Hashable {
    package var isOrdered: Bool
    package var start: Int
    package var isTight: Bool

    package init(isOrdered: Bool, start: Int, isTight: Bool) {
      self.isOrdered = isOrdered
      self.start = start
      self.isTight = isTight
    }
  }

  package struct CodeBlock: Sendable, Hashable {
    package var isFenced: Bool
    /// The info string as CommonMark reads it, with escapes and entities resolved; empty for an indented block.
    package var info: String
    /// The bytes of the info string; empty, at the end of the fence, where there is none.
    package var infoRange: Range<Int>
    /// The content as CommonMark reads it, every line ended by a newline.
    package var literal: String
    /// For each content line the bytes that it came from, without the containers' and the fence's indentation and
    /// without the line ending.
    package var lines: [Range<Int>]
    /// The column, counted from 0, at which each line's content begins: left of it are the containers and the indentation
    /// of a fence.
    package var contentColumn = 0
    /// Where a fenced block has its closing fence; nil where the text or the container ended first.
    package var closingFence: Range<Int>?

    package init(
      isFenced: Bool, info: String, infoRange: Range<Int>, literal: String, lines: [Range<Int>],
      closingFence: Range<Int>?
    ) {
      self.isFenced = isFenced
      self.info = info
      self.infoRange = infoRange
      self.literal = literal
      self.lines = lines
      self.closingFence = closingFence
    }
  }

  package struct Math: Sendable, Hashable {
    package var source: String
    package var sourceRange: Range<Int>
    package var isDisplay: Bool

    package init(source: String, sourceRange: Range<Int>, isDisplay: Bool) {
      self.source = source
      self.sourceRange = sourceRange
      self.isDisplay = isDisplay
    }
  }

  package struct CheckedValue: Sendable, Hashable {
    /// The Swift expression, with `\<` and `\>` resolved.
    package var expression: String
    /// The bytes of the expression between `<=` and `>`.
    package var expressionRange: Range<Int>
    /// The bytes of the documented text between the brackets.
    package var textRange: Range<Int>
    /// The bytes of the link's title between its quotes; empty where there is none.
    package var titleRange: Range<Int>

    package init(expression: String, expressionRange: Range<Int>, textRange: Range<Int>, titleRange: Range<Int>) {
      self.expression = expression
      self.expressionRange = expressionRange
      self.textRange = textRange
      self.titleRange = titleRange
    }
  }

  package struct TableRow: Sendable, Hashable {
    /// Whether it is the first, which names the columns.
    package var isHead: Bool
    /// How many cells the source leaves out at the end of the row.
    package var missingCells: Int
  }

  package struct TableCell: Sendable, Hashable {
    package var isHead: Bool
    package var alignment: Alignment
  }

  package enum Alignment: String, Sendable, Hashable { case none, left, centre, right }

  package struct Footnote: Sendable, Hashable {
    /// What it is known by, in small letters.
    package var label: String
    /// Counted from 1 in the order in which footnotes are first referred to; 0 for one to which nothing refers.
    package var number: Int
    /// How many references there are; of a reference, how many up to this one.
    package var references: Int
  }

  package struct Container: Sendable, Hashable {
    package var name: String
    package var nameRange: Range<Int>
    /// With its braces; empty, behind the name, where there are none.
    package var attributesRange: Range<Int>
  }

  package struct Citation: Sendable, Hashable {
    package struct Item: Sendable, Hashable {
      package var key: String
      /// The bytes of the key with the sign before it.
      package var keyRange: Range<Int>
      /// What stands before the key, as "see", and after it, as "p. 3".
      package var prefix = ""
      package var suffix = ""
      /// Whether the text has named the authors, as in "LeCun says so [-@lecun1998]".
      package var isYearOnly = false
    }

    /// What stands there.
    package var text: String
    package var items: [Item]
    /// Whether it is a part of its sentence, without brackets around it.
    package var isInSentence: Bool
  }

  package enum Alert: String, Sendable, Hashable, CaseIterable { case note, tip, important, warning, caution }

  /// The node with every range that it has taken elsewhere.
  func mappingRanges(_ map: (Range<Int>) -> Range<Int>) -> Node {
    var node = self
    node.range = map(range)
    node.attributes = attributes.map(map)
    switch node.kind {
    case .codeBlock(var block):
      block.infoRange = map(block.infoRange)
      block.lines = block.lines.map(map)
      block.closingFence = block.closingFence.map(map)
      node.kind = .codeBlock(block)
    case .math(var math):
      math.sourceRange = map(math.sourceRange)
      node.kind = .math(math)
    case .checkedValue(var value):
      value.expressionRange = map(value.expressionRange)
      value.textRange = map(value.textRange)
      value.titleRange = map(value.titleRange)
      node.kind = .checkedValue(value)
    case .container(var container):
      container.nameRange = map(container.nameRange)
      container.attributesRange = map(container.attributesRange)
      node.kind = .container(container)
    case .citation(var citation):
      for index in citation.items.indices { citation.items[index].keyRange = map(citation.items[index].keyRange) }
      node.kind = .citation(citation)
    default: break
    }
    return node
  }
}
