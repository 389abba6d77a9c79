import Text

/// A text and where it came from: the bytes as they were read, and where each line begins.
///
/// Every position in the book half is an offset into `bytes`. Lines and columns are worked out only when a message
/// names them. Columns count UTF-8 bytes from 1, as the Swift compiler's do.
package struct SourceText: Sendable, Hashable {
  /// The name that messages use, relative to the folder in which the command was started.
  package let name: String
  package let bytes: [UInt8]
  /// The offset of the first byte of each line; never empty.
  package let lineStarts: [Int]
  /// How many of the bytes are the text's own; behind them stands what it includes.
  package let ownCount: Int
  /// What is included, in the order of its bytes.
  package let attachments: [Attachment]

  package init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, ownCount: bytes.count, attachments: [])
  }

  init(name: String, bytes: [UInt8], ownCount: Int, attachments: [Attachment]) {
    self.name = name
    self.bytes = bytes
    self.ownCount = ownCount
    self.attachments = attachments
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(index)
      } else if byte == UInt8(ascii: "\r") {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
        starts.append(index)
      }
    }
    lineStarts = starts
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}

/// A position for people: line and column, both counted from 1; the column in UTF-8 bytes.
package struct SourcePosition: Sendable, Hashable, Codable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourceText {
  package func position(at offset: Int) -> SourcePosition {
    let line = lineStarts.partitioningIndex { $0 > offset }
    return SourcePosition(line: line, column: offset - lineStarts[line - 1] + 1)
  }

  /// The byte range of a line (counted from 1) without its line ending.
  package func lineRange(_ line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The text of a byte range; bytes that are not UTF-8 become U+FFFD.
  package func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The text of a line (counted from 1) without its line ending.
  package func line(_ line: Int) -> String { text(in: lineRange(line)) }
}
