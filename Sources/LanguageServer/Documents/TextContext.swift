import Book
import Markdown

/// A text as a part of a chapter: the chapter itself, or something that it includes.
struct TextContext {
  let document: OpenDocument
  let book: OpenBook
  let chapter: Chapter
  /// The text's name in messages.
  let file: String

  /// Whether the text is the chapter itself.
  var isWhole: Bool { file == chapter.source.name }

  /// The byte of the chapter, with all that it includes, at a position of the text; nil where the chapter does not include that.
  func offset(of position: Position, _ encoding: PositionEncoding) -> Int? {
    if isWhole { return encoding.offset(of: position, in: chapter.source) }
    for attachment in chapter.source.attachments where attachment.name == file {
      let offset = encoding.offset(of: position, in: SourceText(name: file, bytes: attachment.fileBytes))
      let own = attachment.range.lowerBound + offset - attachment.fileOffset
      if attachment.range.contains(own) { return own }
    }
    return nil
  }
}
