import Book
import Markdown

/// The outline of a chapter: its headings, and under each its cells.
struct ChapterSymbols {
  private let chapter: Chapter
  private let outline: ChapterOutline
  private let encoding: PositionEncoding

  /// - Parameter number: the chapter's in its book, from 1.
  init(_ chapter: Chapter, number: ChapterNumber?, _ encoding: PositionEncoding) {
    self.chapter = chapter
    outline = ChapterOutline(of: chapter, number: number)
    self.encoding = encoding
  }

  private struct Entry {
    var level: Int
    var range: Range<Int>
    var symbol: Answers.DocumentSymbol
  }

  var nested: [Answers.DocumentSymbol] {
    let source = chapter.source
    var entries = headings + chapter.cells.map(entry)
    entries.sort { $0.range.lowerBound < $1.range.lowerBound }
    // A heading reaches down to the next that is not below it.
    for index in entries.indices where entries[index].level < Self.cellLevel {
      let next = entries[(index + 1)...].first { $0.level <= entries[index].level }
      let end = next?.range.lowerBound ?? source.ownBytes.count
      entries[index].symbol.range = encoding.range(of: entries[index].range.lowerBound..<end, in: source)
    }
    var position = 0
    return Self.children(of: 0, entries, &position)
  }

  /// The same for editors that take no symbols within symbols.
  func flat(uri: String) -> [Answers.SymbolInformation] {
    func list(_ symbols: [Answers.DocumentSymbol], in container: String?) -> [Answers.SymbolInformation] {
      symbols.flatMap { symbol in
        [
          Answers.SymbolInformation(
            name: symbol.name, kind: symbol.kind, location: .init(uri: uri, range: symbol.range),
            containerName: container)
        ] + list(symbol.children, in: symbol.name)
      }
    }
    return list(nested, in: nil)
  }

  /// More than that of any heading.
  private static let cellLevel = 7

  /// Those that follow and are below a level. Headings nest no deeper than their levels.
  private static func children(of level: Int, _ entries: [Entry], _ position: inout Int) -> [Answers.DocumentSymbol] {
    var symbols: [Answers.DocumentSymbol] = []
    while position < entries.count, entries[position].level > level {
      let entry = entries[position]
      position += 1
      var symbol = entry.symbol
      if entry.level < cellLevel { symbol.children = children(of: entry.level, entries, &position) }
      symbols.append(symbol)
    }
    return symbols
  }

  private var headings: [Entry] {
    var entries: [Entry] = []
    if let title = outline.titleNode { entries.append(entry(title, level: 1, outline.title, number: nil)) }
    return entries + outline.headings.map { entry($0.node, level: $0.level, $0.text, number: $0.number) }
  }

  private func entry(_ node: Int, level: Int, _ text: String, number: String?) -> Entry {
    // What is included has its place where the chapter names it.
    let range = chapter.source.ownRange(of: chapter.document.nodes[node].range)
    let lines = encoding.range(of: range, in: chapter.source)
    let name = text.isEmpty ? "(without a title)" : text
    return Entry(
      level: level, range: range,
      symbol: .init(
        name: number.map { "\($0) \(name)" } ?? name, kind: .section, range: lines, selectionRange: lines))
  }

  /// A cell by its number, its id or caption, and its first line.
  private func entry(_ cell: Cell) -> Entry {
    let source = chapter.source
    let first = cell.code.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }.first {
      !$0.isEmpty
    }
    let caption = chapter.captions[cell.node].map { $0.plainText(of: 0) }.flatMap { $0.isEmpty ? nil : $0 }
    let listing = outline.listings[cell.index].number.map { "Listing \($0)" } ?? "cell \(cell.index + 1)"
    let name = [listing, cell.id.map { "#\($0)" }, caption].compactMap(\.self).joined(separator: " ")
    let extent = source.ownRange(of: cell.extent)
    let line = source.lineRange(source.position(at: extent.lowerBound).line)
    return Entry(
      level: Self.cellLevel, range: extent,
      symbol: .init(
        name: name, detail: first.map(String.init), kind: .value, range: encoding.range(of: extent, in: source),
        selectionRange: encoding.range(of: extent.lowerBound..<line.upperBound, in: source)))
  }
}
