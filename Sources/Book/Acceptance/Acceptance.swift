import Markdown
import Text

/// What `accept` writes: fresh outputs instead of documented ones that no longer agree, and nothing else.
///
/// It is worked out before anything is written, so that it can be shown first.
package struct Acceptance: Sendable {
  /// Bytes of the chapter to replace, in the order of the text.
  package var edits: [Edit] = []
  /// Figure files to write, by their paths relative to the chapter's folder.
  package var files: [Figure] = []
  /// The cell of each figure file: those that were taken, and those of this chapter.
  package var figureOwners: [String: String] = [:]
  /// Figure files that nothing in the chapter names any more.
  package var obsoleteFiles: [String] = []
  /// What is written, and what looks like a regression, for people; in the order of the text.
  package var changes: [Diagnostic] = []
  /// What cannot be accepted and why; in the order of the text.
  package var refusals: [Diagnostic] = []

  package struct Edit: Sendable, Hashable {
    package var range: Range<Int>
    /// What stood there when the chapter was read.
    package var original: [UInt8]
    package var replacement: [UInt8]
    /// What it is written for; nil for the words of a picture that is shown once more.
    package var step: Chapter.Step?
  }

  package struct Figure: Sendable, Hashable {
    package var path: String
    package var content: String
    /// The cell that shows it.
    package var step: Chapter.Step?
  }

  package var isEmpty: Bool { edits.isEmpty && files.isEmpty && obsoleteFiles.isEmpty }

  /// Takes what fresh results give. `names` restricts it to some cells, by their full names, and leaves the prose alone but for the
  /// checked values of `values`, by their indices;
  /// `exact` also rewrites what agrees only by one unit of its last digit. `readFigure` says what a figure file holds that
  /// is there already, by its path relative to the chapter's folder; `figureOwners` which of these files belong to a cell
  /// of another chapter in that folder; `numberedIncludes` of which files other chapters include some lines by their numbers.
  package init(
    _ chapter: Chapter, _ results: ChapterResults, names: Set<String>? = nil, values: Set<Int> = [],
    exact: Bool = false,
    figureOwners: [String: String] = [:], numberedIncludes: NumberedIncludes = NumberedIncludes(in: []),
    readFigure: @escaping (String) -> String? = { _ in nil }
  ) {
    var writer = AcceptanceWriter(
      chapter: chapter, results: results, exact: exact, figureOwners: figureOwners, readFigure: readFigure)
    for step in chapter.steps {
      defer { writer.accepted.assign(step) }
      switch step {
      case .cell(let index):
        if names?.contains(chapter.cells[index].name) ?? true { writer.accept(chapter.cells[index]) }
      case .checkedValue(let index):
        let value = chapter.checkedValues[index]
        let owner = chapter.cell(captionedBy: value)?.name
        if names == nil || values.contains(index) || owner.map({ names?.contains($0) == true }) == true {
          writer.accept(value)
        }
      }
    }
    if names == nil { writer.acceptWordsOfPicturesShownAgain() }
    self = writer.acceptance
    edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    refuseMovedLines(in: chapter, besides: numberedIncludes)
    guard chapter.includesRepeatedly, !isEmpty else { return }
    let whole =
      names == nil
      ? self
      : Acceptance(
        chapter, results, exact: exact, figureOwners: figureOwners, numberedIncludes: numberedIncludes,
        readFigure: readFigure)
    var accepted = [AcceptedChapter(chapter, results, self, whole: whole)]
    AcceptedChapter.withdrawDisagreements(&accepted)
    self = accepted[0].acceptance
  }

  init() {}

  /// Nothing is accepted.
  package static let none = Acceptance()

  /// Notes that what has been written since the last step is for this one.
  private mutating func assign(_ step: Chapter.Step) {
    for index in edits.indices.reversed() {
      guard edits[index].step == nil else { break }
      edits[index].step = step
    }
    for index in files.indices.reversed() {
      guard files[index].step == nil else { break }
      files[index].step = step
    }
  }

  package struct ChapterChanged: UserError, Hashable {
    package let file: String

    package init(file: String) { self.file = file }

    package var description: String { "'\(file)' has changed since it was read, so nothing was written to it" }
  }

  /// The chapter's new bytes. `bytes` is what its file holds now: where that is not what was parsed, nothing is
  /// replaced.
  package func applied(to bytes: [UInt8], of chapter: Chapter) throws(ChapterChanged) -> [UInt8] {
    guard bytes == chapter.source.ownBytes else { throw ChapterChanged(file: chapter.source.name) }
    return try Self.applied(
      edits.filter { chapter.source.attachment(at: $0.range.lowerBound) == nil }, to: bytes, of: chapter.source.name)
  }

  static func applied(_ edits: [Edit], to bytes: [UInt8], of file: String) throws(ChapterChanged) -> [UInt8] {
    var result = [UInt8]()
    var position = 0
    for edit in edits {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= bytes.count,
        bytes[edit.range].elementsEqual(edit.original)
      else { throw ChapterChanged(file: file) }
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement
      position = edit.range.upperBound
    }
    return result + bytes[position...]
  }
}
