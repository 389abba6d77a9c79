import Text

extension MarkdownExtension {
  /// `[^a]` in the text, and what `[^a]: text` says on lines of its own.
  package static let footnotes = MarkdownExtension("footnotes") { text, next in
    guard text.bytes.contains(.leftBracket) else { return next(text) }
    var footnotes: [LocatedFootnote] = []
    var tree: MarkdownTree?
    if let visible = FootnoteFinder.visible(text).map(ContainerFinder.visible) {
      var items = CMarkConverter.parse(visible.bytes)
      var finder = FootnoteFinder(text: text)
      BlockLocator.locate(&items, in: visible) { finder.search($0, $1, $2, $3) }
      footnotes = finder.footnotes
    }
    for _ in 0..<4 where tree == nil && !footnotes.isEmpty {
      let extracted = ExtractedBlocks(footnotes.map(\.block), in: text)
      let read = next(extracted.text)
      let placed = Set(extracted.placed(in: read).map(\.range))
      if placed.count == footnotes.count {
        tree = extracted.restored(read) { footnotes[$0].write($1, $2, &$3) }
      }
      footnotes.removeAll { !placed.contains($0.range) }
    }
    if tree == nil { footnotes = [] }
    var result = tree ?? next(text)
    FootnoteNumbers.set(in: &result, footnotes, of: text)
    return result
  }
}

extension LocatedFootnote {
  fileprivate func write(_ item: MarkdownTree.Element, _ inside: ExtractedBlocks.Inside, _ builder: inout TreeBuilder) {
    let note = Node.Footnote(label: label, number: 0, references: 0)
    builder.open(item.replaced(by: .footnote(note), at: range))
    var index = inside.parts[0].lowerBound
    while index < inside.parts[0].upperBound {
      let (node, next) = (inside.items[index].node, inside.items[index].node.end)
      if case .list = node.kind, index == inside.parts[0].lowerBound {
        builder.copy(index + 2..<next, of: inside.items)
      } else if next < inside.parts[0].upperBound {
        builder.copy(index..<next, of: inside.items)
      }
      index = next
    }
    builder.close()
  }
}

/// Finds the references to footnotes and numbers the footnotes in the order in which they are first referred to.
private struct FootnoteNumbers {
  private var notes: [String: Node.Footnote] = [:]
  private var problems: [MarkdownProblem] = []
  private let text: SourceText

  static func set(in tree: inout MarkdownTree, _ footnotes: [LocatedFootnote], of text: SourceText) {
    var numbers = FootnoteNumbers(text: text)
    for footnote in footnotes { numbers.define(footnote) }
    numbers.replaceReferences(in: &tree)
    for index in tree.items.indices {
      guard case .footnote(let note) = tree.items[index].node.kind, let numbered = numbers.notes[note.label] else {
        continue
      }
      // A label that is taken twice is an error, of which one is shown.
      tree.items[index].node.kind = .footnote(numbered)
    }
    for footnote in footnotes where numbers.notes[footnote.label]?.number == 0 {
      numbers.report(.unusedFootnote, footnote.markRange, "is referred to nowhere, and no page shows it")
    }
    tree.problems += numbers.problems
  }

  private init(text: SourceText) { self.text = text }

  private mutating func define(_ footnote: LocatedFootnote) {
    if notes[footnote.label] != nil {
      report(.footnote, footnote.markRange, "is defined above already")
    } else if footnote.lines.isEmpty {
      report(.footnote, footnote.markRange, "has no text")
    }
    notes[footnote.label] = Node.Footnote(label: footnote.label, number: 0, references: 0)
  }

  private mutating func replaceReferences(in tree: inout MarkdownTree) {
    var reader = LiteralReader()
    var linkEnd = 0
    var count = 0
    tree.rewrite { index, items, builder in
      switch items[index].node.kind {
      case .link, .image, .checkedValue: linkEnd = max(linkEnd, items[index].node.end)
      case .text(let literal) where index >= linkEnd && literal.utf8.contains(.leftBracket):
        guard let located = LocatedText(items[index], in: text.bytes, by: &reader) else { return nil }
        let marks = Self.marks(in: located)
        guard !marks.isEmpty else { return nil }
        var start = 0
        for mark in marks {
          let label = FootnoteFinder.label(located.literal[mark])
          let range = located.range(mark)
          guard var note = notes[label] else {
            if Self.isCharacterClass(label) { continue }
            report(.footnote, range, "refers to no footnote of this chapter")
            continue
          }
          if note.number == 0 {
            count += 1
            note.number = count
          }
          note.references += 1
          notes[label] = note
          located.write(start..<mark.lowerBound, to: &builder)
          builder.leaf(.footnoteReference(note), at: range, of: items[index])
          start = mark.upperBound
        }
        located.write(start..<located.literal.count, to: &builder)
        return index + 1
      default: break
      }
      return nil
    }
  }

  /// Whether it is what regular expressions have for other signs than some: `[^0-9]`, `[^,;]`.
  private static func isCharacterClass(_ label: String) -> Bool {
    let signs = Array(label.unicodeScalars)
    if label != "*", signs.allSatisfy({ $0.isASCII && !$0.properties.isAlphabetic && $0.properties.numericType == nil })
    {
      return true
    }
    var position = 0
    while position + 2 < signs.count, signs[position + 1] == "-" { position += 3 }
    return position > 0 && position == signs.count
  }

  /// Each `[^label]` of which nothing is escaped.
  private static func marks(in text: LocatedText) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var position = 0
    while let open = text.literal[position...].firstIndex(of: .leftBracket) {
      position = open + 1
      guard let end = FootnoteFinder.endOfMark(at: open, in: text.literal),
        (open..<end).allSatisfy({ text.isPlain($0) || text.literal[$0] >= 0x80 })
      else { continue }
      marks.append(open..<end)
      position = end
    }
    return marks
  }

  private mutating func report(_ kind: MarkdownProblem.Kind, _ range: Range<Int>, _ what: String) {
    problems.append(
      MarkdownProblem(
        kind, at: range, "`\(text.text(in: range))` \(what).",
        explanation:
          "A footnote is `[^label]` in the text, and `[^label]: text` on lines of its own, the further ones indented by four "
          + "columns. To show these characters as they are, put them into code."))
  }
}
