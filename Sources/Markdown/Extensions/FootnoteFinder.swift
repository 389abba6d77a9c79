import Text

/// A footnote in the source: `[^label]:` and the blocks that are its text, whose further lines are indented by four columns.
struct LocatedFootnote {
  /// The bytes of `[^label]`.
  var markRange: Range<Int>
  var label: String
  var range: Range<Int>
  /// Its text as an item of a list, which takes the same lines; empty where there is none.
  var lines: [ExtractedBlocks.Line]

  /// What comes after it begins with a heading, which ends whatever is open.
  var block: ExtractedBlocks.Block {
    ExtractedBlocks.Block(range: range, parts: [lines + [ExtractedBlocks.Line(opening: "#", pieces: [])]])
  }
}

/// Finds the footnotes of a text, in the order of the text, before libcmark takes them for paragraphs, code and definitions of
/// links.
struct FootnoteFinder {
  private(set) var footnotes: [LocatedFootnote] = []
  private let text: SourceText

  init(text: SourceText) { self.text = text }

  /// The text with a control character, which it does not contain, in place of the colons after labels: `[^a]: word` alone would
  /// define a link to `word`, and vanish. Nil for a text without footnotes, or without a control character to spare.
  static func visible(_ text: SourceText) -> SourceText? {
    var colons: [Int] = []
    var position = 0
    while let open = text.bytes[position...].firstIndex(of: .leftBracket) {
      position = open + 1
      if let end = endOfMark(at: open, in: text.bytes), end < text.bytes.count, text.bytes[end] == .colon {
        colons.append(end)
        position = end
      }
    }
    guard !colons.isEmpty, let character = FormulaPlaceholders.unusedCharacter(in: text.bytes) else { return nil }
    var bytes = text.bytes
    for colon in colons { bytes[colon] = character }
    return SourceText(name: text.name, bytes: bytes)
  }

  /// The end of `[^label]`, whose label has neither blanks nor brackets and, as those of links, no more than 1,000 bytes.
  static func endOfMark(at start: Int, in bytes: [UInt8]) -> Int? {
    guard bytes.has("[^".utf8, at: start) else { return nil }
    var end = start + 2
    while end < bytes.count, end - start <= 1002, !bytes[end].isWhitespace, bytes[end] != .leftBracket {
      if bytes[end] == .rightBracket { return end > start + 2 ? end + 1 : nil }
      end += 1
    }
    return nil
  }

  /// What labels are compared by: capital letters count as small ones.
  static func label(_ mark: some Collection<UInt8>) -> String {
    String(decoding: mark.dropFirst(2).dropLast(), as: UTF8.self).lowercased()
  }

  /// Looks through the lines of the paragraph or heading at `index`, in the text with its colons hidden, and those below it.
  mutating func search(
    _ index: Int, _ items: [MarkdownTree.Element], _ content: LeafContent, _ containers: Containers
  ) {
    guard content.bytes.contains(.leftBracket), let lines = items[index].textLines(in: text) else { return }
    var isOpen = false
    for number in lines {
      let (cursor, isComplete) = containers.content(of: number, in: text)
      let indentation = cursor.indentation(in: text.bytes)
      if isComplete, indentation.columns <= 3 || number == lines.lowerBound,
        let mark = Self.endOfMark(at: indentation.end, in: text.bytes),
        mark < cursor.end, text.bytes[mark] == .colon
      {
        begin(indentation.end..<mark, on: number, lineEnd: cursor.end)
        isOpen = true
      } else if isOpen, isComplete {
        append(number, cursor, indentation)
      } else {
        // A lazy line ends what it cannot belong to.
        isOpen = false
      }
    }
    guard isOpen, !items[index].isHeading else { return }
    extend(from: lines.upperBound + 1, containers)
  }

  private mutating func begin(_ mark: Range<Int>, on line: Int, lineEnd: Int) {
    let rest = text.bytes.trimmed(mark.upperBound + 1..<lineEnd)
    footnotes.append(
      LocatedFootnote(
        markRange: mark, label: Self.label(text.bytes[mark]),
        range: mark.lowerBound..<(rest.isEmpty ? mark.upperBound + 1 : rest.upperBound),
        lines: rest.isEmpty
          ? []
          : [ExtractedBlocks.Line(opening: "-   ", pieces: [rest.lowerBound..<lineEnd], ending: text.lineEnding(line))])
    )
  }

  /// Adds a line to the last footnote.
  private mutating func append(_ line: Int, _ original: LineCursor, _ indentation: LineCursor.Indentation) {
    var cursor = original
    cursor.advance(columns: min(4, indentation.columns), in: text.bytes)
    let opening = footnotes[footnotes.count - 1].lines.isEmpty ? "-   " : "    "
    footnotes[footnotes.count - 1].lines.append(
      ExtractedBlocks.Line(
        opening: opening + String(repeating: " ", count: cursor.columnsLeftOfTab), pieces: [cursor.rest],
        ending: text.lineEnding(line)))
    footnotes[footnotes.count - 1].range =
      footnotes[footnotes.count - 1].range.lowerBound..<text.bytes.trimmed(cursor.rest).upperBound
  }

  /// Adds the indented lines that follow the last footnote's first paragraph, and the blank ones between them.
  private mutating func extend(from first: Int, _ containers: Containers) {
    var blankLines = 0
    var number = first
    while number <= text.lineStarts.count {
      let (cursor, isComplete) = containers.content(of: number, in: text)
      let indentation = cursor.indentation(in: text.bytes)
      defer { number += 1 }
      if indentation.isBlank {
        blankLines += 1
        continue
      }
      guard isComplete, indentation.columns >= 4 else { return }
      if !footnotes[footnotes.count - 1].lines.isEmpty {
        for _ in 0..<blankLines { footnotes[footnotes.count - 1].lines.append(ExtractedBlocks.Line(pieces: [])) }
      }
      blankLines = 0
      append(number, cursor, indentation)
    }
  }
}

extension SourceText {
  /// The bytes that end a line, counted from 1; empty at the end of the text.
  fileprivate func lineEnding(_ line: Int) -> Range<Int> {
    lineRange(line).upperBound..<(line < lineStarts.count ? lineStarts[line] : bytes.count)
  }
}
