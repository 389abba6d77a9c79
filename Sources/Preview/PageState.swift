import Book
import Site
import Storage

/// What a page is told of itself beside its text.
struct PageState: Encodable, Hashable {
  struct Problem: Encodable, Hashable {
    var severity: String
    /// The line of the chapter, from 1.
    var line: Int?
    var text: String
    var advice: String?
    var notes: [String] = []
    /// The cell that it is about, by its anchor.
    var anchor: String?
    /// What accepts it; nil where nothing does.
    var accept: AcceptRequest?
    var differences: [Difference] = []
    /// The documented picture and the fresh one, where it is one that differs.
    var pictures: Pictures?
  }

  struct Pictures: Encodable, Hashable {
    var documented: Picture?
    var fresh: Picture?
    /// The documented file, where it is not there any more.
    var missing: String?
  }

  struct Picture: Encodable, Hashable {
    var html: String
    /// What it says of itself.
    var description: [Piece]
  }

  /// A documented line and the fresh one in its place, in pieces.
  struct Difference: Encodable, Hashable {
    var documented: [Piece]?
    var fresh: [Piece]?
    /// By how much numbers moved.
    var movement: String?
  }

  struct Piece: Encodable, Hashable {
    var text: String
    var isOther: Bool
  }

  /// The version of the book's contents: with another they are made again.
  var contents = ""
  /// Why the chapter is not in the book any more, in a sentence; nil while it is. And the page of the chapter that is the same, if there
  /// is one.
  var absence: String?
  var newPage: String?
  /// Whether the outputs on the page are those of its text.
  var isCurrent = false
  /// The run of the chapter that is under way.
  var run: RunEvent?
  /// The anchors of cells whose outputs are those of an earlier text.
  var stale: [String] = []
  /// The versions of all cells, by their anchors.
  var cells: [String: String] = [:]
  var problems: [Problem] = []
  /// What is wrong with the rest of the book: `book.yml`, and how many errors each other chapter has.
  var elsewhere: [String] = []
}

extension PageState {
  init(_ live: LiveChapter, _ diagnostics: [Diagnostic], _ weaver: SiteWeaver) {
    let cells = live.chapter.cells
    isCurrent = live.isCurrent
    stale = live.stale.sorted().map { cells[$0].anchor }
    self.cells = Dictionary(cells.map { ($0.anchor, $0.version) }) { first, _ in first }
    problems = diagnostics.filter { $0.severity > .note }.enumerated().map { index, diagnostic in
      var value: CheckedValue?
      var cell: Cell?
      switch live.chapter.step(of: diagnostic) {
      case .cell(let index): cell = cells[index]
      case .checkedValue(let index):
        value = live.chapter.checkedValues[index]
        cell = value.flatMap(live.chapter.cell(captionedBy:))
      case nil: break
      }
      var accept: AcceptRequest?
      if diagnostic.severity == .drift, cell != nil || value != nil {
        accept = AcceptRequest(
          page: LiveBook.page(of: live.chapter.file), cell: cell?.name,
          value: cell == nil ? value.map { .init(index: $0.index, expression: $0.expression) } : nil)
      }
      return Problem(
        severity: diagnostic.severity.rawValue, line: diagnostic.location?.start.line, text: diagnostic.summary,
        advice: diagnostic.explanation,
        notes: diagnostic.notes.map { note in (note.location.map { "line \($0.start.line): " } ?? "") + note.text },
        anchor: cell?.anchor, accept: accept,
        differences: diagnostic.picture == nil ? diagnostic.differences.prefix(20).map(Difference.init) : [],
        pictures: Pictures(diagnostic, of: cell, weaver, id: "drift-\(index)"))
    }
  }
}

extension PageState.Pictures {
  fileprivate init?(_ diagnostic: Diagnostic, of cell: Cell?, _ weaver: SiteWeaver, id: String) {
    guard let picture = diagnostic.picture else { return nil }
    let words = diagnostic.differences.first.map(PageState.Difference.init)
    func shown(_ drawing: Diagnostic.Picture.Drawing?, _ words: [PageState.Piece]?, _ side: String) -> PageState
      .Picture?
    {
      drawing.map {
        PageState.Picture(
          html: weaver.fragment($0, id: "\(id)-\(side)"),
          description: words ?? ($0.description.isEmpty ? [] : [.init(text: $0.description, isOther: false)]))
      }
    }
    documented = shown(picture.documented, words?.documented, "documented")
    fresh = shown(picture.fresh, words?.fresh, "fresh")
    if documented == nil { missing = cell?.picture(at: diagnostic.location?.range.lowerBound) }
  }
}

extension PageState.Difference {
  init(_ difference: Diagnostic.Difference) {
    let movements = difference.parts.compactMap(\.movement).joined(separator: ", ")
    self.init(
      documented: difference.documented.map { Self.pieces($0, difference.parts.map(\.documented)) },
      fresh: difference.fresh.map { Self.pieces($0, difference.parts.map(\.fresh)) },
      movement: movements.isEmpty ? nil : movements)
  }

  /// The text of a line, cut where what differs begins and ends.
  private static func pieces(_ line: String, _ parts: [Range<Int>]) -> [PageState.Piece] {
    let bytes = Array(line.utf8)
    var pieces: [PageState.Piece] = []
    var position = 0
    func add(_ end: Int, isOther: Bool) {
      guard end > position else { return }
      pieces.append(.init(text: String(decoding: bytes[position..<end], as: UTF8.self), isOther: isOther))
      position = end
    }
    for part in parts where part.lowerBound >= position && part.upperBound <= bytes.count {
      add(part.lowerBound, isOther: false)
      add(part.upperBound, isOther: true)
    }
    add(bytes.count, isOther: false)
    return pieces
  }
}

/// A chapter has begun to run, goes on to its next cell, or has ended.
struct RunEvent: Encodable, Hashable {
  var page: String
  var isRunning: Bool
  /// The anchor of the cell that runs.
  var cell: String?
  /// Which of the chapter's cells that is, from 1, and how many there are.
  var number: Int?
  var count: Int?
  /// How long it runs already, where that is asked for later.
  var seconds: Double?
  /// Why cells run again that are as they were.
  var note: String?
}

/// What of a chapter is to be accepted, named by its page: a cell by its full name, a checked value of the text, or, without either,
/// all.
struct AcceptRequest: Codable, Hashable, Sendable {
  struct Value: Codable, Hashable, Sendable {
    var index: Int
    var expression: String
  }

  var page: String
  var cell: String?
  var value: Value?
}

/// What was written into chapters, or why nothing was.
struct WritingAnswer: Encodable {
  var changes: Int
  var problem: String?
}

extension Cell {
  /// The file of the documented picture whose image stands at a byte of the chapter.
  func picture(at offset: Int?) -> String? {
    guard let offset else { return nil }
    for case .picture(let picture) in documented where picture.range.contains(offset) { return picture.path }
    return nil
  }

  /// What distinguishes it from a cell with other code at its anchor.
  var version: String { Cache.digest(Array(code.utf8)) }

  /// Where the cell stands on its page.
  var anchor: String { name.split(separator: "#").last.map(String.init) ?? name }
}
