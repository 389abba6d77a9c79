import Text

/// The text of a figure's image beside what the picture says of itself.
///
/// Words that are the picture's own follow it. In words of the author's every number must be one that the picture's own
/// description has, by the last-digit rule, unless it is a checked value; see `StatementCheck`.
package struct PictureDescription: Sendable {
  package enum Verdict: Sendable {
    case agrees
    /// The picture's own words, of another run.
    case stale(TextComparison)
    /// Numbers in the author's words that the picture's description does not have, or has otherwise: their bytes in the
    /// chapter.
    case unfounded([Range<Int>])
  }

  package var verdict: Verdict
  /// What the picture says of itself: the documented one where that agrees with the run, else the fresh one.
  package var current: String
  /// Whether the words are the picture's own, of whatever run.
  package var isOwn: Bool

  init(
    _ documented: DocumentedOutput.PictureReference, _ fresh: FreshPicture, figureAgrees: Bool, exact: Bool,
    language: String
  ) {
    let own = documented.file?.ownDescription
    self.init(
      documented, current: figureAgrees ? own ?? fresh.description : fresh.description,
      other: figureAgrees ? fresh.description : own, exact: exact, language: language)
  }

  /// The words of an image whose picture says `current` of itself.
  ///
  /// - Parameter other: what it said in another run.
  init(
    _ documented: DocumentedOutput.PictureReference, current: String, other: String? = nil, exact: Bool,
    language: String
  ) {
    let comparison = Comparison(numbers: exact ? .rounded : .lastDigit, hasEllipses: false).withRoundedIntegers
    let current = Self.line(current)
    self.current = current
    let words = Self.line(documented.description)
    let skeleton = { (text: String) in ScannedLine(text, comparison, isDocumented: false).skeleton }
    isOwn =
      !documented.hasCheckedValues && !words.isEmpty
      && [current, other.map(Self.line)].contains { $0.map { skeleton($0) == skeleton(words) } ?? false }
    if isOwn {
      let lines = comparison.compare([words], [current])
      verdict = lines.agrees ? .agrees : .stale(lines)
    } else {
      let words = documented.authorsWords
      let unfounded = StatementCheck.unfounded(in: words.text, about: current, comparison, language: language)
      // Where several lie in words that are named whole, these are named once.
      let ranges = unfounded.map(words.sourceRange).reduce(into: [Range<Int>]()) { if $0.last != $1 { $0.append($1) } }
      verdict = ranges.isEmpty ? .agrees : .unfounded(ranges)
    }
  }

  /// A description in one line.
  private static func line(_ text: String) -> String { OutputText.lines(text).joined(separator: " ") }
}

extension DocumentedOutput.PictureReference {
  /// The author's words as one text, in which U+FFFC stands for each checked value.
  fileprivate var authorsWords: (text: String, sourceRange: (Range<Int>) -> Range<Int>) {
    var starts: [Int] = []
    var text = ""
    for piece in words {
      starts.append(text.utf8.count)
      text += piece.text
    }
    let offset = { (position: Int, isEnd: Bool) -> Int in
      let index = max(0, starts.partitioningIndex { isEnd ? $0 >= position : $0 > position } - 1)
      let piece = words[index]
      // Where the text has escapes its offsets are not the source's, and the whole of it is named.
      guard piece.range.count == piece.text.utf8.count else {
        return isEnd ? piece.range.upperBound : piece.range.lowerBound
      }
      return piece.range.lowerBound + position - starts[index]
    }
    return (text, { offset($0.lowerBound, false)..<offset($0.upperBound, true) })
  }
}
