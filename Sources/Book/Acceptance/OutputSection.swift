import Markdown
import Text

/// The documented outputs of one cell as they will stand: blocks, each with what parts it from the one before.
struct OutputSection {
  let source: SourceText
  let cell: Cell
  private(set) var bytes: [UInt8] = []
  /// Where the last block that the parser found ends.
  private(set) var end: Int
  /// Whether the block that was found before the next one has been kept.
  private var isPreviousKept = true
  private var endsWithPicture = false

  init(source: SourceText, cell: Cell) {
    self.source = source
    self.cell = cell
    end = cell.range.upperBound
  }

  var range: Range<Int> { cell.range.upperBound..<end }

  /// A block that stood there, with its bytes as they are to be.
  mutating func keep(_ block: Range<Int>, as replacement: [UInt8], isPicture: Bool = false) {
    let separator = source.bytes[end..<block.lowerBound]
    let hasLineEnding = separator.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    bytes += isPreviousKept || hasLineEnding ? Array(separator) : blankLine
    bytes += replacement
    end = block.upperBound
    isPreviousKept = true
    endsWithPicture = isPicture
  }

  mutating func remove(_ block: Range<Int>) {
    end = block.upperBound
    isPreviousKept = false
  }

  mutating func add(_ block: [UInt8], isPicture: Bool = false) {
    bytes += blankLine + block
    isPreviousKept = false
    endsWithPicture = isPicture
  }

  /// Keeps text that follows directly out of the paragraph of an image that did not stand there before.
  mutating func finish() {
    guard endsWithPicture, !isPreviousKept else { return }
    let line = source.position(at: end).line
    guard line < source.lineStarts.count else { return }
    let next = source.bytes[source.lineRange(line + 1)]
    if next.contains(where: { !$0.isBlank && $0 != UInt8(ascii: ">") }) {
      bytes += source.lineEnding + trimmedPrefix
    }
  }

  /// A blank line and the beginning of the next, as the cell's containers want them.
  private var blankLine: [UInt8] {
    source.lineEnding + trimmedPrefix + source.lineEnding + Array(cell.linePrefix.utf8)
  }

  private var trimmedPrefix: [UInt8] {
    var prefix = Array(cell.linePrefix.utf8)
    while let last = prefix.last, last.isBlank { prefix.removeLast() }
    return prefix
  }
}
