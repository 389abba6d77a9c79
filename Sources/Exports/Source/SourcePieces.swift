import Book
import Markdown
import Site
import Text

/// The text of a chapter as Markdown that other programs know, cut where its cells stand.
struct SourcePieces {
  enum Piece {
    case text(String)
    /// The index of a cell that the chapter shows.
    case cell(Int)
  }

  private let chapter: Chapter
  private let report: ChapterReport
  private let words: any InterfaceWords
  private let marksUnchecked: Bool
  private let showsHiddenCells: Bool
  private let outline: ChapterOutline
  private let references: CrossReferences
  private let destination: (String) -> String
  private var edits: [Edit] = []

  private struct Edit {
    var range: Range<Int>
    var replacement: [Piece]
    /// What begins each further line of the container that it stands in.
    var linePrefix = ""
    /// Whether it is about what stands before it.
    var isTrailing = false
  }

  /// - Parameters:
  ///   - marksUnchecked: whether values that were not compared say so.
  ///   - showsHiddenCells: whether cells that pages do not show are among the pieces.
  ///   - destination: where a link leads, by what stands in the chapter.
  init(
    _ chapter: CheckedChapter, _ report: ChapterReport, _ references: CrossReferences, words: any InterfaceWords,
    marksUnchecked: Bool = false, showsHiddenCells: Bool = false, destination: @escaping (String) -> String = { $0 }
  ) {
    self.references = references
    outline = chapter.outline
    self.showsHiddenCells = showsHiddenCells
    self.destination = destination
    self.chapter = chapter.chapter
    self.report = report
    self.words = words
    self.marksUnchecked = marksUnchecked
    let frontMatter = chapter.chapter.frontMatter
    if chapter.outline.titleNode == nil {
      edits.append(Edit(range: frontMatter.range, replacement: [.text("# \(chapter.title)\n\n")]))
    } else if !frontMatter.range.isEmpty {
      edits.append(Edit(range: frontMatter.range, replacement: []))
    }
    for cell in chapter.chapter.cells { replace(cell) }
    for value in chapter.chapter.checkedValues where value.caption == nil { replace(value) }
    for index in chapter.chapter.document.nodes.indices { replace(index) }
    for container in chapter.chapter.containers { replace(container, chapter.outline) }
    for listing in chapter.chapter.listings where listing.options != CodeOptions() || listing.id != nil {
      replace(listing)
    }
  }

  // MARK: What stands for what

  private mutating func replace(_ cell: Cell) {
    // Within a container the anchor would be a line of something else.
    let anchor = cell.linePrefix.isEmpty ? self.anchor(ofNode: cell.node).map { Piece.text("\($0)\n") } : nil
    edits.append(
      Edit(
        range: cell.range,
        replacement: cell.options.hidden && !showsHiddenCells
          ? [] : [anchor, .cell(cell.index)].compactMap(\.self),
        linePrefix: cell.linePrefix))
    for output in cell.documented {
      switch output {
      case .text(let fence): edits.append(Edit(range: fence.range, replacement: []))
      case .picture(let picture): edits.append(Edit(range: picture.range, replacement: []))
      }
    }
  }

  private mutating func replace(_ value: CheckedValue) {
    var text = text(of: value)
    if value.isInTable { text = String(decoding: MarkdownEscape.escapingBars(Array(text.utf8)), as: UTF8.self) }
    edits.append(Edit(range: value.range, replacement: [.text(text)]))
  }

