import Markdown
import Text

extension SourceText {
  /// What begins each further line of a block that starts at `offset`: quote marks as they are, and blanks in place of
  /// whatever else stands there on the block's first line; up to a column, counted from 0, where one is given. Tabs become
  /// blanks, because a container may use up a part of one, and the rest of it would then belong to the line's content.
  package func linePrefix(at offset: Int, upTo limit: Int = .max) -> String {
    let start = lineStarts[position(at: offset).line - 1]
    let skipped = start == 0 ? bytes.byteOrderMarkLength : 0
    var prefix = [UInt8]()
    var column = 0
    for index in min(start + skipped, offset)..<offset where column < limit {
      let byte = bytes[index]
      let isQuoteMark = byte == UInt8(ascii: ">")
      // A quote mark takes one blank to itself, which the mark of a list item that follows it directly is not.
      if prefix.last == UInt8(ascii: ">"), !isQuoteMark, !byte.isBlank { prefix.append(UInt8(ascii: " ")) }
      let width = byte == UInt8(ascii: "\t") ? min(4 - column % 4, limit - column) : 1
      prefix += Array(repeating: isQuoteMark ? byte : UInt8(ascii: " "), count: width)
      column += width
    }
    return String(decoding: prefix, as: UTF8.self)
  }

  /// A block's range without the line ending of its last line.
  func trimmingLineEnding(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return range.lowerBound..<end
  }

  /// The bytes that end lines in the file of an offset: those of its first line.
  func lineEnding(at offset: Int) -> [UInt8] {
    if let attachment = attachment(at: offset) {
      return SourceText(name: attachment.name, bytes: attachment.fileBytes).lineEnding(at: 0)
    }
    guard lineStarts.count > 1 else { return [UInt8(ascii: "\n")] }
    return Array(bytes[lineRange(1).upperBound..<lineStarts[1]])
  }
}
