import Text

extension MarkdownExtension {
  /// A term on a line of its own, and `: Definition` below it.
  ///
  /// To libcmark the colon is the mark of a list item, which takes the same lines; what comes back is a list below the paragraph
  /// of its terms.
  package static let definitionLists = MarkdownExtension("definitionLists") { text, next in
    guard DefinitionFinder.mayHaveDefinitions(text.bytes) else { return next(text) }
    let mark = DefinitionFinder.freeMark(in: text.bytes)
    var colons: Set<Int> = []
    // Definitions below blocks of others are seen when those are.
    for _ in 0..<6 {
      let found = DefinitionFinder.colons(in: text, besides: colons, mark)
      if found.isSubset(of: colons) { break }
      colons.formUnion(found)
    }
    for _ in 0..<6 where !colons.isEmpty {
      let tree = next(DefinitionFinder.visible(text, colons, mark))
      var lists = DefinitionLists(tree, colons)
      if lists.unfounded.isEmpty { return lists.nested() }
      colons.subtract(lists.unfounded)
    }
    return next(text)
  }
}

/// Finds the lines that may be definitions.
private enum DefinitionFinder {
  /// Whether a colon stands where a mark may.
  static func mayHaveDefinitions(_ bytes: [UInt8]) -> Bool {
    var position = 0
    while let colon = bytes[position...].firstIndex(of: .colon) {
      position = colon + 1
      guard position < bytes.count, bytes[position].isBlank else { continue }
      if colon == 0 || bytes[colon - 1].isWhitespace || bytes[colon - 1] == .rightAngle { return true }
    }
    return false
  }

  /// The mark of a list item that no list of the text has, if there is one: lists of one mark that stand next to each other would
  /// be one list.
  static func freeMark(in bytes: [UInt8]) -> UInt8 {
    var used: Set<UInt8> = []
    for line in bytes.split(whereSeparator: { $0 == .newline || $0 == .carriageReturn }) {
      if let first = line.first(where: { !$0.isBlank && $0 != .rightAngle }) { used.insert(first) }
    }
    return "+*-".utf8.first { !used.contains($0) } ?? UInt8(ascii: "+")
  }

  /// The text with the mark of a list item in place of these colons.
  static func visible(_ text: SourceText, _ colons: Set<Int>, _ mark: UInt8) -> SourceText {
    var bytes = text.bytes
    for colon in colons { bytes[colon] = mark }
    return SourceText(name: text.name, bytes: bytes)
  }

  /// The colons that begin a line of text and have a blank and something else behind them.
  static func colons(in source: SourceText, besides known: Set<Int>, _ mark: UInt8) -> Set<Int> {
    let text = visible(source, known, mark)
    var items = CMarkConverter.parse(text.bytes)
    var colons = known
    BlockLocator.locate(&items, in: text) { index, items, content, containers in
      guard content.bytes.contains(.colon), let lines = items[index].textLines(in: text) else { return }
      for number in lines {
        let (cursor, isComplete) = containers.content(of: number, in: text)
        let indentation = cursor.indentation(in: text.bytes)
        let colon = indentation.end
        guard isComplete, indentation.columns <= 3, colon + 1 < cursor.end, text.bytes[colon] == .colon,
          text.bytes[colon + 1].isBlank, !text.bytes.trimmed(colon + 1..<cursor.end).isEmpty
        else { continue }
        colons.insert(colon)
      }
    }
    return colons
  }
}

/// Makes definition lists of lists whose marks are colons.
private struct DefinitionLists {
  private let tree: MarkdownTree
  private let colons: Set<Int>
  /// The lists of definitions, by their nodes, with those of their terms.
  private var terms: [Int: Int] = [:]
  /// The colons that define nothing.
  private(set) var unfounded: Set<Int>

  init(_ tree: MarkdownTree, _ colons: Set<Int>) {
    self.tree = tree
    self.colons = colons
    unfounded = colons
    var siblings: [Int: Int] = [:]
    for (index, item) in tree.items.enumerated() {
      let sibling = siblings.updateValue(index, forKey: item.node.parent)
      guard case .list = item.node.kind, let above = sibling, isTerm(above) else { continue }
      let marks = marks(of: index)
      guard marks.allSatisfy(colons.contains) else { continue }
      terms[index] = above
      unfounded.subtract(marks)
    }
  }

  private func marks(of list: Int) -> [Int] {
    var marks: [Int] = []
    var item = list + 1
    while item < tree.items[list].node.end {
      marks.append(tree.items[item].node.range.lowerBound)
      item = tree.items[item].node.end
    }
    return marks
  }

  /// Whether a paragraph is a term, or several, each on its line.
  private func isTerm(_ index: Int) -> Bool {
    let item = tree.items[index]
    return item.node.kind == .paragraph && item.node.end > index + 1
  }

  /// The tree with definition lists, of which those that follow each other are one. Definitions may have lists of their own.
  func nested() -> MarkdownTree {
    let items = tree.items
    let lists = Dictionary(uniqueKeysWithValues: terms.map { ($1, $0) })
    var builder = TreeBuilder(capacity: items.count)
    // The ends of the nodes that are open, and the terms whose list is.
    var ends: [Int] = []
    var continuing: Set<Int> = []
    func open(_ item: MarkdownTree.Element, to end: Int) {
      builder.open(item)
      ends.append(end)
    }
    var index = 0
    while index < items.count || !ends.isEmpty {
      if let end = ends.last, end <= index {
        builder.close()
        ends.removeLast()
      } else if let list = lists[index] {
        if !continuing.contains(index) {
          var last = list
          while let next = termNode(below: last, items), let list = lists[next] {
            continuing.insert(next)
            last = list
          }
          let end = items[last].node.end
          let upper = max(items[end - 1].node.range.upperBound, items[last].node.range.upperBound)
          let range = items[index].node.range.lowerBound..<upper
          open(items[index].replaced(by: .definitionList, at: range), to: end)
        }
        writeTerms(index, items, &builder)
        index = list + 1
      } else {
        var item = items[index]
        if terms[item.node.parent] != nil, case .list(let kind) = items[item.node.parent].node.kind {
          item.node.kind = .definition(isTight: kind.isTight)
        }
        open(item, to: item.node.end)
        index += 1
      }
    }
    var result = tree
    result.items = builder.items
    return result
  }

  /// The node that follows a list where both stand in the same block.
  private func termNode(below list: Int, _ items: [MarkdownTree.Element]) -> Int? {
    let next = items[list].node.end
    return next < items.count && items[next].node.parent == items[list].node.parent ? next : nil
  }

  private func writeTerms(_ paragraph: Int, _ items: [MarkdownTree.Element], _ builder: inout TreeBuilder) {
    var start = paragraph + 1
    let end = items[paragraph].node.end
    while start < end {
      var next = start
      while next < end, items[next].node.kind != .softBreak, items[next].node.kind != .lineBreak {
        next = items[next].node.end
      }
      if start < next {
        var last = start
        while items[last].node.end < next { last = items[last].node.end }
        let range = items[start].node.range.lowerBound..<items[last].node.range.upperBound
        builder.open(items[paragraph].replaced(by: .term, at: range))
        builder.copy(start..<next, of: items)
        builder.close()
      }
      start = next + 1
    }
  }
}
