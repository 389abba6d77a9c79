import Book
import Markdown
import Site
import Text

/// The text of a chapter as Markdown that other programs know, whole or cut where its cells stand.
struct SourcePieces {
  enum Piece {
    case text(String)
    /// The index of a cell that the chapter shows.
    case cell(Int)
  }

  /// What becomes of it.
  enum Form {
    /// One text, with what stands for each cell in its place. Values that were not compared say so, and hidden cells are left out.
    case text
    /// Texts between cells, each of which a notebook shows by itself: nothing in one may refer to definitions in another.
    case notebook
  }

  private let chapter: Chapter
  private let report: ChapterReport
  private let words: any InterfaceWords
  private let form: Form
  private let outline: ChapterOutline
  private let references: CrossReferences
  private let destination: (String) -> String
  private var edits: [SourceEdit] = []
  /// Where footnotes stand, by their labels.
  private var footnotes: [String: Range<Int>] = [:]

  /// - Parameter destination: where a link leads, by what stands in the chapter.
  init(
    _ chapter: CheckedChapter, _ report: ChapterReport, _ references: CrossReferences, words: any InterfaceWords,
    form: Form, destination: @escaping (String) -> String = { $0 }
  ) {
    self.references = references
    outline = chapter.outline
    self.form = form
    self.destination = destination
    self.chapter = chapter.chapter
    self.report = report
    self.words = words
    let frontMatter = chapter.chapter.frontMatter
    if chapter.outline.titleNode == nil {
      edits.append(SourceEdit(range: frontMatter.range, replacement: [.text("# \(chapter.title)\n\n")]))
    } else if !frontMatter.range.isEmpty {
      edits.append(SourceEdit(range: frontMatter.range, replacement: []))
    }
    for cell in chapter.chapter.cells { replace(cell) }
    for value in chapter.chapter.checkedValues where value.caption == nil { replace(value) }
    for index in chapter.chapter.document.nodes.indices { replace(index) }
    for container in chapter.chapter.containers { replace(container, chapter.outline) }
    for listing in chapter.chapter.listings where listing.options != CodeOptions() || listing.id != nil {
      replace(listing)
    }
    // Of two that overlap the outer one begins first, or is longer.
    edits.sort { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
  }

  // MARK: What stands for what

  private mutating func replace(_ cell: Cell) {
    // In a notebook the name stands with the caption; where there is none, at the anchor.
    let isNamed = form == .notebook && caption(of: cell) == nil
    let name = isNamed ? outline.target(ofNode: cell.node).flatMap(references.name(of:)).map { "**\($0)**" } ?? "" : ""
    let anchor = anchor(ofNode: cell.node).map { SourceEdit.Content.text("\($0)\(name)\n") }
    edits.append(
      SourceEdit(
        range: cell.range,
        replacement: cell.options.hidden && form == .text ? [] : [anchor, .cell(cell.index)].compactMap(\.self),
        linePrefix: cell.linePrefix))
    for output in cell.documented {
      let range =
        switch output {
        case .text(let fence): fence.range
        case .picture(let picture): picture.range
        }
      edits.append(SourceEdit(range: range, replacement: [], linePrefix: cell.linePrefix))
    }
  }

  private mutating func replace(_ value: CheckedValue) {
    var text = text(of: value)
    if value.isInTable { text = String(decoding: MarkdownEscape.escapingBars(Array(text.utf8)), as: UTF8.self) }
    edits.append(SourceEdit(range: value.range, replacement: [.text(text)]))
  }

  /// Other programs know no containers: of one its name and its title are kept.
  private mutating func replace(_ container: Container, _ outline: ChapterOutline) {
    let node = chapter.document.nodes[container.node]
    let source = chapter.source
    let linePrefix = source.linePrefix(at: node.range.lowerBound)
    let line = source.lineRange(source.position(at: node.range.lowerBound).line)
    let first = container.node + 1
    let hasTitle = first < node.end && chapter.document.nodes[first].kind == .containerTitle
    let title = hasTitle ? chapter.document.nodes[first].range : line.upperBound..<line.upperBound
    var name = container.kind.alert.map(words.name) ?? ""
    switch container.kind {
    case .exercise: name = words.exercise(outline.target(ofNode: container.node)?.number ?? "")
    case .solution: name = words.solution
    default: if hasTitle { name = "" }
    }
    let isBold = hasTitle && name.isEmpty
    let anchor = container.id.map { "<a id=\"\($0)\"></a>" } ?? ""
    let opening =
      isBold ? anchor + "**" : name.isEmpty ? anchor : anchor + "**\(name)**" + (hasTitle ? " " : "")
    let ending = opening.isEmpty ? "" : isBold ? "**\n" : "\n"
    edits.append(
      SourceEdit(
        range: node.range.lowerBound..<title.lowerBound, replacement: opening.isEmpty ? [] : [.text(opening)],
        linePrefix: linePrefix))
    if !ending.isEmpty {
      edits.append(
        SourceEdit(range: title.upperBound..<line.upperBound, replacement: [.text(ending)], linePrefix: linePrefix))
    }
    var end = node.range.upperBound
    while end > line.upperBound, source.bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
    if end < node.range.upperBound, end > line.upperBound {
      edits.append(SourceEdit(range: end..<node.range.upperBound, replacement: [], linePrefix: linePrefix))
    }
  }

  /// Nor do they know the options of a fence.
  private mutating func replace(_ listing: CodeListing) {
    let node = chapter.document.nodes[listing.node]
    guard case .codeBlock(let block) = node.kind else { return }
    let heading = heading(ofNode: listing.node).map { $0 + "\n\n" } ?? ""
    let linePrefix = chapter.source.linePrefix(at: node.range.lowerBound)
    guard listing.options.include == nil else {
      let fence = String(repeating: "`", count: 3)
      let title = listing.options.title.map { "`\($0)`:\n\n" } ?? ""
      edits.append(
        SourceEdit(
          range: node.range,
          replacement: [.text("\(heading)\(title)\(fence)\(listing.language)\n\(listing.code)\(fence)")],
          linePrefix: linePrefix))
      return
    }
    if !heading.isEmpty {
      edits.append(
        SourceEdit(
          range: node.range.lowerBound..<node.range.lowerBound, replacement: [.text(heading)], linePrefix: linePrefix))
    }
    edits.append(SourceEdit(range: block.infoRange, replacement: [.text(listing.language)]))
  }

  /// The anchor, the number and the caption of code, or of a picture of a cell, that has them; nil for what has no number.
  private func heading(ofNode node: Int) -> String? {
    guard let name = outline.target(ofNode: node).flatMap(references.name(of:)) else { return nil }
    let caption = caption(ofNode: node).map { ": \($0)" } ?? ""
    return "\(anchor(ofNode: node) ?? "")**\(name)**\(caption)"
  }

  /// What stands below the picture of a cell that is a figure of its own; nil for any other picture.
  ///
  /// - Parameter picture: its index among the pictures that the cell shows.
  func heading(ofPicture picture: Int, of cell: Cell) -> String? {
    let nodes = cell.pictures.map(\.node)
    return picture < nodes.count ? heading(ofNode: nodes[picture]) : nil
  }

  /// What a cell asks of its output, with the answers to choose from; nil for a cell that asks nothing, or shows no output.
  func question(of cell: Cell, _ report: CellReport) -> String? {
    guard let question = CellQuestion(cell.options), !cell.options.hideOutput, !report.shown.isEmpty else { return nil }
    let choices = question.choices.map { "- " + MarkdownCode.span($0) }.joined(separator: "\n")
    return words.questions.prompt + (choices.isEmpty ? "" : "\n\n" + choices)
  }

  /// The anchor of something that has an id of its own, as HTML, which other programs take in Markdown.
  private func anchor(ofNode node: Int) -> String? {
    let ids = chapter.cells.lazy.filter { $0.node == node }.compactMap(\.id)
    let otherIDs = chapter.listings.lazy.filter { $0.node == node }.compactMap(\.id)
    guard let id = ids.first ?? otherIDs.first ?? chapter.labels.first(where: { $0.node == node })?.id else {
      return nil
    }
    return "<a id=\"\(id)\"></a>"
  }

  private func text(of value: CheckedValue) -> String {
    let report = report.checkedValues[value.index]
    guard form == .text, report.verdict == .notCompared else { return report.shown }
    return "\(report.shown) (\(words.unchecked))"
  }

  private mutating func replace(_ index: Int) {
    let node = chapter.document.nodes[index]
    switch node.kind {
    case .heading:
      guard let attributes = node.attributes else { return }
      let anchor = anchor(ofNode: index).map { " " + $0 } ?? ""
      edits.append(SourceEdit(range: attributes, replacement: anchor.isEmpty ? [] : [.text(anchor)], isTrailing: true))
    case .image:
      if let (range, text) = replacement(ofNode: index, in: chapter.document) {
        edits.append(SourceEdit(range: range, replacement: [.text(text)]))
      }
      guard let attributes = node.attributes else { return }
      let name = outline.target(ofNode: index).flatMap(references.name(of:))
      let caption = caption(ofNode: index)
      let words = name.map { " (\($0))" } ?? ""
      if caption != nil, let title = chapter.document.titleRange(ofImage: index) {
        // With the blanks before it, and the signs that enclose it.
        var start = title.lowerBound - 1
        while chapter.source.bytes[start - 1].isWhitespace { start -= 1 }
        edits.append(SourceEdit(range: start..<title.upperBound + 1, replacement: []))
      }
      let text = words + (anchor(ofNode: index) ?? "") + (caption.map { ": \($0)" } ?? "")
      edits.append(SourceEdit(range: attributes, replacement: [.text(text)], isTrailing: true))
    case .math where node.attributes != nil:
      let name = outline.target(ofNode: index).flatMap(references.name(of:))
      edits.append(
        SourceEdit(
          range: node.attributes!,
          replacement: [.text(name.map { "\n\n(\($0))\(anchor(ofNode: index) ?? "")" } ?? "")],
          linePrefix: chapter.source.linePrefix(at: node.range.lowerBound), isTrailing: true))
    case .tableCaption:
      let table = node.parent
      let first = chapter.document.children(of: index).map { chapter.document.nodes[$0].range.lowerBound }.min()
      let name = outline.target(ofNode: table).flatMap(references.name(of:)) ?? ""
      edits.append(
        SourceEdit(
          range: node.range.lowerBound..<(first ?? node.range.upperBound), replacement: [.text("\n**\(name)** ")],
          linePrefix: chapter.source.linePrefix(at: node.range.lowerBound)))
      if let attributes = chapter.document.nodes[table].attributes {
        edits.append(
          SourceEdit(range: attributes, replacement: [.text(anchor(ofNode: table) ?? "")], isTrailing: true))
      }
    case .term:
      guard let anchor = outline.target(ofNode: index)?.anchor else { return }
      let end = chapter.document.children(of: index).map { chapter.document.nodes[$0].range.upperBound }.max()
      let position = end ?? node.range.upperBound
      edits.append(SourceEdit(range: position..<position, replacement: [.text("<a id=\"\(anchor)\"></a>")]))
    case .citation, .link:
      guard let (range, text) = replacement(ofNode: index, in: chapter.document) else { return }
      edits.append(SourceEdit(range: range, replacement: [.text(text)]))
    case .math(let math) where !math.isDisplay && chapter.source.text(in: node.range).hasPrefix("$`"):
      edits.append(SourceEdit(range: node.range, replacement: [.text("$\(math.source)$")]))
    case .codeBlock(let block) where block.isFenced && block.info == "math":
      edits.append(
        SourceEdit(
          range: node.range, replacement: [.text("$$\n\(block.literal)$$")],
          linePrefix: chapter.source.linePrefix(at: node.range.lowerBound)))
    case .footnote(let note) where form == .notebook:
      footnotes[note.label] = footnotes[note.label] ?? node.range
      let cells = chapter.cells.filter { node.range.contains($0.range.lowerBound) }
      edits.append(
        SourceEdit(
          range: node.range, replacement: cells.map { .cell($0.index) },
          linePrefix: chapter.source.linePrefix(at: node.range.lowerBound)))
    case .footnoteReference(let note) where form == .notebook:
      edits.append(SourceEdit(range: node.range, replacement: [.footnoteReference(note.label)]))
    default: break
    }
  }

  /// What stands for a citation, or for a link without a text or to something that is elsewhere now; nil for any other node.
  ///
  /// - Parameter document: the chapter's, or that of a caption.
  private func replacement(ofNode index: Int, in document: Document) -> (range: Range<Int>, text: String)? {
    let node = document.nodes[index]
    switch node.kind {
    case .citation(let citation): return references.text(of: citation).map { (node.range, $0) }
    case .link(let written, let title):
      let new = destination(written)
      if let text = references.text(ofReference: index, in: document, of: chapter.file) {
        return (node.range, "[\(text)](<\(new)>)")
      }
      let isElsewhere = definesElsewhere(index, in: document)
      return new != written || isElsewhere ? destination(new, title, ofNode: index, in: document) : nil
    case .image(let written, let title):
      return definesElsewhere(index, in: document) ? destination(written, title, ofNode: index, in: document) : nil
    default: return nil
    }
  }

  /// Whether the destination of a link or a picture stands elsewhere in the text, `[text][label]`, where a notebook's cell does not
  /// see it.
  private func definesElsewhere(_ index: Int, in document: Document) -> Bool {
    let range = document.nodes[index].range
    return form == .notebook && document.source.bytes[range].last == UInt8(ascii: "]")
  }

  private func destination(
    _ destination: String, _ title: String, ofNode index: Int, in document: Document
  ) -> (range: Range<Int>, text: String) {
    let range = document.nodes[index].range
    let end = document.children(of: index).map { document.nodes[$0].range.upperBound }.max()
    let quoted = title.isEmpty ? "" : " \"\(title.replacing("\"", with: "\\\""))\""
    return ((end ?? range.lowerBound + 1)..<range.upperBound, "](<\(destination)>\(quoted))")
  }

  // MARK: Pieces

  /// The works that the chapter cites, as a section at its end; nil where it cites none.
  var works: String? {
    let works = references.works(of: chapter)
    guard !works.isEmpty else { return nil }
    return "## \(words.references)\n\n" + works.map { "- " + Markup($0).markdown }.joined(separator: "\n")
  }

  /// The texts and the cells between them.
  var pieces: [Piece] {
    var writer = SourceWriter(chapter.source, edits, textOfCell: { _ in nil }, definitions: footnotes(of:))
    for span in chapter.source.readingOrder { writer.write(span) }
    return writer.pieces()
  }

  /// The whole text.
  ///
  /// - Parameter textOfCell: what stands in place of a cell, by its index.
  func text(_ textOfCell: @escaping (Int) -> String) -> String {
    var writer = SourceWriter(chapter.source, edits, textOfCell: textOfCell)
    for span in chapter.source.readingOrder { writer.write(span) }
    return writer.wholeText
  }

  /// Footnotes, and those to which they refer. In place of a cell they have its name.
  private func footnotes(of labels: [String]) -> String {
    var labels = labels
    var texts: [String] = []
    var index = 0
    while index < labels.count {
      if let range = footnotes[labels[index]] {
        var writer = SourceWriter(
          chapter.source, edits, textOfCell: { outline.listings[$0].number.map(words.listing) ?? "" })
        writer.write(range, skippingFirst: true)
        texts.append(
          SourceWriter.trimmed(
            "\n" + writer.wholeText, withoutPrefix: chapter.source.linePrefix(at: range.lowerBound)))
        labels += writer.labels.filter { !labels.contains($0) }
      }
      index += 1
    }
    return texts.joined(separator: "\n\n")
  }

  /// A cell's caption; nil where it has none.
  func caption(of cell: Cell) -> String? { caption(ofNode: cell.node) }

  /// The caption of a cell, of other code or of a picture; nil where it has none.
  private func caption(ofNode node: Int) -> String? {
    guard let caption = chapter.captions[node], caption.nodes.count > 1 else { return nil }
    var text: [UInt8] = []
    let end = caption.nodes[1].end
    guard end > 2 else { return nil }
    var position = caption.nodes[2].range.lowerBound
    // Emphasis and links end behind what is in them.
    let upper = caption.nodes[2..<end].map(\.range.upperBound).max() ?? position
    let values = chapter.checkedValues.filter { $0.caption?.node == node }.map { ($0.range, self.text(of: $0)) }
    let others = caption.nodes.indices.compactMap { replacement(ofNode: $0, in: caption) }
    for (range, replacement) in (values + others).sorted(by: { $0.0.lowerBound < $1.0.lowerBound })
    where range.lowerBound >= position {
      text += caption.source.bytes[position..<range.lowerBound]
      text += replacement.utf8
      position = range.upperBound
    }
    text += caption.source.bytes[position..<max(position, upper)]
    // A quote has a backslash before it, because it stands between quotes.
    return String(decoding: text, as: UTF8.self).replacing("\\\"", with: "\"")
  }
}
