import Markdown

/// Where a caption stands: in the value of an option, or in the title of a picture.
package struct CaptionPosition: Sendable, Hashable {
  /// The node in the chapter's document of what it is the caption of.
  package var node: Int
  /// The sign that ends it. With a backslash before it, it is a sign of the text.
  package var closing: UInt8
  /// Whether it stands in the line of a fence, where no backtick may stand.
  package var isInFence: Bool

  package init(node: Int, closing: UInt8 = UInt8(ascii: "\""), isInFence: Bool = true) {
    self.node = node
    self.closing = closing
    self.isInFence = isInFence
  }

  /// Whether a sign has a backslash before it that is no part of the Markdown.
  func escapes(_ byte: UInt8) -> Bool {
    byte == closing || closing == UInt8(ascii: ")") && byte == UInt8(ascii: "(")
  }
}

/// A caption as it stands in the source, and as Markdown reads it.
struct CaptionText {
  private(set) var bytes: [UInt8] = []
  /// Where in the source each of the bytes, and the end, stands.
  private(set) var offsets: [Int] = []

  /// - Parameter range: what stands between the signs that enclose it. Of several lines it makes one.
  init(_ range: Range<Int>, at position: CaptionPosition, in source: SourceText, isQuoted: Bool = false) {
    var offset = range.lowerBound
    func append(_ byte: UInt8, _ start: Int) {
      bytes.append(byte)
      offsets.append(start)
    }
    while offset < range.upperBound {
      let byte = source.bytes[offset]
      if byte == UInt8(ascii: "\\"), offset + 1 < range.upperBound {
        if !position.escapes(source.bytes[offset + 1]) { append(byte, offset) }
        append(source.bytes[offset + 1], position.escapes(source.bytes[offset + 1]) ? offset : offset + 1)
        offset += 2
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        append(UInt8(ascii: " "), offset)
        while offset < range.upperBound,
          source.bytes[offset].isWhitespace || isQuoted && source.bytes[offset] == UInt8(ascii: ">")
        {
          offset += 1
        }
      } else {
        append(byte, offset)
        offset += 1
      }
    }
    offsets.append(range.upperBound)
  }
}
