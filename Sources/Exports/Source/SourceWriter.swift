import Markdown
import Text

/// Writes parts of a chapter's text with its edits. What is written in a container, such as a list or a quotation, has the
/// container's indentation or quote marks before each of its lines.
struct SourceWriter {
  private let source: SourceText
  /// In the order of the text, of those that overlap the outer one first.
  private let edits: [SourceEdit]
  private let textOfCell: (Int) -> String?
  private var finished: [SourcePieces.Piece] = []
  private var text: [UInt8] = []
  /// What begins the line that the next byte is on, if it is the first byte there.
  private var pendingPrefix = ""
  /// What began the lines of the container in which the last cell stood, and which ends with it.
  private var cutPrefix = ""
  /// The labels of the footnotes to which the text refers, in their order.
  private(set) var labels: [String] = []
  private let definitions: ([String]) -> String

  /// - Parameters:
  ///   - textOfCell: what stands in place of a cell; nil where the text is cut there.
  ///   - definitions: what stands below a text for the footnotes to which it refers.
  init(
    _ source: SourceText, _ edits: [SourceEdit], textOfCell: @escaping (Int) -> String?,
    definitions: @escaping ([String]) -> String = { _ in "" }
  ) {
    self.source = source
    self.edits = edits
    self.textOfCell = textOfCell
    self.definitions = definitions
  }

  /// All that was written.
  mutating func pieces() -> [SourcePieces.Piece] {
    finish()
    return finished
  }

  /// What was written, where it was not cut.
  var wholeText: String { Self.trimmed(String(decoding: text, as: UTF8.self), withoutPrefix: "") }

  // MARK: Writing

  mutating func write(_ span: Range<Int>, skippingFirst: Bool = false) {
    let outerPrefix = prefix(ofAttachmentAt: span.lowerBound)
    var position = span.lowerBound
    let first = edits.partitioningIndex { $0.range.lowerBound >= span.lowerBound } + (skippingFirst ? 1 : 0)
    for edit in edits[first...].prefix(while: { $0.range.lowerBound < span.upperBound })
    where edit.range.lowerBound >= position {
      write(source.bytes[position..<edit.range.lowerBound], outerPrefix)
      position = edit.range.upperBound
      // What stood behind something else leaves no blanks behind it.
      if edit.isTrailing { while let last = text.last, last.isBlank { text.removeLast() } }
      let prefix = outerPrefix + edit.linePrefix
      for content in edit.replacement {
        switch content {
        case .text(let replacement): write(replacement.utf8, prefix)
        case .cell(let index):
          if let replacement = textOfCell(index) {
            write(replacement.utf8, prefix)
          } else {
            removeLine()
            finish()
            finished.append(.cell(index))
            cutPrefix = prefix
          }
        case .footnoteReference(let label):
          if !labels.contains(label) { labels.append(label) }
          write(source.bytes[edit.range], outerPrefix)
        }
      }
      if edit.replacement.isEmpty, !edit.isTrailing { skip(edit, &position, to: span.upperBound, outerPrefix) }
    }
    if position < span.upperBound { write(source.bytes[position..<span.upperBound], outerPrefix) }
  }

  private mutating func write(_ bytes: some Sequence<UInt8>, _ prefix: String) {
    for byte in bytes {
      if !pendingPrefix.isEmpty {
        text += byte.isLineEnding ? Self.withoutBlanksAtEnd(pendingPrefix).utf8[...] : pendingPrefix.utf8[...]
        pendingPrefix = ""
      }
      text.append(byte)
      if byte == .lineFeed { pendingPrefix = prefix }
    }
  }

  /// What stands before each line of what is included: the prefix of the container that it is included in.
  private func prefix(ofAttachmentAt offset: Int) -> String {
    var prefix = ""
    var offset = offset
    while let replaced = source.attachment(at: offset)?.replaced {
      prefix = source.linePrefix(at: replaced.lowerBound) + prefix
      offset = replaced.lowerBound
    }
    return prefix
  }