  /// Other programs know no containers: of one its name and its title are kept.
  private mutating func replace(_ container: Container, _ outline: ChapterOutline) {
    let node = chapter.document.nodes[container.node]
    let source = chapter.source
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
      Edit(range: node.range.lowerBound..<title.lowerBound, replacement: opening.isEmpty ? [] : [.text(opening)]))
    if !ending.isEmpty { edits.append(Edit(range: title.upperBound..<line.upperBound, replacement: [.text(ending)])) }
    var end = node.range.upperBound
    while end > line.upperBound, source.bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
    if end < node.range.upperBound, end > line.upperBound {
      edits.append(Edit(range: end..<node.range.upperBound, replacement: []))
    }
  }

  /// Nor do they know the options of a fence.
  private mutating func replace(_ listing: CodeListing) {
    let node = chapter.document.nodes[listing.node]
    guard case .codeBlock(let block) = node.kind else { return }
    let heading = heading(of: listing)
    guard listing.options.include == nil else {
      let fence = String(repeating: "`", count: 3)
      let title = listing.options.title.map { "`\($0)`:\n\n" } ?? ""
      edits.append(
        Edit(
          range: node.range,
          replacement: [.text("\(heading)\(title)\(fence)\(listing.language)\n\(listing.code)\(fence)")]))
      return
    }
    if !heading.isEmpty {
      edits.append(Edit(range: node.range.lowerBound..<node.range.lowerBound, replacement: [.text(heading)]))
    }
    edits.append(Edit(range: block.infoRange, replacement: [.text(listing.language)]))
  }

  /// The number and the caption of code that has one, as a paragraph above it; empty for other code.
  private func heading(of listing: CodeListing) -> String {
    guard let name = outline.target(ofNode: listing.node).flatMap(references.name(of:)) else { return "" }
    let anchor = listing.id.map { "<a id=\"\($0)\"></a>" } ?? ""
    let caption = caption(ofNode: listing.node).map { ": \($0)" } ?? ""
    let start = chapter.document.nodes[listing.node].range.lowerBound
    let line = chapter.source.lineRange(chapter.source.position(at: start).line)
    // Of what begins the lines of a container only quote marks are repeated.
    let before = chapter.source.text(in: line.lowerBound..<start)
    let prefix = String(before.map { $0 == ">" ? $0 : " " })
    return "\(anchor)**\(name)**\(caption)\n\(prefix)\n\(prefix)"
  }

  /// The anchor of something that has an id of its own, as HTML, which other programs take in Markdown.
  private func anchor(ofNode node: Int) -> String? {
    let cellIDs = chapter.cells.lazy.filter { $0.node == node }.compactMap(\.id)
    guard let id = cellIDs.first ?? chapter.labels.first(where: { $0.node == node })?.id else { return nil }
    return "<a id=\"\(id)\"></a>"
  }

  private func text(of value: CheckedValue) -> String {
    let report = report.checkedValues[value.index]
    guard marksUnchecked, report.verdict == .notCompared else { return report.shown }
    return "\(report.shown) (\(words.unchecked))"
  }

  private mutating func replace(_ index: Int) {
    let node = chapter.document.nodes[index]
    switch node.kind {
    case .heading:
      guard let attributes = node.attributes else { return }
      let anchor = anchor(ofNode: index).map { " " + $0 } ?? ""
      edits.append(Edit(range: attributes, replacement: anchor.isEmpty ? [] : [.text(anchor)], isTrailing: true))
    case .image:
      guard let attributes = node.attributes else { return }
      let name = outline.target(ofNode: index).flatMap(references.name(of:))
      let caption = caption(ofNode: index)
      let words = name.map { " (\($0))" } ?? ""
      if caption != nil, let title = chapter.document.titleRange(ofImage: index) {
        // With the blanks before it, and the signs that enclose it.
        var start = title.lowerBound - 1
        while chapter.source.bytes[start - 1].isWhitespace { start -= 1 }
        edits.append(Edit(range: start..<title.upperBound + 1, replacement: []))
      }
      let text = words + (anchor(ofNode: index) ?? "") + (caption.map { ": \($0)" } ?? "")
      edits.append(Edit(range: attributes, replacement: [.text(text)], isTrailing: true))
    case .math where node.attributes != nil:
      let name = outline.target(ofNode: index).flatMap(references.name(of:))
      edits.append(
        Edit(
          range: node.attributes!,
          replacement: [.text(name.map { "\n\n(\($0))\(anchor(ofNode: index) ?? "")" } ?? "")], isTrailing: true))
    case .tableCaption:
      let table = node.parent
      let first = chapter.document.children(of: index).map { chapter.document.nodes[$0].range.lowerBound }.min()
      let name = outline.target(ofNode: table).flatMap(references.name(of:)) ?? ""
      edits.append(
        Edit(range: node.range.lowerBound..<(first ?? node.range.upperBound), replacement: [.text("\n**\(name)** ")]))
      if let attributes = chapter.document.nodes[table].attributes {
        edits.append(
          Edit(range: attributes, replacement: [.text(anchor(ofNode: table) ?? "")], isTrailing: true))
      }
    case .term:
      guard let anchor = outline.target(ofNode: index)?.anchor else { return }
      let end = chapter.document.children(of: index).map { chapter.document.nodes[$0].range.upperBound }.max()
      let position = end ?? node.range.upperBound
      edits.append(Edit(range: position..<position, replacement: [.text("<a id=\"\(anchor)\"></a>")]))
    case .citation, .link:
      guard let (range, text) = replacement(ofNode: index, in: chapter.document) else { return }
      edits.append(Edit(range: range, replacement: [.text(text)]))
    case .math(let math) where !math.isDisplay && chapter.source.text(in: node.range).hasPrefix("$`"):
      edits.append(Edit(range: node.range, replacement: [.text("$\(math.source)$")]))
    case .codeBlock(let block) where block.isFenced && block.info == "math":
      edits.append(Edit(range: node.range, replacement: [.text("$$\n\(block.literal)$$")]))
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
      guard new != written else { return nil }
      let end = document.children(of: index).map { document.nodes[$0].range.upperBound }.max()
      let quoted = title.isEmpty ? "" : " \"\(title.replacing("\"", with: "\\\""))\""
      return ((end ?? node.range.lowerBound + 1)..<node.range.upperBound, "](<\(new)>\(quoted))")
    default: return nil
    }
  }

  // MARK: Pieces

  /// The works that the chapter cites, as a section at its end; nil where it cites none.
  var works: String? {
    let works = references.works(of: chapter)
    guard !works.isEmpty else { return nil }
    return "## \(words.references)\n\n" + works.map { "- " + Markup($0).markdown }.joined(separator: "\n")
  }

  var pieces: [Piece] {
    let bytes = chapter.source.bytes
    var pieces: [Piece] = []
    var text: [UInt8] = []
    // What began the lines of the container in which the last cell stood, and which ends with it.
    var linePrefix = ""
    func finish() {
      let trimmed = Self.trimmed(String(decoding: text, as: UTF8.self), withoutPrefix: linePrefix)
      if !trimmed.isEmpty { pieces.append(.text(trimmed)) }
      text = []
    }
    // Of two that overlap the outer one begins first, or is longer.
    let sorted = edits.sorted { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
    for span in chapter.source.readingOrder {
      var position = span.lowerBound
      let first = sorted.partitioningIndex { $0.range.lowerBound >= span.lowerBound }
      for edit in sorted[first...].prefix(while: { $0.range.lowerBound < span.upperBound })
      where edit.range.lowerBound >= position {
        text += bytes[position..<edit.range.lowerBound]
        position = edit.range.upperBound
        // What stood behind something else leaves no blanks behind it.
        if edit.isTrailing { while let last = text.last, last.isBlank { text.removeLast() } }
        for piece in edit.replacement {
          switch piece {
          case .text(let replacement): text += replacement.utf8
          case .cell:
            if text.hasSuffix(edit.linePrefix) { text.removeLast(edit.linePrefix.utf8.count) }
            finish()
            pieces.append(piece)
            linePrefix = edit.linePrefix
          }
        }
        guard edit.replacement.isEmpty, text.allSatisfy(\.isWhitespace) || text.hasSuffix("\n\n") else { continue }
        // Neither the empty lines around it stay, nor its indentation.
        while let last = text.last, last.isBlank { text.removeLast() }
        while position < span.upperBound, bytes[position].isWhitespace { position += 1 }
        while position > edit.range.upperBound, !"\r\n".utf8.contains(bytes[position - 1]) { position -= 1 }
      }
      if position < span.upperBound { text += bytes[position..<span.upperBound] }
    }
    finish()
    return pieces
  }

  /// Without empty lines at its ends, and without what began the lines of a container as long as all lines have it.
  private static func trimmed(_ text: String, withoutPrefix prefix: String) -> String {
    var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)[...]
    func isEmpty(_ line: Substring) -> Bool { line.utf8.allSatisfy(\.isWhitespace) }
    if !prefix.isEmpty {
      for index in lines.indices where index > lines.startIndex || !isEmpty(lines[index]) {
        guard isEmpty(lines[index]) || lines[index].hasPrefix(prefix) else { break }
        if !isEmpty(lines[index]) { lines[index] = lines[index].dropFirst(prefix.count) }
      }
    }
    lines = lines.drop(while: isEmpty)
    while let last = lines.last, isEmpty(last) { lines.removeLast() }
    return lines.joined(separator: "\n")
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

extension [UInt8] {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
