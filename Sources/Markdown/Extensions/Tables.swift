import Text

extension MarkdownExtension {
  /// GitHub's tables, with a caption below them: `: Sizes {#tab-sizes}`. The cells are read each by itself, as headings are, so that nothing reaches from one into another.
  package static let tables = MarkdownExtension("tables") { text, next in
    guard TableFinder.mayHaveTables(text.bytes) else { return next(text) }
    var items = CMarkConverter.parse(text.bytes)
    var finder = TableFinder(text: text)
    BlockLocator.locate(&items, in: text) { finder.search($0, $1, $2, $3) }
    var tables = finder.tables
    for _ in 0..<4 {
      guard !tables.isEmpty else { break }
      let extracted = ExtractedBlocks(tables.map(\.block), in: text)
      let tree = next(extracted.text)
      let placed = Set(extracted.placed(in: tree).map(\.range))
      guard placed.count == tables.count else {
        tables.removeAll { !placed.contains($0.range) }
        continue
      }
      var restored = extracted.restored(tree) { tables[$0].write($1, $2, &$3) }
      restored.problems += tables.flatMap { $0.problems(in: text) }
      return restored
    }
    return next(text)
  }
}

/// A table in the source: its rows, each of which is a line.
struct LocatedTable {
  struct Row {
    /// The line, without the blanks at its ends.
    var range: Range<Int>
    var cells: [TableLine.Cell]
  }

  /// A line below it that begins with a colon.
  struct Caption {
    var range: Range<Int>
    /// What it says.
    var content: Range<Int>
    var attributes: Range<Int>?
  }

  var alignments: [Node.Alignment]
  /// The first is the head; the delimiters below it are not among them.
  var rows: [Row]
  var caption: Caption?

  var range: Range<Int>

  private func cells(of row: Row) -> ArraySlice<TableLine.Cell> { row.cells.prefix(alignments.count) }

  var block: ExtractedBlocks.Block {
    ExtractedBlocks.Block(
      range: range,
      parts: rows.flatMap { row in cells(of: row).map { Self.part($0.pieces) } }
        + (caption.map { [Self.part([$0.content])] } ?? []))
  }

  private static func part(_ pieces: [Range<Int>]) -> [ExtractedBlocks.Line] {
    [ExtractedBlocks.Line(opening: "# ", pieces: pieces, closing: " #")]
  }

  func write(_ item: MarkdownTree.Element, _ inside: ExtractedBlocks.Inside, _ builder: inout TreeBuilder) {
    var part = 0
    // In place of a heading, what it holds.
    func writeContent() {
      for heading in inside.parts[part].prefix(1) {
        builder.copy(heading + 1..<inside.items[heading].node.end, of: inside.items)
      }
      builder.close()
      part += 1
    }
    var table = item.replaced(by: .table, at: range)
    table.node.attributes = caption?.attributes
    builder.open(table)
    for (index, row) in rows.enumerated() {
      let cells = cells(of: row)
      let kind = Node.TableRow(isHead: index == 0, missingCells: alignments.count - cells.count)
      builder.open(item.replaced(by: .tableRow(kind), at: row.range))
      for (column, cell) in cells.enumerated() {
        let kind = Node.TableCell(isHead: index == 0, alignment: alignments[column])
        builder.open(item.replaced(by: .tableCell(kind), at: cell.range))
        writeContent()
      }
      builder.close()
    }
    if let caption {
      builder.open(item.replaced(by: .tableCaption, at: caption.range))
      writeContent()
    }
    builder.close()
  }

  /// What stands right of the last column, which no reader would see.
  func problems(in text: SourceText) -> [MarkdownProblem] {
    rows.compactMap { row in
      guard let cell = row.cells.dropFirst(alignments.count).first(where: { !$0.range.isEmpty }) else { return nil }
      return MarkdownProblem(
        .surplusCell, at: cell.range, "`\(text.text(in: cell.range))` stands right of the table's last column.",
        explanation:
          "The first row of a table says how many columns it has, here \(alignments.count). A bar within a cell is "
          + "written `\\|`, in code too.")
    }
  }
}
