import Text

/// Blocks that libcmark does not know, taken out of a text to be read by themselves.
///
/// In a block's place stands a thematic break of as many bytes, which may stand wherever the block may. What is inside of the
/// blocks is put before the text, written as blocks that libcmark knows: there it sees the definitions of links that the text has.
struct ExtractedBlocks {
  struct Block {
    var range: Range<Int>
    /// What is read inside of it, each by itself.
    var parts: [[Line]]
  }

  /// A line to be read: pieces of the source between what makes a block of them.
  struct Line {
    var opening = ""
    var pieces: [Range<Int>]
    var closing = ""
    /// The line ending of the source, where the line goes on in the next as it does there.
    var ending: Range<Int>?
  }

  let blocks: [Block]
  /// What is handed on.
  let text: SourceText
  /// The offset at which the insides begin, after a byte-order mark, and how many bytes they are.
  private let start: Int
  private let count: Int
  /// Where each piece begins in `text`, and what it is in the source.
  private var pieces: [(start: Int, source: Range<Int>)] = []
  /// The bytes of `text` of each part of each block.
  private var parts: [[Range<Int>]] = []

  init(_ blocks: [Block], in source: SourceText) {
    self.blocks = blocks
    start = source.bytes.byteOrderMarkLength
    var bytes = Array(source.bytes[..<start])
    var parts: [[Range<Int>]] = []
    for block in blocks {
      parts.append([])
      for part in block.parts {
        let first = bytes.count
        for line in part {
          bytes += line.opening.utf8
          for piece in line.pieces where !piece.isEmpty {
            pieces.append((bytes.count, piece))
            bytes += source.bytes[piece]
          }
          bytes += line.closing.utf8
          if let ending = line.ending, !ending.isEmpty {
            pieces.append((bytes.count, ending))
            bytes += source.bytes[ending]
          } else {
            bytes.append(.newline)
          }
        }
        parts[parts.count - 1].append(first..<bytes.count)
      }
    }
    self.parts = parts
    count = bytes.count - start
    bytes += source.bytes[start...]
    for block in blocks {
      for offset in block.range { bytes[offset + count] = .underscore }
    }
    text = SourceText(name: source.name, bytes: bytes)
  }

  /// The insides of a block, as subtrees of a tree that was read.
  struct Inside {
    let items: [MarkdownTree.Element]
    /// The nodes of each part, next to each other.
    let parts: [Range<Int>]
  }

  /// The blocks in whose place stands a thematic break, as it should. Others are none: something around them, such as a
  /// formula, took them in.
  func placed(in tree: MarkdownTree) -> [Block] {
    let breaks = Set(tree.items.lazy.filter { $0.node.kind == .thematicBreak }.map(\.node.range))
    return blocks.filter { breaks.contains($0.range.lowerBound + count..<$0.range.upperBound + count) }
  }

  /// The tree that was read of `text` as one of the source, in which `write` puts each block in its place. All of them must be
  /// placed.
  func restored(
    _ tree: MarkdownTree, write: (_ block: Int, _ item: MarkdownTree.Element, Inside, inout TreeBuilder) -> Void
  ) -> MarkdownTree {
    let (insides, main) = insides(of: tree.items)
    var items = tree.items
    for index in items.indices { items[index].node = items[index].node.mappingRanges(sourceRange) }
    items[0].node.range = 0..<text.bytes.count - count
    var builder = TreeBuilder(capacity: items.count)
    builder.open(items[0])
    builder.copy(main, of: items) { index, items, builder in
      guard items[index].node.kind == .thematicBreak, let block = self.index(of: items[index].node.range) else {
        return nil
      }
      write(block, items[index], Inside(items: items, parts: insides[block]), &builder)
      return index + 1
    }
    builder.close()
    var problems = tree.problems
    for index in problems.indices { problems[index].range = sourceRange(problems[index].range) }
    return MarkdownTree(items: builder.items, problems: problems)
  }

  /// The nodes of each part of each block, which come first, and those of the text.
  private func insides(of items: [MarkdownTree.Element]) -> (insides: [[Range<Int>]], main: Range<Int>) {
    var insides: [[Range<Int>]] = []
    var index = 1
    for block in parts {
      insides.append([])
      for part in block {
        // Between parts stands what only parts them.
        while index < items.count, items[index].node.range.lowerBound < part.lowerBound {
          index = items[index].node.end
        }
        let first = index
        while index < items.count, items[index].node.range.lowerBound < part.upperBound {
          index = items[index].node.end
        }
        insides[insides.count - 1].append(first..<index)
      }
    }
    while index < items.count, items[index].node.range.lowerBound < start + count { index = items[index].node.end }
    return (insides, index..<items.count)
  }

  private func index(of range: Range<Int>) -> Int? {
    let index = blocks.partitioningIndex { $0.range.lowerBound >= range.lowerBound }
    return index < blocks.count && blocks[index].range == range ? index : nil
  }

  private func sourceRange(_ range: Range<Int>) -> Range<Int> {
    let lower = sourceOffset(range.lowerBound) { $0 > range.lowerBound }
    if range.isEmpty { return lower..<lower }
    return lower..<max(lower, sourceOffset(range.upperBound) { $0 >= range.upperBound })
  }

  /// - Parameter isLater: whether a piece that begins at an offset begins behind the position.
  private func sourceOffset(_ offset: Int, _ isLater: (Int) -> Bool) -> Int {
    if offset >= start + count { return offset - count }
    let index = pieces.partitioningIndex { isLater($0.start) }
    guard index > 0 else { return pieces.first?.source.lowerBound ?? start }
    let piece = pieces[index - 1]
    return min(piece.source.lowerBound + offset - piece.start, piece.source.upperBound)
  }
}
