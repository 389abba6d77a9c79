import Markdown
import Text

/// Finds syntax of other tools that a chapter does not have: readers would see it as it is typed.
struct ForeignSyntax {
  let document: Document
  private var source: SourceText { document.source }

  private static let alertMarks = Node.Alert.allCases.map { "[!\($0.rawValue.uppercased())]" }.joined(separator: ", ")

  func report(to diagnostics: inout RepeatedDiagnostics) {
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .paragraph:
        if reportCaption(index, to: &diagnostics) { continue }
        reportText(of: index, to: &diagnostics)
        reportNote(index, to: &diagnostics)
      case .heading: reportHeading(index, to: &diagnostics)
      case .tableCell, .tableCaption, .term, .containerTitle: reportText(of: index, to: &diagnostics)
      case .codeBlock(let block) where block.isFenced: reportFence(block, to: &diagnostics)
      case .htmlBlock(let html), .htmlInline(let html):
        reportComponent(html, document.nodes[index].range, to: &diagnostics)
      case .link(let destination, _), .image(let destination, _):
        guard let form = ForeignForm.destination(destination) else { continue }
        add(form, document.nodes[index].range, to: &diagnostics)
      default: continue
      }
    }
  }

  private func add(_ form: ForeignForm, _ range: Range<Int>, to diagnostics: inout RepeatedDiagnostics) {
    let written = source.text(in: range).prefix { !$0.isNewline }
    diagnostics.add(
      "form \(form.name) \(form.advice)", range, "'\(written)' is \(form.name), and would be shown as it is typed",
      "\(form.advice) To show these characters as they are, put them into code.",
      severity: form.mayBeText ? .warning : .error)
  }

  // MARK: Texts

  private func reportText(of index: Int, to diagnostics: inout RepeatedDiagnostics) {
    report(PlainText(of: index, in: document), to: &diagnostics)
  }

  private func report(_ text: PlainText, to diagnostics: inout RepeatedDiagnostics) {
    var isLineStart = true
    var position = 0
    while position < text.bytes.count {
      let byte = text.bytes[position]
      let found =
        (isLineStart ? ForeignForms.inLine.form(at: position, in: text.bytes) : nil)
        ?? ForeignForms.inText.form(at: position, in: text.bytes)
        ?? (byte == PlainText.escape ? ForeignForms.escaped.form(at: position, in: text.withEscapes) : nil)
      if let (form, end) = found {
        add(form, text.start + position..<text.start + end, to: &diagnostics)
        position = end
        isLineStart = false
        continue
      }
      // A line begins behind the marks of quotations.
      isLineStart = TextPattern.isLineEnd(byte) || isLineStart && (byte.isBlank || byte == UInt8(ascii: ">"))
      position += 1
    }
  }

  private func reportHeading(_ index: Int, to diagnostics: inout RepeatedDiagnostics) {
    var text = PlainText(of: index, in: document)
    if let attributes = misspeltAttributes(of: index, text) {
      diagnostics.add(
        "headingAttributes", attributes, "these are no attributes of a heading, and are shown as they are typed",
        "Attributes are written as in {#id .unnumbered}.")
      text.blank(attributes)
    }
    report(text, to: &diagnostics)
  }

  /// What stands in braces at the end of a heading and looks like attributes.
  private func misspeltAttributes(of index: Int, _ plain: PlainText) -> Range<Int>? {
    // The text of a heading ends before the signs that may close it and before its underline.
    let textEnd =
      document.children(of: index).reduce(plain.start) { max($0, document.nodes[$1].range.upperBound) } - plain.start
    let text = plain.bytes[..<min(plain.bytes.count, textEnd)]
    guard text.last == UInt8(ascii: "}"), let open = text.lastIndex(of: UInt8(ascii: "{")), open > 0,
      let first = text[(open + 1)...].first, text[open - 1].isBlank
    else { return nil }
    let inside = text[(open + 1)..<(text.endIndex - 1)]
    let isAttributes =
      (first == UInt8(ascii: "#") || first == UInt8(ascii: ".")) && inside.count > 1
      && inside.dropFirst().first != first
      || inside.elementsEqual("-".utf8)
      || inside.contains(UInt8(ascii: "=")) && (first.isLetter || first == UInt8(ascii: ":"))
    return isAttributes ? plain.start + open..<plain.start + text.endIndex : nil
  }

  /// A quotation that begins with a mark of a note that there is not.
  private func reportNote(_ index: Int, to diagnostics: inout RepeatedDiagnostics) {
    let node = document.nodes[index]
    guard node.parent == index - 1, document.nodes[index - 1].kind == .blockQuote else { return }
    let bytes = PlainText(of: index, in: document).bytes
    guard bytes.starts(with: "[!".utf8), let end = bytes.firstIndex(of: UInt8(ascii: "]")), end > 2,
      bytes[2..<end].allSatisfy(\.isLetter)
    else { return }
    let start = node.range.lowerBound
    diagnostics.add(
      "note", start..<start + end + 1, "this mark of a note is shown as it is typed",
      "A note is a quotation whose first line is one of \(Self.alertMarks) alone, with its text below.")
  }

  /// What would be the caption of a table, but for the empty line above it or the word before it.
  private func reportCaption(_ index: Int, to diagnostics: inout RepeatedDiagnostics) -> Bool {
    let node = document.nodes[index]
    let isCaption = [": ", "Table: "].contains { source.bytes[node.range].starts(with: $0.utf8) }
    guard isCaption, index - 1 > node.parent else { return false }
    var previous = index - 1
    while document.nodes[previous].parent != node.parent { previous = document.nodes[previous].parent }
    guard document.nodes[previous].kind == .table else { return false }
    let line = source.lineRange(source.position(at: node.range.lowerBound).line)
    diagnostics.add(
      "caption", node.range.lowerBound..<min(line.upperBound, node.range.upperBound),
      "this is no caption, and would be shown as it is typed",
      "The caption of a table stands directly below it, without an empty line between them: \": Caption {#tab-id}\".",
      severity: .error)
    return true
  }

  /// A tag of a component, such as `<Tabs>`: to HTML it is nothing, and a type of Swift in angle brackets becomes one.
  private func reportComponent(_ html: String, _ range: Range<Int>, to diagnostics: inout RepeatedDiagnostics) {
    let name = html.dropFirst().prefix { $0.isLetter || $0.isNumber }
    guard html.first == "<", name.first?.isUppercase == true, name.contains(where: \.isLowercase),
      !HTMLAttributes.elements.contains(name.lowercased())
    else { return }
    let line = source.lineRange(source.position(at: range.lowerBound).line)
    diagnostics.add(
      "component", range.lowerBound..<min(range.upperBound, line.upperBound),
      "'<\(name)>' is no element of HTML, and browsers would show nothing of it",
      "There are no components here: boxes and tabs are containers, ::: note and :::: tabs. Code, such as a type, stands between backticks."
    )
  }

  // MARK: Code

  /// Languages of which somebody may show such commands.
  private static let showsTemplates: Set = ["", "handlebars", "hbs", "markdown", "md", "text", "txt"]

  private func reportLines(of block: Node.CodeBlock, to diagnostics: inout RepeatedDiagnostics) {
    for (text, line) in zip(block.literal.split(separator: "\n", omittingEmptySubsequences: false), block.lines) {
      guard let form = ForeignForm.codeLine(text.drop { $0 == " " }) else { continue }
      diagnostics.add(
        "codeLine \(form.name)", source.trimmingBlanks(line),
        "'\(source.text(in: source.trimmingBlanks(line)))' is \(form.name), and would be shown as code", form.advice)
    }
  }

  private func reportFence(_ block: Node.CodeBlock, to diagnostics: inout RepeatedDiagnostics) {
    let range = source.trimmingBlanks(block.infoRange)
    let info = source.text(in: range)
    // Whether it is a cell, or looks like one, has been asked.
    if let form = ForeignForm.fence(info), FenceLookalike(info: info) == nil {
      diagnostics.add(
        "fence \(form.name) \(form.advice)", range, "'\(info)' is \(form.name), and its fence would be shown as code",
        "\(form.advice) To show such a fence, put it into a longer one.",
        severity: form.mayBeText ? .warning : .error)
    }
    let language = source.text(in: FenceInfo.language(in: source, range))
    if language != "swift", !Self.showsTemplates.contains(language) { reportLines(of: block, to: &diagnostics) }
    guard language == "swift", let form = ForeignForm.code(block.literal),
      let line = block.lines.first(where: { !source.trimmingBlanks($0).isEmpty })
    else { return }
    diagnostics.add(
      "code \(form.name)", line, "'\(source.text(in: source.trimmingBlanks(line)))' is \(form.name)", form.advice,
      severity: .error)
  }
}
