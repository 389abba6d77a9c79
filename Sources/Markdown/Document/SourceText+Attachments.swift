import Text

extension SourceText {
  /// A part of another file whose bytes stand behind a text's own: what is included in it.
  package struct Attachment: Sendable, Hashable {
    /// The name that messages use.
    package var name: String
    /// Relative to the book's folder.
    package var file: String
    /// Where its bytes stand in those of the text.
    package var range: Range<Int>
    /// Where the first of them stands in its file: the offset, and the line, counted from 1.
    package var fileOffset: Int
    package var fileLine: Int
    /// Whether it is some of the file's lines by their numbers, which name others when lines above them come or go.
    package var isNumbered: Bool
    /// All bytes of the file.
    package var fileBytes: [UInt8]
    /// The bytes of the text in whose place it is read; nil for the code of a fence.
    package var replaced: Range<Int>?
    /// The bytes of the text that name its file.
    package var reference: Range<Int>
  }

  /// The text with a part of another file behind all that is there. It begins on a line of its own, so that lines stay what they are.
  package func attaching(
    _ part: Range<Int>, of bytes: [UInt8], name: String, file: String, isNumbered: Bool = false,
    inPlaceOf replaced: Range<Int>?, namedAt reference: Range<Int>
  ) -> SourceText {
    var all = self.bytes
    if let last = all.last, last != .newline { all.append(.newline) }
    let start = all.count
    all += bytes[part]
    let lines = SourceText(name: name, bytes: Array(bytes[..<part.lowerBound]))
    let attachment = Attachment(
      name: name, file: file, range: start..<all.count, fileOffset: part.lowerBound, fileLine: lines.lineStarts.count,
      isNumbered: isNumbered, fileBytes: bytes, replaced: replaced, reference: reference)
    return SourceText(name: self.name, bytes: all, ownCount: ownCount, attachments: attachments + [attachment])
  }

  /// All bytes but the code of fences, in the order in which they are read.
  package var readingOrder: [Range<Int>] {
    let places = attachments.compactMap { attachment in attachment.replaced.map { ($0, attachment.range) } }
      .sorted { $0.0.lowerBound < $1.0.lowerBound }
    var result: [Range<Int>] = []
    var open = [0..<ownCount]
    while let range = open.popLast() {
      let index = places.partitioningIndex { $0.0.lowerBound >= range.lowerBound }
      guard index < places.count, places[index].0.upperBound <= range.upperBound else {
        if !range.isEmpty { result.append(range) }
        continue
      }
      let (replaced, content) = places[index]
      if replaced.lowerBound > range.lowerBound { result.append(range.lowerBound..<replaced.lowerBound) }
      open.append(replaced.upperBound..<range.upperBound)
      open.append(content)
    }
    return result
  }

  /// The bytes of its own file.
  package var ownBytes: [UInt8] { attachments.isEmpty ? bytes : Array(bytes[..<ownCount]) }

  /// What is included at an offset; nil for the text's own bytes.
  package func attachment(at offset: Int) -> Attachment? {
    guard let first = attachments.first, offset >= first.range.lowerBound else { return nil }
    let index = attachments.partitioningIndex { $0.range.lowerBound > offset }
    return attachments[index - 1]
  }

  /// A range as its file has it.
  package func fileRange(_ range: Range<Int>) -> Range<Int> {
    guard let attachment = attachment(at: range.lowerBound) else { return range }
    let shift = attachment.fileOffset - attachment.range.lowerBound
    return range.lowerBound + shift..<range.upperBound + shift
  }

  /// A position as its file has it: the line and column of an offset.
  package func filePosition(at offset: Int, in attachment: Attachment?) -> SourcePosition {
    var position = position(at: offset)
    if let attachment {
      let first = self.position(at: attachment.range.lowerBound).line
      position.line += attachment.fileLine - first
    }
    return position
  }

  /// Where a range stands in the text's own bytes: of what is included, what names its file.
  package func ownRange(of range: Range<Int>) -> Range<Int> {
    var range = range
    while let attachment = attachment(at: range.lowerBound) { range = attachment.replaced ?? attachment.reference }
    return range
  }

  /// The name of the file in which an offset stands: its own, or that of what is included there.
  package func fileName(at offset: Int) -> String { attachment(at: offset)?.name ?? name }

  /// The line of that file, counted from 1.
  package func fileLine(at offset: Int) -> Int { filePosition(at: offset, in: attachment(at: offset)).line }
}
