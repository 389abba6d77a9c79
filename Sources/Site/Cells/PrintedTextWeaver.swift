import Book

/// What a cell printed, as HTML: its colours, and the end of a long text folded away.
enum PrintedTextWeaver {
  /// As many lines stand open. A text that is not much longer does so as a whole.
  private static let openLines = 30
  private static let longest = 40

  static func html(
    _ text: StyledText, name: String? = nil, isErrors: Bool = false, words: any InterfaceWords
  ) -> String {
    let lines = text.lines
    let label = name.map { "<span class=\"name\">\(VisibleText.html($0))</span>" } ?? ""
    guard lines.count > longest else { return pre(lines[...], label: label, isErrors) }
    let rest = lines[openLines...]
    return
      "<div class=\"long\">\n\(pre(lines[..<openLines], label: label, isErrors))<details>\n"
      + "<summary>\(words.moreLines(rest.count))</summary>\n\(pre(rest, label: "", isErrors))</details>\n</div>\n"
  }

  private static func pre(_ lines: ArraySlice<StyledText>, label: String, _ isErrors: Bool) -> String {
    // A newline directly after the tag is dropped by HTML; one of the text's own must not be.
    let guardian = label.isEmpty && lines.first?.text.isEmpty == true && lines.count > 1 ? "\n" : ""
    return
      "<pre class=\"\(isErrors ? "text errors" : "text")\">\(label)\(guardian)\(lines.map(html).joined(separator: "\n"))</pre>\n"
  }

  private static func html(_ line: StyledText) -> String {
    guard !line.runs.isEmpty else { return VisibleText.html(line.text) }
    let bytes = Array(line.text.utf8)
    func text(_ range: Range<Int>) -> String { VisibleText.html(String(decoding: bytes[range], as: UTF8.self)) }
    var html = ""
    var position = 0
    for run in line.runs {
      html += text(position..<run.range.lowerBound)
      html += "<span \(attributes(run.style))>\(text(run.range))</span>"
      position = run.range.upperBound
    }
    return html + text(position..<bytes.count)
  }

  /// The style sheet owns the colours that have names; others come with the text.
  private static func attributes(_ style: TextStyle) -> String {
    var classes = ["styled"]
    var colours = [String]()
    for (isSet, name) in [
      (style.isBold, "bold"), (style.isFaint, "faint"), (style.isItalic, "italic"),
      (style.isUnderlined, "underlined"), (style.isStruck, "struck"), (style.isInverse, "inverse"),
    ] where isSet { classes.append(name) }
    if let colour = style.colour { colours.append("--text:\(css(colour, isBackground: false))") }
    if let background = style.background { colours.append("--background:\(css(background, isBackground: true))") }
    let paint = colours.isEmpty ? "" : " style=\"\(colours.joined(separator: ";"))\""
    return "class=\"\(classes.joined(separator: " "))\"\(paint)"
  }

  /// Bright backgrounds are those of the colour: beside text they could not be distinguished.
  private static func css(_ colour: TextStyle.Colour, isBackground: Bool) -> String {
    switch colour {
    case .named(let number): isBackground ? "var(--ansi-background-\(number % 8))" : "var(--ansi-\(number))"
    case .rgb(let red, let green, let blue):
      LegibleColour(red: red, green: green, blue: blue, isBackground: isBackground).css
    }
  }
}
