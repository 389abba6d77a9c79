import Text

extension ForeignForm {
  /// What other readers of Markdown know.
  static let markdown: [ForeignForm] = [
    ForeignForm(
      .text(
        TextPattern("](") { bytes, start in
          // A destination ends at a blank, but for a title in quotes.
          let end = TextPattern.endOfRun(in: bytes, start) {
            !"()<>\"'[]\n\r".utf8.contains($0) && $0 != PlainText.code
          }
          guard let last = bytes[start..<end].lastIndex(where: { !$0.isBlank }),
            bytes[start...last].contains(where: \.isBlank), leadsSomewhere(bytes[start...last])
          else { return nil }
          var close = end
          if close < bytes.count, bytes[close] == UInt8(ascii: "\"") {
            close = TextPattern.endOfRun(in: bytes, close + 1) { !"\"\n\r".utf8.contains($0) } + 1
          }
          return close < bytes.count && bytes[close] == UInt8(ascii: ")") ? close + 1 : nil
        }), "a link with a blank in its destination, which Markdown does not take for a link",
      "A blank is written %20, as in (two%20words.png), or the whole stands in angle brackets: (<two words.png>). In the anchor of a heading it is a hyphen."
    ),
    ForeignForm(
      .text(
        TextPattern(":", isFree: true) { bytes, start in
          let end = TextPattern.endOfRun(in: bytes, start) { $0.isWord || $0 == UInt8(ascii: "-") }
          // Between slashes it is a piece of an address.
          if start > 1, bytes[start - 2] == UInt8(ascii: "/") { return nil }
          guard end > start, bytes[start].isLetter, end < bytes.count, bytes[end] == UInt8(ascii: ":"),
            end + 1 == bytes.count || !bytes[end + 1].isWord && bytes[end + 1] < 0x80 && bytes[end + 1] != bytes[end]
          else { return nil }
          return end + 1
        }), "a name of an emoji", mayBeText: true, "Write the sign itself."),
    ForeignForm(
      .text(.tight("==")), "a mark of other readers of Markdown", mayBeText: true,
      "Write <mark>text</mark>, or *emphasis*."),
    ForeignForm(
      .text(
        .enclosed(
          "[[", "]]",
          where: { inside in
            inside.contains(where: \.isLetter) && inside.first!.isWord
              && !inside.contains { "[],".utf8.contains($0) }
          })), "a link of a wiki", mayBeText: true,
      "A link is [text](chapter.md), and [](chapter.md) is filled in with the chapter's number and title."),
    ForeignForm(
      .text(
        TextPattern("[", isFree: true) { bytes, start in
          // Signs of footnotes, citations and tasks are none of texts, and neither are subscripts.
          func end(_ start: Int) -> Int? {
            let end = TextPattern.endOfRun(in: bytes, start) { !"[]\n\r".utf8.contains($0) }
            let isText = end - start > 1 && bytes[start..<end].contains(where: \.isLetter)
            return isText && !"^@!".utf8.contains(bytes[start]) && end < bytes.count && bytes[end] == UInt8(ascii: "]")
              ? end + 1 : nil
          }
          guard let label = end(start), label < bytes.count, bytes[label] == UInt8(ascii: "["),
            let close = end(label + 1),
            close == bytes.count || !"[(:".utf8.contains(bytes[close])
          else { return nil }
          return close
        }), "a link whose destination is defined nowhere", mayBeText: true,
      "It is defined on a line of its own, as in [label]: chapter.md, or stands in parentheses, as in [text](chapter.md)."
    ),
    ForeignForm(
      .line(.enclosed("*[", "]: ", where: { $0.allSatisfy { $0.isWord || $0 == UInt8(ascii: " ") } })),
      "an abbreviation of other readers of Markdown", mayBeText: true,
      "Write <abbr title=\"Hypertext Markup Language\">HTML</abbr>."),
    ForeignForm(
      .text(
        TextPattern("{") { bytes, start in
          // In braces behind a blank, or behind what brackets enclose.
          guard
            start == 1 || bytes[start - 2].isWhitespace || "])".utf8.contains(bytes[start - 2])
              || bytes[start - 2] == PlainText.code,
            start + 1 < bytes.count, "#.".utf8.contains(bytes[start]), bytes[start + 1].isLetter
          else { return nil }
          let end = TextPattern.endOfRun(in: bytes, start) { $0.isWord || " .#-=\"%:".utf8.contains($0) }
          return end < bytes.count && bytes[end] == UInt8(ascii: "}") ? end + 1 : nil
        }), "a list of attributes", mayBeText: true,
      "Headings, pictures alone in their paragraph, formulas on lines of their own, captions of tables, fences and containers have attributes, and text has none."
    ),
  ]

  /// Whether words are a file, by its extension, or an anchor: others in parentheses may be a remark.
  private static func leadsSomewhere(_ words: ArraySlice<UInt8>) -> Bool {
    if let sign = words.firstIndex(of: UInt8(ascii: "#")) {
      return sign == words.startIndex || words[sign - 1].isWord
    }
    guard let point = words.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = words[(point + 1)...]
    return (2...5).contains(ending.count) && ending.allSatisfy { $0.isLetter || $0.isDigit } && ending.first!.isLetter
  }
}
