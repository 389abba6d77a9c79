extension MarkdownExtension {
  /// `[0.072](<=losses.last!>)`: a value in the prose that is checked against a Swift expression.
  package static let checkedValues = MarkdownExtension("checkedValues") { tree, text in
    tree.problems += CheckedValues.recognise(in: &tree.items, of: text)
  }
}

/// Recognises values in the prose that are checked: `[0.072](<=losses.last!>)`, with options in the link's title.
enum CheckedValues {
  /// Puts checked values in place of the links that they are to CommonMark; the problems of those that are none.
  static func recognise(in items: inout [CMarkConverter.Element], of text: SourceText) -> [MarkdownProblem] {
    var problems: [MarkdownProblem] = []
    for index in items.indices {
      let node = items[index].node
      switch node.kind {
      case .link(let destination, let title) where destination.utf8.first == UInt8(ascii: "="):
        let textEnd = items[index].textEnd
        guard let range = expressionRange(after: textEnd, in: text.bytes) else {
          problems.append(problem(node.range, in: text, "is a link to `\(destination)`, not a checked value"))
          continue
        }
        guard !text.bytes.trimmed(range).isEmpty else {
          problems.append(problem(node.range, in: text, "has no expression between `<=` and `>`"))
          continue
        }
        let titleRange = titleRange(after: range.upperBound + 1, in: text.bytes)
        guard title.isEmpty || !titleRange.isEmpty else {
          problems.append(problem(node.range, in: text, "has options on another line"))
          continue
        }
        items[index].node.kind = .checkedValue(
          Node.CheckedValue(
            expression: expression(in: range, of: text.bytes), expressionRange: range,
            textRange: node.range.lowerBound + 1..<textEnd,
            titleRange: titleRange))
      case .image(let destination, _) where destination.utf8.first == UInt8(ascii: "="):
        problems.append(problem(node.range, in: text, "is an image, not a checked value"))
      case .text: problems += unlinked(in: node.range, of: text)
      case .htmlBlock where !node.kind.isOpaqueHTML:
        problems += unlinked(in: node.range, of: text, isHTML: true)
      default: break
      }
    }
    return problems
  }

  /// The bytes between `<=` and `>` of the destination that follows the bracket at `bracket`.
  private static func expressionRange(after bracket: Int, in bytes: [UInt8]) -> Range<Int>? {
    guard bytes.has([.rightBracket, .leftParenthesis], at: bracket) else { return nil }
    let start = LinkScanner.endOfWhitespace(in: bytes, at: bracket + 2)
    guard bytes.has("<=".utf8, at: start) else { return nil }
    var end = start + 2
    while end < bytes.count, bytes[end] != .rightAngle { end += bytes[end] == .backslash ? 2 : 1 }
    return end < bytes.count ? start + 2..<end : nil
  }

  /// The bytes of the title that follows the destination, between its quotes.
  private static func titleRange(after destination: Int, in bytes: [UInt8]) -> Range<Int> {
    let start = LinkScanner.endOfWhitespace(in: bytes, at: destination)
    guard let end = LinkScanner.endOfTitle(in: bytes, at: start) else { return destination..<destination }
    return start + 1..<end - 1
  }

  /// The expression as Swift reads it. CommonMark would resolve every escape and character reference, and change the
  /// Swift; here `\<` and `\>`, without which the destination would end, are the only ones.
  private static func expression(in range: Range<Int>, of bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for offset in range {
      let isEscape =
        bytes[offset] == .backslash && offset + 1 < range.upperBound
        && (bytes[offset + 1] == .leftAngle || bytes[offset + 1] == .rightAngle)
      if !isEscape { result.append(bytes[offset]) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: Problems

  /// Every `](<=` in text that nobody escaped: its author meant a checked value, and readers would see its source.
  private static func unlinked(
    in range: Range<Int>, of text: SourceText, isHTML: Bool = false
  ) -> [MarkdownProblem] {
    let bytes = text.bytes
    var problems: [MarkdownProblem] = []
    var position = range.lowerBound
    while let found = bytes[position..<range.upperBound].firstIndex(of: .leftParenthesis) {
      position = found + 1
      guard found > 0, bytes[found - 1] == .rightBracket, bytes.has("(<=".utf8, at: found) else { continue }
      guard found < 2 || bytes[found - 2] != .backslash else { continue }
      let line = text.lineRange(text.position(at: found).line)
      problems.append(
        problem(
          found - 1..<min(found + 3, line.upperBound), in: text, "does not become a checked value", isInHTML: isHTML))
    }
    return problems
  }

  private static func problem(
    _ range: Range<Int>, in text: SourceText, _ what: String, isInHTML: Bool = false
  ) -> MarkdownProblem {
    MarkdownProblem(
      .uncheckedValue, at: range, "`\(text.text(in: range))` \(what).",
      explanation:
        "A checked value is written `[0.5](<=expression>)`, its expression and options on one line, with `\\<` and `\\>` for the signs "
        + "`<` and `>` in the expression. To show these characters as they are, put them into code."
        + (isInHTML
          ? " This one stands in HTML, which is not read as Markdown: leave a blank line above and below its paragraph."
          : ""))
  }
}