  // MARK: What is removed

  private var lineStart: Int { text.lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0 }

  private mutating func removeLine() {
    text.removeSubrange(lineStart...)
    pendingPrefix = ""
  }

  /// The quote marks of what is nothing but these and blanks; nil for anything else.
  private func marks(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    var marks: [UInt8] = []
    for byte in bytes where !byte.isWhitespace {
      guard byte == .quoteMark else { return nil }
      marks.append(byte)
    }
    return marks
  }

  /// With something that is removed go its line and the empty lines below it.
  private mutating func skip(_ edit: SourceEdit, _ position: inout Int, to end: Int, _ outerPrefix: String) {
    let isAtLineStart = marks(text[lineStart...]) != nil
    guard isAtLineStart || !edit.linePrefix.isEmpty, let rest = lineEnd(from: position, to: end),
      marks(source.bytes[position..<rest]) == []
    else { return }
    guard isAtLineStart else {
      // Behind the mark of a list item stands what follows in it.
      let next = endOfEmptyLines(from: rest, to: end, edit)
      if next < end, source.bytes[next..<end].starts(with: edit.linePrefix.utf8) {
        position = next + edit.linePrefix.utf8.count
      }
      return
    }
    removeLine()
    let above = text.dropLast().lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
    let isBelowEmptyLine = marks(text[above...]) != nil
    position = isBelowEmptyLine ? endOfEmptyLines(from: rest, to: end, edit) : rest
    pendingPrefix = text.isEmpty ? "" : outerPrefix
  }

  /// Behind the line ending of the line.
  private func lineEnd(from position: Int, to end: Int) -> Int? {
    guard position <= end else { return nil }
    return source.bytes[position..<end].firstIndex(of: .lineFeed).map { $0 + 1 } ?? end
  }

  /// Behind the lines of an edit's container that have nothing on them.
  private func endOfEmptyLines(from start: Int, to end: Int, _ edit: SourceEdit) -> Int {
    let containerMarks = marks(edit.linePrefix.utf8)
    var position = start
    while position < end, let next = lineEnd(from: position, to: end),
      marks(source.bytes[position..<next]) == containerMarks
    {
      position = next
    }
    return position
  }

  // MARK: Pieces

  private mutating func finish() {
    var piece = Self.trimmed(String(decoding: text, as: UTF8.self), withoutPrefix: cutPrefix)
    if !piece.isEmpty {
      let notes = definitions(labels)
      if !notes.isEmpty { piece += "\n\n" + notes }
      finished.append(.text(piece))
    }
    text = []
    labels = []
  }

  /// Without empty lines at its ends, and without the indentation of the containers that ended before it. Quotations go on.
  static func trimmed(_ text: String, withoutPrefix prefix: String) -> String {
    var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map(Substring.init)[...]
    func isEmpty(_ line: Substring) -> Bool { line.utf8.allSatisfy { $0.isWhitespace || $0 == .quoteMark } }
    lines = lines.drop(while: isEmpty)
    while let last = lines.last, isEmpty(last) { lines.removeLast() }
    var prefix = prefix
    for index in lines.indices where !isEmpty(lines[index]) {
      if !lines[index].hasPrefix(prefix) { prefix = String(lines[index].prefix { " \t>".contains($0) }) }
      guard !prefix.isEmpty else { break }
      let marks = prefix.lastIndex(of: ">").map { prefix[...$0] + " " } ?? ""
      lines[index] = marks + lines[index].dropFirst(prefix.count)
    }
    return lines.joined(separator: "\n")
  }

  private static func withoutBlanksAtEnd(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }
}

extension UInt8 {
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let quoteMark = UInt8(ascii: ">")
  fileprivate var isLineEnding: Bool { self == .lineFeed || self == UInt8(ascii: "\r") }
}
