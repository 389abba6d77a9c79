import Markdown

/// The documented outputs of one cell as they will stand: blocks, each with what parts it from the one before.
struct OutputSection {
  let source: SourceText
  let cell: Cell
  private(set) var bytes: [UInt8] = []
  /// Where the last block that the parser found ends.
  private(set) var end: Int
  /// Whether the block that was found before the next one has been kept.
  private var isPreviousKept = true

  init(source: SourceText, cell: Cell) {
    self.source = source
    self.cell = cell
    end = cell.range.upperBound
  }

  var range: Range<Int> { cell.range.upperBound..<end }

  /// A block that stood there, with its bytes as they are to be.
  mutating func keep(_ block: Range<Int>, as replacement: [UInt8]) {
    let separator = source.bytes[end..<block.lowerBound]
    let hasLineEnding = separator.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    bytes += isPreviousKept || hasLineEnding ? Array(separator) : blankLine
    bytes += replacement
    end = block.upperBound
    isPreviousKept = true
  }

  mutating func remove(_ block: Range<Int>) {
    end = block.upperBound
    isPreviousKept = false
  }

  mutating func add(_ block: [UInt8]) {
    bytes += blankLine + block
    isPreviousKept = false
  }

  /// A blank line and the beginning of the next, as the cell's containers want them.
  private var blankLine: [UInt8] {
    let prefix = Array(cell.linePrefix.utf8)
    var trimmed = prefix
    while let last = trimmed.last, isBlank(last) { trimmed.removeLast() }
    return source.lineEnding + trimmed + source.lineEnding + prefix
  }
}
