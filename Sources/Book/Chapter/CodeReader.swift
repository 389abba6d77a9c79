import Markdown
import Text

/// Reads what is shown beside and instead of code: notes at its lines, and the listings that it is compared with.
struct CodeReader {
  /// The notes of cells and fences, by their nodes.
  private(set) var notes: [Int: CodeNotes] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private let document: Document
  private var source: SourceText { document.source }
  /// The ids of listings that were read, and those that no page shows.
  private var ids = SpellingIndex()
  private var hiddenIDs: Set<String> = []

  init(document: Document) { self.document = document }

  /// - Parameters:
  ///   - last: the last node of what the code documents, or that of the code.
  ///   - isSwift: whether it is known what a comment is.
  mutating func readNotes(
    _ code: String, _ lines: [Range<Int>], of node: Int, below last: Int, isSwift: Bool = false
  ) {
    let list = document.nodes[last].end
    guard list < document.nodes[document.nodes[node].parent].end, case .list(let kind) = document.nodes[list].kind,
      kind.isOrdered, kind.start == 1
    else { return }
    var marks: [Int: CodeNotes.LineMark] = [:]
    for (number, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      marks[number] = CodeNotes.mark(line)
    }
    if isSwift, !marks.isEmpty {
      let comments = CommentLines.lines(of: code)
      marks = marks.filter { comments.contains($0.key) }
    }
    let items = Array(document.children(of: list))
    guard !marks.isEmpty else { return warnOfBareNumbers(code, lines, isSwift: isSwift, count: items.count) }
    for (line, mark) in marks.sorted(by: { $0.key < $1.key }) where mark.number > items.count && line < lines.count {
      report(
        lines[line].lowerBound + mark.start..<lines[line].upperBound, "the note (\(mark.number)) has no text",
        "The list below has \(items.count == 1 ? "one item" : "\(items.count) items"): one for each number.")
    }
    for (index, item) in items.enumerated() where !marks.values.contains(where: { $0.number == index + 1 }) {
      let line = source.lineRange(source.position(at: document.nodes[item].range.lowerBound).line)
      report(
        document.nodes[item].range.lowerBound..<line.upperBound,
        "the note (\(index + 1)) stands at no line of the code",
        "Write a comment such as `// (\(index + 1))` at the end of its line. A list that has nothing to do with the code "
          + "is parted from it by a sentence.")
    }
    notes[node] = CodeNotes(list: list, marks: marks)
  }

  /// Comments that are numbers, one for each item of the list below the code, which somebody may take for notes.
  private mutating func warnOfBareNumbers(_ code: String, _ lines: [Range<Int>], isSwift: Bool, count: Int) {
    var marks: [Int: CodeNotes.LineMark] = [:]
    for (number, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      marks[number] = CodeNotes.bareMark(line)
    }
    guard marks.count == count, marks.values.map(\.number).sorted() == Array(1...count),
      !isSwift || CommentLines.lines(of: code).isSuperset(of: marks.keys),
      let first = marks.min(by: { $0.key < $1.key }), first.key < lines.count
    else { return }
    let range = lines[first.key].lowerBound + first.value.start..<lines[first.key].upperBound
    diagnostics.append(
      Diagnostic(
        .warning, at: .init(source.trimmingBlanks(range), in: source),
        "the numbers in these comments are no notes, and the list below is an ordinary one",
        explanation: "A note stands at its line where the number is in parentheses: `// (\(first.value.number))`."))
  }

  /// - Parameters:
  ///   - isHidden: whether no page shows it.
  ///   - diff: the value of the option.
  ///   - range: where it stands.
  mutating func readListing(id: String?, isHidden: Bool = false, diff: String?, at range: Range<Int>?) {
    if let diff, let range {
      if !diff.hasPrefix("#") {
        report(range, "'\(diff)' is not the id of a listing", "It is written with its sign, as in diff=\"#\(diff)\".")
      } else if !ids.contains(String(diff.dropFirst())) {
        report(
          range, "no listing above has the id '\(diff.dropFirst())'",
          ids.names.isEmpty
            ? "A cell or a fence gets an id in its braces, as in {#first}."
            : ids.advice(for: String(diff.dropFirst()), choices: "Those above are"))
      }
      if hiddenIDs.contains(String(diff.dropFirst())) {
        report(
          range, "the listing '\(diff.dropFirst())' is hidden, so nobody could see what changed since",
          "Lines that are not to be seen can be hidden in it, from `// hide` to `// show`, instead of all of it.")
      }
    }
    if let id {
      ids.insert(id)
      if isHidden { hiddenIDs.insert(id) }
    }
  }

  mutating func checkHiddenLines(_ hidden: HiddenLines, _ lines: [Range<Int>]) {
    for line in hidden.stray where line < lines.count {
      report(lines[line], "there is nothing hidden above this line", "Lines are hidden from `// hide` to `// show`.")
    }
  }

  /// Highlighted lines that the code does not have.
  mutating func checkLines(_ set: LineSet?, of code: String, at range: Range<Int>?) {
    let count = code.utf8.count { $0 == UInt8(ascii: "\n") }
    guard let set, let range, set.last > count else { return }
    report(range, "there is no line \(set.last)", "The code has \(count == 1 ? "one line" : "\(count) lines").")
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String) {
    diagnostics.append(Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation))
  }
}
