import Markdown

extension DocumentedOutput.PictureReference {
  /// The bytes that are read as these words where the image has its own.
  func written(_ words: String, in source: SourceText) -> [UInt8] {
    guard isHTML else { return MarkdownEscape.text(words) }
    let escaped = HTMLAttributes.escaped(words)
    let start = descriptionRange.lowerBound
    let isQuoted = start > 0 && "\"'".utf8.contains(source.bytes[start - 1])
    return Array((isQuoted ? escaped : "\"\(escaped)\"").utf8)
  }
}
