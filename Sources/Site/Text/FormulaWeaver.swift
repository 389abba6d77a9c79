import Book
import Markdown

/// The formulas of a chapter: their HTML, the fonts that they use, and what is wrong with them.
///
/// A class because the renderer asks it, node by node, while it walks; it lives as long as one chapter is rendered.
final class FormulaWeaver {
  private(set) var fonts = MathFonts()
  private(set) var diagnostics: [Diagnostic] = []
  private let chapter: Chapter
  private let outline: ChapterOutline
  private let references: ReferenceWeaver
  private let typesetter: MathTypesetter
  private var reportedInstallation = false
  /// The bytes of a formula within which no line ends.
  private static let greatestUnbrokenLength = 24

  init(chapter: Chapter, outline: ChapterOutline, references: ReferenceWeaver, typesetter: MathTypesetter) {
    self.chapter = chapter
    self.outline = outline
    self.references = references
    self.typesetter = typesetter
  }

  /// The HTML of a node, of the chapter's text or of a caption, that is a formula; nil for any other.
  ///
  /// - Parameter isInText: whether the document is the chapter's, where a formula may have a number.
  func html(_ node: Int, of document: Document, isInText: Bool) -> String? {
    guard let formula = MathTypesetter.Formula(document.nodes[node].kind) else { return nil }
    let isBlock: Bool
    switch document.nodes[document.nodes[node].parent].kind {
    case .document, .blockQuote, .item, .alert, .footnote, .container, .definition: isBlock = true
    default: isBlock = false
    }
    let element = isBlock ? "div" : "span"
    let end = isBlock ? "</\(element)>\n" : "</\(element)>"
    if isInText, isBlock, let target = outline.target(ofNode: node), let id = target.anchor,
      let name = references.words.name(of: target), case .success(let html) = typesetter.html(formula)
    {
      fonts.add(html)
      let link = "<a class=\"equation-number\" href=\"#\(id)\">\(name)</a>"
      return
        "<div class=\"equation\" id=\"\(id)\">\n<div class=\"math\">\(html)</div>\n\(link)\n\(references.uses(of: target))</div>\n"
    }
    switch typesetter.html(formula) {
    case .success(let html):
      fonts.add(html)
      let isShort = !isBlock && formula.source.utf8.count <= Self.greatestUnbrokenLength
      return "<\(element) class=\"\(isShort ? "math short" : "math")\">\(html)\(end)"
    case .failure(let problem):
      report(problem, document.nodes[node])
      return "<\(element) class=\"math failed\"><code>\(VisibleText.html(formula.source))</code>\(end)"
    }
  }

  private func report(_ problem: MathTypesetter.Problem, _ node: Node) {
    if problem.isInstallation {
      if !reportedInstallation { diagnostics.append(Diagnostic(.error, problem.message)) }
      reportedInstallation = true
      return
    }
    let location = Diagnostic.Location(range(of: problem, node), in: chapter.source)
    diagnostics.append(Diagnostic(.error, at: location, "this formula cannot be set: \(problem.message)"))
  }

  /// The byte that KaTeX means; the whole formula where it does not say or the source is not the formula byte by byte.
  private func range(of problem: MathTypesetter.Problem, _ content: Node) -> Range<Int> {
    guard let position = problem.position else { return content.range }
    let source: String
    switch content.kind {
    case .math(let math): source = math.source
    case .codeBlock(let block): source = block.literal
    default: return content.range
    }
    let offset = String(decoding: Array(source.utf16.prefix(position)), as: UTF16.self).utf8.count
    switch content.kind {
    case .math(let math) where chapter.source.text(in: math.sourceRange) == math.source:
      let start = min(math.sourceRange.lowerBound + offset, math.sourceRange.upperBound)
      return start..<min(start + 1, math.sourceRange.upperBound)
    case .codeBlock(let block):
      let before = source.utf8.prefix(offset)
      let line = before.count { $0 == UInt8(ascii: "\n") }
      guard let range = line < block.lines.count ? block.lines[line] : block.lines.last else { return content.range }
      let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
      let start = min(range.lowerBound + column, range.upperBound)
      return start..<min(start + 1, range.upperBound)
    default: return content.range
    }
  }
}
