import Markdown
import Text

/// The documented outputs of one cell as they will stand: blocks, each with what parts it from the one before, as edits
/// of the bytes that change.
struct OutputSection {
  let source: SourceText
  let cell: Cell
  private(set) var edits: [(range: Range<Int>, bytes: [UInt8])] = []
  /// Where the last block that the parser found ends.
  private var end: Int
  /// From where on nothing has been kept yet, and what is to stand there.
  private var open: Int
  private var added: [UInt8] = []
  /// Whether the block that was found before the next one has been kept.
  private var isPreviousKept = true
  private var endsWithPicture = false

  init(source: SourceText, cell: Cell) {
    self.source = source
    self.cell = cell
    end = cell.range.upperBound
    open = end
  }

  /// A block that stood there, with what is to change in it.
  mutating func keep(_ block: Range<Int>, _ changes: [(range: Range<Int>, bytes: [UInt8])], isPicture: Bool = false) {
    let separator = source.bytes[end..<block.lowerBound]
    let hasLineEnding = separator.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    edits.append((open..<block.lowerBound, added + (isPreviousKept || hasLineEnding ? Array(separator) : blankLine)))
    edits += changes
    end = block.upperBound
    open = end
    added = []
    isPreviousKept = true
    endsWithPicture = isPicture
  }

  mutating func remove(_ block: Range<Int>) {
    end = block.upperBound
    isPreviousKept = false
  }

  mutating func add(_ block: [UInt8], isPicture: Bool = false) {
    added += blankLine + block
    isPreviousKept = false
    endsWithPicture = isPicture
  }

  /// Keeps text that follows directly out of the paragraph of an image that did not stand there before.
  mutating func finish() {
    if endsWithPicture, !isPreviousKept {
      let line = source.position(at: end).line
      if line < source.lineStarts.count {
        let next = source.bytes[source.lineRange(line + 1)]
        if next.contains(where: { !$0.isBlank && $0 != UInt8(ascii: ">") }) {
          added += source.lineEnding(at: cell.range.lowerBound) + trimmedPrefix
        }
      }
    }
    edits.append((open..<end, added))
  }

  private var blankLine: [UInt8] { cell.blankLine(in: source) }
  private var trimmedPrefix: [UInt8] { cell.trimmedPrefix }
}

extension Cell {
  /// A blank line and the beginning of the next, as the cell's containers want them.
  func blankLine(in source: SourceText) -> [UInt8] {
    let ending = source.lineEnding(at: range.lowerBound)
    return ending + trimmedPrefix + ending + Array(linePrefix.utf8)
  }

  fileprivate var trimmedPrefix: [UInt8] {
    var prefix = Array(linePrefix.utf8)
    while let last = prefix.last, last.isBlank { prefix.removeLast() }
    return prefix
  }
}
