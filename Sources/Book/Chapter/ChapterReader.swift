import Markdown
import Text

/// Walks a chapter's nodes once and gathers its cells, their documented outputs and the checked values.
struct ChapterReader {
  private(set) var cells: [Cell] = []
  private(set) var checkedValues: [CheckedValue] = []
  private(set) var steps: [Chapter.Step] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let document: Document
  private let name: String
  private let outputs: DocumentedOutputReader
  /// The nodes that document an output of some cell.
  private var expectedLines: Set<Int> = []
  private var ids: [String: Range<Int>] = [:]
  private var source: SourceText { document.source }

  init(document: Document, name: String, readFigure: @escaping (String) -> String?) {
    self.document = document
    self.name = name
    outputs = DocumentedOutputReader(document: document, readFigure: readFigure)
  }

  mutating func read() {
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .codeBlock(let block) where block.isFenced: readFence(block, at: index)
      case .checkedValue(let value): readCheckedValue(value, at: index)
      default: break
      }
    }
    checkPicturesWithoutID()
    checkSharedFigures()
  }

  private mutating func readFence(_ block: Node.CodeBlock, at index: Int) {
    let languageRange = FenceInfo.language(in: source, block.infoRange)
    switch source.text(in: languageRange) {
    case "swift": readCell(block, at: index)
    case "output": checkOutputFence(block, at: index)
    case let language:
      // One letter away from a word that would mean something is a slip that nobody would notice on the page.
      guard language != "text", let near = ["swift", "output"].first(where: { isSlip(language, of: $0) }) else {
        return
      }
      report(
        .warning, languageRange, "a fence in the language '\(language)' is only shown",
        near == "swift" ? "A cell that is run is in the language 'swift'." : "A documented output is marked 'output'.")
    }
  }

  private func isSlip(_ language: String, of word: String) -> Bool {
    language.utf8.count < 10
      && Spelling.distance(Array(language.lowercased().unicodeScalars), Array(word.unicodeScalars)) <= 1
  }

  private mutating func readCell(_ written: Node.CodeBlock, at index: Int) {
    var block = written
    if let excess = BracketDepth.excess(in: block.literal) {
      let line = block.literal.utf8.prefix(excess).count { $0 == UInt8(ascii: "\n") }
      reportDepth(block.lines[min(line, block.lines.count - 1)])
      // Nobody parses what would exhaust the parser; with an error in the source nothing is run anyway.
      (block.literal, block.lines) = ("", [])
    }
    let info = FenceInfo(source, block.infoRange)
    let options = CellOptionReader(info, in: source)
    diagnostics += options.diagnostics
    if let id = options.id {
      if let first = ids[id] {
        diagnostics.append(
          Diagnostic(
            .error, at: .init(options.idRange, in: source), "the id '\(id)' is taken",
            explanation: "Every cell of a chapter has an id of its own.",
            notes: [.init(location: .init(first, in: source), text: "'\(id)' is first given here")]))
      } else {
        ids[id] = options.idRange
      }
    }
    checkClosed(block, at: index, what: "cell")
    let expectedComments = ExpectedCommentReader(code: block.literal, lines: block.lines, in: source)
    diagnostics += expectedComments.diagnostics
    let documented = outputs.read(after: index, id: options.id)
    expectedLines.formUnion(documented.nodes)
    steps.append(.cell(cells.count))
    cells.append(
      Cell(
        index: cells.count, id: options.id, name: "\(name)#\(options.id ?? "cell-\(cells.count + 1)")",
        options: options.options, node: index, range: source.trimmingLineEnding(document.nodes[index].range),
        code: block.literal, lines: block.lines, documented: documented.outputs,
        expectedComments: expectedComments.expectedComments,
        linePrefix: source.linePrefix(at: document.nodes[index].range.lowerBound)))
  }

  private mutating func reportDepth(_ range: Range<Int>) {
    report(
      .error, range, "brackets are nested too deep here",
      "Square brackets may be nested \(BracketDepth.squareLimit) deep, all brackets together \(BracketDepth.limit).")
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

  private mutating func readCheckedValue(_ value: Node.CheckedValue, at index: Int) {
    if value.expression.utf8.allSatisfy({ $0.isBlank || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      report(
        .error, document.nodes[index].range, "this checked value has no expression",
        "A Swift expression stands after the '=', as in [0.072](<=losses.last!>).")
    }
    var expression = value.expression
    if BracketDepth.excess(in: expression) != nil {
      reportDepth(value.expressionRange)
      expression = ""
    }
    steps.append(.checkedValue(checkedValues.count))
    checkedValues.append(
      CheckedValue(
        index: checkedValues.count, node: index, expression: expression, expressionRange: value.expressionRange,
        documented: document.plainText(of: index), documentedRange: value.textRange))
  }

  /// A figure image directly below a cell without an id documents nothing, which its author cannot have meant; unless it
  /// is another cell's figure, shown again.
  private mutating func checkPicturesWithoutID() {
    for cell in cells where cell.id == nil {
      guard let image = outputs.figureImage(after: cell.node), !expectedLines.contains(document.nodes[image].parent),
        case .image(let destination, _) = document.nodes[image].kind,
        !ids.keys.contains(where: { FigureName.number(of: destination, cell: $0) != nil })
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

  /// `x-2` is both the second picture of the cell `x` and the first of the cell `x-2`.
  private mutating func checkSharedFigures() {
    var owners: [String: String] = [:]
    for cell in cells {
      for case .picture(let picture) in cell.documented {
        guard let owner = owners.updateValue(cell.name, forKey: picture.path) else { continue }
        report(
          .error, picture.range, "the figure file '\(picture.path)' is documented twice",
          owner == cell.name
            ? "Each picture of a cell has a file of its own."
            : "Both '\(owner)' and '\(cell.name)' would write it: give one of them another id.")
      }
    }
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ range: Range<Int>, _ summary: String, _ explanation: String
  ) {
    diagnostics.append(Diagnostic(severity, at: .init(range, in: source), summary, explanation: explanation))
  }
}

extension SourceText {
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }
}
