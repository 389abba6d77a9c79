import Book
import Execution
import Markdown
import Pipeline

/// What could be accepted on some lines of a chapter: of a cell, of a checked value, or of all of it.
struct AcceptOffer {
  var title: String
  /// What it is an answer to, where that is one thing.
  var diagnostics: [Diagnostic]
  var acceptance: Acceptance
  /// What is meant, as `AcceptTarget` has it.
  var target: AcceptTarget

  /// Whether something of it looks like a regression, or as if it were another at each run.
  var isDoubtful: Bool { acceptance.changes.contains { $0.severity == .warning } }
  /// Whether it is more than edits of the chapter's text.
  var hasFiles: Bool { !acceptance.files.isEmpty || !acceptance.obsoleteFiles.isEmpty }
}

/// What of a chapter is accepted.
enum AcceptTarget: Equatable {
  case chapter
  /// A cell, with the checked values of its caption, by its full name.
  case cell(String)
  /// A checked value by its index.
  case value(Int)
}

extension Acceptance {
  /// What is written into the chapter.
  var texts: [(range: Range<Int>, text: String)] {
    edits.map { ($0.range, String(decoding: $0.replacement, as: UTF8.self)) }
  }
}

extension OpenDocument {
  /// What `accept` would write as the text stands now; nil where nothing has run that could be accepted.
  ///
  /// Where outputs show lines of the chapter they change with it, and only `accept` itself finds out what they become.
  func acceptance(of target: AcceptTarget, _ chapter: Chapter, _ book: LoadedBook) -> Acceptance? {
    guard let run, !chapter.mentionsLines else { return nil }
    if target == .chapter, !run.isWhole(for: chapter) { return nil }
    let results = run.results(for: chapter)
    switch target {
    case .chapter: return book.acceptance(of: chapter, results, exact: false)
    case .cell(let name): return book.acceptance(of: chapter, results, names: [name], exact: false)
    case .value(let index):
      var acceptance = book.acceptance(of: chapter, results, exact: false)
      acceptance.edits.removeAll { $0.step != .checkedValue(index) }
      acceptance.changes.removeAll { chapter.step(of: $0) != .checkedValue(index) }
      acceptance.files = []
      acceptance.obsoleteFiles = []
      return acceptance
    }
  }

  /// What is offered for the drifts that are shown on some lines of a chapter or of a file that it includes, by its name in messages.
  func offers(
    for findings: ChapterFindings, in lines: ClosedRange<Int>, of file: String, _ chapter: Chapter, _ book: LoadedBook
  ) -> [AcceptOffer] {
    let drifts = findings.diagnostics.filter { $0.severity == .drift }
    var offers: [AcceptOffer] = []
    for drift in drifts {
      guard let step = chapter.step(of: drift), chapter.lines(of: step, in: file)?.overlaps(lines) == true else {
        continue
      }
      let (target, name) = chapter.target(of: step)
      if let known = offers.firstIndex(where: { $0.target == target }) {
        offers[known].diagnostics.append(drift)
        continue
      }
      guard let acceptance = acceptance(of: target, chapter, book), !acceptance.isEmpty else { continue }
      offers.append(
        AcceptOffer(title: "Accept \(name)", diagnostics: [drift], acceptance: acceptance, target: target))
    }
    guard !offers.isEmpty, drifts.count > 1, let all = acceptance(of: .chapter, chapter, book), !all.isEmpty else {
      return offers
    }
    offers.append(
      AcceptOffer(title: "Accept all of '\(chapter.name)'", diagnostics: [], acceptance: all, target: .chapter))
    return offers
  }
}

extension Chapter {
  fileprivate func target(of step: Step) -> (AcceptTarget, name: String) {
    switch step {
    case .cell(let index): (.cell(cells[index].name), "the output of '\(cells[index].name)'")
    case .checkedValue(let index): (.value(index), "the value of '\(checkedValues[index].expression)'")
    }
  }

  /// The lines, from 1, of a step and of what it documents; nil of one in another file.
  fileprivate func lines(of step: Step, in file: String) -> ClosedRange<Int>? {
    let range =
      switch step {
      case .cell(let index): cells[index].extent
      case .checkedValue(let index): checkedValues[index].range
      }
    let location = Diagnostic.Location(range, in: source)
    return location.file == file ? location.start.line...location.end.line : nil
  }
}

extension AcceptTarget {
  /// As the arguments of a command have it.
  var argument: JSONValue {
    switch self {
    case .chapter: .null
    case .cell(let name): .string(name)
    case .value(let index): .integer(index)
    }
  }

  init?(_ argument: JSONValue?) {
    switch argument {
    case nil, .null: self = .chapter
    case .string(let name): self = .cell(name)
    case .integer(let index): self = .value(index)
    default: return nil
    }
  }
}
