/// A figure file of a book: a picture, and above it the mark of `accept`, which says for which cell it was written.
///
/// The mark is a comment on the first line. What has none was made by somebody else, and is neither overwritten nor
/// removed.
package struct FigureFile: Sendable, Hashable {
  /// The picture without the mark.
  package var svg: String
  /// The full name of the cell for which `accept` wrote the file, as the mark has it; nil where somebody else made it.
  package var cell: String?

  private static let opening = "<!-- Written by build-book accept for "
  private static let closing = ". -->"

  /// What a file holds.
  package init(_ content: String) {
    let line = content.utf8.prefix { $0 != UInt8(ascii: "\n") }
    let first = String(Substring(line)).filter { $0 != "\r" }
    guard first.hasPrefix(Self.opening), first.hasSuffix(Self.closing) else {
      svg = content
      return
    }
    svg = String(Substring(content.utf8.dropFirst(line.count + 1)))
    cell = String(first.dropFirst(Self.opening.count).dropLast(Self.closing.count))
  }

  /// A picture as it is written for a cell.
  package init(svg: String, cell: String) {
    self.svg = svg.utf8.last == UInt8(ascii: "\n") ? svg : svg + "\n"
    self.cell = Self.written(cell)
  }

  /// Whether `accept` wrote it.
  package var isGenerated: Bool { cell != nil }

  package var content: String { cell.map { Self.opening + $0 + Self.closing + "\n" + svg } ?? svg }

  /// A name as it may stand in an XML comment, which has no two hyphens in a row.
  static func written(_ name: String) -> String {
    var result = ""
    for character in name { result += character == "-" && result.hasSuffix("-") ? "%2D" : String(character) }
    return result
  }

  /// What the picture says of itself: its accessible name; nil where it has none.
  var ownDescription: String? {
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
