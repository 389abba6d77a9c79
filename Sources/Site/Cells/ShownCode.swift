import Book

/// A piece of code as a page shows it, whether a cell's or a fence's.
struct ShownCode {
  /// Without the newline that ends its last line: it would be an empty line of the frame.
  let code: String
  let language: String
  var title: String?
  var lines: LineSet?
  var hasNumbers = false
  var hidden: HiddenLines?
  var notes: CodeNotes?
  /// What the ids of its notes begin with. Anchors with an underscore at the start are the page's own.
  let anchor: String
  /// The id of the listing that it is compared with.
  var earlier: String?
  var isWide = false
  /// Of the names in it that lead somewhere.
  var links: [CodeLink] = []

  init(_ cell: Cell, _ listing: ChapterOutline.Listing, notes: CodeNotes?) {
    code = Self.shown(cell.code)
    language = "swift"
    title = cell.options.title
    lines = cell.options.lines
    hasNumbers = cell.options.numbers
    hidden = cell.hiddenLines.marks.isEmpty ? nil : cell.hiddenLines
    self.notes = notes
    anchor = "_" + listing.id
    earlier = cell.options.diff.map { String($0.dropFirst()) }
    isWide = cell.options.wide
  }

  /// - Parameter index: the index of the fence among those of its chapter.
  init(_ listing: CodeListing, at index: Int, notes: CodeNotes?) {
    code = Self.shown(listing.code)
    language = listing.language
    title = listing.options.title
    lines = listing.options.lines
    hasNumbers = listing.options.numbers
    self.notes = notes
    anchor = "_" + (listing.id ?? "code-\(index + 1)")
    earlier = listing.options.diff.map { String($0.dropFirst()) }
    isWide = listing.options.wide
  }

  static func shown(_ code: String) -> String { code.hasSuffix("\n") ? String(code.dropLast()) : code }

  /// The id of the text of a note.
  func noteID(_ number: Int) -> String { "\(anchor)-note-\(number)" }

  var lineCount: Int { code.utf8.count { $0 == UInt8(ascii: "\n") } + 1 }

  /// The lines that are shown at once, without the marks of their notes.
  var visibleLines: [(line: Int, text: String)] {
    code.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { line in hidden?.hides(line.offset) != true }
      .map { line in
        guard let note = notes?.marks[line.offset] else { return (line.offset, String(line.element)) }
        return (line.offset, String(decoding: line.element.utf8.prefix(note.start), as: UTF8.self))
      }
  }
}

extension HiddenLines {
  func hides(_ line: Int) -> Bool { marks.contains(line) || runs.contains { $0.contains(line) } }
}
