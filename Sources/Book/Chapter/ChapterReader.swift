import Markdown
import Text

/// Walks a chapter's nodes once and gathers its cells, their documented outputs and the checked values.
struct ChapterReader {
  private(set) var cells: [Cell] = []
  private(set) var checkedValues: [CheckedValue] = []
  private(set) var steps: [Chapter.Step] = []
  private(set) var containers: [Container] = []
  private(set) var listings: [CodeListing] = []
  private(set) var captions: [Int: Document] = [:]
  var codeNotes: [Int: CodeNotes] { code.notes }
  private(set) var labels: [Label] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let document: Document
  private let name: String
  private let outputs: DocumentedOutputReader
  private var code: CodeReader
  private var repeated = RepeatedDiagnostics()
  /// The nodes that document an output of some cell.
  private var expectedLines: Set<Int> = []
  /// The ids of cells and of fences of code, as they stand in the text.
  private var ids: [(id: String, range: Range<Int>)] = []
  private var source: SourceText { document.source }

  init(document: Document, name: String, readFigure: @escaping (String) -> String?) {
    self.document = document
    self.name = name
    code = CodeReader(document: document)
    outputs = DocumentedOutputReader(
      document: document, readFigure: readFigure, name: name, ids: Self.ids(in: document))
  }

  /// The ids of all cells.
  private static func ids(in document: Document) -> Set<String> {
    var ids: Set<String> = []
    for node in document.nodes {
      guard case .codeBlock(let block) = node.kind, block.isFenced else { continue }
      let language = FenceInfo.language(in: document.source, block.infoRange)
      guard document.source.text(in: language) == "swift" else { continue }
      for attribute in FenceInfo(document.source, block.infoRange).attributes where attribute.kind == .id {
        ids.insert(attribute.name)
      }
    }
    return ids
  }

