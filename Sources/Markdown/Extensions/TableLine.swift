import Text

/// Reads a line as a row of a table, by GitHub's rules.
enum TableLine {
  struct Cell {
    /// Without the blanks at its ends.
    var range: Range<Int>
    /// The cell without the backslashes before bars.
    var pieces: [Range<Int>]
  }

  /// The cells of a line between bars, of which the outermost may be missing.
  static func cells(in bytes: [UInt8], _ line: Range<Int>) -> [Cell] {
    var cells: [Cell] = []
    var position = line.lowerBound
    if position < line.upperBound, bytes[position] == .bar { position += 1 }
    while position < line.upperBound {
      let start = position
      var escapes: [Int] = []
      while position < line.upperBound, bytes[position] != .bar {
        let isEscape =
          bytes[position] == .backslash && position + 1 < line.upperBound && bytes[position + 1].isPunctuation
        if isEscape, bytes[position + 1] == .bar { escapes.append(position) }
        position += isEscape ? 2 : 1
      }
      let range = bytes.trimmed(start..<position)
      var pieces: [Range<Int>] = []
      var next = range.lowerBound
      for escape in escapes {
        pieces.append(next..<escape)
        next = escape + 1
      }
      pieces.append(next..<range.upperBound)
      cells.append(Cell(range: range, pieces: pieces))
      position += 1
    }
    return cells
  }

  /// What the line below the first row says of each column; nil for any other line.
  static func alignments(in bytes: [UInt8], _ line: Range<Int>) -> [Node.Alignment]? {
    guard !line.isEmpty, bytes[line].allSatisfy({ $0.isBlank || "|:-".utf8.contains($0) }) else { return nil }
    var alignments: [Node.Alignment] = []
    for cell in cells(in: bytes, line) {
      var dashes = cell.range
      guard !dashes.isEmpty else { return nil }
      let (left, right) = (bytes[dashes.lowerBound] == .colon, bytes[dashes.upperBound - 1] == .colon)
      if left { dashes = dashes.lowerBound + 1..<dashes.upperBound }
      if right, !dashes.isEmpty { dashes = dashes.lowerBound..<dashes.upperBound - 1 }
      guard !dashes.isEmpty, bytes[dashes].allSatisfy({ $0 == .hyphen }) else { return nil }
      alignments.append(left ? (right ? .centre : .left) : (right ? .right : .none))
    }
    return alignments.isEmpty ? nil : alignments
  }
}
