import Markdown

/// Writes the text of a checked value anew, in the author's own markup where that holds it.
struct CheckedValueText {
  private let value: CheckedValue
  /// What stands there now, as a cell of a table is read: without the backslashes before bars.
  private let old: ArraySlice<UInt8>

  init(_ value: CheckedValue, in source: SourceText) {
    self.value = value
    let bytes = Array(source.bytes[value.documentedRange])
    old = (value.isInTable ? MarkdownEscape.withoutEscapedBars(bytes) : bytes)[...]
  }

  /// The bytes that are read as `text`: within emphasis, code or a formula of the author's if they are that there, else as
  /// plain text. In a table, no bar among them ends the cell.
  func bytes(of text: String) -> [UInt8] {
    let bytes = bytesInLine(of: text)
    return value.isInTable ? MarkdownEscape.escapingBars(bytes) : bytes
  }

  private func bytesInLine(of text: String) -> [UInt8] {
    let escaped = value.caption.map { MarkdownEscape.text(text, in: $0) } ?? MarkdownEscape.text(text)
    guard let (before, after) = markup else { return escaped }
    // Within code and formulas nothing is escaped.
    let raw = value.caption.map { MarkdownEscape.escapingEnds(of: $0, in: text.utf8) } ?? Array(text.utf8)
    var candidates = [before + escaped + after]
    // A backtick may not stand in the line of a fence.
    if value.caption?.isInFence != true || !text.utf8.contains(UInt8(ascii: "`")) {
      candidates.append(before + raw + after)
    }
    return candidates.first { isRead($0, as: text) } ?? escaped
  }

  /// What stands around the value, where the value stands in it once and as it is.
  private var markup: (before: [UInt8], after: [UInt8])? {
    let plain = Array(value.documented.utf8)
    guard !plain.isEmpty, old.count > plain.count else { return nil }
    let starts = (old.startIndex...(old.endIndex - plain.count)).filter {
      old[$0..<$0 + plain.count].elementsEqual(plain)
    }
    guard starts.count == 1, let start = starts.first else { return nil }
    return (Array(old[..<start]), Array(old[(start + plain.count)...]))
  }

  private func isRead(_ bytes: [UInt8], as text: String) -> Bool {
    // In a caption some backslashes are no part of the Markdown.
    let source = SourceText(name: "", bytes: bytes)
    let read = value.caption.map { CaptionText(source.bytes.indices, at: $0, in: source).bytes } ?? bytes
    let written = String(decoding: read, as: UTF8.self)
    let link = SourceText(name: "", text: "[\(written)](<=x>)")
    let document = MarkdownParser.book.parse(link).document
    guard let node = document.nodes.firstIndex(where: { if case .checkedValue = $0.kind { true } else { false } })
    else {
      return false
    }
    return document.nodes[node].range == link.bytes.indices && document.plainText(of: node) == text
  }
}