  mutating func read() {
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .codeBlock(let block) where block.isFenced: readFence(block, at: index)
      case .codeBlock, .htmlBlock, .paragraph: readText(at: index)
      case .checkedValue(let value): readCheckedValue(value, at: index, of: document)
      case .image where document.nodes[index].attributes != nil:
        guard let range = document.titleRange(ofImage: index), !range.isEmpty else { continue }
        readCaption(range, at: .init(node: index, closing: source.bytes[range.upperBound], isInFence: false))
      default: break
      }
    }
    let containerReader = ContainerReader(document: document)
    containers = containerReader.containers
    let labelReader = LabelReader(document)
    labels = labelReader.labels + containerReader.labels
    let others = ids + containers.compactMap { container in container.id.map { ($0, container.idRange) } }
    diagnostics += code.diagnostics + containerReader.diagnostics + labelReader.diagnostics
    diagnostics += labelReader.repeatedIDs(besides: others)
    checkPicturesWithoutID()
    checkSharedFigures()
    checkWidePictures()
    checkTitles()
    ForeignSyntax(document: document).report(to: &repeated)
    diagnostics += repeated.diagnostics(in: source)
  }

  private mutating func readFence(_ block: Node.CodeBlock, at index: Int) {
    let languageRange = FenceInfo.language(in: source, block.infoRange)
    switch source.text(in: languageRange) {
    case "swift": readCell(block, at: index)
    case "output": checkOutputFence(block, at: index)
    default:
      let range = source.trimmingBlanks(block.infoRange)
      let info = source.text(in: range)
      guard let lookalike = FenceLookalike(info: info) else { return readListing(block, at: index) }
      repeated.add(
        "fence \(lookalike.kind) \(lookalike.style)", range, "a fence of '\(info)' is only shown",
        lookalike.form.contains(".no-run")
          ? "Swift that is only to be shown begins with ```\(lookalike.form); a cell that is run with ```swift."
          : "\(lookalike.kind.meaning) ```\(lookalike.form)"
            + (lookalike.kind == .cell ? "; Swift that is only to be shown with ```swift {.no-run}." : "."),
        instead: lookalike.form)
    }
  }

  private mutating func readListing(_ block: Node.CodeBlock, at index: Int) {
    let languageRange = FenceInfo.language(in: source, block.infoRange)
    let language = source.text(in: languageRange)
    guard language != "math" else { return }
    var listing = CodeListing(node: index, language: language, options: CodeOptions(), code: block.literal)
    // What other tools write behind a language is none of ours unless it stands in braces.
    let rest = source.trimmingBlanks(languageRange.upperBound..<block.infoRange.upperBound)
    if !language.isEmpty, source.bytes[rest].first == UInt8(ascii: "{") {
      let info = FenceInfo(source, block.infoRange)
      let options = OptionReader(
        info.attributes, of: "fence of code", CodeOption.allCases, into: CodeOptions(), in: source)
      diagnostics += info.diagnostics + options.diagnostics
      listing.options = options.options
      listing.id = options.id
      if let id = options.id { ids.append((id, options.idRange)) }
      code.readListing(id: options.id, diff: options.options.diff, at: options.attributes[.diff]?.contentRange)
      code.checkLines(options.options.lines, of: block.literal, at: options.attributes[.lines]?.contentRange)
      if let range = options.attributes[.caption]?.contentRange { readCaption(range, at: .init(node: index)) }
    } else if ForeignForm.fence(source.text(in: source.trimmingBlanks(block.infoRange))) == nil,
      let advice = OptionsElsewhere.advice(forWordsBehindLanguage: source.text(in: rest))
    {
      repeated.add(
        "words behind a language", rest, "'\(source.text(in: rest))' does nothing here",
        "\(advice) Options stand in braces, as in ```\(language) {title=\"a.txt\" .numbers}.")
    }
    if language.isEmpty { checkForgottenOutput(at: index) }
    code.readNotes(block.literal, block.lines, of: index, below: index)
    listings.append(listing)
  }

  /// A fence without a language directly below a cell whose output is documented nowhere: as likely as not it was to be that.
  private mutating func checkForgottenOutput(at index: Int) {
    guard let cell = cells.last, document.nodes[cell.node].end == index, cell.documented.isEmpty,
      cell.expectedComments.isEmpty, !cell.options.noRun, !cell.options.hideOutput,
      document.nodes[index].parent == document.nodes[cell.node].parent
    else { return }
    let line = source.lineRange(source.position(at: document.nodes[index].range.lowerBound).line)
    repeated.add(
      "forgotten output", document.nodes[index].range.lowerBound..<line.upperBound,
      "this fence is only shown, and not compared with what the cell above it gives",
      "A documented output begins with ```output. Where it is none say so by a language: ```text.")
  }

  /// A line in a paragraph that begins with backticks, as a fence does, and has others further on: what is code to its author is text,
  /// and the line that should end it begins a fence, which swallows what follows.
  private mutating func readBrokenFence(in node: Node) {
    for range in lines(of: node) where FenceLookalike.isBrokenFence(source.text(in: range)) {
      diagnostics.append(
        Diagnostic(
          .error, at: .init(range, in: source), "this line begins no code, because it has more backticks further on",
          explanation:
            "What stands below it would be text, and what stands below the next fence code. Begin and end the code with ~~~ in place of backticks."
        ))
    }
  }

  /// The lines of a node, without what begins those of its containers.
  private func lines(of node: Node) -> [Range<Int>] {
    let first = source.position(at: node.range.lowerBound).line
    return (first...source.position(at: node.range.upperBound).line).map { line in
      let range = source.lineRange(line)
      return source.trimmingContainers(
        max(range.lowerBound, line == first ? node.range.lowerBound : 0)..<range.upperBound)
    }
  }

  /// Warns of a fence of Swift within text that is no fence: HTML, or indented code.
  private mutating func readText(at index: Int) {
    let node = document.nodes[index]
    let reason: String
    switch node.kind {
    case .htmlBlock where !node.kind.isOpaqueHTML:
      reason = "It stands within HTML: leave a blank line above it."
    case .codeBlock: reason = "It is indented by four columns or more, which makes it text: indent it less."
    case .paragraph:
      readBrokenFence(in: node)
      return
    default: return
    }
    var lines = lines(of: node)
    if case .codeBlock = node.kind { lines = Array(lines.prefix(1)) }
    for range in lines {
      guard let lookalike = FenceLookalike(line: source.text(in: range)), lookalike.kind == .cell else { continue }
      repeated.add("text", range, "this fence is no cell and is only shown", reason)
      return
    }
  }

  private mutating func readCell(_ written: Node.CodeBlock, at index: Int) {
    var block = written
    if block.literal.utf8.count > SwiftParsing.largestCode {
      let first = block.lines.first ?? written.infoRange
      report(
        .error, first, "this cell is too large: it has \(block.literal.utf8.count >> 10) KiB of code",
        "A cell may have \(SwiftParsing.largestCode >> 10) KiB. Make several of it, or read its data from a file.")
      (block.literal, block.lines) = ("", [])
    } else if let excess = NestingScan.excess(in: block.literal) {
      let before = block.literal.utf8.prefix(excess.offset)
      let line = block.lines[min(before.count { $0 == UInt8(ascii: "\n") }, block.lines.count - 1)]
      let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
      report(excess.kind, min(line.lowerBound + column, line.upperBound)..<line.upperBound)
      // Nobody parses what would exhaust the parser; with an error in the source nothing is run anyway.
      (block.literal, block.lines) = ("", [])
    }
    // What is wrong with it has its own words, which those of the compiler would only hide.
    if ForeignForm.code(block.literal) != nil { (block.literal, block.lines) = ("", []) }
    let info = FenceInfo(source, block.infoRange)
    let options = CellOptionReader(info, in: source)
    diagnostics += options.diagnostics
    if let id = options.id { ids.append((id, options.idRange)) }
    code.readListing(
      id: options.id, isHidden: options.options.hidden, diff: options.options.diff, at: options.contentRange(of: .diff))
    code.checkLines(options.options.lines, of: block.literal, at: options.contentRange(of: .lines))
    let hidden = HiddenLines(in: block.literal)
    code.checkHiddenLines(hidden, block.lines)
    checkClosed(block, at: index, what: "cell")
    let expectedComments = ExpectedCommentReader(code: block.literal, lines: block.lines, in: source)
    diagnostics += expectedComments.diagnostics
    let isQuestion = options.options.predict
    for (range, form) in expectedComments.lookalikes {
      if isQuestion {
        reportAnswer(in: range, .warning)
      } else {
        repeated.add(
          "comment", range, "this comment is not compared with what the cell prints", "Write it as \(form)",
          instead: form
        )
      }
    }
    let documented = outputs.read(after: index, id: options.id)
    expectedLines.formUnion(documented.nodes)
    if isQuestion {
      for comment in expectedComments.expectedComments { reportAnswer(in: comment.range, .error) }
      reportElisions(in: documented.outputs)
    }
    code.readNotes(block.literal, block.lines, of: index, below: documented.nodes.last ?? index, isSwift: true)
    steps.append(.cell(cells.count))
    cells.append(
      Cell(
        index: cells.count, id: options.id, name: "\(name)#\(options.id ?? "cell-\(cells.count + 1)")",
        options: options.options, node: index, range: source.trimmingLineEnding(document.nodes[index].range),
        code: block.literal, lines: block.lines, hiddenLines: hidden, documented: documented.outputs,
        expectedComments: expectedComments.expectedComments,
        linePrefix: source.linePrefix(at: document.nodes[index].range.lowerBound)))
    if let range = options.contentRange(of: .caption) { readCaption(range, at: .init(node: index)) }
  }

  /// Reports a comment that says what a cell prints which asks for it.
  private mutating func reportAnswer(in range: Range<Int>, _ severity: Diagnostic.Severity) {
    report(
      severity, range, "this comment gives the answer to the question that its cell asks",
      "Readers predict from the code: let the answer stand in an output fence alone, or leave out .predict.")
  }

  /// Reports the first line of what a question has as its answer that leaves something out.
  private mutating func reportElisions(in outputs: [DocumentedOutput]) {
    for case .text(let fence) in outputs {
      let lines = zip(fence.text.split(separator: "\n", omittingEmptySubsequences: false), fence.lines)
      guard let (_, range) = lines.first(where: { OutputText.hasEllipsis(String($0.0)) }) else { continue }
      return report(
        .error, range, "a question whose answer leaves something out has no right answer",
        "Document all of what the cell shows, or let it print less; three dots that it prints are written \\...")
    }
  }

  /// Reads a caption, which is inline Markdown.
  ///
  /// - Parameter range: what stands between the signs that enclose it.
  private mutating func readCaption(_ range: Range<Int>, at position: CaptionPosition) {
    let nodes = document.nodes
    let isQuoted = sequence(first: position.node) { nodes[$0].parent }.prefix { $0 > 0 }
      .contains { nodes[$0].kind == .blockQuote }
    let text = CaptionText(range, at: position, in: source, isQuoted: isQuoted)
    let result = MarkdownParser.caption.parseInline(text.bytes, at: text.offsets, of: source)
    diagnostics += result.problems.map { problem in
      Diagnostic(.error, at: .init(problem.range, in: source), problem.summary, explanation: problem.explanation)
    }
    ForeignSyntax(document: result.document).report(to: &repeated)
    captions[position.node] = result.document
    for (index, node) in result.document.nodes.enumerated() {
      guard case .checkedValue(let value) = node.kind else { continue }
      readCheckedValue(value, at: index, of: result.document, in: position)
    }
  }

  private mutating func report(_ excess: NestingScan.Excess, _ range: Range<Int>) {
    report(.error, range.lowerBound..<min(range.lowerBound + 1, range.upperBound), excess.summary, excess.explanation)
  }

  private mutating func checkOutputFence(_ block: Node.CodeBlock, at index: Int) {
    let info = FenceInfo(source, block.infoRange)
    let rest = info.languageRange.upperBound..<source.trimmingBlanks(block.infoRange).upperBound
    if !rest.isEmpty {
      report(
        .error, source.trimmingBlanks(rest), "an output fence takes no options",
        "Options stand on the cell that gives the output.")
    }
    guard !expectedLines.contains(index) else { return checkClosed(block, at: index, what: "output fence") }
    let start = document.nodes[index].range.lowerBound
    let line = source.lineRange(source.position(at: start).line)
    report(
      .error, start..<max(start, line.upperBound), "this output fence does not follow a cell",
      cells.isEmpty
        ? "There is no cell above it. A documented output stands directly below the cell that gives it."
        : "A documented output stands directly below the cell that gives it, with no text between them. For text that "
          + "is only to be shown, use the language 'text'.")
  }

  private mutating func checkClosed(_ block: Node.CodeBlock, at index: Int, what: String) {
    guard block.closingFence == nil else { return }
    let start = document.nodes[index].range.lowerBound
    let line = source.lineRange(source.position(at: start).line)
    report(
      .error, start..<max(start, line.upperBound), "this \(what) is never closed",
      "It ends with a line of as many backticks as it begins with.")
  }

  private mutating func readCheckedValue(
    _ value: Node.CheckedValue, at index: Int, of document: Document, in caption: CaptionPosition? = nil
  ) {
    if value.expression.utf8.allSatisfy({ $0.isBlank || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      report(
        .error, document.nodes[index].range, "this checked value has no expression",
        "A Swift expression stands after the '=', as in [0.072](<=losses.last!>).")
    }
    var expression = value.expression
    if let (written, options) = CheckedValueOptionReader.options(in: value.expression) {
      report(
        .error, value.expressionRange, "the options of a checked value stand behind its '>'",
        "Write [\(document.plainText(of: index))](<=\(written)> \"\(options)\").")
      expression = ""
    }
    if expression.utf8.count > SwiftParsing.largestCode {
      report(
        .error, value.expressionRange.lowerBound..<value.expressionRange.lowerBound + 1,
        "this expression is too long to be read",
        "A checked value may have \(SwiftParsing.largestCode >> 10) KiB. Let a cell above work it out.")
      expression = ""
    }
    if let excess = NestingScan.excess(in: expression) {
      report(excess.kind, value.expressionRange)
      expression = ""
    }
    let options = CheckedValueOptionReader(value.titleRange, in: source)
    diagnostics += options.diagnostics
    steps.append(.checkedValue(checkedValues.count))
    checkedValues.append(
      CheckedValue(
        index: checkedValues.count, node: index, caption: caption,
        isInTable: document.isInTableCell(index), range: document.nodes[index].range,
        options: options.options, expression: expression, expressionRange: value.expressionRange,
        documented: document.plainText(of: index), documentedRange: value.textRange))
  }

  /// A figure image directly below a cell without an id documents nothing, which its author cannot have meant; unless it
  /// is another cell's figure, shown again.
  private mutating func checkPicturesWithoutID() {
    for cell in cells where cell.id == nil {
      guard let image = outputs.figureImage(after: cell.node), !expectedLines.contains(document.nodes[image].parent),
        case .image(let destination, _) = document.nodes[image].kind,
        !ids.contains(where: { FigureName.number(of: destination, cell: $0.id) != nil })
      else { continue }
      let line = source.lineRange(source.position(at: cell.range.lowerBound).line)
      let id = Path.name(of: destination)
      diagnostics.append(
        Diagnostic(
          .error, at: .init(cell.range.lowerBound..<line.upperBound, in: source),
          "this cell documents a picture and needs an id",
          explanation: "Its figures are called after it: write swift {#\(id)} for '\(destination)'.",
          notes: [.init(location: .init(document.nodes[image].range, in: source), text: "the picture stands here")]))
    }
  }

  /// A checked value in a title that is no caption: it would be shown as it is typed, and not be checked.
  private mutating func checkTitles() {
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .link(_, let title) where title.contains("](<="),
        .image(_, let title) where title.contains("](<=") && captions[index] == nil:
        report(
          .error, node.range, "a checked value in this title is not checked",
          "Only the title of a picture that stands alone in its paragraph and has attributes, as in ![…](a.png \"title\"){#fig-a}, is a caption."
        )
      default: break
      }
    }
  }

  /// `x-2` is both the second picture of the cell `x` and the first of the cell `x-2`.
  private mutating func checkSharedFigures() {
    var owners: [String: String] = [:]
    for cell in cells {
      for case .picture(let picture) in cell.documented {
        guard let owner = owners.updateValue(cell.name, forKey: picture.path) else { continue }
        report(
          .error, picture.range, "the figure file '\(picture.path)' is documented twice",
          owner == cell.name
            ? "Each picture of a cell has a file of its own. To show one once more, put text between the images."
            : "Both '\(owner)' and '\(cell.name)' would write it: give one of them another id.")
      }
    }
  }

  /// What a cell shows is no wider than the cell.
  private mutating func checkWidePictures() {
    let pictures = Dictionary(cells.flatMap { cell in cell.pictures.map { ($0.node, cell) } }) { first, _ in first }
    for label in labels where label.options.wide {
      guard let cell = pictures[label.node] else { continue }
      report(
        .warning, document.nodes[label.node].attributes ?? label.range,
        "'.wide' changes nothing at a picture that '\(cell.name)' shows",
        "Give it to the cell: swift {#\(cell.id ?? "") .wide}.")
    }
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ range: Range<Int>, _ summary: String, _ explanation: String
  ) {
    diagnostics.append(Diagnostic(severity, at: .init(range, in: source), summary, explanation: explanation))
  }
}

extension SourceText {
  /// A line's range without blanks, quote marks and the marks of list items at its start.
  func trimmingContainers(_ range: Range<Int>) -> Range<Int> {
    let isMark = { (byte: UInt8) in byte.isBlank || ">-+*".utf8.contains(byte) }
    let start = bytes[range].firstIndex { !isMark($0) } ?? range.upperBound
    return start..<range.upperBound
  }

  package func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }
}
