import Text

/// A figure file of a book: a picture, and above it the marker of `accept`, which says for which cell it was written.
///
/// The marker is a comment on the first line. What has none was made by somebody else, and is neither overwritten nor
/// removed. A second comment holds what the picture says of itself where the picture has no accessible name.
package struct FigureFile: Sendable, Hashable {
  /// The picture without the comments.
  package var svg: String
  /// The full name of the cell for which `accept` wrote the file, as the marker has it; nil where somebody else made it.
  package var cell: String?
  /// What a picture without accessible name says of itself.
  private var note: String?

  private static let marker = (opening: "<!-- Written by build-book accept for ", closing: ". -->")
  private static let noteMarker = (opening: "<!-- It shows: ", closing: " -->")

  /// What a file holds.
  package init(_ content: String) {
    svg = content
    cell = Self.takeComment(Self.marker, from: &svg)
    if isGenerated { note = Self.takeComment(Self.noteMarker, from: &svg) }
  }

  /// A picture as it is written for a cell.
  package init(svg: String, description: String, cell: String) {
    self.svg = svg.utf8.last == UInt8(ascii: "\n") ? svg : svg + "\n"
    self.cell = Self.written(cell)
    let line = OutputText.lines(description).joined(separator: " ")
    if !line.isEmpty, Self.accessibleName(of: svg) == nil { note = Self.written(line) }
  }

  /// Whether `accept` wrote it.
  package var isGenerated: Bool { cell != nil }

  /// Whether `accept` wrote it under that name: what it wrote and somebody copied is that person's own.
  ///
  /// - Parameter path: where it is, relative to the folder of its chapter.
  func isOriginal(at path: String) -> Bool {
    owner.map { FigureName.number(of: path, cell: $0.id) != nil } ?? false
  }

  /// Whether `accept` wrote it under that name for a cell in the folder of a chapter.
  func isOriginal(at path: String, besideChapter chapter: String) -> Bool {
    isOriginal(at: path) && owner.map { Path.folder(of: $0.chapter) } == Path.folder(of: chapter)
  }

  /// The chapter and the cell for which `accept` wrote the file.
  var owner: (chapter: String, id: String)? {
    guard let name = cell.map(Self.read), let hash = name.lastIndex(of: "#") else { return nil }
    return (String(name[..<hash]), String(name[name.index(after: hash)...]))
  }

  package var content: String { (cell.map { Self.comment($0, Self.marker) } ?? "") + compared }

  /// What is compared: all but the marker.
  var compared: String { (note.map { Self.comment($0, Self.noteMarker) } ?? "") + svg }

  /// What the picture says of itself; nil where it has no accessible name and no comment.
  var ownDescription: String? { note.map(Self.read) ?? Self.accessibleName(of: svg) }

  // MARK: Comments

  private static func comment(_ text: String, _ marker: (opening: String, closing: String)) -> String {
    marker.opening + text + marker.closing + "\n"
  }

  /// The text of a comment that is the first line of `content`, from which it is taken.
  private static func takeComment(_ marker: (opening: String, closing: String), from content: inout String) -> String? {
    let line = content.utf8.prefix { $0 != UInt8(ascii: "\n") }
    let first = String(Substring(line)).filter { $0 != "\r" }
    guard first.hasPrefix(marker.opening), first.hasSuffix(marker.closing) else { return nil }
    content = String(Substring(content.utf8.dropFirst(line.count + 1)))
    return String(first.dropFirst(marker.opening.count).dropLast(marker.closing.count))
  }

  /// A text as it may stand in an XML comment of one line, which has no two hyphens in a row.
  private static func written(_ text: String) -> String {
    var result = ""
    for character in PercentEncoding.encoded(line: text) {
      if character == "-", result.hasSuffix("-") { result += "%2D" } else { result.append(character) }
    }
    return result
  }

  private static func read(_ text: String) -> String { PercentEncoding.decoded(text) }

  /// The name by which a picture is known to who cannot see it; nil where it has none.
  private static func accessibleName(of svg: String) -> String? {
    var reader = XMLReader(svg)
    guard case .start(_, let attributes)? = try? reader.next() else { return nil }
    if let label = attributes.first(where: { $0.name == "aria-label" }) { return label.value }
    // A title or a description of the whole picture is the first thing in it.
    while let event = try? reader.next() {
      switch event {
      case .text(let text) where text.utf8.allSatisfy({ $0 <= UInt8(ascii: " ") }): continue
      case .start("title", _), .start("desc", _):
        if case .text(let text)? = try? reader.next() { return text }
        return nil
      default: return nil
      }
    }
    return nil
  }
}

extension Comparison {
  /// A figure file beside a fresh picture. Of a file that somebody else made the picture alone is compared.
  func compare(_ file: FigureFile, _ fresh: FreshPicture) -> TextComparison {
    let new = FigureFile(svg: fresh.svg, description: fresh.description, cell: "")
    var comparison = ofFigures
    if case .within = numbers { comparison.valueScale = ValueScale(svg: fresh.svg) }
    return comparison.compare(file.compared, file.isGenerated ? new.compared : fresh.svg)
  }
}
