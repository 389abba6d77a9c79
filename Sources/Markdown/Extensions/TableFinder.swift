import Text

/// Finds the tables of a text, which are paragraphs to libcmark, in the order of the text.
struct TableFinder {
  private(set) var tables: [LocatedTable] = []
  private let text: SourceText

  init(text: SourceText) { self.text = text }

  /// Whether some line could be that below the first row of a table.
  static func mayHaveTables(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(.bar) else { return false }
    return bytes.split(whereSeparator: { $0 == .newline || $0 == .carriageReturn }).contains { line in
      line.contains(.hyphen) && line.contains(.bar) && line.allSatisfy { $0.isBlank || "|:->".utf8.contains($0) }
    }
  }

  /// Looks through the lines of the paragraph or heading at `index`.
  mutating func search(
    _ index: Int, _ items: [MarkdownTree.Element], _ content: LeafContent, _ containers: Containers
  ) {
    // A line of hyphens below a table is a thematic break, and no underline.
    guard content.bytes.contains(.bar), let lines = items[index].textLines(in: text) else { return }
    // A table may follow lines of text; whatever follows a table is a row of it, but for a line that only seems to belong to
    // the quotation or the item.
    guard var head = row(lines.lowerBound, containers) else { return }
    var isInFormula = opensFormula(head.range, false)
    for number in lines.dropFirst() {
      guard let line = row(number, containers) else { return }
      if !isInFormula, line.canBegin, head.canBegin, let alignments = TableLine.alignments(in: text.bytes, line.range) {
        let cells = TableLine.cells(in: text.bytes, head.range)
        if cells.count == alignments.count {
          appendTable(
            alignments, head.range, cells, delimiters: line.range, number + 1..<lines.upperBound + 1, containers)
          return
        }
      }
      isInFormula = opensFormula(line.range, isInFormula)
      head = line
    }
  }

  /// Whether the lines after this one belong to a displayed formula, whose bars and hyphens are its own.
  private func opensFormula(_ line: Range<Int>, _ isInFormula: Bool) -> Bool {
    let bytes = text.bytes[line]
    let pairs = zip(bytes, bytes.dropFirst()).count { $0 == .dollar && $1 == .dollar }
    return isInFormula ? pairs == 0 : pairs == 1 && bytes.starts(with: "$$".utf8)
  }

  private mutating func appendTable(
    _ alignments: [Node.Alignment], _ head: Range<Int>, _ cells: [TableLine.Cell], delimiters: Range<Int>,
    _ lines: Range<Int>, _ containers: Containers
  ) {
    var rows = [LocatedTable.Row(range: head, cells: cells)]
    var caption: LocatedTable.Caption?
    for number in lines {
      guard let line = row(number, containers)?.range else { break }
      caption = self.caption(line)
      if caption != nil { break }
      rows.append(LocatedTable.Row(range: line, cells: TableLine.cells(in: text.bytes, line)))
    }
    let end = caption?.range.upperBound ?? max(delimiters.upperBound, rows[rows.count - 1].range.upperBound)
    tables.append(LocatedTable(alignments: alignments, rows: rows, caption: caption, range: head.lowerBound..<end))
  }

  /// What a line says that begins with a colon and a blank, and the attributes at its end.
  private func caption(_ line: Range<Int>) -> LocatedTable.Caption? {
    let bytes = text.bytes
    guard bytes[line.lowerBound] == .colon, line.count > 1, bytes[line.lowerBound + 1].isBlank else { return nil }
    let rest = bytes.trimmed(line.lowerBound + 1..<line.upperBound)
    let attributes = AttributeReader.trailing(in: text, rest)
    let content = bytes.trimmed(rest.lowerBound..<(attributes?.lowerBound ?? rest.upperBound))
    return LocatedTable.Caption(range: line, content: content, attributes: attributes)
  }

  /// A line without blanks at its ends, and whether it is indented as the beginning of a block may be; nil for a lazy line.
  private func row(_ line: Int, _ containers: Containers) -> (range: Range<Int>, canBegin: Bool)? {
    let (cursor, isComplete) = containers.content(of: line, in: text)
    guard isComplete else { return nil }
    let indentation = cursor.indentation(in: text.bytes)
    return (text.bytes.trimmed(indentation.end..<cursor.end), indentation.columns <= 3)
  }
}
