/// A parsed text while extensions work on it: its nodes in document order, and what is wrong in it.
struct MarkdownTree {
  typealias Element = CMarkConverter.Element

  var items: [Element]
  var problems: [MarkdownProblem] = []

  /// Writes the tree anew. `replace` is asked for each node, in order: it writes something in its place and returns the index
  /// of the node that comes next, or it returns nil and the node stays, with its children to be asked for.
  mutating func rewrite(_ replace: (_ index: Int, _ items: [Element], _ builder: inout TreeBuilder) -> Int?) {
    var builder = TreeBuilder(capacity: items.count)
    builder.copy(items.indices, of: items, replacing: replace)
    items = builder.items
  }
}

extension MarkdownTree {
  /// The nodes without some of those that stand directly in the document.
  func without(_ isLeftOut: (Node) -> Bool) -> [Node] {
    var builder = TreeBuilder(capacity: items.count)
    builder.open(items[0])
    var index = 1
    while index < items.count {
      let next = items[index].node.end
      if !isLeftOut(items[index].node) { builder.copy(index..<next, of: items) }
      index = next
    }
    builder.close()
    return builder.items.map(\.node)
  }
}

/// Builds a tree in document order: parents and the ends of subtrees follow from what is open.
struct TreeBuilder {
  private(set) var items: [MarkdownTree.Element] = []
  private var opened: [Int] = []

  init(capacity: Int) { items.reserveCapacity(capacity) }

  mutating func open(_ item: MarkdownTree.Element) {
    var item = item
    item.node.parent = opened.last ?? -1
    opened.append(items.count)
    items.append(item)
  }

  mutating func close() { items[opened.removeLast()].node.end = items.count }

  mutating func leaf(_ item: MarkdownTree.Element) {
    open(item)
    close()
  }

  /// A node that stands in for a part of `item`.
  mutating func leaf(_ kind: Node.Kind, at range: Range<Int>, of item: MarkdownTree.Element) {
    leaf(item.replaced(by: kind, at: range))
  }

  /// Copies whole subtrees, those of the nodes in `range`.
  mutating func copy(
    _ range: Range<Int>, of items: [MarkdownTree.Element],
    replacing replace: (_ index: Int, _ items: [MarkdownTree.Element], _ builder: inout TreeBuilder) -> Int? = {
      _, _, _ in
      nil
    }
  ) {
    var ends: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound || !ends.isEmpty {
      if let last = ends.last, last <= index {
        close()
        ends.removeLast()
      } else if let next = replace(index, items, &self) {
        index = next
      } else {
        open(items[index])
        ends.append(items[index].node.end)
        index += 1
      }
    }
  }
}

extension CMarkConverter.Element {
  func replaced(by kind: Node.Kind, at range: Range<Int>) -> Self {
    var item = self
    item.node.kind = kind
    item.node.range = range
    return item
  }
}
